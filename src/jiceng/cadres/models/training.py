"""Training: a unit's plan of the year, classes and tours, who takes part, what came of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.cadres.enums_development import (
    Adoption,
    Audience,
    Need,
    Outcome,
    Release,
    TrainingKind,
    TrainingState,
)
from jiceng.documents.models import Task
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person

MOST_POINTS = 100


class TrainingPlan(models.Model):
    """What a unit holds in a year for the cadres below it. 年度培训计划"""

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("制定单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    aims = models.CharField(_("目标"), max_length=500, blank=True)
    adopted_on = models.DateField(_("通过日期"), null=True)

    class Meta:
        ordering = ["-year", "id"]
        verbose_name = _("年度培训计划")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_training_plan_of_a_year"),
            models.CheckConstraint(
                condition=Q(year__gte=1949, year__lte=2200), name="a_training_year_that_can_be"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class Training(models.Model):
    """A class, a lecture or a study tour. 培训"""

    plan = models.ForeignKey(TrainingPlan, models.PROTECT, related_name="trainings", verbose_name=_("计划"))
    kind = models.CharField(_("形式"), max_length=10, choices=TrainingKind)
    audience = models.CharField(pgettext_lazy("培训", "对象"), max_length=12, choices=Audience)
    title = models.CharField(_("名称"), max_length=120)
    pinyin = models.CharField(max_length=720, blank=True)
    initials = models.CharField(max_length=120, blank=True)
    need = models.CharField(_("针对的需求"), max_length=10, choices=Need, default=Need.OTHER)
    programme = models.TextField(_("课程安排"), max_length=4000, blank=True)
    place = models.CharField(_("地点"), max_length=120)
    teachers = models.CharField(_("授课人或接待单位"), max_length=300, blank=True)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    hours = models.PositiveSmallIntegerField(_("学时"))
    cost = models.DecimalField(_("预算（元）"), max_digits=10, decimal_places=2, default=0)
    spent = models.DecimalField(_("实际支出（元）"), max_digits=10, decimal_places=2, null=True)
    state = models.CharField(_("状态"), max_length=10, choices=TrainingState, default=TrainingState.PLANNED)
    called_on = models.DateField(_("通知日期"), null=True)
    closed_on = models.DateField(_("结业日期"), null=True)
    evaluation = models.TextField(_("培训评估"), max_length=2000, blank=True)
    dropped_why = models.CharField(_("取消理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        verbose_name = _("培训")
        indexes = [models.Index(fields=["state", "closed_on"], name="training_closed")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "title", "starts_on"], name="one_training_of_a_name"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="training_ends_later"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="a_training_has_hours"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="a_training_costs_no_less_than_nothing"),
            models.CheckConstraint(
                condition=Q(spent__isnull=True) | Q(spent__gte=0), name="spent_no_less_than_nothing"
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(closed_on__isnull=False) & ~Q(evaluation=""),
                name="a_held_training_is_evaluated",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(dropped_why=""), name="a_training_is_dropped_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Trainee(models.Model):
    """Somebody who is to take part, and how it went. 学员"""

    training = models.ForeignKey(Training, models.PROTECT, related_name="trainees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="trainings", verbose_name=_("学员"))
    need = models.CharField(_("培训需求"), max_length=10, choices=Need, default=Need.OTHER)
    release = models.CharField(_("单位意见"), max_length=10, choices=Release, default=Release.NONE)
    release_why = models.CharField(_("不能参加的理由"), max_length=300, blank=True)
    hours = models.PositiveSmallIntegerField(_("实到学时"), null=True)
    before = models.PositiveSmallIntegerField(_("训前测评"), null=True)
    after = models.PositiveSmallIntegerField(_("训后测评"), null=True)
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        ordering = ["person__pinyin", "id"]
        verbose_name = _("学员")
        indexes = [models.Index(fields=["person", "training"], name="trainings_of_person")]
        constraints = [
            models.UniqueConstraint(fields=["training", "person"], name="once_in_a_training"),
            models.CheckConstraint(
                condition=~Q(release="declined") | ~Q(release_why=""), name="not_spared_for_a_reason"
            ),
            models.CheckConstraint(
                condition=(Q(before__isnull=True) | Q(before__lte=MOST_POINTS))
                & (Q(after__isnull=True) | Q(after__lte=MOST_POINTS)),
                name="points_up_to_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training} {self.person}"


class TourProposal(models.Model):
    """What a tour saw, and what it proposes to take over at home. 考察建议

    Adopted, it is a task in the one register, and what became of it is the state of that task.
    """

    training = models.ForeignKey(Training, models.PROTECT, related_name="proposals")
    seen_at = models.CharField(_("考察单位"), max_length=120)
    learned = models.TextField(_("学到的做法"), max_length=2000)
    title = models.CharField(_("建议"), max_length=120)
    state = models.CharField(_("处理"), max_length=10, choices=Adoption, default=Adoption.OPEN)
    answered_on = models.DateField(_("答复日期"), null=True)
    answer = models.CharField(_("答复"), max_length=500, blank=True)
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="+", verbose_name=_("任务"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("考察建议")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_tour_proposal_says_what"),
            models.CheckConstraint(
                condition=Q(state="adopted", task__isnull=False) | ~Q(state="adopted") & Q(task__isnull=True),
                name="an_adopted_proposal_is_a_task",
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_on__isnull=True)
                | ~Q(state="open") & Q(answered_on__isnull=False) & ~Q(answer=""),
                name="a_proposal_is_answered_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title
