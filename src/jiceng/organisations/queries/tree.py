"""The tree of both lines, opened piece by piece: a constant number of queries whatever the county's size."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from jiceng.kernel.search import matching
from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, Line
from jiceng.organisations.models import Organisation, Placement
from jiceng.organisations.queries.names import organisations_on

# Shown below one node; what is more is reached by searching or in the list.
MOST_CHILDREN = 500
OPEN_AT_FIRST = 300
NOBODY = 0  # no organisation's id: a list with it is never empty, so that every tree costs the same queries


@dataclass
class Node:
    """A row of the tree: the organisation, what serves it (branch, committee), and what is below it."""

    organisation: Organisation
    line: str
    has_children: bool
    serving: list[Organisation] = field(default_factory=list)
    children: list["Node"] | None = None
    more: bool = False

    @property
    def name(self) -> str:
        return self.organisation.name_then


def lines_of(wanted: str) -> tuple[Line, ...]:
    """`party`, `residents`, or both for anything else."""
    return (Line(wanted),) if wanted in Line.values else (Line.RESIDENTS, Line.PARTY)


def tree(*, seen_by, as_of: date, line: str = "", opened: int | None = None) -> list[Node]:
    """From the top: open down to `opened` when given, else the first levels as far as they stay short."""
    lines = lines_of(line)
    if opened is None:
        first = Placement.objects.on(as_of).filter(line__in=lines, depth__lte=2)
        short = first.count() <= OPEN_AT_FIRST
        wanted = first.filter(depth__lte=1 if short else 0).values_list("organisation_id", flat=True)
        superiors = set(wanted)
    else:
        superiors = set(_ancestors(as_of, lines, opened))
    rows = _placements(as_of, lines).filter(superior__in=superiors)
    tops = list(_placements(as_of, lines).filter(superior__isnull=True))
    below = _group(_nodes([*tops, *rows[: MOST_CHILDREN * 4]], as_of))
    roots = below.get(None, [])
    _hang(roots, below, superiors)
    return roots


def children(organisation: Organisation, *, seen_by, as_of: date, line: str = "") -> list[Node]:
    """What stands directly below one organisation."""
    rows = _placements(as_of, lines_of(line)).filter(superior=organisation)[:MOST_CHILDREN]
    return [node for nodes in _group(_nodes(rows, as_of)).values() for node in nodes]


def found(*, seen_by, as_of: date, text: str, limit: int = 50) -> QuerySet[Organisation]:
    """Organisations of the day by a part of the name, code, pinyin or initials."""
    rows = organisations_on(as_of)
    named = rows.filter(matching(text, name="name", pinyin="pinyin", initials="initials"))
    return (named | rows.filter(code__startswith=text)).order_by("pinyin", "pk")[:limit]


def _placements(as_of: date, lines: Iterable[Line]) -> QuerySet[Placement]:
    under = Placement.objects.on(as_of).filter(superior=OuterRef("organisation_id"), line=OuterRef("line"))
    return (
        Placement.objects.on(as_of)
        .filter(line__in=lines)
        .annotate(has_children=Exists(under))
        .order_by("organisation__code", "organisation_id", "line")
    )


def _ancestors(as_of: date, lines: Iterable[Line], opened: int) -> Iterable[int]:
    paths = Placement.objects.on(as_of).filter(organisation=opened, line__in=lines)
    for path in paths.values_list("path", flat=True):
        yield from (int(path[start : start + 10]) for start in range(0, len(path), 10))


def _nodes(placements: Iterable[Placement], as_of: date) -> list[tuple[int | None, Node]]:
    """(superior, node) for each organisation once; organisations and what serves them in two queries."""
    placed: dict[tuple[int | None, int], Placement] = {}
    for row in placements:
        key = (row.superior_id, row.organisation_id)
        if key in placed:
            placed[key].has_children |= row.has_children
        placed.setdefault(key, row)
    known = organisations_on(as_of).in_bulk([row.organisation_id for row in placed.values()])
    areas = {
        one.pk if one.kind in TERRITORIES else one.territory_id
        for one in known.values()
        if one.kind in TERRITORIES or (one.kind == Kind.RESIDENTS_COMMITTEE and one.territory_id)
    }
    serving: dict[int, list[Organisation]] = {}
    kinds = (*BRANCHES, Kind.RESIDENTS_COMMITTEE)
    for one in organisations_on(as_of).filter(territory__in=areas | {NOBODY}, kind__in=kinds):
        serving.setdefault(one.territory_id, []).append(one)
    nodes = []
    for (superior, pk), row in placed.items():
        one = known.get(pk)
        if one is not None:
            area = one.pk if one.kind in TERRITORIES else one.territory_id
            others = [other for other in serving.get(area, ()) if other.pk != pk]
            is_area = one.kind in TERRITORIES or one.kind == Kind.RESIDENTS_COMMITTEE
            nodes.append((superior, Node(one, row.line, row.has_children, others if is_area else [])))
    return nodes


def _group(nodes: Iterable[tuple[int | None, Node]]) -> dict[int | None, list[Node]]:
    grouped: dict[int | None, list[Node]] = {}
    for superior, node in nodes:
        grouped.setdefault(superior, []).append(node)
    return grouped


def _hang(nodes: list[Node], below: dict[int | None, list[Node]], superiors: set[int]) -> None:
    for node in nodes:
        if node.organisation.pk in superiors:
            node.children = below.get(node.organisation.pk, [])[:MOST_CHILDREN]
            node.more = len(below.get(node.organisation.pk, [])) > MOST_CHILDREN
            _hang(node.children, below, superiors)
