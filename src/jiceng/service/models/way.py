"""Rounds from asking to the answer and the resident's word; handing on; the steps of the way."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.crypt import EncryptedField
from jiceng.organisations.models import Organisation
from jiceng.service.enums import Act, Solved
from jiceng.service.models.cases import Case


class CaseRound(models.Model):
    """From asking, or asking again, to the answer; what was answered before stays as it was. 办理轮次

    `took` is the number of working days from the first day to the answer. `solved` and `satisfied` are the resident's
    own word; empty is no answer, and never counts as satisfied.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("办理轮次"))
    opened_on = models.DateField(pgettext_lazy("轮次", "开始日期"))
    opened_why = EncryptedField(_("重办理由"), blank=True)
    due_on = models.DateField(_("办理期限"))
    extended_from = models.DateField(_("原期限"), null=True)
    extended_why = EncryptedField(_("延期理由"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True)
    answer = EncryptedField(_("答复"), blank=True)
    answered_by = models.CharField(_("答复人"), max_length=120, blank=True)
    took = models.PositiveSmallIntegerField(_("用时（工作日）"), null=True)
    solved = models.CharField(_("居民说是否解决"), max_length=6, choices=Solved, blank=True)
    satisfied = models.BooleanField(_("居民说是否满意"), null=True)
    rated_on = models.DateField(_("评价日期"), null=True)
    note = EncryptedField(_("居民的话"), blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("办理轮次")
        indexes = [models.Index(fields=["case", "opened_on"], name="rounds_of_a_case")]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_round_of_a_number"),
            models.CheckConstraint(condition=Q(due_on__gte=F("opened_on")), name="round_due_after_begun"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="", answered_by="", took__isnull=True)
                | Q(answered_on__isnull=False, took__isnull=False) & ~Q(answer="") & ~Q(answered_by=""),
                name="a_round_ends_with_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(rated_on__isnull=True, solved="", satisfied__isnull=True)
                | Q(rated_on__gte=F("answered_on"), satisfied__isnull=False) & ~Q(solved=""),
                name="rated_once_answered",
            ),
            models.CheckConstraint(
                condition=Q(extended_from__isnull=True, extended_why="")
                | Q(extended_from__lt=F("due_on")) & ~Q(extended_why=""),
                name="extended_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.number}"


class Handing(models.Model):
    """One unit offers a request to another, which takes it or hands it back. 转办"""

    case = models.ForeignKey(Case, models.PROTECT, related_name="handings")
    from_unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("转出单位"))
    to_unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("接收单位"))
    on = models.DateField(_("转办日期"))
    why = EncryptedField(_("转办理由"))
    taken = models.BooleanField(_("是否接收"), null=True)
    decided_on = models.DateField(_("接收或退回日期"), null=True)
    recalled = models.BooleanField(_("已收回"), default=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("转办")
        constraints = [
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="a_case_is_handed_to_another"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(decided_on__isnull=True), name="one_open_offer_of_a_case"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, taken__isnull=True)
                | Q(decided_on__gte=F("on"), taken__isnull=False),
                name="decided_means_taken_or_not",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)


class CaseStep(models.Model):
    """One step: what, by whom, of which unit, on which day. The resident reads it in plain words. 诉求环节"""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    act = models.CharField(pgettext_lazy("诉求", "环节"), max_length=10, choices=Act)
    on = models.DateField(_("日期"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("经办人"), max_length=120, blank=True)
    unit_name = models.CharField(_("单位"), max_length=120, blank=True)
    note = EncryptedField(_("说明"), blank=True)

    class Meta:
        ordering = ["on", "id"]
        verbose_name = _("诉求环节")
        indexes = [models.Index(fields=["case", "on"], name="steps_of_a_case")]

    def __str__(self) -> str:
        return f"{self.case} {self.get_act_display()}"
