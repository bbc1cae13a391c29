"""What one aim costs in another, drawn: the plans of a front as a list and as points."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiceng.kernel.components import Unit
from jiceng.kernel.units import unit_for
from jiceng.rezoning.enums import RunKind
from jiceng.rezoning.models import Project, Run
from jiceng.rezoning.queries.problem import together
from jiceng.rezoning.queries.words import chosen, term_name, unit_of
from jiceng.zoning.front import AIMS
from jiceng.zoning.objectives import TERM_INFO
from jiceng.zoning.problem import IMBALANCES, Problem

WIDTH, HEIGHT = 640, 380
LEFT, RIGHT, TOP, BOTTOM = 76, 24, 36, 56
TICKS = 4
SHADES = 4
FEW, BESIDE = 8, 22  # with few values across, points of different shades stand beside each other
NEEDS = {"streets_split": "street", "without_venue": "venue_area_m2", **IMBALANCES}
"""What must be known of at least one unit for an aim to mean something."""


@dataclass(frozen=True)
class AimShown:
    term: str
    name: str
    unit: Unit | str

    def of(self, value: float) -> str:
        """The word for as many."""
        return unit_for(round(value), self.unit)


@dataclass(frozen=True)
class Value:
    """`change` is what it is more (or less) than in the first plan, in words; empty where it is the same."""

    aim: AimShown
    text: str
    change: str
    worse: bool


@dataclass(frozen=True)
class Point:
    """A plan of the front. `x`, `y` place it in the drawing, `shade` (1 least .. 4) tells the third aim; `plan` is its
    number in the gallery, None while nobody took it there."""

    number: int
    values: tuple[Value, ...]
    x: float
    y: float
    shade: int
    plan: int | None
    title: str


@dataclass(frozen=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True)
class Trades:
    """`stale`: the project changed since; `line` joins the points of two aims; `sums` says in words what the least of
    each other aim costs in the first, once no plan is missing."""

    run: Run
    aims: tuple[AimShown, ...]
    points: tuple[Point, ...]
    line: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    shades: tuple[tuple[int, str], ...]
    sums: tuple[str, ...]
    communities: int
    whole: bool
    stale: bool
    refused: str
    view_box: str = f"0 0 {WIDTH} {HEIGHT}"
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def aims_of(problem: Problem) -> list[tuple[str, str]]:
    """Aims that can be traded here, with their names."""
    known = [
        aim
        for aim in AIMS
        if any(getattr(unit, NEEDS.get(aim, "id")) is not None for unit in problem.units)
        and (aim != "barrier_m" or any(edge.barrier for edge in problem.edges))
        and (aim != "boundary_m" or any(edge.boundary_dm for edge in problem.edges))
    ]
    return [(aim, term_name(aim)) for aim in known]


def trades_of(project: Project) -> Trades | None:
    """What was worked out last."""
    run = project.runs.filter(kind=RunKind.TRADES).select_related("job").first()
    if run is None:
        return None
    answer = run.answer or {}
    aims = tuple(AimShown(term, term_name(term), unit_of(term)) for term in answer["aims"])
    rows = answer["points"]
    third = [row["values"][2] for row in rows] if len(aims) > 2 else []
    refused = answer.get("refused")
    points = _points(project, aims, rows)
    return Trades(
        run,
        aims,
        points,
        " ".join(f"{point.x},{point.y}" for point in points) if len(aims) == 2 else "",
        _ticks([row["values"][1] for row in rows], aims[1], LEFT, WIDTH - RIGHT),
        _ticks([row["values"][0] for row in rows], aims[0], HEIGHT - BOTTOM, TOP),
        _shades_said(third),
        tuple(_sums(aims, rows)) if answer["whole"] else (),
        answer["communities"],
        answer["whole"],
        answer["revision"] != project.revision,
        chosen(refused["zh"], refused["en"]) if refused else "",
    )


def assignment_of(trades: Trades | None, number: int | None) -> dict[str, str] | None:
    """The communities of plan `number`; None where there is no such plan."""
    points = (trades.run.answer or {}).get("points", []) if trades else []
    return points[number - 1]["assignment"] if number and 1 <= number <= len(points) else None


def _points(project: Project, aims: tuple[AimShown, ...], rows: list[dict]) -> tuple[Point, ...]:
    kept = {
        together(plan.assignment): plan.number
        for plan in project.plans.filter(discarded_at=None).order_by("-number")
    }
    shades = _shades([row["values"][2] for row in rows] if len(aims) > 2 else [])
    across = _scale([row["values"][1] for row in rows], LEFT, WIDTH - RIGHT)
    apart = BESIDE if shades and len({row["values"][1] for row in rows}) <= FEW else 0
    up = _scale([row["values"][0] for row in rows], HEIGHT - BOTTOM, TOP)
    found = []
    for number, row in enumerate(rows, 1):
        values = tuple(
            _value(aim, value, first)
            for aim, value, first in zip(aims, row["values"], rows[0]["values"], strict=True)
        )
        found.append(
            Point(
                number,
                values,
                round(across(row["values"][1]) + apart * (_shade(row, shades) - 2), 1),
                round(up(row["values"][0]), 1),
                _shade(row, shades),
                kept.get(together(row["assignment"])),
                _("、").join(
                    f"{aim.name} {_number(value)} {aim.of(value)}"
                    for aim, value in zip(aims, row["values"], strict=True)
                ),
            )
        )
    return tuple(sorted(found, key=lambda point: rows[point.number - 1]["values"]))


def _shade(row: dict, shades: dict[float, int]) -> int:
    return shades[row["values"][2]] if shades else 1


def _value(aim: AimShown, value: float, first: float) -> Value:
    more = round(value - first)
    return Value(aim, _number(value), f"{more:+,}" if more else "", more > 0)


def _number(value: float) -> str:
    return f"{round(value):,}"


def _sums(aims: tuple[AimShown, ...], rows: list[dict]):
    """For each other aim: the least of it, and what the first aim then costs at least."""
    if not rows:
        return
    best = min(row["values"][0] for row in rows)
    for place, aim in enumerate(aims[1:], 1):
        least = min(row["values"][place] for row in rows)
        cost = min(row["values"][0] for row in rows if row["values"][place] == least)
        words = {
            "aim": aim.name,
            "least": _number(least),
            "unit": aim.of(least),
            "first": aims[0].name,
            "cost": _number(cost),
            "first_unit": aims[0].of(cost),
            "more": _number(cost - best),
        }
        if cost == best:
            yield _("%(aim)s降到最少的%(least)s%(unit)s，%(first)s不用变差。") % words
        else:
            yield (
                _(
                    "%(aim)s降到最少的%(least)s%(unit)s，%(first)s至少是%(cost)s%(first_unit)s，多%(more)s%(first_unit)s。"
                )
                % words
            )


def _shades(values: list[float]) -> dict[float, int]:
    """Each value of the third aim with its shade, the least the darkest (1)."""
    levels = sorted(set(values))
    return {value: 1 + min(SHADES - 1, place * SHADES // len(levels)) for place, value in enumerate(levels)}


def _shades_said(values: list[float]) -> tuple[tuple[int, str], ...]:
    """Each shade with the values it stands for, the least and the most of them."""
    said: dict[int, list[str]] = {}
    for value, shade in sorted(_shades(values).items()):
        said.setdefault(shade, []).append(_number(value))
    return tuple(
        (shade, one[0] if one[0] == one[-1] else f"{one[0]}–{one[-1]}") for shade, one in said.items()
    )


def _scale(values: list[float], start: float, end: float):
    low, high = (min(values), max(values)) if values else (0, 1)
    room = (high - low) * 0.06 or 1
    low, high = max(0, low - room) if low else -room, high + room

    def place(value: float) -> float:
        return start + (end - start) * (value - low) / (high - low)

    return place


def _ticks(values: list[float], aim: AimShown, start: float, end: float) -> tuple[Tick, ...]:
    """A few round numbers along an axis."""
    if not values:
        return ()
    low, high = min(values), max(values)
    step = _round_step((high - low) / TICKS, whole=TERM_INFO[aim.term].unit in {"count", "communities"})
    place = _scale(values, start, end)
    first = -(-low // step)
    marks = [
        step * (first + i) for i in range(2 * TICKS + 2) if step * (first + i) <= high + step * 1e-9
    ] or [low]
    return tuple(Tick(round(place(mark), 1), _number(mark)) for mark in marks)


def _round_step(width: float, *, whole: bool) -> float:
    """1, 2 or 5 times a power of ten, at least `width`.

    >>> _round_step(37, whole=False), _round_step(0.4, whole=True)
    (50, 1)
    """
    if whole and width <= 1:
        return 1
    power = 1
    while power * 10 <= width:
        power *= 10
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= width)
