"""The standing check: every community has one leader of county rank, every leader one liaison.

Part of what organisations find wrong or missing. It holds from the day of the county's first contact point on;
before that nothing is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.checks import register
from jiceng.organisations.queries.figures import territories
from jiceng.organisations.rules.checks import Check, Severity
from jiceng.responsibility.models import ContactPoint, Liaison


@dataclass(frozen=True)
class ContactFacts:
    """One community on one day: whether it has a leader, and whether that leader has a liaison."""

    pk: int
    name: str
    led: bool
    linked: bool


def contact_facts(as_of: date, organisation: Organisation | None = None) -> Iterable[ContactFacts]:
    """One row for each community of the day; none before the first contact point."""
    points = ContactPoint.objects.on(as_of).filter(community=OuterRef("pk"))
    linked = Liaison.objects.on(as_of).filter(
        holds_on(as_of, "leader__contact_points__"), leader__contact_points__community=OuterRef("pk")
    )
    begun = ContactPoint.objects.filter(valid_from__lte=as_of)
    rows = territories(as_of, organisation).filter(Exists(begun), kind=Kind.COMMUNITY)
    for row in rows.annotate(led=Exists(points), linked=Exists(linked)):
        yield ContactFacts(row.pk, row.name_then, row.led, row.linked)


def _remedy(facts: ContactFacts) -> str:
    return reverse("contact_point", args=[facts.pk])


CHECKS = (
    Check(
        "R01",
        _("没有联系点领导"),
        _("本社区没有县级领导联系。"),
        _("联系点工作责任制"),
        "",
        Severity.MUST,
        ContactFacts,
        lambda one: not one.led,
        lambda one: {},
        _("确定联系领导"),
        _remedy,
    ),
    Check(
        "R02",
        _("联系领导没有联络人"),
        _("联系本社区的县级领导没有联络人。"),
        _("联系点工作责任制"),
        "",
        Severity.MUST,
        ContactFacts,
        lambda one: one.led and not one.linked,
        lambda one: {},
        _("确定联络人"),
        _remedy,
    ),
)


def register_checks() -> None:
    register(CHECKS, contact_facts)
