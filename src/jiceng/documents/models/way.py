"""The way of a document: who handled it, who countersigns, to whom it goes, who received it, what was filed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.documents.enums import Part, Step
from jiceng.documents.models.documents import Document
from jiceng.organisations.models import Organisation


class Handling(models.Model):
    """One step of a document's way, with the opinion given. 公文处理单"""

    document = models.ForeignKey(Document, models.PROTECT, related_name="handlings")
    step = models.CharField(_("环节"), max_length=14, choices=Step)
    version = models.PositiveSmallIntegerField(_("版本"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("办理人"), max_length=120)
    opinion = models.CharField(_("意见"), max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("公文处理单")

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.by_name}"


class Countersignature(models.Model):
    """An organisation whose consent is asked before a document is signed. 会签"""

    document = models.ForeignKey(Document, models.PROTECT, related_name="countersignatures")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("会签单位")
    )
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(_("会签时间"), null=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("会签")
        constraints = [
            models.UniqueConstraint(fields=["document", "organisation"], name="countersigned_once"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Recipient(models.Model):
    """To whom a document goes: an organisation of the county, or a name outside it. 受文单位"""

    document = models.ForeignKey(Document, models.PROTECT, related_name="recipients")
    part = models.CharField(_("受文方式"), max_length=6, choices=Part)
    order = models.PositiveSmallIntegerField(_("顺序"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("受文单位")
    )
    name = models.CharField(_("名称"), max_length=120)

    class Meta:
        ordering = ["part", "order"]
        verbose_name = _("受文单位")
        constraints = [
            models.UniqueConstraint(fields=["document", "part", "order"], name="recipients_in_one_order"),
            models.UniqueConstraint(
                fields=["document", "organisation"],
                condition=Q(organisation__isnull=False),
                name="sent_once_to_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def came(self) -> "Receipt | None":
        """The receipt, once somebody signed for it."""
        return getattr(self, "receipt", None)


class Receipt(models.Model):
    """A recipient confirms that the document arrived. 公文签收"""

    recipient = models.OneToOneField(Recipient, models.PROTECT, related_name="receipt")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("签收人"), max_length=120)
    at = models.DateTimeField(_("签收时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("公文签收")

    def __str__(self) -> str:
        return f"{self.recipient} {self.by_name}"


class SealUse(models.Model):
    """The seal was put on an issued document: which one, how many copies, who did it, with whose signature. 用印登记"""

    document = models.OneToOneField(Document, models.PROTECT, related_name="seal_use")
    seal = models.CharField(_("印章"), max_length=120)
    copies = models.PositiveSmallIntegerField(_("份数"))
    approved_by = models.CharField(_("批准人"), max_length=60)
    by_name = models.CharField(_("监印人"), max_length=120)
    on = models.DateField(_("用印日期"))

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("用印登记")
        constraints = [models.CheckConstraint(condition=Q(copies__gte=1), name="a_seal_goes_on_paper")]

    def __str__(self) -> str:
        return f"{self.seal} {self.document}"


class FiledCopy(models.Model):
    """The PDF/A as it went into the archive, with its fingerprints. 归档副本"""

    document = models.OneToOneField(Document, models.PROTECT, related_name="filed_copy")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)
    filed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("归档副本")

    def __str__(self) -> str:
        return f"{self.document} {self.sha256[:12]}"
