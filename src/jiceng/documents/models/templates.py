"""Standard texts as a county has them: its own .docx in place of the shipped one, every one kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StandardTemplate(models.Model):
    """A .docx with named fields that stands for the shipped one while it is in use. 范本"""

    key = models.CharField(_("范本"), max_length=40)
    number = models.PositiveSmallIntegerField(_("版本"))
    name = models.CharField(_("文件名"), max_length=160)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    in_use = models.BooleanField(_("使用中"), default=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["key", "-number"]
        verbose_name = _("范本")
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="one_template_of_a_number"),
            models.UniqueConstraint(fields=["key"], condition=Q(in_use=True), name="one_template_in_use"),
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.number}"
