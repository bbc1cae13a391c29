"""What is talked about: topics handed in, items of the agenda, speeches, papers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.meetings.enums import Matter, OpinionOutcome, TopicState, Work
from jiceng.meetings.models.meetings import Meeting
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person


class Topic(models.Model):
    """A matter that somebody wants talked about. 议题

    `slug` is the public address under which whoever handed it in without account follows it; `origin` a keyed hash
    that fades with the day, to hold off floods. `due_on` is the last day for an answer. `missed` is the meeting whose
    deadline it came too late for.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="topics", verbose_name=_("组织")
    )
    kind = models.CharField(_("会议类型"), max_length=40)
    title = models.CharField(_("议题"), max_length=120)
    text = models.TextField(_("说明"), max_length=2000, blank=True)
    matter = models.CharField(_("事项性质"), max_length=20, choices=Matter, default=Matter.GENERAL)
    work = models.CharField(_("工作类别"), max_length=10, choices=Work, default=Work.BUSINESS)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="topics")
    by_name = models.CharField(_("提出人"), max_length=60, blank=True)
    handed_in_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(_("答复期限"), null=True)
    state = models.CharField(_("处理"), max_length=10, choices=TopicState, default=TopicState.OPEN)
    reason = models.CharField(_("理由或答复"), max_length=500, blank=True)
    settled_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    missed = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="missed_topics")
    slug = models.CharField(max_length=24, blank=True)
    origin = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        ordering = ["-handed_in_at", "-id"]
        indexes = [models.Index(fields=["organisation", "state"], name="topics_of_unit")]
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="one_topic_of_an_address"),
            models.CheckConstraint(
                condition=~Q(state__in=["put_off", "merged", "answered"]) | ~Q(reason=""),
                name="a_topic_set_aside_says_why",
            ),
            models.CheckConstraint(
                condition=(Q(state="merged") & Q(merged_into__isnull=False))
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="a_merged_topic_has_its_other",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="no_topic_merges_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """An item of the agenda, its notes and the decision as drafted. 议程

    `version` grows with each save: whoever saves on an old one is told. While `locked_until` lies ahead only
    `locked_by` writes. `pre_studied_at` is the item of an earlier meeting that studied it first.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField(_("次序"))
    title = models.CharField(_("议程"), max_length=120)
    matter = models.CharField(_("事项性质"), max_length=20, choices=Matter, default=Matter.GENERAL)
    work = models.CharField(_("工作类别"), max_length=10, choices=Work, default=Work.BUSINESS)
    reporter = models.CharField(_("汇报人"), max_length=60, blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="items")
    pre_studied_at = models.ForeignKey("self", models.PROTECT, null=True, related_name="leads_to")
    notes = models.TextField(_("讨论记录"), blank=True)
    decision_draft = models.TextField(_("决定草稿"), blank=True)
    version = models.PositiveIntegerField(default=0)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    locked_until = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["meeting_id", "order", "id"]
        indexes = [models.Index(fields=["work", "meeting"], name="items_by_work")]
        constraints = [
            models.CheckConstraint(
                condition=Q(pre_studied_at__isnull=True) | ~Q(pre_studied_at=F("id")),
                name="no_item_studies_itself",
            ),
            models.CheckConstraint(
                condition=Q(locked_by__isnull=True, locked_until__isnull=True)
                | Q(locked_by__isnull=False, locked_until__isnull=False),
                name="a_lock_has_its_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Speech(models.Model):
    """What somebody said on an item; a speaker's own note before the meeting is one with `spoken` off. 发言

    At a talk with people from outside each is an opinion: `outcome` and `answer` say what became of it.
    """

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="speeches")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("发言人"), max_length=60)
    text = models.TextField(_("发言要点"), max_length=2000)
    spoken = models.BooleanField(_("已发言"), default=True)
    at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(_("处理"), max_length=10, choices=OpinionOutcome, blank=True)
    answer = models.CharField(_("处理情况"), max_length=500, blank=True)
    answered_on = models.DateField(_("处理日期"), null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answer="", answered_on__isnull=True)
                | (~Q(outcome="") & ~Q(answer="") & Q(answered_on__isnull=False)),
                name="an_opinion_is_answered_whole",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Attachment(models.Model):
    """A paper of a meeting or of one item, kept in the data folder with its SHA-256. 会议材料"""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, related_name="papers")
    name = models.CharField(_("文件名"), max_length=160)
    file = models.FileField(_("文件"), upload_to="meetings/%Y/%m", max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
