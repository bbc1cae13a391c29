"""Certificates that were asked for and must not be issued: what was told instead."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.organisations.models import Organisation
from jiceng.service.enums import Way


class CertificateAnswer(models.Model):
    """Asked for, and told where the fact can be had instead. 证明事项答复

    Who asked is not kept: nobody needs it.
    """

    community = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("社区"))
    certificate = models.CharField(_("证明事项"), max_length=30)
    name = models.CharField(_("证明名称"), max_length=60)
    told = models.TextField(_("告知内容"))
    way = models.CharField(pgettext_lazy("诉求", "渠道"), max_length=6, choices=Way)
    on = models.DateField(_("日期"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("证明事项答复")
        constraints = [models.CheckConstraint(condition=~Q(told=""), name="a_refusal_says_where_to_go")]

    def __str__(self) -> str:
        return self.name
