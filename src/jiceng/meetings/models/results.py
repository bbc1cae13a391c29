"""What came of a meeting: minutes, decisions, what was posted. The tasks of decisions stand in the register of all
tasks, in `documents`."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jiceng.documents.models import Task
from jiceng.meetings.enums import DecisionState, Openness
from jiceng.meetings.models.agenda import AgendaItem
from jiceng.meetings.models.meetings import Meeting
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person

SHORTEST_POSTING = 15
DECISION = "meetings.decision"  # how the register of tasks names a decision as a source


class Minutes(models.Model):
    """One version of a meeting's minutes; an approved one is never changed, a further version corrects it. 会议纪要"""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes")
    version = models.PositiveSmallIntegerField(_("版本"))
    text = models.TextField(_("正文"))
    why = models.CharField(_("更正理由"), max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("签发时间"), null=True)

    class Meta:
        ordering = ["meeting_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="one_minutes_of_a_version"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(approved_at__isnull=True), name="one_draft_of_minutes"
            ),
            models.CheckConstraint(condition=Q(version=1) | ~Q(why=""), name="a_correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} v{self.version}"


class Decision(models.Model):
    """What a meeting decided: who carries it out, until when, on which basis, and what came of it. 决定"""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="decisions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="decisions")
    number = models.CharField(_("编号"), max_length=60, unique=True)
    text = models.TextField(_("决定内容"), max_length=2000)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    decided_on = models.DateField(_("决定日期"))
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="owned_decisions", verbose_name=_("负责人")
    )
    helpers = models.ManyToManyField(Person, related_name="helped_decisions", verbose_name=_("协办人"))
    due_on = models.DateField(_("完成期限"), null=True)
    assigned_on = models.DateField(_("交办日期"), null=True)
    state = models.CharField(_("状态"), max_length=10, choices=DecisionState, default=DecisionState.OPEN)
    result = models.TextField(_("办理结果"), max_length=2000, blank=True)
    done_on = models.DateField(_("办结日期"), null=True)
    to_be_posted = models.BooleanField(_("应当公开"), default=False)

    class Meta:
        ordering = ["-decided_on", "-id"]
        indexes = [
            models.Index(fields=["organisation", "state", "due_on"], name="decisions_of_unit"),
            models.Index(fields=["owner", "state"], name="decisions_of_owner"),
            models.Index(fields=["-decided_on"], name="decisions_by_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_decision_says_something"),
            models.CheckConstraint(
                condition=Q(state="open", done_on__isnull=True)
                | (~Q(state="open") & Q(done_on__isnull=False) & ~Q(result="")),
                name="a_finished_decision_has_its_result",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def tasks(self) -> QuerySet[Task]:
        """Its pieces of work, in the register of all tasks."""
        return Task.objects.filter(source_kind=DECISION, source_id=str(self.pk)).select_related("owner")


class Posting(models.Model):
    """A text shown to residents for at least fifteen days; both days are included. 公开栏

    `sha256` is the hash of the text as it was posted. Source: Organic Law of Urban Residents' Committees (2025),
    openness of residents' affairs.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="postings")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="postings")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="postings")
    kind = models.CharField(_("公开类别"), max_length=14, choices=Openness, default=Openness.DECISIONS)
    title = models.CharField(_("标题"), max_length=120)
    text = models.TextField(_("内容"))
    slug = models.CharField(max_length=24, unique=True)
    sha256 = models.CharField(max_length=64)
    posted_on = models.DateField(_("公开日期"))
    days = models.PositiveSmallIntegerField(_("公开天数"), default=SHORTEST_POSTING)
    until = models.DateField(_("公开至"))
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_down_on = models.DateField(_("撤下日期"), null=True)

    class Meta:
        ordering = ["-posted_on", "-id"]
        indexes = [models.Index(fields=["organisation", "-posted_on"], name="postings_of_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(days__gte=SHORTEST_POSTING), name="posted_fifteen_days"),
            models.CheckConstraint(condition=Q(until__gt=F("posted_on")), name="a_posting_ends_later"),
            models.CheckConstraint(
                condition=Q(taken_down_on__isnull=True) | Q(taken_down_on__gt=F("until")),
                name="not_taken_down_before_its_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MinuteSentence(models.Model):
    """A stock sentence of the minutes that the county words as it likes; `key` says where it stands. 纪要用语"""

    key = models.CharField(max_length=30, unique=True)
    text = models.CharField(_("用语"), max_length=300)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
