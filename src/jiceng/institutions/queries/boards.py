"""Boards: my duties, a unit's year as a grid, the county's units × institutions.

Counts come from the same rows that the lists show; each cell bears `where`, the narrowing of the list behind it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractMonth

from jiceng.institutions.enums import OPEN_STATES, Bearer, State
from jiceng.institutions.models import Duty, Edition, Institution
from jiceng.institutions.periods import add_months
from jiceng.institutions.queries.states import duties_on, seen_duties
from jiceng.kernel.pages import EARLIEST, LATEST, number_in
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules.scope import holdings

# Worst first: the light of a cell is the worst of its duties.
WORST = (State.LATE, State.MISSED, State.DUE, State.DONE, State.WAIVED, State.PLANNED)
RELATED = (
    "organisation",
    "obligation__edition__institution",
    "obligation__clause",
    "term__person",
    "trigger",
)


@dataclass
class Cell:
    """Counts by state of one unit and institution, or of one institution and month."""

    counts: dict[str, int] = field(default_factory=dict)
    where: dict[str, str | int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.counts.get(State.DONE, 0)

    @property
    def owed(self) -> int:
        """What was to be done by the day: neither planned nor excused."""
        return self.total - self.counts.get(State.PLANNED, 0) - self.counts.get(State.WAIVED, 0)

    @property
    def state(self) -> str:
        return next((state.value for state in WORST if self.counts.get(state)), "")


@dataclass(frozen=True)
class Line:
    """One row of a board: what it is about and its cells in the order of the columns."""

    what: Organisation | Institution
    cells: list[Cell]
    all: Cell


def year_of(rows: QuerySet[Duty], year: int) -> QuerySet[Duty]:
    """Duties that fall due in a calendar year."""
    return rows.filter(due_on__gte=date(year, 1, 1), due_on__lt=date(year + 1, 1, 1))


def mine(*, seen_by, as_of: date) -> QuerySet[Duty]:
    """Duties that the account answers for: of its own terms, and of the organisations where it holds a post that the
    obligation names (any post, where none is named)."""
    held: dict[int, set[str]] = defaultdict(set)
    for holding in holdings(seen_by):
        held[holding.organisation.pk] |= {kind for kind, _place in holding.role.posts}
    own = Q(term__person_id=seen_by.person_id)
    for organisation, posts in held.items():
        answers = Q(obligation__post_kinds=[])
        for kind in sorted(posts):
            answers |= Q(obligation__post_kinds__icontains=f'"{kind}"')
        own |= Q(organisation=organisation, obligation__bearer=Bearer.ORGANISATION) & answers
    return duties_on(as_of).filter(own).select_related(*RELATED)


def opening(*, seen_by, as_of: date) -> QuerySet[Duty]:
    """Duties whose page opens for the account on the day: in its scope, or its own to answer for."""
    seen = seen_duties(seen_by=seen_by, as_of=as_of).order_by()
    if seen_by is None:
        return seen
    own = mine(seen_by=seen_by, as_of=as_of).order_by()
    return Duty.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=own.values("pk")))


def open_of_mine(*, seen_by, as_of: date) -> QuerySet[Duty]:
    """What is due or late, the late first."""
    return mine(seen_by=seen_by, as_of=as_of).filter(state__in=OPEN_STATES).order_by("due_on", "pk")


def _counted(rows: QuerySet[Duty], *by: str) -> Iterable[tuple]:
    return rows.order_by().values_list(*by, "state").annotate(count=Count("pk"))


def unit_year(organisations: list[Organisation], *, as_of: date, year: int) -> list[Line]:
    """A unit's year: one line for each institution, one cell for each month in which something falls due."""
    rows = year_of(duties_on(as_of).filter(organisation__in=organisations), year)
    at = {"unit": ",".join(str(one.pk) for one in organisations)}
    cells: dict[int, list[Cell]] = defaultdict(lambda: _months(year, at))
    named = rows.annotate(institution=F("obligation__edition__institution"), month=ExtractMonth("due_on"))
    for institution, month, state, count in _counted(named, "institution", "month"):
        for cell in (cells[institution][month - 1], cells[institution][12]):
            cell.where["institution"] = institution
            cell.counts[state] = cell.counts.get(state, 0) + count
    return [
        Line(one, cells[one.pk][:12], cells[one.pk][12])
        for one in Institution.objects.filter(pk__in=list(cells))
    ]


