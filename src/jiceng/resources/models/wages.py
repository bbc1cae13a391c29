"""What posts are paid, and what was paid to whom for which month."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person
from jiceng.resources.enums import Payer
from jiceng.resources.models.venues import money


class PayStandard(models.Model):
    """Yuan a month for a kind of post from a day on, until the next of the kind; nought ends it. 工资标准

    `both` is added where somebody holds a further kind of paid post; `payer` is who is to pay.
    """

    kind = models.CharField(_("职务"), max_length=24, choices=PostKind)
    valid_from = models.DateField(_("自哪天起"))
    monthly = money(_("每月（元）"))
    both = money(_("兼任增加（元）"), default=0)
    payer = models.CharField(_("资金来源"), max_length=8, choices=Payer)
    basis = models.CharField(_("依据"), max_length=200)

    class Meta:
        ordering = ["kind", "-valid_from"]
        verbose_name = _("工资标准")
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="one_pay_of_a_kind_a_day"),
            models.CheckConstraint(condition=Q(monthly__gte=0, both__gte=0), name="pay_is_not_negative"),
            models.CheckConstraint(condition=~Q(basis=""), name="pay_has_a_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.valid_from.isoformat()}"


class PayBatch(models.Model):
    """The wages of a community's people for one month (its first day), paid on a day by one payer. 工资发放

    What was paid is never changed: a wrong batch is annulled whole, with its reason.
    """

    community = models.ForeignKey(
        Organisation, models.PROTECT, related_name="pay_batches", verbose_name=_("社区")
    )
    month = models.DateField(_("月份"))
    paid_on = models.DateField(_("发放日期"))
    payer = models.CharField(_("资金来源"), max_length=8, choices=Payer)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    annulled_at = models.DateTimeField(null=True)
    annulled_why = models.CharField(_("作废理由"), max_length=200, blank=True)

    class Meta:
        ordering = ["-month", "-paid_on", "-id"]
        verbose_name = _("工资发放")
        indexes = [models.Index(fields=["community", "month"], name="pay_of_community")]
        constraints = [
            # Said as text: a function of Django's own would not be there when a backup is written.
            models.CheckConstraint(condition=Q(month__endswith="-01"), name="a_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(annulled_at__isnull=True, annulled_why="")
                | Q(annulled_at__isnull=False) & ~Q(annulled_why=""),
                name="pay_is_annulled_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community} {self.month:%Y-%m}"


class Payment(models.Model):
    """What one person got in a batch, in yuan. 实发工资"""

    batch = models.ForeignKey(PayBatch, models.PROTECT, related_name="payments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="payments", verbose_name=_("人员"))
    amount = money(_("金额（元）"))

    class Meta:
        ordering = ["batch_id", "id"]
        verbose_name = _("实发工资")
        constraints = [
            models.UniqueConstraint(fields=["batch", "person"], name="one_payment_of_a_person_in_a_batch"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_payment_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.person}"
