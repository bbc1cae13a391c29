"""What the proposal of an assignment stands on, and the proposal itself with its reasons."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.documents.models import Document
from jiceng.kernel.validity import Dated
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person
from jiceng.responsibility.enums import ConflictKind, ProposalState


class Profile(models.Model):
    """The fields a leader knows (words of the norms), and how many communities at most. 领导专长"""

    person = models.OneToOneField(Person, models.PROTECT, related_name="contact_profile")
    fields = models.JSONField(_("专长"), default=list)
    most = models.PositiveSmallIntegerField(_("最多联系几个社区"), default=1)

    class Meta:
        verbose_name = _("领导专长")

    def __str__(self) -> str:
        return str(self.person)


class Conflict(Dated):
    """Why a leader must not have a community: kin who work there, or an interest. 回避"""

    person = models.ForeignKey(Person, models.PROTECT, related_name="contact_conflicts")
    community = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("社区"))
    kind = models.CharField(_("类别"), max_length=8, choices=ConflictKind)
    why = models.CharField(_("说明"), max_length=200)

    class Meta(Dated.Meta):
        verbose_name = pgettext_lazy("办案", "回避")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "community", "kind"],
                condition=Q(valid_to__isnull=True),
                name="one_open_conflict_of_a_kind",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="a_conflict_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.community}"


class Proposal(models.Model):
    """An assignment of leaders to all communities from a day on. 联系点安排方案

    `points` is the sum as proposed, `proved` says that no assignment has a smaller one; `weights` as they were.
    """

    on = models.DateField(_("自哪天起"))
    state = models.CharField(_("状态"), max_length=8, choices=ProposalState, default=ProposalState.DRAFT)
    points = models.IntegerField(_("总分"))
    proved = models.BooleanField(_("已证明最优"))
    weights = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    decided_by_name = models.CharField(_("决定人"), max_length=120, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("联系点安排方案")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="decided") | (Q(decided_at__isnull=False) & ~Q(decided_by_name="")),
                name="a_proposal_is_decided_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on.isoformat()} #{self.pk}"


class ProposalLine(models.Model):
    """One community: who was proposed and why, who comes next and what that would change, who stands now. 方案明细"""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="lines")
    community = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("社区"))
    proposed = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("建议人选"))
    leader = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("县级领导"))
    terms = models.JSONField(default=dict)
    runner_up = models.JSONField(default=dict)
    why = models.CharField(_("改动理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["community__code", "id"]
        verbose_name = _("方案明细")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "community"], name="proposed_once"),
            models.CheckConstraint(
                condition=Q(leader=models.F("proposed")) | ~Q(why=""), name="changed_by_hand_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community}: {self.leader}"
