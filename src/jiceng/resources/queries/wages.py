"""What was due, paid and is owed, by community, person and month. Computed from terms and standards, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.pages import today
from jiceng.kernel.units import PEOPLE
from jiceng.organisations.enums import TERRITORIES
from jiceng.organisations.models import Organisation, Term
from jiceng.organisations.queries.names import organisations_on
from jiceng.resources.enums import Right
from jiceng.resources.models import PayBatch, Payment, PayStandard
from jiceng.resources.pay import NONE, Held, Rate, due, month_of, months, next_month
from jiceng.resources.queries.stock import shown
from jiceng.resources.rules import territories_of


@dataclass
class Line:
    """A person's pay in a community: by month (due, paid) in yuan."""

    community: int
    person_id: int
    name: str
    pinyin: str
    months: dict[date, tuple[Decimal, Decimal]] = field(default_factory=dict)

    @property
    def pk(self) -> int:
        return self.person_id

    @property
    def due(self) -> Decimal:
        return sum((one for one, _paid in self.months.values()), NONE)

    @property
    def paid(self) -> Decimal:
        return sum((paid for _due, paid in self.months.values()), NONE)

    @property
    def owed(self) -> Decimal:
        """Over all months; what was paid too much for one month does not pay another."""
        return sum((max(one - paid, NONE) for one, paid in self.months.values()), NONE)

    @property
    def over(self) -> Decimal:
        """Paid beyond what is due by now, after a change of term or standard."""
        return sum((max(paid - one, NONE) for one, paid in self.months.values()), NONE)

    @property
    def behind(self) -> list[date]:
        """Months for which something is owed."""
        return sorted(month for month, (one, paid) in self.months.items() if one > paid)


def rates() -> list[Rate]:
    rows = PayStandard.objects.values_list("kind", "valid_from", "monthly", "both")
    return [Rate(*row) for row in rows]


def _terms(communities: QuerySet[Organisation] | None, known: list[Rate], end: date, person=None) -> QuerySet:
    """Terms in paid posts of the communities themselves, or of what serves them, before the end."""
    kinds = {one.kind for one in known}
    first = min(one.valid_from for one in known)
    rows = Term.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=first), post__kind__in=kinds, valid_from__lt=end
    )
    if person is not None:
        rows = rows.filter(person=person)
    if communities is not None:
        keys = communities.order_by().values("pk")
        rows = rows.filter(Q(post__organisation__in=keys) | Q(post__organisation__territory__in=keys))
    return rows.select_related("person", "post__organisation").order_by("person__pinyin", "person_id")


def lines(
    communities: QuerySet[Organisation] | None, as_of: date, *, month: date | None = None, person=None
) -> list[Line]:
    """One for each person in each community. All months that are over on the day, or just the one asked for; payments
    up to the day."""
    known = rates()
    end = next_month(month) if month else as_of
    if not known:
        return []
    held: dict[tuple[int, int], list[Held]] = {}
    found: dict[tuple[int, int], Line] = {}
    for term in _terms(communities, known, end, person):
        place = term.post.organisation
        key = place.pk if place.kind in TERRITORIES else place.territory_id, term.person_id
        if key[0] is None:
            continue
        held.setdefault(key, []).append(Held(term.post.kind, term.valid_from, term.valid_to))
        found.setdefault(key, Line(*key, term.person.name, term.person.pinyin))
    paid = _paid(communities, as_of, month, person)
    first = month or month_of(min(one.valid_from for one in known))
    for key, line in found.items():
        for one in [month] if month else months(max(first, min(h.start for h in held[key])), as_of):
            owed, got = due(one, held[key], known), paid.get((*key, one), NONE)
            if owed or got:
                line.months[one] = owed, got
    return [line for line in found.values() if line.months]


def _paid(communities, as_of: date, month: date | None, person) -> dict[tuple[int, int, date], Decimal]:
    rows = Payment.objects.filter(batch__annulled_at=None, batch__paid_on__lte=as_of)
    if communities is not None:
        rows = rows.filter(batch__community__in=communities.order_by().values("pk"))
    if month is not None:
        rows = rows.filter(batch__month=month)
    if person is not None:
        rows = rows.filter(person=person)
    sums = rows.order_by().values("batch__community", "person", "batch__month").annotate(total=Sum("amount"))
    keys = ("batch__community", "person", "batch__month", "total")
    return {tuple(row[:3]): row[3].quantize(Decimal("0.01")) for row in sums.values_list(*keys)}


def month_sheet(community: Organisation, month: date, as_of: date | None = None) -> list["Owed"]:
    """Everybody with pay in the month, with what is still owed for it."""
    rows = Organisation.objects.filter(pk=community.pk)
    return [
        Owed(one.person_id, one.name, *one.months[month])
        for one in lines(rows, as_of or today(), month=month)
    ]


