"""Files that came in: what they changed, so that a batch can be undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.organisations.enums import BatchKind


class ImportBatch(models.Model):
    """One uploaded .xlsx: previewed, applied all or nothing, undone as a whole. 导入批次"""

    class State(models.TextChoices):
        CHECKING = "checking", _("核对中")
        FAULTY = "faulty", _("有错误")
        READY = "ready", _("待导入")
        APPLIED = "applied", _("已导入")
        UNDONE = "undone", pgettext_lazy("批次", "已撤销")

    kind = models.CharField(max_length=20, choices=BatchKind)
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    undo = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name
