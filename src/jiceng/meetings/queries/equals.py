"""The three equals: attention, staff and reward of party work beside business work, for a unit and a year."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from jiceng.institutions.models import Edition, Obligation
from jiceng.kernel.pages import today
from jiceng.meetings.enums import MeetingState, Right, Work
from jiceng.meetings.models import AgendaItem
from jiceng.meetings.rules import led
from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, PostKind
from jiceng.organisations.models import Organisation, Term

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
    return rows.select_related("person", "post__organisation").order_by("post_id", "pk")


def obligations_on(day: date) -> list[Obligation]:
    """The obligations behind the third figure: those in force that carry weight."""
    rows = Obligation.objects.on(day).filter(weight__gt=0, edition__published_at__isnull=False)
    return list(rows.filter(edition__in=_editions(day)).select_related("edition__institution"))


def _editions(day: date):
    return Edition.objects.on(day).filter(published_at__isnull=False).values("pk")


def weight_on(day: date) -> Pair:
    party = business = 0
    for one in obligations_on(day):
        kinds = set(one.organisation_kinds)
        party += one.weight if kinds & set(BRANCHES) else 0
        business += one.weight if kinds & set(RESIDENTS) else 0
    return Pair(party, business)


def equals(*, seen_by, year: int) -> list[Equals]:
    """For each community in reach; two queries for all, and the weights of the day once."""
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
    weight = weight_on(day)
    none = Pair(0, 0)
    return [Equals(one, items.get(one.pk, none), people.get(one.pk, none), weight) for one in found]


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
    staff, rules = list(staff_of(territory, day)), obligations_on(day)
    for work, kinds in ((Work.PARTY, set(BRANCHES)), (Work.BUSINESS, set(RESIDENTS))):
        people = [one for one in staff if one.post.organisation.kind in kinds]
        found["people"][work] = (len(people), [_post(one) for one in people])
        asked = [one for one in rules if kinds & set(one.organisation_kinds)]
        found["weight"][work] = (sum(one.weight for one in asked), [_rule(one) for one in asked])
    return found


def _item(one: AgendaItem) -> Record:
    return (one.title, reverse("meeting", args=[one.meeting_id]), str(one.meeting))


def _post(one: Term) -> Record:
    post = one.post
    return (one.person.name, reverse("organisation", args=[post.organisation_id]), str(post))


def _rule(one: Obligation) -> Record:
    institution = one.edition.institution
    return (one.title, reverse("institution", args=[institution.key]), f"{institution} · {one.weight}")
