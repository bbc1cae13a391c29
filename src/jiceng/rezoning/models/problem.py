"""What is to be re-zoned: base units as they were on a day, who touches whom, barriers, norms and wishes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.models import Job
from jiceng.organisations.models import Organisation
from jiceng.rezoning.enums import IntakeState, Preset, ProjectState


class Project(models.Model):
    """A re-zoning of the units of one town or county. 区划项目

    `norms`, `weights` and `locks` are JSON as the optimiser's contract has them. Without `k_low`/`k_high` there are
    "as many communities as the norms want". `revision` grows with every change of units, edges, norms, weights or
    locks, so that a problem read once can be kept in memory.
    """

    title = models.CharField(_("名称"), max_length=120)
    body = models.ForeignKey(
        Organisation, models.PROTECT, related_name="rezoning_projects", verbose_name=_("牵头组织")
    )
    state = models.CharField(_("阶段"), max_length=12, choices=ProjectState, default=ProjectState.DRAFT)
    units_as_of = models.DateField(_("数据日期"))
    preset = models.CharField(_("规模标准"), max_length=10, choices=Preset, default=Preset.LAW_2026)
    norms = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)
    locks = models.JSONField(default=dict)
    k_low = models.PositiveIntegerField(_("社区个数下限"), null=True, blank=True)
    k_high = models.PositiveIntegerField(_("社区个数上限"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(k_low__isnull=True, k_high__isnull=True)
                | Q(k_low__gte=1, k_high__gte=F("k_low")),
                name="number_of_communities_is_a_range",
            )
        ]

    def __str__(self) -> str:
        return self.title


class BaseUnit(models.Model):
    """One unit that is placed whole, with its figures and area as they were on the project's day. 基本单元"""

    project = models.ForeignKey(Project, models.CASCADE, related_name="units")
    key = models.CharField(_("编号"), max_length=40)
    name = models.CharField(_("名称"), max_length=120)
    pinyin = models.CharField(max_length=240, editable=False, default="")
    initials = models.CharField(max_length=60, editable=False, default="")
    street = models.CharField(_("原街道"), max_length=120, blank=True)
    source = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="rezoning_units"
    )
    households = models.PositiveIntegerField(_("户数"), null=True)
    residents = models.PositiveIntegerField(_("人口"), null=True)
    full_members = models.PositiveIntegerField(_("正式党员"), null=True)
    venue_area_m2 = models.PositiveIntegerField(_("场所面积"), null=True)
    geometry = models.JSONField(null=True)
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="one_unit_of_a_key"),
            models.UniqueConstraint(
                fields=["project", "source"], condition=Q(source__isnull=False), name="a_source_is_used_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Barrier(models.Model):
    """A line that divides: river, railway, main road. 阻隔"""

    project = models.ForeignKey(Project, models.CASCADE, related_name="barriers")
    kind = models.CharField(_("种类"), max_length=30)
    name = models.CharField(_("名称"), max_length=120, blank=True)
    geometry = models.JSONField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or self.kind


class Edge(models.Model):
    """Two units that touch: shared boundary in decimetres, the barrier on it, and whether a bridge or crossing
    makes up for it. `line` is the shared boundary for drawing. 相邻关系"""

    project = models.ForeignKey(Project, models.CASCADE, related_name="edges")
    a = models.ForeignKey(BaseUnit, models.CASCADE, related_name="+")
    b = models.ForeignKey(BaseUnit, models.CASCADE, related_name="+")
    boundary_dm = models.PositiveIntegerField(default=0)
    barrier = models.CharField(_("阻隔"), max_length=30, blank=True)
    bridged = models.BooleanField(_("有桥或通道"), default=False)
    line = models.JSONField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "a", "b"], name="one_edge_of_a_pair"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="edge_ends_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.a_id}–{self.b_id}"


class Intake(models.Model):
    """A file of units being checked: what came in stays here, nothing is loaded until no fault is open. 载入核对

    `rows` are the units as read, each with its place in the file; `decisions` maps a fault's id to
    `{"repair": ..., "value": ...}`. `path` is where a large file waits to be read. `found` is what the check found:
    the faults of the file as it came (`first`) and those `open` after the decisions, units that are nobody's
    (`strangers`), how many `rows`; or why the file is `unreadable`. None: not checked, or not since the last decision.
    """

    FEW = 500
    """Units that are checked and loaded while whoever sent them waits; more of them are work for the background."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="intakes")
    state = models.CharField(max_length=10, choices=IntakeState, default=IntakeState.CHECKING)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    rows = models.JSONField()
    pairs = models.JSONField(default=list)
    barriers = models.JSONField(default=list)
    decisions = models.JSONField(default=dict)
    found = models.JSONField(null=True)
    path = models.CharField(max_length=200, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(state="checking"), name="one_open_intake_of_a_project"
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_large(self) -> bool:
        return bool(self.path) or (len(self.rows) if self.found is None else self.found["rows"]) > self.FEW

    @property
    def checked(self) -> bool:
        """Whether what was found is true of the decisions as they are."""
        return self.found is not None and self.found.get("decided") == self.decisions

    @property
    def at_work(self) -> bool:
        return self.job is not None and not self.job.ended
