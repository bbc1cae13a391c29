"""Papers that come in: signed for, registered, proposed upon, instructed, handed on, answered."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.documents.enums import Urgency
from jiceng.documents.enums_incoming import IncomingAct, IncomingState, Need
from jiceng.documents.models.documents import Document
from jiceng.documents.models.way import Recipient
from jiceng.organisations.models import Organisation


class Incoming(models.Model):
    """A paper that came to an office, under its number in the office's register of the year. 收文

    `recipient` is set when the paper was issued on this site: its text is then read there. `need` empty until the
    office proposed what is to be done.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="incoming", verbose_name=_("收文单位")
    )
    year = models.PositiveSmallIntegerField(_("年份"))
    serial = models.PositiveIntegerField(_("收文序号"))
    recipient = models.OneToOneField(Recipient, models.PROTECT, null=True, related_name="incoming")
    sender = models.CharField(_("来文单位"), max_length=120)
    number = models.CharField(_("来文字号"), max_length=60, blank=True)
    title = models.CharField(_("标题"), max_length=200)
    pinyin = models.CharField(max_length=1200, blank=True)
    initials = models.CharField(max_length=200, blank=True)
    text = models.TextField(_("正文"), blank=True)
    urgency = models.CharField(_("紧急程度"), max_length=12, choices=Urgency, blank=True, default="")
    copies = models.PositiveSmallIntegerField(_("份数"), default=1)
    received_on = models.DateField(_("签收日期"))
    received_by = models.CharField(_("签收人"), max_length=120)
    need = models.CharField(_("办理要求"), max_length=6, choices=Need, blank=True)
    due_on = models.DateField(_("办理期限"), null=True)
    state = models.CharField(_("状态"), max_length=12, choices=IncomingState, default="registered")
    closed_on = models.DateField(_("办结日期"), null=True)
    result = models.CharField(_("办理结果"), max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "-serial"]
        verbose_name = _("收文")
        indexes = [models.Index(fields=["organisation", "state"], name="incoming_of_office")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "serial"], name="one_paper_of_a_number"),
            models.UniqueConstraint(
                fields=["organisation", "sender", "number"],
                condition=~Q(number=""),
                name="a_paper_is_registered_once",
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(sender=""), name="a_paper_says_from_whom"),
            models.CheckConstraint(
                condition=Q(state__in=["closed", "refused"], closed_on__isnull=False) & ~Q(result="")
                | ~Q(state__in=["closed", "refused"]) & Q(closed_on__isnull=True),
                name="a_paper_ends_with_a_result",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["registered", "refused"]) | ~Q(need=""), name="proposed_what_to_do"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("received_on")), name="paper_due_after"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def register_number(self) -> str:
        return f"收〔{self.year}〕{self.serial}号"

    @property
    def wording(self) -> str:
        """Its text: as issued here, or as registered; empty for one kept as a scan only."""
        return self.recipient.document.current.text if self.recipient_id else self.text

    @property
    def document(self) -> Document | None:
        """The paper itself when it was issued here."""
        return self.recipient.document if self.recipient_id else None


class IncomingFile(models.Model):
    """The paper as scanned or sent, kept in the data folder with its SHA-256. 来文附件"""

    incoming = models.ForeignKey(Incoming, models.PROTECT, related_name="files")
    name = models.CharField(_("文件名"), max_length=160)
    file = models.FileField(_("文件"), upload_to="incoming/%Y/%m", max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        verbose_name = _("来文附件")
        constraints = [
            models.UniqueConstraint(fields=["incoming", "sha256"], name="one_copy_of_a_file"),
        ]

    def __str__(self) -> str:
        return self.name


class Hand(models.Model):
    """A unit that handles a paper, until when, and what it answered. 承办单位"""

    incoming = models.ForeignKey(Incoming, models.PROTECT, related_name="hands")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("承办单位"))
    lead = models.BooleanField(_("主办"), default=False)
    due_on = models.DateField(_("期限"))
    urged_on = models.DateField(_("最近催办"), null=True)
    answer = models.CharField(_("答复"), max_length=1000, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True)

    class Meta:
        ordering = ["-lead", "id"]
        verbose_name = _("承办单位")
        constraints = [
            models.UniqueConstraint(fields=["incoming", "unit"], name="handed_once_to_a_unit"),
            models.UniqueConstraint(
                fields=["incoming"], condition=Q(lead=True), name="one_unit_leads_a_paper"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | ~Q(answer="") & Q(answered_on__isnull=False),
                name="an_answer_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class IncomingStep(models.Model):
    """One line of the handling sheet of an incoming paper, with the opinion given. 收文处理单"""

    incoming = models.ForeignKey(Incoming, models.PROTECT, related_name="steps")
    act = models.CharField(_("环节"), max_length=12, choices=IncomingAct)
    on = models.DateField(_("日期"))
    by_name = models.CharField(_("办理人"), max_length=120)
    opinion = models.CharField(_("意见"), max_length=1000, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("收文处理单")

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.by_name}"
