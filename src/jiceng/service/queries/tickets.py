"""Problem tickets: the list, one ticket with its requests, what waits for the secretary."""

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Fact
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.units import counted
from jiceng.kernel.words import strung
from jiceng.service.models import Case, ProblemTicket
from jiceng.service.queries.cases import standing
from jiceng.service.queries.units import REQUESTS
from jiceng.service.rules import may_take, places_of, tickets_of

SHOWN = 5
SOURCE = "service.problemticket"


def tickets(*, seen_by, as_of: date) -> QuerySet[ProblemTicket]:
    rows = ProblemTicket.objects.filter(tickets_of(seen_by), opened_on__lte=as_of)
    return rows.annotate(many=Count("parts"))


def ticket_or_404(pk: int, *, seen_by, as_of: date) -> ProblemTicket:
    found = tickets(seen_by=seen_by, as_of=as_of).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def light_of(ticket: ProblemTicket, as_of: date) -> tuple[str, str]:
    if ticket.settled_on is not None and ticket.settled_on <= as_of:
        return "done", _("已了结")
    return "late", _("待解决")


def requests_of(ticket: ProblemTicket, as_of: date) -> list[Case]:
    rows = standing(as_of).filter(tickets__ticket=ticket).order_by("received_on", "pk")
    return list(rows.select_related("now__community", "now__holder"))


def facts_of(ticket: ProblemTicket) -> list[Fact]:
    rows = [
        Fact(_("社区"), strung(str(one) for one in places_of(ticket))),
        Fact(_("缘由"), ticket.get_cause_display()),
        Fact(_("形成日期"), ticket.opened_on.isoformat()),
        Fact(_("诉求"), counted(ticket.many, REQUESTS)),
    ]
    if ticket.settled_on:
        rows.append(Fact(_("了结日期"), ticket.settled_on.isoformat(), note=ticket.settled_by))
        rows.append(Fact(_("怎样了结"), ticket.settled_how))
    return rows


def tickets_card(*, seen_by, as_of: date) -> Card | None:
    """What keeps coming back in the communities that the account serves."""
    if not may_take.test(seen_by):
        return None
    open_ones = Q(settled_on=None) | Q(settled_on__gt=as_of)
    rows = list(tickets(seen_by=seen_by, as_of=as_of).filter(open_ones))
    if not rows:
        return None
    drawn = [
        Row(str(one), reverse("problem_ticket", args=[one.pk]), "late", counted(one.many, REQUESTS))
        for one in rows[:SHOWN]
    ]
    return Card(_("问题工单"), drawn, len(rows), reverse("problem_tickets"), "late")
