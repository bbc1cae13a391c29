"""Plans, their items as a tree, and what each item aims at, version by version."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.documents.enums import PlanKind
from jiceng.documents.models.documents import Document
from jiceng.documents.models.incoming import Incoming
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person


class Plan(models.Model):
    """A county plan, a three-year plan or the work of a year. 规划

    `carries_out` is the item of the upper plan that this one carries out: plans and items are one tree.
    """

    kind = models.CharField(_("类别"), max_length=12, choices=PlanKind)
    title = models.CharField(_("名称"), max_length=120)
    pinyin = models.CharField(max_length=720, blank=True)
    initials = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="plans", verbose_name=_("编制单位")
    )
    carries_out = models.ForeignKey(
        "PlanItem", models.PROTECT, null=True, related_name="plans", verbose_name=_("落实上级规划的")
    )
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"))
    adopted_on = models.DateField(_("通过日期"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="plans", verbose_name=_("印发文件")
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-starts_on", "id"]
        verbose_name = _("规划")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_plan_has_a_name"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="a_plan_ends_later"),
            models.UniqueConstraint(
                fields=["organisation", "title", "starts_on"], name="one_plan_of_a_name_and_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanItem(models.Model):
    """A goal, a measure or the work of a year within a plan. 规划事项

    `passage` is the clause that it was made from, as it stood; `cites` the document where it stands when it was issued
    here, `cites_incoming` the paper that came in with it. Never deleted: dropped on a day with a reason.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="items")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    order = models.PositiveSmallIntegerField(_("顺序"))
    title = models.CharField(_("事项"), max_length=120)
    pinyin = models.CharField(max_length=720, blank=True)
    initials = models.CharField(max_length=120, blank=True)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="plan_items", verbose_name=_("责任单位")
    )
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="plan_items", verbose_name=_("责任人")
    )
    helpers = models.ManyToManyField(
        Organisation, related_name="helped_plan_items", verbose_name=_("协办单位")
    )
    starts_on = models.DateField(_("起"))
    made_on = models.DateField(_("列入日期"))
    dropped_on = models.DateField(_("取消日期"), null=True)
    dropped_why = models.CharField(_("取消理由"), max_length=300, blank=True)
    cites = models.ForeignKey(Document, models.PROTECT, null=True, related_name="plan_items")
    cites_incoming = models.ForeignKey(
        Incoming, models.PROTECT, null=True, related_name="plan_items", verbose_name=_("依据的来文")
    )
    cited_name = models.CharField(_("依据文件"), max_length=240, blank=True)
    passage_no = models.PositiveSmallIntegerField(_("段落"), null=True)
    passage = models.CharField(_("原文"), max_length=1000, blank=True)

    was: "PlanItemVersion | None" = None  # on an earlier day, where it was another then

    class Meta:
        ordering = ["plan_id", "order", "id"]
        verbose_name = _("规划事项")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_plan_item_says_what"),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="no_item_below_itself"),
            models.UniqueConstraint(fields=["plan", "parent", "order"], name="items_in_one_order"),
            models.UniqueConstraint(
                fields=["plan", "order"], condition=Q(parent__isnull=True), name="goals_in_one_order"
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True) | ~Q(dropped_why=""),
                name="an_item_is_dropped_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    passage="", passage_no__isnull=True, cites__isnull=True, cites_incoming__isnull=True
                )
                | ~Q(passage="") & ~Q(cited_name=""),
                name="a_passage_names_its_document",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan_item", args=[self.pk])

    @property
    def helping(self) -> list[Organisation]:
        """Who helps on the day that is looked at."""
        return list((self.was or self).helpers.all())


class PlanItemVersion(models.Model):
    """What an item was called and who carried it out, from a day on; a change is a further version with its reason. An
    item that nobody changed has none: then it is as the item itself says, which is always the newest. 规划事项版本"""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField(_("版本"))
    decided_on = models.DateField(_("变更日期"))
    why = models.CharField(_("变更理由"), max_length=300, blank=True)
    title = models.CharField(_("事项"), max_length=120)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("责任单位"))
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("责任人"))
    helpers = models.ManyToManyField(Organisation, related_name="+", verbose_name=_("协办单位"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["item_id", "version"]
        verbose_name = _("规划事项版本")
        constraints = [
            models.UniqueConstraint(fields=["item", "version"], name="one_plan_item_version"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(why=""), name="a_changed_item_says_why"),
            models.CheckConstraint(condition=~Q(title=""), name="a_plan_item_version_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.item} v{self.version}"


class PlanTarget(models.Model):
    """What an item aims at, from a day on; a change is a further version with its reason. 规划目标

    `figure` names a figure that the site measures (`jiceng.documents.measures`); without one progress comes from what
    lies below the item. The version of a day is the last one decided by then: no past figure changes.
    """

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="targets")
    version = models.PositiveSmallIntegerField(_("版本"))
    decided_on = models.DateField(_("确定日期"))
    why = models.CharField(_("调整理由"), max_length=300, blank=True)
    measure = models.CharField(_("目标"), max_length=300)
    figure = models.CharField(_("计量指标"), max_length=60, blank=True)
    baseline = models.DecimalField(_("基数"), max_digits=12, decimal_places=2, null=True)
    goal = models.DecimalField(_("目标值"), max_digits=12, decimal_places=2, null=True)
    weight = models.PositiveSmallIntegerField(_("权重"), default=1)
    due_on = models.DateField(_("完成期限"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["item_id", "version"]
        verbose_name = _("规划目标")
        constraints = [
            models.UniqueConstraint(fields=["item", "version"], name="one_target_of_a_version"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(why=""), name="a_changed_target_says_why"),
            models.CheckConstraint(condition=~Q(measure=""), name="a_target_says_what"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="a_target_weighs_something"),
            models.CheckConstraint(
                condition=Q(figure="")
                | Q(baseline__isnull=False, goal__isnull=False) & ~Q(baseline=F("goal")),
                name="a_measured_target_has_a_way_to_go",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} v{self.version}"

    @property
    def from_text(self) -> str:
        return "—" if self.baseline is None else f"{self.baseline.normalize():f}"

    @property
    def goal_text(self) -> str:
        return "—" if self.goal is None else f"{self.goal.normalize():f}"
