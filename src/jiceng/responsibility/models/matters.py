"""Supervised matters: who leads, who helps, until when; every step of the way; what passed its day."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.documents.models import Task
from jiceng.organisations.models import Organisation
from jiceng.responsibility.enums import MatterAct, MatterKind, MatterSource, MatterState
from jiceng.responsibility.models.visits import new_mark
from jiceng.responsibility.norms import norms

MATTER = "responsibility.matter"  # how the register of tasks names a matter as a source


class Matters(models.Manager):
    """Always with the task, which bears what is asked, of whom, until when, and what came of it."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("task__unit")


class Matter(models.Model):
    """Something the office hands out and gets back done. 督办事项

    What is asked, the unit that leads, the day, acknowledgement, progress and result are those of its `task` in the
    register of all tasks; here stands what only supervision adds: number, source, checks, urging, the resident's word.
    The source is named by kind, id and words, since decisions and cases belong to other parts of the site. `round`
    counts from 0 and goes up with every re-opening; `mark` leads the resident to the result, without an account.
    Never deleted: closed by a check, or open.
    """

    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    task = models.OneToOneField(Task, models.PROTECT, related_name="matter", verbose_name=_("任务"))
    source = models.CharField(_("来源"), max_length=12, choices=MatterSource)
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=40, blank=True)
    source_name = models.CharField(_("来源说明"), max_length=200, blank=True)
    source_url = models.CharField(max_length=200, blank=True)
    kind = models.CharField(_("类别"), max_length=10, choices=MatterKind)
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("立项单位"))
    community = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("社区")
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    raised_on = models.DateField(_("提出日期"))
    registered_on = models.DateField(_("立项日期"))
    half_on = models.DateField(_("中途"))
    acknowledge_by = models.DateField(_("签收期限"))
    urged_until = models.DateField(_("催办期限"), null=True)
    returned_on = models.DateField(_("退回日期"), null=True)
    returned_why = models.CharField(_("退回理由"), max_length=300, blank=True)
    poor = models.BooleanField(_("核查不合格"), default=False)
    closed_on = models.DateField(_("销号日期"), null=True)
    solved_on = models.DateField(_("居民确认日期"), null=True)
    round = models.PositiveSmallIntegerField(_("办理轮次"), default=0)
    reopened = models.PositiveSmallIntegerField(_("重新办理次数"), default=0)
    mark = models.CharField(max_length=20, unique=True, default=new_mark)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = Matters()

    class Meta:
        ordering = ["-year", "-serial"]
        verbose_name = _("督办事项")
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="one_matter_of_a_number"),
            models.CheckConstraint(
                condition=Q(registered_on__gte=F("raised_on")), name="registered_after_raised"
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="no_matter_below_itself"),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True, returned_why="")
                | Q(returned_on__isnull=False) & ~Q(returned_why=""),
                name="handed_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        return norms().matter_number.format(year=self.year, serial=self.serial)

    @property
    def title(self) -> str:
        return self.task.title

    @property
    def measure(self) -> str:
        return self.task.measure

    @property
    def lead(self) -> Organisation:
        return self.task.unit

    @property
    def lead_id(self) -> int:
        return self.task.unit_id

    @property
    def due_on(self) -> date:
        return self.task.due_on

    @property
    def result(self) -> str:
        return self.task.result

    @property
    def reported_on(self) -> date | None:
        return self.task.done_on

    @property
    def state(self) -> MatterState:
        """Follows from the days of the task and of the check."""
        if self.closed_on:
            return MatterState.CLOSED
        if self.task.done_on:
            return MatterState.REPORTED
        return MatterState.WORKING if self.task.acknowledged_on else MatterState.ASSIGNED

    def get_state_display(self) -> str:
        return str(self.state.label)


class MatterStep(models.Model):
    """One step of a matter: what, by whom, on which day. 督办环节"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps")
    act = models.CharField(_("环节"), max_length=12, choices=MatterAct)
    on = models.DateField(_("日期"))
    by_name = models.CharField(_("经办人"), max_length=120)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        ordering = ["on", "id"]
        verbose_name = _("督办环节")

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.by_name}"


class MatterRed(models.Model):
    """A day that passed without a report; each day counts once. 红灯"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="reds")
    due_on = models.DateField(_("期限"))
    on = models.DateField(_("亮灯日期"))

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("红灯")
        constraints = [
            models.UniqueConstraint(fields=["matter", "due_on"], name="one_red_of_a_day"),
            models.CheckConstraint(condition=Q(on__gt=F("due_on")), name="red_after_its_day"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.due_on.isoformat()}"


class Extension(models.Model):
    """Asked before the day, decided by somebody else. 延期申请"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="extensions")
    asked_on = models.DateField(_("申请日期"))
    from_day = models.DateField(_("原期限"))
    to_day = models.DateField(_("延至"))
    reason = models.CharField(_("理由"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    granted = models.BooleanField(pgettext_lazy("动作", "批准"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(_("批准日期"), null=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("延期申请")
        constraints = [
            models.CheckConstraint(condition=Q(to_day__gt=F("from_day")), name="extended_to_a_later_day"),
            models.CheckConstraint(
                condition=Q(asked_on__lte=F("from_day")), name="extension_asked_before_due"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
            models.CheckConstraint(
                condition=Q(asked_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(asked_by=F("decided_by")),
                name="nobody_grants_the_own_extension",
            ),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(granted__isnull=True), name="one_open_extension_of_a_matter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.to_day.isoformat()}"
