"""The map as the page draws it: paths from the project, colours from an assignment."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from jiceng.kernel.units import HOUSEHOLDS, PEOPLE, counted
from jiceng.rezoning.drawing import coloured, frame_of, line_path, ramp, shape_path
from jiceng.rezoning.drawing.paths import points_of
from jiceng.rezoning.enums import Layer
from jiceng.rezoning.models import Project
from jiceng.rezoning.naming import stem
from jiceng.rezoning.queries.words import barrier_name


@dataclass(frozen=True)
class Place:
    """A unit as it is drawn, whatever the plan: its path (empty: a dot), the point of its label, its figures."""

    key: str
    name: str
    path: str
    x: float
    y: float
    households: int | None
    residents: int | None
    full_members: int | None
    venue_area_m2: int | None


@dataclass(frozen=True)
class Border:
    """The line between two units."""

    a: str
    b: str
    path: str
    barrier: str


@dataclass(frozen=True)
class Ground:
    """Everything about the map that no plan changes."""

    view_box: str
    places: tuple[Place, ...]
    borders: tuple[Border, ...]
    barriers: tuple[tuple[str, str, str], ...]


def ground_of(project: Project) -> Ground:
    return _ground(project.pk, project.revision, project.created_at.isoformat())


@lru_cache(maxsize=8)
def _ground(pk: int, _revision: int, _made: str) -> Ground:
    units = list(
        Project(pk=pk)
        .units.order_by("id")
        .values(
            "id",
            "key",
            "name",
            "geometry",
            "x",
            "y",
            "households",
            "residents",
            "full_members",
            "venue_area_m2",
        )
    )
    corners = [point for unit in units if unit["geometry"] for point in points_of(unit["geometry"])]
    corners += [(unit["x"], unit["y"]) for unit in units if unit["x"] is not None]
    if not corners:
        return Ground("0 0 1000 600", (), (), ())
    frame = frame_of(corners)
    places, centre = [], {}
    for unit in units:
        x, y = frame.at(unit["x"] or 0, unit["y"] or 0)
        centre[unit["id"]] = (unit["key"], x, y)
        path = shape_path(unit["geometry"], frame) if unit["geometry"] else ""
        figures = [unit[n] for n in ("households", "residents", "full_members", "venue_area_m2")]
        places.append(Place(unit["key"], unit["name"], path, round(x, 1), round(y, 1), *figures))
    borders = []
    for a, b, line, kind, bridged in Project(pk=pk).edges.values_list("a", "b", "line", "barrier", "bridged"):
        (key, x, y), (other, u, v) = centre[a], centre[b]
        path = line_path(line, frame) if line else f"M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}"
        borders.append(Border(key, other, path, kind + (".bridged" if bridged else "")))
    lines = [(line_path(g, frame), kind, name) for g, kind, name in _lines(pk)]
    return Ground(frame.view_box, tuple(places), tuple(borders), tuple(lines))


def _lines(pk: int):
    return Project(pk=pk).barriers.values_list("geometry", "kind", "name")


@dataclass(frozen=True)
class Drawn:
    """A unit with what the plan says of it."""

    place: Place
    label: str
    community: str
    fill: str
    title: str


@dataclass(frozen=True)
class Legend:
    fill: str
    text: str


@dataclass(frozen=True)
class Tag:
    """A community's name on the map."""

    label: str
    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    ground: Ground
    layer: str
    units: tuple[Drawn, ...]
    borders: tuple[tuple[Border, bool], ...]
    tags: tuple[Tag, ...]
    legend: tuple[Legend, ...]
    tag_size: int
    dots: int


LAYER_COUNTS = {Layer.HOUSEHOLDS: "households", Layer.MEMBERS: "full_members", Layer.VENUES: "venue_area_m2"}


def colours_of(
    project: Project, assignment: dict[str, str], keep: dict[str, int] | None = None
) -> dict[str, int]:
    """A colour for each community, neighbours differ."""
    pairs = {(assignment[one.a], assignment[one.b]) for one in ground_of(project).borders}
    return coloured(sorted(set(assignment.values())), sorted(pairs), keep)


def map_of(
    project: Project,
    assignment: dict[str, str] | None,
    names: dict[str, str],
    layer: str = Layer.COMMUNITIES,
    colours: dict[str, int] | None = None,
) -> Map:
    """The map of an assignment (None: the units alone)."""
    ground = ground_of(project)
    given = assignment or {}
    colours = colours or (colours_of(project, given) if given else {})
    fills, legend = _fills(ground, given, colours, layer, project)
    units = tuple(
        Drawn(
            place,
            given.get(place.key, ""),
            names.get(given.get(place.key, ""), ""),
            fills[place.key],
            _title(place, names.get(given.get(place.key, ""), "")),
        )
        for place in ground.places
    )
    borders = tuple((one, bool(given) and given[one.a] != given[one.b]) for one in ground.borders)
    tags = tags_of(ground, given, names)
    size = 25 if len(tags) <= 30 else max(9, 25 * 30 // len(tags))
    return Map(ground, layer, units, borders, tags, legend, size, 16 if len(ground.places) <= 120 else 6)


def _title(place: Place, community: str) -> str:
    values = {
        "name": place.name,
        "households": "—" if place.households is None else place.households,
        "members": "—" if place.full_members is None else place.full_members,
    }
    text = _("%(name)s：%(households)s户，正式党员%(members)s人") % values
    return f"{text} → {community}" if community else text


def _fills(
    ground: Ground, given: dict, colours: dict, layer: str, project: Project
) -> tuple[dict[str, str], tuple[Legend, ...]]:
    if layer in LAYER_COUNTS:
        name = LAYER_COUNTS[Layer(layer)]
        steps, ranges = ramp([getattr(place, name) for place in ground.places])
        unit = {"households": HOUSEHOLDS, "full_members": PEOPLE, "venue_area_m2": _("平方米")}[name]
        legend = tuple(
            Legend(f"step-{step}", counted(high, unit, f"{low}—{high}" if low != high else str(high)))
            for step, (low, high) in enumerate(ranges)
        )
        fills = {p.key: f"step-{s}" if s >= 0 else "none" for p, s in zip(ground.places, steps, strict=True)}
        return fills, legend
    if not given:
        return {place.key: "none" for place in ground.places}, ()
    return {place.key: f"colour-{colours[given[place.key]]}" for place in ground.places}, ()


def tags_of(ground: Ground, given: dict[str, str], names: dict[str, str]) -> tuple[Tag, ...]:
    """The names of communities, each near the middle of its units."""
    groups: dict[str, list[Place]] = {}
    for place in ground.places:
        if place.key in given:
            groups.setdefault(given[place.key], []).append(place)
    tags = []
    for label, places in groups.items():
        x = sum(place.x for place in places) / len(places)
        y = sum(place.y for place in places) / len(places)
        if len(places) > 2:
            near = min(places, key=lambda place: (place.x - x) ** 2 + (place.y - y) ** 2)
            x, y = (x + 3 * near.x) / 4, (y + 3 * near.y) / 4
        tags.append(Tag(label, stem(names.get(label) or label), round(x, 1), round(y, 1)))
    return tuple(tags)


def barrier_legend(project: Project) -> list[tuple[str, str]]:
    """The kinds of barriers on the map, with their words."""
    kinds = Counter(kind for _path, kind, _name in ground_of(project).barriers)
    return [(kind, barrier_name(kind)) for kind in sorted(kinds)]
