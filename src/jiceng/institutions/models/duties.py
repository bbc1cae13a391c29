"""What is owed (duties), what happened (evidence), and what was excused (waivers)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.institutions.models.library import Obligation
from jiceng.organisations.models import Organisation, Term
from jiceng.people.models import Person


class Evidence(models.Model):
    """A fact that counts towards duties, attested by the record it comes from in the same transaction. 凭据

    `kind` is a dotted word such as `meeting.congress`; `on` the day it happened; `amount` how much (1 meeting,
    4 hours); `entitled` and `present` heads for quorums; `subject` what it is about (`meetings.decision:17`), so that
    an answer meets its question. The source is named by kind and id, with its words as they were.
    """

    kind = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="evidence")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="evidence")
    on = models.DateField()
    amount = models.PositiveIntegerField(default=1)
    entitled = models.PositiveIntegerField(default=0)
    present = models.PositiveIntegerField(default=0)
    subject = models.CharField(max_length=80, blank=True)
    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=40)
    source_name = models.CharField(max_length=200)
    source_url = models.CharField(max_length=200, blank=True)
    attested_at = models.DateTimeField(auto_now_add=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on", "id"]
        indexes = [
            models.Index(fields=["organisation", "kind", "on"], name="evidence_of_unit"),
            # All that weighing asks of a record, so that a county's year is weighed without opening the records.
            models.Index(
                fields=["organisation", "kind", "on", "amount", "entitled", "present", "person", "subject"],
                condition=Q(annulled_at__isnull=True),
                name="evidence_to_weigh",
            ),
            models.Index(fields=["source_kind", "source_id"], name="evidence_of_source"),
            models.Index(fields=["kind", "on"], name="evidence_of_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lte=F("entitled")) | Q(entitled=0), name="no_more_present_than_entitled"
            ),
            # Two constraints, because NULLs are distinct: SQLite knows no other way.
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "kind", "organisation", "subject"],
                condition=Q(annulled_at__isnull=True, person__isnull=True),
                name="one_standing_evidence_of_a_source",
            ),
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "kind", "organisation", "person", "subject"],
                condition=Q(annulled_at__isnull=True, person__isnull=False),
                name="one_standing_evidence_of_a_source_and_person",
            ),
        ]

    def __str__(self) -> str:
        return self.source_name


class EvidenceMark(models.Model):
    """A piece that the record bears: `minutes`, `role:secretary`, `list:problems`. 凭据要件"""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "mark"], name="one_mark_of_a_kind")]

    def __str__(self) -> str:
        return self.mark


NAMED = ("matter.", "decision.", "meeting.")  # problems and topics are residents' own words


class Duty(models.Model):
    """One obligation of one organisation (or holder of a post) for one period or event. 职责

    Evidence on days in [opens_on, closes_on) counts; an empty `closes_on` stays open until done. `fulfilled_on` and
    `amount` are computed from the evidence by one statement and by nothing else; the state of a day follows from
    them. A duty that no longer applies is withdrawn with the reason, never deleted.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="duties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="duties")
    term = models.ForeignKey(Term, models.PROTECT, null=True, related_name="duties")
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField(null=True)
    need = models.PositiveIntegerField()
    subject = models.CharField(max_length=80, blank=True)
    trigger = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="triggered")
    fulfilled_on = models.DateField(null=True)
    amount = models.PositiveIntegerField(default=0)
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["organisation", "opens_on"], name="duties_of_unit"),
            models.Index(fields=["obligation", "opens_on"], name="duties_of_obligation"),
            models.Index(fields=["due_on"], name="duties_by_due_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "organisation", "opens_on", "subject"],
                condition=Q(term__isnull=True),
                name="one_duty_of_a_period",
            ),
            models.UniqueConstraint(
                fields=["obligation", "organisation", "term", "opens_on", "subject"],
                condition=Q(term__isnull=False),
                name="one_duty_of_a_holder_and_period",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gt=F("opens_on")),
                name="a_duty_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(due_on__lt=F("closes_on")),
                name="a_duty_is_due_before_it_closes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.obligation}"

    @property
    def title(self) -> str:
        """What is owed, and the matter, decision or meeting that called for it. Whatever touches a person is not
        named outside its own page."""
        called = self.trigger
        named = called is not None and called.kind.startswith(NAMED)
        return f"{self.obligation.title}：{called.source_name}" if named else self.obligation.title


class Waiver(models.Model):
    """Somebody above excused a duty, with a reason; taken back by an end. 免办"""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="waivers")
    reason = models.CharField(_("理由"), max_length=300)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approver_name = models.CharField(max_length=120)
    on = models.DateField()
    taken_back_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty"], condition=Q(taken_back_on__isnull=True), name="one_standing_waiver"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_waiver_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.duty}: {self.reason}"


class WorkRecord(models.Model):
    """A piece of work that no other part of the site records: what, when, by whom. 工作记录

    Kept by the person who did it, once; the evidence is attested with it.
    """

    kind = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="work_records")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="work_records")
    on = models.DateField(_("日期"))
    title = models.CharField(_("做了什么"), max_length=120)
    text = models.TextField(_("说明"), blank=True)
    amount = models.PositiveIntegerField(_("数量"), default=1)
    subject = models.CharField(max_length=80, blank=True)
    marks = models.JSONField(default=list)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return self.title


class DutyChange(models.Model):
    """What one look at the duties changed in a unit, and the act of the record that led to it. 职责变化

    `lines` tell the first of them: {what, duty, title, due, need, state} and, of what moved, `due_before`,
    `need_before`, `state_before`. `verb` is empty when only the calendar moved on.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="duty_changes")
    on = models.DateField()
    sequence = models.BigIntegerField(default=0)
    verb = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=200, blank=True)
    caused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    came = models.PositiveIntegerField(default=0)
    went = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    lines = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["organisation", "on"], name="duty_changes_of_unit"),
            models.Index(fields=["caused_by", "sequence"], name="duty_changes_by_cause"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(came__gt=0) | Q(went__gt=0) | Q(moved__gt=0), name="a_duty_change_changes"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.on}"


class Freshness(models.Model):
    """Up to which entry of the record, and which day, the duties are worked out. 职责推算进度

    One row; `since` is the day from which the county keeps its institutions here.
    Organisations, posts and editions that changed after that entry are still to be looked at.
    """

    since = models.DateField(null=True)
    sequence = models.PositiveBigIntegerField(default=0)
    horizon = models.DateField(null=True)
    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.sequence)
