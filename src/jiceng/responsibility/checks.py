"""The standing check: every community has one leader of county rank who need not keep away, every leader one liaison
of bureau rank.

Part of what organisations find wrong or missing. It holds from the day of the county's first contact point on;
before that nothing is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.checks import register
from jiceng.organisations.queries.figures import territories
from jiceng.organisations.rules.checks import Check, Severity
from jiceng.responsibility.enums import BUREAU_RANK, COUNTY_RANK
from jiceng.responsibility.models import ContactPoint, Liaison, Visit
from jiceng.responsibility.norms import norms
from jiceng.responsibility.queries.avoidance import kept_from
from jiceng.responsibility.rules import serves_in

YEAR = 366  # days


@dataclass(frozen=True)
class ContactFacts:
    """One community on one day: whether it has a leader, whether that leader is still in office, has a liaison, whether
    that one is still in office, whether the leader should keep away, and whether the last visit is too long ago."""

    pk: int
    name: str
    led: bool
    in_office: bool
    linked: bool
    officer_in_office: bool
    barred: bool
    unvisited: bool


def contact_facts(as_of: date, organisation: Organisation | None = None) -> Iterable[ContactFacts]:
    """One row for each community of the day; none before the first contact point."""
    points = ContactPoint.objects.on(as_of).filter(community=OuterRef("pk"))
    linked = Liaison.objects.on(as_of).filter(
        holds_on(as_of, "leader__contact_points__"), leader__contact_points__community=OuterRef("pk")
    )
    # So many visits a year to each community, evenly: the time between two, from the last one or the first charge.
    since = as_of - timedelta(days=YEAR // norms().visits_a_year)
    visits = Visit.objects.filter(
        community=OuterRef("pk"), annulled_at=None, on__gt=since, on__lte=as_of
    ).order_by()
    begun = ContactPoint.objects.filter(valid_from__lte=as_of)
    rows = territories(as_of, organisation).filter(Exists(begun), kind=Kind.COMMUNITY)
    rows = rows.annotate(
        led=Exists(points),
        in_office=Exists(points.filter(serves_in(COUNTY_RANK, as_of, "leader"))),
        linked=Exists(linked),
        officer_in_office=Exists(linked.filter(serves_in(BUREAU_RANK, as_of, "officer"))),
        unvisited=Exists(points.filter(valid_from__lte=since)) & ~Exists(visits),
        leader_id=Subquery(points.values("leader")[:1]),
    )
    rows = list(rows)
    away = kept_from((row.leader_id for row in rows if row.leader_id), as_of)
    for row in rows:
        held = (
            row.led,
            row.in_office,
            row.linked,
            row.officer_in_office,
            row.pk in away[row.leader_id],
            row.unvisited,
        )
        yield ContactFacts(row.pk, row.name_then, *held)


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
    Check(
        "R03",
        _("联系领导已离任"),
        _("联系本社区的领导已不任县级领导职务。"),
        _("联系点工作责任制"),
        "",
        Severity.MUST,
        ContactFacts,
        lambda one: one.led and not one.in_office,
        lambda one: {},
        _("换联系领导"),
        _remedy,
    ),
    Check(
        "R04",
        _("联络人已离任"),
        _("联系本社区的领导的联络人已不任科局级职务。"),
        _("联系点工作责任制"),
        "",
        Severity.MUST,
        ContactFacts,
        lambda one: one.linked and not one.officer_in_office,
        lambda one: {},
        _("换联络人"),
        _remedy,
    ),
    Check(
        "R05",
        _("联系领导应当回避"),
        _("联系本社区的领导有亲属在社区任职，或登记了回避关系。"),
        _("联系点工作责任制"),
        "",
        Severity.MUST,
        ContactFacts,
        lambda one: one.barred,
        lambda one: {},
        _("换联系领导"),
        _remedy,
    ),
    Check(
        "R06",
        _("联系领导久未走访"),
        _("一个季度以上没有联系领导走访本社区。"),
        _("联系点工作责任制"),
        "",
        Severity.SHOULD,
        ContactFacts,
        lambda one: one.unvisited,
        lambda one: {},
        _("看联系点"),
        _remedy,
    ),
)


def register_checks() -> None:
    register(CHECKS, contact_facts)