@dataclass(frozen=True)
class Owed:
    """One person's month: due and paid in yuan."""

    person_id: int
    name: str
    due: Decimal
    paid: Decimal

    @property
    def owed(self) -> Decimal:
        return max(self.due - self.paid, NONE)


@dataclass(frozen=True)
class Wages:
    """A community's wages up to a day; `behind`: the most months that anybody there waits for."""

    pk: int
    name: str
    code: str
    pinyin: str
    initials: str
    people: int
    due: Decimal
    paid: Decimal
    owed: Decimal
    in_arrears: int
    behind: int

    @property
    def owed_yuan(self) -> float:
        """To order by."""
        return float(self.owed)


def seen(seen_by, as_of: date, right: str = Right.SEE_PAY) -> QuerySet[Organisation]:
    return organisations_on(as_of).filter(territories_of(seen_by, right, as_of))


def overview(*, seen_by, as_of: date) -> list[Wages]:
    """Each community of the day in reach, with the sums of its people."""
    places = list(seen(seen_by, as_of).order_by("code", "pk"))
    by_place: dict[int, list[Line]] = {}
    for one in lines(seen(seen_by, as_of), as_of):
        by_place.setdefault(one.community, []).append(one)
    return [
        Wages(
            *(place.pk, place.name_then, place.code, place.pinyin, place.initials),
            **sums(by_place.get(place.pk, ())),
        )
        for place in places
    ]


def sums(rows: Iterable[Line]) -> dict:
    rows = list(rows)
    return {
        "people": len(rows),
        **{name: sum((getattr(one, name) for one in rows), NONE) for name in ("due", "paid", "owed")},
        "in_arrears": sum(bool(one.behind) for one in rows),
        "behind": max((len(one.behind) for one in rows), default=0),
    }


def figures(rows: list[Wages] | list[Line], url: str) -> list[Figure]:
    """Due, paid, owed, who is in arrears, and for how many months at most; each opens the rows behind it."""
    due_, paid, owed = (sum((getattr(one, name) for one in rows), NONE) for name in ("due", "paid", "owed"))
    whole = bool(rows) and isinstance(rows[0], Wages)
    late = sum(one.in_arrears if whole else bool(one.behind) for one in rows)
    most = max((one.behind if whole else len(one.behind) for one in rows), default=0)
    tone, late_url = ("late", f"{url}?arrears=yes") if owed else ("done", url)
    return [
        Figure(_("应发"), shown(due_), _("元"), url),
        Figure(_("已发"), shown(paid), _("元"), url),
        Figure(_("拖欠"), shown(owed), _("元"), late_url, tone),
        Figure(_("被拖欠的人"), late, PEOPLE, late_url, tone),
        Figure(_("最长拖欠"), most, _("个月"), late_url, tone),
    ]


@dataclass(frozen=True)
class Month:
    """A community's month in sums."""

    month: date
    people: int
    due: Decimal
    paid: Decimal
    owed: Decimal


def by_month(rows: list[Line]) -> list[Month]:
    """Latest first."""
    found: dict[date, list[tuple[Decimal, Decimal]]] = {}
    for line in rows:
        for month, pair in line.months.items():
            found.setdefault(month, []).append(pair)
    return [
        Month(
            month,
            len(pairs),
            sum((one for one, _paid in pairs), NONE),
            sum((paid for _due, paid in pairs), NONE),
            sum((max(one - paid, NONE) for one, paid in pairs), NONE),
        )
        for month, pairs in sorted(found.items(), reverse=True)
    ]


def community_or_404(pk: int, *, seen_by, as_of: date, right: str = Right.SEE_PAY) -> Organisation:
    found = seen(seen_by, as_of, right).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def batch_or_404(pk: int, *, seen_by, right: str = Right.SEE_PAY) -> PayBatch:
    mine = Organisation.objects.filter(territories_of(seen_by, right)).order_by().values("pk")
    rows = PayBatch.objects.filter(community__in=mine).select_related("community")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own(person, as_of: date) -> list[Line]:
    """What one person was due and paid, in every community."""
    return lines(None, as_of, person=person) if person is not None else []


def card(*, seen_by, as_of: date) -> Card | None:
    """Wages that are owed in reach, community by community, the largest first."""
    late = sorted(
        (one for one in overview(seen_by=seen_by, as_of=as_of) if one.owed), key=lambda one: -one.owed
    )
    if not late:
        return None
    rows = [
        Row(
            one.name,
            reverse("community_wages", args=[one.pk]),
            "late",
            _("欠%(money)s元") % {"money": f"{one.owed:,.0f}"},
        )
        for one in late[:5]
    ]
    return Card(_("拖欠的工资"), rows, len(late), reverse("wages") + "?arrears=yes", tone="late")
