"""A document, its versions and what is attached to each."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.documents.enums import DocumentKind, DocumentState, Ending, Retention, Urgency
from jiceng.documents.models.numbers import Series
from jiceng.kernel.pages import written_day
from jiceng.kernel.validity import DatedQuerySet
from jiceng.organisations.models import Organisation

ISSUED = (DocumentState.ISSUED, DocumentState.FILED)


def new_mark() -> str:
    """What the code on the paper leads to; nobody guesses it."""
    return secrets.token_urlsafe(12)


class Document(models.Model):
    """An official document from its first draft to the archive. 公文

    `number` and `year` are taken from the series' counter in the transaction that issues it. In force on the days
    [valid_from, valid_to); both empty before it is issued. `sha256` and `sm3` are fingerprints of what was issued.
    What it carries out (a decision of a meeting) is named by kind, id and words (`jiceng.documents.sources`).
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="documents", verbose_name=_("发文机关")
    )
    series = models.ForeignKey(Series, models.PROTECT, related_name="documents", verbose_name=_("发文代字"))
    kind = models.CharField(_("文种"), max_length=16, choices=DocumentKind)
    title = models.CharField(_("标题"), max_length=200)
    pinyin = models.CharField(max_length=1200, blank=True)
    initials = models.CharField(max_length=200, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=DocumentState, default=DocumentState.DRAFT)
    urgency = models.CharField(_("紧急程度"), max_length=12, choices=Urgency, blank=True, default="")
    retention = models.CharField(_("保管期限"), max_length=10, choices=Retention)
    sealed = models.BooleanField(_("加盖印章"), default=True)
    special_task = models.BooleanField(_("部署专项工作"), default=False)
    length_reason = models.CharField(_("超过篇幅的理由"), max_length=300, blank=True)
    count_reason = models.CharField(_("发文多于上年的理由"), max_length=300, blank=True)
    note = models.CharField(_("附注"), max_length=100, blank=True)
    year = models.PositiveSmallIntegerField(_("年份"), null=True)
    number = models.PositiveIntegerField(_("序号"), null=True)
    signed_by_name = models.CharField(_("签发人"), max_length=60, blank=True)
    signed_by_post = models.CharField(_("签发人职务"), max_length=60, blank=True)
    signed_on = models.DateField(_("成文日期"), null=True)
    issued_on = models.DateField(_("印发日期"), null=True)
    valid_from = models.DateField(_("生效日期"), null=True)
    valid_to = models.DateField(_("失效日期"), null=True)
    ending = models.CharField(_("失效原因"), max_length=10, choices=Ending, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaces", verbose_name=_("替代文件")
    )
    mark = models.CharField(_("核验码"), max_length=20, unique=True, default=new_mark)
    sha256 = models.CharField(max_length=64, blank=True)
    sm3 = models.CharField(max_length=64, blank=True)
    source_kind = models.CharField(_("来源"), max_length=60, blank=True)
    source_id = models.CharField(max_length=40, blank=True)
    source_name = models.CharField(_("来源说明"), max_length=200, blank=True)
    archive_number = models.CharField(_("档号"), max_length=60, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("公文")
        indexes = [
            models.Index(fields=["organisation", "state"], name="documents_of_unit"),
            models.Index(fields=["source_kind", "source_id"], name="documents_of_source"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="one_document_of_a_number"),
            models.CheckConstraint(
                condition=Q(
                    state__in=ISSUED,
                    number__isnull=False,
                    number__gte=1,
                    year__isnull=False,
                    signed_on__isnull=False,
                    issued_on__isnull=False,
                    valid_from__isnull=False,
                )
                | (
                    ~Q(state__in=ISSUED)
                    & Q(
                        number__isnull=True,
                        year__isnull=True,
                        issued_on__isnull=True,
                        valid_from__isnull=True,
                    )
                ),
                name="a_number_comes_with_the_issue",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True, ending="")
                | Q(valid_to__gte=F("valid_from")) & ~Q(ending=""),
                name="document_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(ending="replaced") & ~Q(replaced_by=F("pk")),
                name="replaced_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | (Q(signed_on__isnull=False) & ~Q(signed_by_name="")),
                name="signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number_text(self) -> str:
        """嫩发〔2026〕7号; empty before it is issued. An order bears its number alone."""
        if self.number is None:
            return ""
        if self.kind == DocumentKind.ORDER:
            return f"第{self.number}号"
        return f"{self.series.code}〔{self.year}〕{self.number}号"

    @property
    def signed_text(self) -> str:
        return written_day(self.signed_on) if self.signed_on else ""

    @property
    def is_issued(self) -> bool:
        return self.state in ISSUED

    @property
    def current(self) -> "Version":
        """The newest version."""
        return self.versions.order_by("-version")[0]


class Version(models.Model):
    """The wording of a document; frozen once it has been handed on, a change makes the next one. 公文版本

    `text` is plain: each line a paragraph, headings by their numbering (一、（一）1.（1）), rows of a table between
    bars (| 社区 | 户数 |).
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField(_("版本"))
    text = models.TextField(_("正文"))
    why = models.CharField(_("修改理由"), max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    frozen = models.BooleanField(default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["document_id", "version"]
        verbose_name = _("公文版本")
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="one_document_version"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(frozen=False), name="one_version_to_write_on"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} v{self.version}"


class Attachment(models.Model):
    """A further text that is printed behind the document, on pages of its own. 公文附件"""

    version = models.ForeignKey(Version, models.CASCADE, related_name="attachments")
    order = models.PositiveSmallIntegerField(_("顺序"))
    title = models.CharField(_("附件名称"), max_length=120)
    text = models.TextField(_("附件正文"))

    class Meta:
        ordering = ["version_id", "order"]
        verbose_name = _("公文附件")
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="attachments_in_one_order")]

    def __str__(self) -> str:
        return self.title
