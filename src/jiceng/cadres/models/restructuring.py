"""The board on which the posts of new communities are filled, and the package that it becomes.

A board belongs to one reorganisation, planned or carried out. Its communities and posts are named by key, not by
organisation: before the reorganisation they do not exist, and after its reversal they no longer do.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.cadres.enums_restructuring import (
    BoardState,
    Body,
    Heads,
    Leaving,
    Opening,
    Origin,
    Outcome,
)
from jiceng.documents.models import Document
from jiceng.kernel.words import of_unit
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Instrument, Reorganisation
from jiceng.people.models import Person

OPEN = (BoardState.DRAFT, BoardState.SUBMITTED, BoardState.DECIDED)
WITH_PLACE = (Outcome.RETAIN, Outcome.SECOND, Outcome.TAKE_IN)


class Restructuring(models.Model):
    """All posts of a reorganisation's communities and who takes them, decided as one package. 班子调整方案

    `on` is the day on which the appointments begin. `weights` are the county's priorities of the last proposal,
    `points` its sum and `proved` that none is smaller; both empty when nothing was reckoned.
    """

    reorganisation = models.ForeignKey(
        Reorganisation, models.PROTECT, related_name="restructurings", verbose_name=_("组织调整")
    )
    on = models.DateField(_("任职日期"))
    state = models.CharField(_("状态"), max_length=10, choices=BoardState, default=BoardState.DRAFT)
    heads = models.CharField(_("书记、主任"), max_length=8, choices=Heads, default=Heads.APART)
    weights = models.JSONField(default=dict)
    points = models.IntegerField(_("总分"), null=True)
    proved = models.BooleanField(_("已证明最优"), default=False)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    prepared_at = models.DateTimeField(auto_now_add=True)
    hands = models.JSONField(default=list)  # numbers of the accounts that arranged anything
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_by_name = models.CharField(_("决定人"), max_length=120, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, related_name="+", verbose_name=_("依据文件")
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("退回或撤回理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("班子调整方案")
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation"], condition=Q(state__in=OPEN), name="one_board_of_a_reorganisation"
            ),
            models.CheckConstraint(
                condition=~Q(state="decided")
                | Q(decided_at__isnull=False, instrument__isnull=False) & ~Q(decided_by_name=""),
                name="a_package_is_decided_by_document",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (Q(prepared_by__isnull=True) | ~Q(decided_by=F("prepared_by")))
                & (Q(submitted_by__isnull=True) | ~Q(decided_by=F("submitted_by"))),
                name="nobody_decides_the_own_package",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(why=""), name="a_board_is_withdrawn_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reorganisation}（{self.on.isoformat()}）"


class BoardCommunity(models.Model):
    """A community of the board, as the orders of the reorganisation name it. 方案中的社区"""

    restructuring = models.ForeignKey(Restructuring, models.CASCADE, related_name="communities")
    key = models.CharField(max_length=40)
    name = models.CharField(_("社区"), max_length=120)
    pinyin = models.CharField(max_length=720, editable=False, default="")
    initials = models.CharField(max_length=120, editable=False, default="")
    branch_name = models.CharField(pgettext_lazy("字段", "党组织"), max_length=120)
    branch_kind = models.CharField(_("党组织形式"), max_length=30, choices=Kind)
    committee_name = models.CharField(_("居民委员会"), max_length=120)

    class Meta:
        ordering = ["id"]
        verbose_name = _("方案中的社区")
        constraints = [
            models.UniqueConstraint(fields=["restructuring", "key"], name="a_community_once_on_a_board")
        ]

    def __str__(self) -> str:
        return self.name


class BoardPost(models.Model):
    """One place to be filled: taken by a person, left open for recruitment or election, or not settled. 方案中的职数"""

    community = models.ForeignKey(BoardCommunity, models.CASCADE, related_name="posts")
    body = models.CharField(_("班子"), max_length=10, choices=Body)
    kind = models.CharField(_("职务"), max_length=24, choices=PostKind)
    number = models.PositiveSmallIntegerField(default=1)
    opening = models.CharField(_("留空方式"), max_length=10, choices=Opening, blank=True)

    class Meta:
        ordering = ["community_id", "id"]
        verbose_name = _("方案中的职数")
        constraints = [
            models.UniqueConstraint(fields=["community", "kind", "number"], name="a_place_once_on_a_board")
        ]

    def __str__(self) -> str:
        return of_unit(self.community, self.get_kind_display())


class BoardPerson(models.Model):
    """Somebody on the board and what becomes of them. 方案中的人员

    One person, one place: a row a person, in one community, with at most one post in each of its bodies; and each
    post has one person. `terms` are the points of the proposal, apart, by body.
    """

    restructuring = models.ForeignKey(Restructuring, models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("人员"))
    origin = models.CharField(_("来源"), max_length=10, choices=Origin)
    now = models.CharField(_("现任职务"), max_length=200, blank=True)
    served = models.JSONField(default=list)
    held = models.JSONField(default=list)
    outcome = models.CharField(pgettext_lazy("结果", "去向"), max_length=10, choices=Outcome, blank=True)
    community = models.ForeignKey(BoardCommunity, models.PROTECT, null=True, related_name="people")
    party_post = models.OneToOneField(BoardPost, models.PROTECT, null=True, related_name="party_holder")
    residents_post = models.OneToOneField(
        BoardPost, models.PROTECT, null=True, related_name="residents_holder"
    )
    leaving = models.CharField(_("离任方式"), max_length=16, choices=Leaving, blank=True)
    terms = models.JSONField(default=dict)
    why = models.CharField(_("说明"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["person__pinyin", "id"]
        verbose_name = _("方案中的人员")
        constraints = [
            models.UniqueConstraint(fields=["restructuring", "person"], name="one_person_once_on_a_board"),
            models.CheckConstraint(
                condition=Q(outcome__in=WITH_PLACE, community__isnull=False)
                & (Q(party_post__isnull=False) | Q(residents_post__isnull=False))
                | ~Q(outcome__in=WITH_PLACE)
                & Q(community__isnull=True, party_post__isnull=True, residents_post__isnull=True),
                name="who_goes_on_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(outcome="leave") & ~Q(leaving="") | ~Q(outcome="leave") & Q(leaving=""),
                name="who_leaves_leaves_lawfully",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name
