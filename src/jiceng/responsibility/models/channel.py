"""Upward: the stations of a problem. Downward: instructions with their day, and what each community reports."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.institutions.models import Evidence
from jiceng.organisations.models import Organisation
from jiceng.responsibility.enums import Level, Step
from jiceng.responsibility.models.groups import LeadingGroup
from jiceng.responsibility.models.visits import Problem


class Station(models.Model):
    """One stop of a problem's way: what was done, at which level, by whom, when; a decision with the leading group that
    made it and the decision of its meeting. 对接环节"""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="stations")
    step = models.CharField(_("环节"), max_length=12, choices=Step)
    level = models.CharField(_("所在层级"), max_length=8, choices=Level)
    by_name = models.CharField(_("经办人"), max_length=120)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    group = models.ForeignKey(LeadingGroup, models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("对接环节")

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.by_name}"


class Instruction(models.Model):
    """What a leading group asks of communities, with its day. 下达要求

    `asked` are the figures that the units have to tell, one each; those that the system knows are filled in. Out since
    `issued_at`; an emergency waits until somebody else than its author has signed it.
    """

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="instructions")
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, related_name="instructions")
    title = models.CharField(_("要求"), max_length=120)
    text = models.TextField(_("内容"))
    asked = models.JSONField(_("要填的项目"), default=list)
    due_on = models.DateField(_("期限"))
    emergency = models.CharField(_("紧急理由"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_on = models.DateField(_("提出日期"))
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(_("下达时间"), null=True)
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True)
    withdrawn_why = models.CharField(_("撤回理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("下达要求")
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("made_on")), name="instruction_due_after_made"),
            models.CheckConstraint(
                condition=Q(emergency="") | Q(issued_at__isnull=True) | Q(signed_by__isnull=False),
                name="an_emergency_goes_out_signed",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | Q(made_by__isnull=True) | ~Q(signed_by=F("made_by")),
                name="nobody_signs_the_own_emergency",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why=""),
                name="an_instruction_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Target(models.Model):
    """One community that an instruction goes to, and its report. 要求的承办社区"""

    instruction = models.ForeignKey(Instruction, models.PROTECT, related_name="targets")
    community = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("社区"))
    told = models.JSONField(_("填报"), default=dict)
    report = models.TextField(_("办理结果"), blank=True)
    seen_at = models.DateTimeField(_("签收时间"), null=True)
    urged_on = models.DateField(_("催报日期"), null=True)
    done_at = models.DateTimeField(_("回报时间"), null=True)
    done_by_name = models.CharField(_("回报人"), max_length=120, blank=True)

    class Meta:
        ordering = ["community__code", "id"]
        verbose_name = _("要求的承办社区")
        constraints = [
            models.UniqueConstraint(fields=["instruction", "community"], name="instructed_once"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | ~Q(report=""), name="reported_with_a_report"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instruction} {self.community}"
