"""What a leader or liaison who leaves hands over: the list of what is open, signed by both."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.organisations.models import Organisation
from jiceng.people.models import Person


class Handover(models.Model):
    """One community's matters from one pair of hands to the next; `taker` is empty while the place is vacant. The list
    is computed until both have signed, and kept as it was then. 工作移交"""

    community = models.ForeignKey(Organisation, models.PROTECT, related_name="handovers")
    giver = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("移交人"))
    taker = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("接收人"))
    as_liaison = models.BooleanField(_("联络人移交"), default=False)
    on = models.DateField(_("日期"))
    given_at = models.DateTimeField(_("移交人签字"), null=True)
    taken_at = models.DateTimeField(_("接收人签字"), null=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    listed = models.JSONField(_("移交清单"), default=list)

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("工作移交")
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="handed_to_another"),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(taker__isnull=False), name="taken_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community} {self.giver} {self.on.isoformat()}"

    @property
    def is_done(self) -> bool:
        return bool(self.given_at and self.taken_at)
