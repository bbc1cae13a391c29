"""The one register of tasks, whatever they come from, and the steps of each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.documents.enums import TaskAct
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person


class Task(models.Model):
    """A piece of work that somebody was given: from a plan, a decision, a supervised matter, a list, or by hand. 任务

    The source is named by kind, id and words, since decisions and matters belong to other parts of the site
    (`jiceng.documents.sources`). Where a task stands follows from its days alone, so it is known of any day.
    """

    title = models.CharField(_("任务"), max_length=120)
    pinyin = models.CharField(max_length=720, blank=True)
    initials = models.CharField(max_length=120, blank=True)
    measure = models.CharField(_("成果要求"), max_length=300, blank=True)
    source_kind = models.CharField(_("来源"), max_length=60, blank=True)
    source_id = models.CharField(max_length=40, blank=True)
    source_name = models.CharField(_("来源说明"), max_length=200, blank=True)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks", verbose_name=_("责任单位"))
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="tasks", verbose_name=_("责任人")
    )
    assigned_on = models.DateField(_("交办日期"))
    due_on = models.DateField(_("完成期限"), null=True)
    acknowledged_on = models.DateField(_("签收日期"), null=True)
    progress_on = models.DateField(_("最近进展"), null=True)
    done_on = models.DateField(_("完成日期"), null=True)
    result = models.TextField(_("结果"), max_length=2000, blank=True)
    dropped_on = models.DateField(_("取消日期"), null=True)
    dropped_why = models.CharField(_("取消理由"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("任务")
        indexes = [
            models.Index(fields=["source_kind", "source_id"], name="tasks_of_source"),
            models.Index(fields=["unit", "done_on", "due_on"], name="tasks_of_unit"),
            models.Index(fields=["owner", "done_on"], name="tasks_of_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_task_says_what"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("assigned_on")),
                name="task_due_after_given",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(result=""), name="a_finished_task_has_its_result"
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True) | Q(done_on__isnull=True) & ~Q(dropped_why=""),
                name="a_task_is_dropped_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.dropped_on is None


class TaskHelper(models.Model):
    """A unit or a person that helps with a task. 任务协办"""

    task = models.ForeignKey(Task, models.CASCADE, related_name="helpers")
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("任务协办")
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True, person__isnull=False)
                | Q(unit__isnull=False, person__isnull=True),
                name="a_helper_is_a_unit_or_a_person",
            ),
            models.UniqueConstraint(fields=["task", "unit"], name="a_unit_helps_once"),
            models.UniqueConstraint(fields=["task", "person"], name="a_person_helps_once"),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.person)


class TaskStep(models.Model):
    """One step of a task: what, by whom, on which day. 任务环节"""

    task = models.ForeignKey(Task, models.CASCADE, related_name="steps")
    act = models.CharField(_("环节"), max_length=12, choices=TaskAct)
    on = models.DateField(_("日期"))
    by_name = models.CharField(_("经办人"), max_length=120)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        ordering = ["on", "id"]
        verbose_name = _("任务环节")

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.by_name}"
