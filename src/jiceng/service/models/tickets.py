"""What comes again and again, goes back and forth, or is never done: it becomes a problem to be solved at its root."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.service.enums import Cause
from jiceng.service.models.cases import Case
from jiceng.service.norms import kind_name


class ProblemTicket(models.Model):
    """Requests that point at one problem. 问题工单

    `mark` tells what is the same: community, kind and place as a keyed hash, or the request itself. Where it lies
    follows from its requests.
    """

    kind = models.CharField(_("类别"), max_length=20)
    cause = models.CharField(_("缘由"), max_length=10, choices=Cause)
    mark = models.CharField(max_length=80)
    opened_on = models.DateField(_("形成日期"))
    settled_on = models.DateField(_("了结日期"), null=True)
    settled_how = models.CharField(_("怎样了结"), max_length=300, blank=True)
    settled_by = models.CharField(_("了结人"), max_length=120, blank=True)

    class Meta:
        ordering = ["-opened_on", "-id"]
        verbose_name = _("问题工单")
        constraints = [
            models.UniqueConstraint(
                fields=["mark"], condition=Q(settled_on__isnull=True), name="one_open_ticket_of_a_problem"
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_how="", settled_by="")
                | Q(settled_on__isnull=False) & ~Q(settled_how=""),
                name="a_ticket_is_settled_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{kind_name(self.kind)}　{self.get_cause_display()}"


class TicketCase(models.Model):
    """A request that belongs to a problem. 问题工单中的诉求"""

    ticket = models.ForeignKey(ProblemTicket, models.PROTECT, related_name="parts")
    case = models.ForeignKey(Case, models.PROTECT, related_name="tickets")

    class Meta:
        ordering = ["id"]
        verbose_name = _("问题工单中的诉求")
        constraints = [models.UniqueConstraint(fields=["ticket", "case"], name="a_case_once_in_a_ticket")]

    def __str__(self) -> str:
        return f"{self.ticket} {self.case}"
