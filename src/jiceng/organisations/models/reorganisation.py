"""One reversible transaction that rebuilds organisations and moves what hangs on them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.organisations.models.structure import Instrument


class Reorganisation(models.Model):
    """A decided rebuilding, effective on a day. 组织调整

    `orders` is the frozen input (what is founded, what ends, who goes where); `key` makes executing idempotent.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("待执行")
        EXECUTED = "executed", _("已执行")
        REVERSED = "reversed", pgettext_lazy("组织调整", "已撤回")

    key = models.UUIDField(unique=True)
    title = models.CharField(max_length=200)
    effective_on = models.DateField(_("生效日期"))
    instrument = models.ForeignKey(Instrument, models.PROTECT, verbose_name=_("依据文件"))
    orders = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    executed_at = models.DateTimeField(null=True)
    executed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reversed_at = models.DateTimeField(null=True)
    reversed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reversal_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-effective_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="planned", executed_at__isnull=True)
                | Q(state="executed", executed_at__isnull=False, reversed_at__isnull=True)
                | Q(state="reversed", executed_at__isnull=False, reversed_at__isnull=False),
                name="reorganisation_state_has_its_moment",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ReorganisationStep(models.Model):
    """One object before and after; kept for ever, also after a reversal. 调整明细"""

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="steps")
    order = models.PositiveIntegerField()
    participant = models.CharField(max_length=40)
    action = models.CharField(max_length=20)
    target_kind = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    target_name = models.CharField(max_length=200)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["reorganisation", "order"], name="steps_in_one_order")]

    def __str__(self) -> str:
        return f"{self.order} {self.action} {self.target_name}"
