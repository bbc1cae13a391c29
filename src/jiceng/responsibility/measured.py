"""Figures that contact points and problems give to plans."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.documents.measures import Measure, register, share
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.responsibility.enums import ProblemKind
from jiceng.responsibility.models import ContactPoint, Problem, Visit


def _led(as_of: date) -> float | None:
    communities = Organisation.objects.on(as_of).filter(kind=Kind.COMMUNITY).order_by()
    led = ContactPoint.objects.on(as_of).filter(community__in=communities.values("pk"))
    return share(led.values("community").distinct().count(), communities.count())


def _visits(as_of: date) -> int:
    """Of the calendar year up to the day, in the whole county."""
    rows = Visit.objects.filter(annulled_at=None, on__gte=date(as_of.year, 1, 1), on__lte=as_of)
    return rows.count()


def _answered(as_of: date) -> float | None:
    """Of the problems whose day for an answer has come, those that had one by then."""
    due = Problem.objects.filter(kind=ProblemKind.PROBLEM, due_on__lte=as_of)
    return share(due.filter(answered_on__lte=as_of).count(), due.count())


def _page(name: str):
    return lambda as_of: f"{reverse(name)}?as_of={as_of.isoformat()}"


def register_measures() -> None:
    register(Measure("led", _("有县级领导联系的社区"), "%", _led, _page("contact_points")))
    register(Measure("visits", _("联系领导本年走访"), _("次"), _visits, _page("contact_visits")))
    register(Measure("answered", _("联系点问题按期答复"), "%", _answered, _page("contact_problems")))
