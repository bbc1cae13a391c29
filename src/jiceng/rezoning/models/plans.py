"""Plans, the runs that found them, and the desks where they are changed by hand."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jiceng.kernel.models import Job
from jiceng.rezoning.enums import Aim, PlanStatus, RunKind
from jiceng.rezoning.models.problem import BaseUnit, Project


class Run(models.Model):
    """One search in the background: what was asked, the best plan so far, and how it ended. 求解

    `best` is the assignment to draw while it runs; `answer` keeps status, conflict and relaxations when there is
    no plan, the prices of locks, or the aims traded and the plans of their front.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="runs")
    job = models.OneToOneField(Job, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RunKind, default=RunKind.PLANS)
    count = models.PositiveSmallIntegerField(_("方案个数"), default=5)
    seed = models.PositiveIntegerField(_("随机种子"), default=0)
    budget_seconds = models.PositiveIntegerField(_("时限（秒）"), default=60)
    phase = models.CharField(max_length=80, blank=True)
    best = models.JSONField(null=True)
    objective = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    answer = models.JSONField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.job)


class Plan(models.Model):
    """Every unit in one community. What it assigns never changes (a trigger keeps it): a change is a new plan with
    this one as `parent`. 区划方案

    `assignment` maps unit keys to community labels; `terms` are the optimiser's terms; `problem` keeps norms,
    weights, locks and the range of k that it was judged by.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="plans")
    number = models.PositiveIntegerField(_("序号"))
    title = models.CharField(_("名称"), max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="branches")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(Run, models.SET_NULL, null=True, blank=True, related_name="plans")
    aim = models.CharField(max_length=20, blank=True)
    assignment = models.JSONField()
    k = models.PositiveIntegerField(_("社区数"))
    terms = models.JSONField()
    violations = models.JSONField(default=list)
    problem = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=PlanStatus)
    objective = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    seed = models.PositiveIntegerField(null=True)
    seconds = models.FloatField(null=True)
    method = models.CharField(max_length=60, blank=True)
    versions = models.JSONField(default=dict)
    input_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_plan_of_a_number"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="no_plan_is_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The title; as long as it is the optimiser's own word for what the plan aims at, in the reader's language."""
        with override("zh-hans"):
            plain = self.word()
        return self.word() if plain == self.title else self.title

    def word(self) -> str:
        """The aim in words; a further balanced plan bears a number."""
        aim, _dash, number = self.aim.partition("-")
        if aim not in Aim.values:
            return ""
        label = str(Aim(aim).label)
        return _g("%(aim)s之%(number)s") % {"aim": label, "number": number} if number else label

    @property
    def proved_alone(self) -> bool:
        """Proved best among all plans, not only among those that differ enough from others."""
        return self.status == PlanStatus.OPTIMAL and self.aim in {"", Aim.BALANCED}


class DraftCommunity(models.Model):
    """A community of a plan before it exists: its name, where the committee sits, which old venue it uses. 拟设社区"""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="communities")
    label = models.CharField(max_length=40)
    name = models.CharField(_("名称"), max_length=60, blank=True)
    seat = models.ForeignKey(BaseUnit, models.PROTECT, null=True, blank=True, related_name="+")
    venue = models.ForeignKey(BaseUnit, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "label"], name="one_community_of_a_label"),
            models.UniqueConstraint(
                fields=["plan", "name"], condition=~Q(name=""), name="community_names_differ"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.label


class Draft(models.Model):
    """One person's desk: a plan and the edits made on it; `cursor` edits count, those behind it can be redone.
    手工调整"""

    project = models.ForeignKey(Project, models.CASCADE, related_name="drafts")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="drafts")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    cursor = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "account"], name="one_desk_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} ({self.account})"


class Edit(models.Model):
    """One step on a desk: units with the community they left and the one they went to. 调整步骤"""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="edits")
    order = models.PositiveIntegerField()
    moves = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["draft", "order"], name="edits_in_one_order")]

    def __str__(self) -> str:
        return f"{self.draft_id}.{self.order}"