def _months(year: int, at: dict) -> list[Cell]:
    """Twelve cells of the months and one of the year."""
    months = [Cell(where={**at, "month": f"{year}-{month:02d}"}) for month in range(1, 13)]
    return [*months, Cell(where={**at, "year": year})]


def county_board(*, seen_by, as_of: date, year: int) -> tuple[list[Institution], list[Line]]:
    """All units that the account may see × all institutions; columns first, then one line a unit."""
    rows = year_of(seen_duties(seen_by=seen_by, as_of=as_of), year)
    named = rows.annotate(institution=F("obligation__edition__institution"))
    cells: dict[int, dict[int, Cell]] = defaultdict(lambda: defaultdict(Cell))
    whole: dict[int, Cell] = defaultdict(Cell)
    for organisation, institution, state, count in _counted(named, "organisation", "institution"):
        cell = cells[organisation][institution]
        cell.counts[state] = count
        cell.where = {"unit": organisation, "institution": institution, "year": year}
        whole[organisation].where = {"unit": organisation, "year": year}
        counts = whole[organisation].counts
        counts[state] = counts.get(state, 0) + count
    columns = list(
        Institution.objects.filter(
            Exists(Edition.objects.filter(institution=OuterRef("pk"), published_at__isnull=False))
        )
    )
    units = Organisation.objects.filter(pk__in=list(cells)).order_by("kind", "code", "pk")
    lines = [
        Line(one, [cells[one.pk].get(column.pk, Cell()) for column in columns], whole[one.pk])
        for one in units
    ]
    return columns, lines


def by_state(*, seen_by, as_of: date, year: int | None = None) -> dict[str, int]:
    """How many duties stand how; `year` limits to those due in it."""
    rows = seen_duties(seen_by=seen_by, as_of=as_of)
    rows = year_of(rows, year) if year else rows
    found = {state.value: 0 for state in State}
    found.update(dict(rows.order_by().values_list("state").annotate(count=Count("pk"))))
    return found


def month_of(*, seen_by, as_of: date, year: int, month: int) -> dict[date, list[Duty]]:
    """My duties by the day on which they fall due, for a month."""
    first = date(year, month, 1)
    rows = mine(seen_by=seen_by, as_of=as_of).filter(due_on__gte=first, due_on__lt=add_months(first, 1))
    days: dict[date, list[Duty]] = defaultdict(list)
    for duty in rows.order_by("due_on", "pk"):
        days[duty.due_on].append(duty)
    return dict(days)


def days_of_year(*, seen_by, as_of: date, year: int) -> dict[date, Cell]:
    """My duties of a year, counted by the day on which they fall due."""
    days: dict[date, Cell] = defaultdict(Cell)
    for day, state, count in _counted(year_of(mine(seen_by=seen_by, as_of=as_of), year), "due_on"):
        days[day].counts[state] = count
    return dict(days)


def mine_by_state(*, seen_by, as_of: date) -> dict[str, int]:
    """How many of my duties stand how."""
    rows = mine(seen_by=seen_by, as_of=as_of).select_related(None)
    return dict(rows.order_by().values_list("state").annotate(count=Count("pk")))


def narrowed(rows: QuerySet[Duty], asked: dict[str, str]) -> QuerySet[Duty]:
    """The rows behind a cell: `unit` (ids with commas), `year`, `month` (2026-11), `obligation` (its key); what is
    malformed narrows to nothing."""
    if asked.get("obligation"):
        rows = rows.filter(obligation__key=asked["obligation"])
    if asked.get("unit"):
        rows = rows.filter(organisation__in=[number_in(part) or 0 for part in asked["unit"].split(",")])
    if asked.get("year"):
        year = number_in(asked["year"]) or 0
        rows = year_of(rows, year) if EARLIEST.year < year < LATEST.year else rows.none()
    if asked.get("month"):
        try:
            first = date.fromisoformat(f"{asked['month']}-01")
        except ValueError:
            return rows.none()
        rows = rows.filter(due_on__gte=first, due_on__lt=add_months(first, 1))
    return rows
