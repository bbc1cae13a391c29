"""A text that residents, units and departments are asked about, passage by passage."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.documents.enums_consultation import ConsultedKind, Taken, Voice, Wish
from jiceng.documents.models.documents import Document
from jiceng.documents.models.plans import Plan
from jiceng.organisations.models import Organisation


def new_slug() -> str:
    return secrets.token_hex(5)


class ConsultedText(models.Model):
    """A text open to remarks from a day (included) to a day (included); `slug` is its public address. 征求意见稿

    `document` is the draft it was taken from, `plan` the plan it asks about, when there is one. Closed once: with every
    remark answered, or with the reason why not.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="consulted_texts", verbose_name=_("征求意见的单位")
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="consultations")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="consultations")
    kind = models.CharField(_("类别"), max_length=10, choices=ConsultedKind)
    title = models.CharField(_("标题"), max_length=200)
    pinyin = models.CharField(max_length=1200, blank=True)
    initials = models.CharField(max_length=200, blank=True)
    explanation = models.CharField(_("说明"), max_length=1000, blank=True)
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    public = models.BooleanField(_("向居民公开"), default=True)
    opens_on = models.DateField(_("开始日期"))
    closes_on = models.DateField(_("结束日期"))
    slug = models.CharField(max_length=20, unique=True, default=new_slug)
    closed_on = models.DateField(_("办结日期"), null=True)
    end_reason = models.CharField(_("提前结束或未答复的理由"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-opens_on", "-id"]
        verbose_name = _("征求意见稿")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_consulted_text_has_a_title"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="asked_until_after_since"),
            models.CheckConstraint(
                condition=Q(end_reason="") | Q(closed_on__isnull=False), name="a_reason_comes_with_the_end"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TextVersion(models.Model):
    """The wording as it stood for a while; the newest is shown. 征求意见稿版本"""

    consulted = models.ForeignKey(ConsultedText, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("版本"))
    why = models.CharField(_("修改说明"), max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["consulted_id", "number"]
        verbose_name = _("征求意见稿版本")
        constraints = [models.UniqueConstraint(fields=["consulted", "number"], name="one_text_version")]

    def __str__(self) -> str:
        return f"{self.consulted} v{self.number}"


class Passage(models.Model):
    """A paragraph of a version. `key` stays the same from version to version, so that a remark finds it again. 段落"""

    version = models.ForeignKey(TextVersion, models.PROTECT, related_name="passages")
    key = models.PositiveIntegerField()
    order = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("内容"))

    class Meta:
        ordering = ["version_id", "order"]
        verbose_name = _("段落")
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_passage_of_a_key"),
            models.UniqueConstraint(fields=["version", "order"], name="passages_in_one_order"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class AskedUnit(models.Model):
    """A unit or department that is asked for its remarks; `nothing_on` when it said that it has none. 征求意见单位"""

    consulted = models.ForeignKey(ConsultedText, models.PROTECT, related_name="asked")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("单位"))
    nothing_on = models.DateField(_("回复无意见"), null=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("征求意见单位")
        constraints = [models.UniqueConstraint(fields=["consulted", "unit"], name="asked_once")]

    def __str__(self) -> str:
        return str(self.unit)


class TextRemark(models.Model):
    """What somebody said about a passage, or about the whole (no passage). 文稿意见

    A resident needs no account and no name; `origin` is a keyed hash that fades with the day, to hold off floods.
    """

    consulted = models.ForeignKey(ConsultedText, models.PROTECT, related_name="remarks")
    number = models.PositiveIntegerField()
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, related_name="remarks")
    voice = models.CharField(_("意见来自"), max_length=10, choices=Voice)
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    signed = models.CharField(_("称呼"), max_length=60, blank=True)
    wish = models.CharField(_("意见"), max_length=8, choices=Wish)
    text = models.CharField(_("内容和理由"), max_length=1000)
    wording = models.CharField(_("建议改成"), max_length=1000, blank=True)
    origin = models.CharField(max_length=64, blank=True, db_index=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("文稿意见")
        constraints = [
            models.UniqueConstraint(fields=["consulted", "number"], name="text_remarks_in_one_order"),
            models.CheckConstraint(condition=~Q(text=""), name="a_text_remark_says_something"),
            models.CheckConstraint(
                condition=Q(voice="resident", unit__isnull=True)
                | ~Q(voice="resident") & Q(unit__isnull=False),
                name="units_speak_in_their_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def reply(self) -> "TextAnswer | None":
        return getattr(self, "answer", None)


class TextAnswer(models.Model):
    """What became of a remark, and why. 意见答复"""

    remark = models.OneToOneField(TextRemark, models.PROTECT, related_name="answer")
    outcome = models.CharField(_("处理"), max_length=10, choices=Taken)
    text = models.CharField(_("答复"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("意见答复")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_text_answer_says_something")]

    def __str__(self) -> str:
        return str(self.remark)
