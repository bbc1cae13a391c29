"""The talk about a topic before it is settled, open to those concerned without account."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.meetings.enums import ContributionState, ForumOutcome, Stratum, Voice
from jiceng.meetings.models.agenda import Topic
from jiceng.people.models import Person


class Forum(models.Model):
    """A question put to those concerned, from a day to a day, both included; ends with its result. 协商讨论

    `slug` is its public address. Carried out: `owner` sees to it until `due_on`, `done` says what was done.
    """

    topic = models.OneToOneField(Topic, models.PROTECT, related_name="forum", verbose_name=_("议题"))
    question = models.TextField(_("请大家商量什么"), max_length=1000)
    concerned = models.CharField(_("涉及哪些人"), max_length=200)
    slug = models.CharField(max_length=24, unique=True)
    opened_on = models.DateField(_("开始日期"))
    until = models.DateField(_("截止日期"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(_("结束日期"), null=True)
    outcome = models.CharField(_("结果"), max_length=12, choices=ForumOutcome, blank=True)
    result = models.TextField(_("结果说明"), max_length=2000, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("负责人"))
    due_on = models.DateField(_("完成期限"), null=True)
    done = models.TextField(_("落实情况"), max_length=2000, blank=True)
    done_on = models.DateField(_("落实日期"), null=True)

    class Meta:
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("opened_on")), name="a_forum_ends_later"),
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(concerned=""), name="a_forum_asks_somebody"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="", result="")
                | (Q(ended_on__isnull=False) & ~Q(outcome="") & ~Q(result="")),
                name="an_ended_forum_has_its_result",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="carry_out") | Q(owner__isnull=False, due_on__isnull=False),
                name="what_is_carried_out_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | (Q(outcome="carry_out") & ~Q(done="")),
                name="what_was_carried_out_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.topic.title

    @property
    def organisation_id(self) -> int:
        """Whose it is, for the rules."""
        return self.topic.organisation_id


class Contribution(models.Model):
    """What somebody wrote in a forum; residents see it once a person has read it, or that it is held back and why.
    讨论意见"""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="contributions")
    number = models.PositiveIntegerField()
    stance = models.CharField(_("态度"), max_length=10, choices=Voice, blank=True)
    text = models.TextField(pgettext_lazy("列表", "意见"), max_length=2000)
    signed = models.CharField(_("称呼"), max_length=40, blank=True)
    stratum = models.CharField(_("您是"), max_length=20, choices=Stratum, blank=True, default=Stratum.NONE)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=64, blank=True, db_index=True)
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(
        _("处理"), max_length=8, choices=ContributionState, default=ContributionState.WAITING
    )
    reason = models.CharField(_("不公开的理由"), max_length=200, blank=True)
    reply = models.TextField(_("答复"), max_length=1000, blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    read_on = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "number"], name="contributions_in_one_order"),
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(reason=""), name="what_is_held_back_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(read_on__isnull=False), name="read_before_it_is_shown"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_contribution_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
