"""The library: an institution, its dated editions, their clauses, and the obligations compiled from them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.institutions.enums import Base, Bearer, Level, Rhythm, Severity
from jiceng.institutions.thresholds import Threshold
from jiceng.kernel.validity import Dated


class Institution(models.Model):
    """One of the thirteen, or a county's own fourteenth. 制度

    `number` orders the wall; `key` is how files and evidence name it.
    """

    key = models.SlugField(max_length=40, unique=True)
    number = models.PositiveSmallIntegerField(_("序号"), unique=True)
    name = models.CharField(_("名称"), max_length=80)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class Edition(Dated):
    """The text of an institution in force for a time. 制度版本

    `source_text` is the whole file (YAML) and the master: clauses and obligations are compiled from it. An edition
    is drafted, then published for a day; an empty `published_at` is a draft and binds nobody.
    """

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="editions")
    version = models.PositiveIntegerField(pgettext_lazy("制度", "版本"))
    pack = models.CharField(_("来源"), max_length=20)
    purpose = models.CharField(_("目的"), max_length=300, blank=True)
    source_text = models.TextField(_("全文"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("修订理由"), max_length=300, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="revisions")

    class Meta(Dated.Meta):
        ordering = ["institution_id", "version"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["institution", "version"], name="one_edition_of_a_version"),
            models.UniqueConstraint(
                fields=["institution"],
                condition=Q(valid_to__isnull=True, published_at__isnull=False),
                name="one_open_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} v{self.version}"


class Clause(models.Model):
    """A numbered article of an edition; `text` is Markdown. 条款"""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="clauses")
    article = models.PositiveSmallIntegerField(_("条"))
    title = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    source = models.CharField(_("依据"), max_length=200, blank=True)
    level = models.CharField(max_length=12, choices=Level, default=Level.HOUSE)
    line = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["edition_id", "article"]
        constraints = [models.UniqueConstraint(fields=["edition", "article"], name="one_clause_of_a_number")]

    def __str__(self) -> str:
        return f"{self.edition} §{self.article}"


class Obligation(Dated):
    """What a clause asks: who, what, how often, by when, with which quorum and evidence. 义务

    Shares are fractions in integers (`quorum_num`/`quorum_den` of `quorum_base`, more than when `quorum_strict`);
    a denominator of 0 means none is asked. `need` counts records, or sums their `amount` in `unit`.
    `due_days` are added to the end of the period (or the event), in working days when `due_working`.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="obligations")
    clause = models.ForeignKey(Clause, models.CASCADE, related_name="obligations")
    key = models.CharField(max_length=20)
    title = models.CharField(_("义务"), max_length=120)
    organisation_kinds = models.JSONField(_("组织类别"))
    post_kinds = models.JSONField(_("责任职务"), default=list)
    bearer = models.CharField(max_length=12, choices=Bearer, default=Bearer.ORGANISATION)
    conditions = models.JSONField(default=list)
    evidence = models.CharField(_("凭据"), max_length=60)
    need = models.PositiveIntegerField(_("次数或数量"), default=1)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    rhythm = models.CharField(_("频次"), max_length=12, choices=Rhythm)
    trigger = models.CharField(_("起因"), max_length=60, blank=True)
    interval_months = models.PositiveSmallIntegerField(default=0)
    window_from = models.CharField(max_length=5, blank=True)
    window_until = models.CharField(max_length=5, blank=True)
    due_days = models.SmallIntegerField(default=0)
    due_working = models.BooleanField(default=False)
    quorum_num = models.PositiveSmallIntegerField(default=0)
    quorum_den = models.PositiveSmallIntegerField(default=0)
    quorum_strict = models.BooleanField(default=False)
    quorum_base = models.CharField(max_length=8, choices=Base, default=Base.ENTITLED)
    majority_num = models.PositiveSmallIntegerField(default=0)
    majority_den = models.PositiveSmallIntegerField(default=0)
    majority_strict = models.BooleanField(default=False)
    majority_base = models.CharField(max_length=8, choices=Base, default=Base.PRESENT)
    reminders = models.JSONField(_("提前提醒天数"), default=list)
    escalation = models.JSONField(_("逾期逐级提醒"), default=list)
    severity = models.CharField(_("强度"), max_length=12, choices=Severity, default=Severity.MUST)
    consequence = models.CharField(_("后果"), max_length=200, blank=True)
    weight = models.PositiveSmallIntegerField(_("考核权重"), default=0)
    source = models.CharField(_("依据"), max_length=200, blank=True)
    level = models.CharField(max_length=12, choices=Level, default=Level.HOUSE)
    to_verify = models.BooleanField(_("待核对原文"), default=False)

    class Meta(Dated.Meta):
        ordering = ["edition_id", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["edition", "key", "valid_from"], name="one_obligation_of_a_key_from_a_day"
            ),
            models.CheckConstraint(condition=Q(need__gt=0), name="an_obligation_needs_something"),
            models.CheckConstraint(
                condition=Q(quorum_den=0) | Q(quorum_num__lte=F("quorum_den")), name="quorum_at_most_all"
            ),
            models.CheckConstraint(
                condition=Q(majority_den=0) | Q(majority_num__lte=F("majority_den")),
                name="majority_at_most_all",
            ),
            models.CheckConstraint(
                condition=~Q(rhythm=Rhythm.EVENT) | ~Q(trigger=""), name="an_event_has_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(rhythm=Rhythm.SINCE_LAST) | Q(interval_months__gt=0),
                name="since_last_has_an_interval",
            ),
        ]

    @property
    def quorum(self) -> Threshold:
        return Threshold(self.quorum_num, self.quorum_den, self.quorum_strict, self.quorum_base)

    @property
    def pieces(self) -> list[str]:
        """What a record must bear: from its rows, or as told when it is not saved."""
        asked = self.__dict__.get("asked_marks")
        return asked if asked is not None else [row.mark for row in self.required_marks.all()]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"


class RequiredMark(models.Model):
    """What the record must bear to count: minutes, who attended by role, a list, a notice. 凭据要件"""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="required_marks")
    mark = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["obligation", "mark"], name="one_required_mark")]

    def __str__(self) -> str:
        return self.mark
