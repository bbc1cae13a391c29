"""A resident's request, and which community and unit it lies with from day to day."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.crypt import EncryptedField
from jiceng.kernel.validity import Dated
from jiceng.organisations.models import Organisation
from jiceng.service.enums import CaseState, Urgency, Way
from jiceng.service.norms import kind_name, norms


class CaseSeries(models.Model):
    """The last number of a year, so that two who write at once get two numbers. 诉求编号"""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("诉求编号")

    def __str__(self) -> str:
        return str(self.year)


class Case(models.Model):
    """What a resident asked for. 居民诉求

    What was written, where, by whom and under which number one calls back is encrypted. The resident's page opens by a
    code of which only the keyed hash is kept; a keyed hash of the place tells what comes again from there. `round`
    counts from 0 and goes up with every re-opening. Name and phone are erased some time after the answer (PIPL arts 19
    and 47).
    """

    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    kind = models.CharField(_("类别"), max_length=20)
    urgency = models.CharField(pgettext_lazy("诉求", "急缓"), max_length=10, choices=Urgency)
    way = models.CharField(pgettext_lazy("诉求", "渠道"), max_length=6, choices=Way)
    text = EncryptedField(_("内容"))
    place = EncryptedField(pgettext_lazy("诉求", "地点"), blank=True)
    place_print = models.CharField(max_length=64, blank=True, db_index=True)
    name = EncryptedField(_("称呼"), blank=True)
    phone = EncryptedField(_("联系电话"), blank=True)
    code_print = models.CharField(max_length=64, unique=True)
    received_on = models.DateField(pgettext_lazy("诉求", "提出日期"), db_index=True)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    first_asked = models.CharField(_("首问责任人"), max_length=120, blank=True)
    accepted_on = models.DateField(_("受理日期"), null=True)
    state = models.CharField(_("状态"), max_length=10, choices=CaseState, default=CaseState.RECEIVED)
    round = models.PositiveSmallIntegerField(_("办理轮次"), default=0)
    returned = models.PositiveSmallIntegerField(_("退回次数"), default=0)
    public_line = models.CharField(_("公开的一句话"), max_length=100, blank=True)
    origin = models.CharField(max_length=64, blank=True, db_index=True)
    erased_on = models.DateField(_("联系方式删除日期"), null=True)

    class Meta:
        ordering = ["-year", "-serial"]
        verbose_name = _("居民诉求")
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="one_case_of_a_number"),
            models.CheckConstraint(condition=~Q(text=""), name="a_case_says_what"),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(accepted_on__gte=F("received_on")),
                name="accepted_after_received",
            ),
            models.CheckConstraint(
                condition=Q(state="received") | Q(accepted_on__isnull=False), name="worked_on_once_accepted"
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | Q(name="", phone=""), name="erased_is_gone"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return norms(self.received_on).number.format(year=self.year, serial=self.serial)

    @property
    def kind_name(self) -> str:
        return kind_name(self.kind)

    def held_on(self, day: date) -> "CaseHolding":
        rows = self.holdings.on(day).select_related("community", "holder")
        return rows.first() or self.holdings.select_related("community", "holder").earliest("valid_from")


class CaseHolding(Dated):
    """In which community a request lies, and which unit has it in hand. 诉求承办"""

    case = models.ForeignKey(Case, models.PROTECT, related_name="holdings")
    community = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("社区"))
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("承办单位"))

    class Meta(Dated.Meta):
        ordering = ["valid_from", "id"]
        verbose_name = _("诉求承办")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["case"], condition=Q(valid_to__isnull=True), name="one_unit_has_a_case"
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)
