"""The four steps and two openings, objections to what was posted, consensus rounds."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.meetings.enums import FlowStep, Voice
from jiceng.meetings.models.agenda import AgendaItem
from jiceng.meetings.models.meetings import Meeting, RollEntry
from jiceng.meetings.models.results import Posting
from jiceng.organisations.models import Organisation


class Flow(models.Model):
    """A weighty matter on its way through the four steps and two openings. 四议两公开"""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="flows")
    title = models.CharField(_("事项"), max_length=120)
    text = models.TextField(_("说明"), max_length=2000, blank=True)
    begun_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class FlowStation(models.Model):
    """A step that was done: at which meeting, or by which posting. 四议两公开步骤"""

    flow = models.ForeignKey(Flow, models.CASCADE, related_name="stations")
    step = models.CharField(max_length=14, choices=FlowStep)
    on = models.DateField()
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["flow", "step"], name="each_step_once"),
            models.CheckConstraint(
                condition=Q(item__isnull=False) | Q(posting__isnull=False), name="a_step_has_its_record"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flow} {self.step}"


class Objection(models.Model):
    """What a resident says against something posted; answered in so many days. 异议"""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="objections")
    number = models.PositiveIntegerField()
    text = models.TextField(_("异议"), max_length=2000)
    signed = models.CharField(_("称呼"), max_length=40, blank=True)
    origin = models.CharField(max_length=64, blank=True, db_index=True)
    at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(_("答复期限"))
    answer = models.TextField(_("答复"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "number"], name="objections_in_one_order"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answer=""), name="an_objection_gets_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class ConsensusRound(models.Model):
    """A proposal on which each says support, can live with it, or object; before the talk and after. 共识征询"""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="rounds")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="rounds")
    proposal = models.TextField(_("提议"), max_length=1000)
    opened_at = models.DateTimeField(auto_now_add=True)
    talked_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.proposal[:60]


class ConsensusVoice(models.Model):
    """One voice in a round. 共识意见"""

    round = models.ForeignKey(ConsensusRound, models.CASCADE, related_name="voices")
    entry = models.ForeignKey(RollEntry, models.CASCADE, related_name="voices")
    before = models.CharField(_("讨论前"), max_length=10, choices=Voice, blank=True)
    after = models.CharField(_("讨论后"), max_length=10, choices=Voice, blank=True)
    reason = models.CharField(_("理由"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "entry"], name="one_voice_in_a_round"),
            models.CheckConstraint(
                condition=~(Q(before="object") | Q(after="object")) | ~Q(reason=""),
                name="whoever_objects_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry)
