"""What residents were shown, what they said, and what was answered."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.rezoning.enums import Outcome, Pin, Stance
from jiceng.rezoning.models.plans import Plan
from jiceng.rezoning.models.problem import BaseUnit


class Consultation(models.Model):
    """A plan shown to residents from a day (included) to a day (included); `slug` is its public address. 公示"""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="consultations")
    slug = models.CharField(max_length=24, unique=True)
    explanation = models.TextField(_("说明"), blank=True)
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    opens_on = models.DateField(_("开始日期"))
    closes_on = models.DateField(_("结束日期"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="consultation_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["plan", "opens_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_consultation_of_a_plan_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.plan)


class Remarks(models.QuerySet):
    def unanswered(self) -> "Remarks":
        """Those that want an answer and have none; who only supports and says nothing more wants none."""
        return self.filter(answer__isnull=True).exclude(stance=Stance.SUPPORT, text="")


class Remark(models.Model):
    """What a resident said; no account, a name only if they give one. `origin` is a keyed hash that fades with the
    day, to hold off floods. 意见"""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="remarks")
    number = models.PositiveIntegerField()
    stance = models.CharField(_("态度"), max_length=10, choices=Stance)
    text = models.TextField(pgettext_lazy("列表", "意见"), max_length=2000, blank=True)
    pin = models.CharField(max_length=10, choices=Pin, default=Pin.WHOLE)
    unit = models.ForeignKey(BaseUnit, models.PROTECT, null=True, blank=True, related_name="+")
    other_unit = models.ForeignKey(BaseUnit, models.PROTECT, null=True, blank=True, related_name="+")
    passage = models.CharField(max_length=300, blank=True)
    home = models.ForeignKey(BaseUnit, models.PROTECT, null=True, blank=True, related_name="+")
    signed = models.CharField(_("称呼"), max_length=40, blank=True)
    origin = models.CharField(max_length=64, blank=True, db_index=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = Remarks.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="remarks_in_one_order"),
            models.CheckConstraint(
                condition=Q(pin="whole")
                | Q(pin="unit", unit__isnull=False)
                | Q(pin="boundary", unit__isnull=False, other_unit__isnull=False)
                | (Q(pin="passage") & ~Q(passage="")),
                name="a_pinned_remark_has_its_place",
            ),
            models.CheckConstraint(condition=~Q(stance="object") | ~Q(text=""), name="an_objection_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def wants_answer(self) -> bool:
        return bool(self.text) or self.stance != Stance.SUPPORT


class Answer(models.Model):
    """What was answered to a remark, and what came of it. 答复"""

    remark = models.OneToOneField(Remark, models.PROTECT, related_name="answer")
    outcome = models.CharField(_("处理"), max_length=10, choices=Outcome)
    text = models.TextField(_("答复"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="an_answer_says_something")]

    def __str__(self) -> str:
        return str(self.remark)
