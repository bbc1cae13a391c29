"""The three equals: attention, staff and reward of party work beside business work, for a unit and a year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from jiceng.institutions.enums import State
from jiceng.institutions.models import Obligation
from jiceng.institutions.queries.boards import year_of
from jiceng.institutions.queries.states import duties_on
from jiceng.kernel.pages import today
from jiceng.meetings.enums import MeetingState, Right, Work
from jiceng.meetings.models import AgendaItem
from jiceng.meetings.rules import led
from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, PostKind
from jiceng.organisations.models import Organisation, Term
from jiceng.organisations.queries.ranks import by_rank

RESIDENTS = (Kind.RESIDENTS_COMMITTEE, Kind.OLD_RESIDENTS_COMMITTEE)
# Who stands in an office of either line; a representative or a member of the party holds no office by that alone.
STAFF = [kind for kind in PostKind if kind not in {PostKind.REPRESENTATIVE, PostKind.CONTACT}]


@dataclass(frozen=True)
class Pair:
    """So much of party work, so much of business work; `share` is the first in per cent of both, None of nothing."""

    party: int
    business: int

    @property
    def share(self) -> int | None:
        both = self.party + self.business
        return None if not both else round(100 * self.party / both)


@dataclass(frozen=True)
class Equals:
    """The three pairs of a community in a year: items of closed meetings, people in posts, weight of obligations."""

    territory: Organisation
    items: Pair
    people: Pair
    weight: Pair


def items_of(territory: Organisation, year: int, work: str = "") -> QuerySet[AgendaItem]:
    """The items behind the first figure."""
    rows = AgendaItem.objects.filter(
        Q(meeting__organisation=territory) | Q(meeting__organisation__territory=territory),
        meeting__year=year,
        meeting__state=MeetingState.CLOSED,
    ).select_related("meeting")
    return (rows.filter(work=work) if work else rows).order_by("-meeting__starts_at", "order")


def staff_of(territory: Organisation, day: date) -> QuerySet[Term]:
    """The people behind the second figure."""
    rows = Term.objects.on(day).filter(
        post__organisation__territory=territory,
        post__organisation__kind__in=[*BRANCHES, *RESIDENTS],
        post__kind__in=STAFF,
    )
    return rows.select_related("person", "post__organisation").order_by(
        by_rank("post__kind"), "post__organisation_id", "pk"
    )


@dataclass(frozen=True)
class Bound:
    """An obligation that bound a community in a year, by so many duties; `weight` counts once however many."""

    territory: int
    work: Work
    obligation: int
    weight: int
    duties: int


def bound(territories: Iterable[int], year: int, day: date) -> list[Bound]:
    """The obligations behind the third figure: those with weight of which a duty falls due in the year for the branch
    or the residents' committee of the community, and was neither withdrawn nor excused. What two editions of the year
    ask under one key is one obligation, with the weight of the later. One query."""
    rows = year_of(duties_on(day), year).exclude(state=State.WAIVED)
    rows = rows.filter(
        obligation__weight__gt=0,
        organisation__territory__in=list(territories),
        organisation__kind__in=[*BRANCHES, *RESIDENTS],
    )
    counted = (
        rows.order_by()
        .values_list(
            "organisation__territory",
            "organisation__kind",
            "obligation__edition__institution",
            "obligation__key",
            "obligation",
            "obligation__weight",
        )
        .annotate(last=Max("due_on"), duties=Count("pk"))
        .order_by("last", "obligation")
    )
    found: dict[tuple, Bound] = {}
    for territory, kind, institution, key, obligation, weight, _last, duties in counted:
        work = Work.PARTY if kind in BRANCHES else Work.BUSINESS
        before = found.get((territory, work, institution, key))
        duties += before.duties if before else 0
        found[territory, work, institution, key] = Bound(territory, work, obligation, weight, duties)
    return list(found.values())


def weights(rows: Iterable[Bound]) -> dict[int, Pair]:
    """Community → weight of what bound its branch, weight of what bound its committee."""
    summed = defaultdict(lambda: {Work.PARTY: 0, Work.BUSINESS: 0})
    for one in rows:
        summed[one.territory][one.work] += one.weight
    return {pk: Pair(both[Work.PARTY], both[Work.BUSINESS]) for pk, both in summed.items()}


def equals(*, seen_by, year: int) -> list[Equals]:
    """For each community in reach, in as many queries for all as for one."""
    day = min(date(year, 12, 31), today())
    reach = Organisation.objects.all() if seen_by is None else led(seen_by, Right.SEE)
    served = reach.filter(territory__isnull=False).order_by().values("territory")
    areas = Organisation.objects.on(day).filter(
        Q(pk__in=served) | Q(pk__in=reach.order_by().values("pk")), kind__in=TERRITORIES
    )
    found = list(areas.order_by("pinyin", "pk")[:200])
    items = _counted(
        AgendaItem.objects.filter(meeting__year=year, meeting__state=MeetingState.CLOSED),
        "meeting__organisation__territory",
        Q(work=Work.PARTY),
    )
    people = _counted(
        Term.objects.on(day).filter(
            post__organisation__kind__in=[*BRANCHES, *RESIDENTS], post__kind__in=STAFF
        ),
        "post__organisation__territory",
        Q(post__organisation__kind__in=BRANCHES),
    )
    weight = weights(bound([one.pk for one in found], year, day))
    none = Pair(0, 0)
    return [Equals(one, *(part.get(one.pk, none) for part in (items, people, weight))) for one in found]


def _counted(rows: QuerySet, by: str, party: Q) -> dict[int, Pair]:
    counted = (
        rows.order_by()
        .values_list(by)
        .annotate(party=Count("pk", filter=party), business=Count("pk", filter=~party))
    )
    return {pk: Pair(some, others) for pk, some, others in counted}


def summed(rows: list[Equals]) -> dict[str, Pair]:
    """The three pairs of several communities together."""
    return {
        key: Pair(
            sum(getattr(one, key).party for one in rows), sum(getattr(one, key).business for one in rows)
        )
        for key in ("items", "people", "weight")
    }


Record = tuple[str, str, str]  # name, address, note
SHOWN = 300


def behind(territory: Organisation, year: int, day: date) -> dict[str, dict[str, tuple[int, list[Record]]]]:
    """Figure → kind of work → its number with the records behind it, each with the page where it stands."""
    found: dict[str, dict[str, tuple[int, list[Record]]]] = {"items": {}, "people": {}, "weight": {}}
    for work in Work:
        items = items_of(territory, year, work)
        found["items"][work] = (items.count(), [_item(one) for one in items[:SHOWN]])
    staff, asked = list(staff_of(territory, day)), bound([territory.pk], year, day)
    rules = Obligation.objects.select_related("edition__institution").in_bulk(
        [one.obligation for one in asked]
    )
    for work, kinds in ((Work.PARTY, set(BRANCHES)), (Work.BUSINESS, set(RESIDENTS))):
        people = [one for one in staff if one.post.organisation.kind in kinds]
        found["people"][work] = (len(people), [_post(one) for one in people])
        own = [one for one in asked if one.work == work]
        rows = sorted(own, key=lambda one: (-one.weight, one.obligation))
        found["weight"][work] = (
            sum(one.weight for one in own),
            [_rule(rules[one.obligation], one) for one in rows],
        )
    return found


def _item(one: AgendaItem) -> Record:
    return (one.title, reverse("meeting", args=[one.meeting_id]), str(one.meeting))


def _post(one: Term) -> Record:
    post = one.post
    return (one.person.name, reverse("organisation", args=[post.organisation_id]), str(post))


def _rule(obligation: Obligation, one: Bound) -> Record:
    institution = obligation.edition.institution
    values = {"institution": institution, "weight": one.weight, "duties": one.duties}
    note = (
        ngettext(
            "%(institution)s，权重%(weight)d，本年%(duties)d项职责",
            "%(institution)s，权重%(weight)d，本年%(duties)d项职责",
            one.duties,
        )
        % values
    )
    return (obligation.title, reverse("institution", args=[institution.key]), note)
