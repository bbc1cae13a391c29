"""The register of contact points on a day, one contact point's page, and the two figures that must be full."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Event, Figure
from jiceng.kernel.pages import written_day
from jiceng.kernel.search import Hit, matching
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.names import organisations_on
from jiceng.people.models import Person
from jiceng.responsibility.enums import BUREAU_RANK, COUNTY_RANK
from jiceng.responsibility.models import ContactPoint, Liaison, Problem, Visit
from jiceng.responsibility.queries.visits import open_on
from jiceng.responsibility.rules import of_bureau_rank, of_county_rank, serves_in


def register(*, seen_by, as_of: date) -> QuerySet[Organisation]:
    """Each community of the day with leader and liaison (None where there is none). Who is responsible for which
    community is no secret: whoever may open the register sees all of it."""
    points = ContactPoint.objects.on(as_of).filter(community=OuterRef("pk"))
    links = Liaison.objects.on(as_of).filter(leader=OuterRef("leader_id"))
    rows = organisations_on(as_of).filter(kind=Kind.COMMUNITY)
    visits = Visit.objects.filter(community=OuterRef("pk"), annulled_at=None, on__lte=as_of)
    still = Problem.objects.filter(open_on(as_of), community=OuterRef("pk")).order_by()
    counted = still.values("community").annotate(number=Count("pk")).values("number")
    return (
        rows.annotate(
            last_visit=Subquery(visits.values("on")[:1]),
            last_visit_id=Subquery(visits.values("pk")[:1]),
            open_problems=Coalesce(Subquery(counted), 0),
            point_id=Subquery(points.values("pk")[:1]),
            leader_id=Subquery(points.values("leader")[:1]),
            leader_name=Subquery(points.values("leader__name")[:1]),
            leader_pinyin=Subquery(points.values("leader__pinyin")[:1]),
            leader_initials=Subquery(points.values("leader__initials")[:1]),
            since=Subquery(points.values("valid_from")[:1]),
            document=Subquery(points.values("instrument__number")[:1]),
        )
        .annotate(
            found=Coalesce(Subquery(_brought()), 0),
            still=Coalesce(Subquery(_brought(open_on(as_of))), 0),
            leader_serves=serves_in(COUNTY_RANK, as_of, "leader_id"),
            officer_id=Subquery(links.values("officer")[:1]),
            officer_name=Subquery(links.values("officer__name")[:1]),
            officer_pinyin=Subquery(links.values("officer__pinyin")[:1]),
            officer_initials=Subquery(links.values("officer__initials")[:1]),
        )
        .annotate(officer_serves=serves_in(BUREAU_RANK, as_of, "officer_id"))
    )


def _brought(which: Q | None = None) -> QuerySet:
    """How many problems and promises the last visit brought."""
    rows = Problem.objects.filter(which or Q(), visit=OuterRef("last_visit_id")).order_by()
    return rows.values("visit").annotate(number=Count("pk")).values("number")


def vacant(as_of: date) -> QuerySet[Organisation]:
    """Communities that no leader has on the day."""
    return register(seen_by=None, as_of=as_of).filter(leader_id=None)


def leaders_on(as_of: date) -> QuerySet[Person]:
    """Leaders in charge of a community on the day, with how many (`points`), the liaison's name, and whether either
    still holds a post of the rank."""
    links = Liaison.objects.on(as_of).filter(leader=OuterRef("pk"))
    held = ContactPoint.objects.on(as_of).order_by()
    counted = held.filter(leader=OuterRef("pk")).values("leader").annotate(number=Count("pk"))
    return (
        Person.objects.filter(pk__in=held.values("leader"))
        .annotate(
            points=Subquery(counted.values("number")),
            officer_id=Subquery(links.values("officer")[:1]),
            officer_name=Subquery(links.values("officer__name")[:1]),
            serves=serves_in(COUNTY_RANK, as_of, "pk"),
        )
        .annotate(officer_serves=serves_in(BUREAU_RANK, as_of, "officer_id"))
        .order_by("pinyin", "pk")
    )


def contact_figures(as_of: date) -> dict[str, int]:
    """communities_with_one_leader, leaders_with_one_liaison: those with exactly one who is in office on the day."""
    led = register(seen_by=None, as_of=as_of).filter(leader_serves=True)
    linked = leaders_on(as_of).filter(officer_serves=True)
    return {"communities_with_one_leader": led.count(), "leaders_with_one_liaison": linked.count()}


def figures(*, seen_by, as_of: date) -> list[Figure]:
    found = contact_figures(as_of)
    communities = organisations_on(as_of).filter(kind=Kind.COMMUNITY).count()
    leaders = leaders_on(as_of).count()
    led, linked = found["communities_with_one_leader"], found["leaders_with_one_liaison"]
    listed = reverse("contact_points")
    return [
        Figure(
            _("有一名县级领导的社区"),
            f"{led}/{communities}",
            url=f"{listed}?gap=leader",
            tone="done" if led == communities else "late",
        ),
        Figure(
            _("有一名联络人的领导"),
            f"{linked}/{leaders}",
            url=f"{listed}?gap=officer",
            tone="done" if linked == leaders else "late",
        ),
    ]


@dataclass(frozen=True)
class PointPage:
    """A community's contact point on a day and all that were before."""

    community: Organisation
    point: ContactPoint | None
    liaison: Liaison | None
    history: list[Event]
    leader_serves: bool
    officer_serves: bool

    @property
    def community_id(self) -> int:
        return self.community.pk


def community_or_404(pk: int, as_of: date) -> Organisation:
    found = organisations_on(as_of).filter(pk=pk, kind=Kind.COMMUNITY).first()
    if found is None:
        raise Http404
    return found


def point_page(community: Organisation, *, seen_by, as_of: date) -> PointPage:
    rows = list(community.contact_points.select_related("leader", "instrument"))
    point = next((one for one in rows if _holds(one, as_of)), None)
    known = Liaison.objects.on(as_of).select_related("officer", "leader")
    liaison = known.filter(leader=point.leader_id).first() if point else None
    leads = point is not None and of_county_rank(as_of).filter(pk=point.leader_id).exists()
    links = liaison is not None and of_bureau_rank(as_of).filter(pk=liaison.officer_id).exists()
    return PointPage(community, point, liaison, [_event(one) for one in rows], leads, links)


def _holds(row, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)


def _event(row: ContactPoint) -> Event:
    span = f"{row.valid_from.isoformat()} – {row.valid_to.isoformat() if row.valid_to else ''}".rstrip()
    words = [row.instrument.number if row.instrument else "", row.why]
    return Event(span, row.leader.name, "　".join(word for word in words if word))


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    """A leader or a liaison by name, pinyin or initials: the community's contact point."""
    wanted = matching(
        text, name="leader__name", pinyin="leader__pinyin", initials="leader__initials"
    ) | matching(text, name="community__name", pinyin="community__pinyin", initials="community__initials")
    rows = ContactPoint.objects.on(as_of).filter(wanted).select_related("community", "leader")[:limit]
    return [
        Hit(
            f"{one.community} {one.leader}",
            reverse("contact_point", args=[one.community_id]),
            _("自%(day)s起") % {"day": written_day(one.valid_from)},
            "user-group",
        )
        for one in rows
    ]
