"""A file changes only by a request that somebody else grants."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.enums import RequestState, Section
from jiceng.cadres.models.files import CadreFile
from jiceng.kernel.crypt import EncryptedField


class FileChange(models.Model):
    """What is to be written into a file, asked by its keeper or by the person, decided by another. 档案变更申请

    `row` is the row to be changed; empty for a new one. `content` is the JSON of what the row would say, encrypted.
    """

    file = models.ForeignKey(CadreFile, models.PROTECT, related_name="changes")
    section = models.CharField(_("项目"), max_length=12, choices=Section)
    row = models.PositiveBigIntegerField(null=True)
    content = EncryptedField()
    why = models.CharField(_("理由"), max_length=300)
    by_person = models.BooleanField(_("本人申请"), default=False)
    state = models.CharField(_("状态"), max_length=10, choices=RequestState, default=RequestState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer_by = models.DateField(_("答复期限"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(_("答复"), max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("档案变更申请")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True)
                | ~Q(state="asked") & Q(decided_at__isnull=False),
                name="a_change_is_decided_once",
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(answer=""), name="a_refusal_says_why"),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "declined"])
                | Q(asked_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(asked_by=models.F("decided_by")),
                name="nobody_grants_the_own_change",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file}: {self.get_section_display()}"


class Proof(models.Model):
    """A paper that proves what a change says, kept in the data folder with its SHA-256. 证明材料"""

    change = models.ForeignKey(FileChange, models.PROTECT, related_name="proofs")
    name = models.CharField(_("文件名"), max_length=160)
    file = models.FileField(_("文件"), upload_to="cadres/%Y/%m", max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        verbose_name = _("证明材料")

    def __str__(self) -> str:
        return self.name
