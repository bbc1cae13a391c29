"""Units become the project's: from the county as it is, or from a file without open faults. All of them or none."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jiceng.kernel import jobs
from jiceng.kernel.models import Job
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.rezoning import intake as files
from jiceng.rezoning.commands.intake import KEPT, must_be_without_plans
from jiceng.rezoning.commands.projects import grow
from jiceng.rezoning.drawing import laid_out, point_in, touches
from jiceng.rezoning.enums import IntakeState
from jiceng.rezoning.intake.checks import whole
from jiceng.rezoning.models import Barrier, BaseUnit, Edge, Intake, Project
from jiceng.rezoning.queries.units import present_territories
from jiceng.rezoning.queries.words import said
from jiceng.zoning.errors import InputError
from jiceng.zoning.formats import units_and_edges

COUNTS = ("households", "residents", "full_members", "venue_area_m2")


@dataclass(frozen=True)
class Prepared:
    """Units with their places, and who touches whom by positions; nothing of it is in the database."""

    units: list[BaseUnit]
    edges: list[tuple[int, int, dict]]
    barriers: list[dict]


def load_present(
    *, by, project: Project, barriers: list[dict] | None = None, hear: files.Hear = files.silent
) -> int:
    """The territories below the lead organisation become base units, as of the project's day; each keeps its place
    code's last digits as key where they are distinct. Returns how many. Who touches whom is found out before anything
    is written; `hear` is told everything but the writing."""
    with transaction.atomic():
        must_be_without_plans(by, project)
    found = present_territories(project.body, project.units_as_of)
    if not found:
        raise ImpossibleError(_("“%(name)s”之下没有居民委或社区。") % {"name": project.body.name})
    lacking = [one.organisation.name for one in found if one.households is None]
    if lacking:
        raise ImpossibleError(_("这些单元没有户数：%(names)s。") % {"names": "、".join(lacking[:10])})
    keys = _keys([one.organisation for one in found])
    units = [
        BaseUnit(
            project=project,
            key=key,
            name=one.organisation.name,
            street=one.street,
            source=one.organisation,
            geometry=one.geometry,
            **{name: getattr(one, name) for name in COUNTS},
        )
        for key, one in zip(keys, found, strict=True)
    ]
    prepared = _prepared(units, [], barriers or [], hear)
    hear(1.0)
    with transaction.atomic():
        must_be_without_plans(by, project)
        _write(project, prepared)
        after = {"units": len(units), "from": "present"}
        record(by=by, verb="rezoning.load_units", target=project, after=after)
    return len(units)


@transaction.atomic
def begin_load_present(*, by, project: Project, barriers: list[dict] | None = None) -> Job | None:
    """Load in the background where there are many territories; None where there are few."""
    from jiceng.rezoning.tasks import load_territories  # noqa: PLC0415  # the task uses these commands

    must_be_without_plans(by, project)
    if len(present_territories(project.body, project.units_as_of)) <= Intake.FEW:
        return None
    return jobs.create(
        by=by,
        kind="rezoning.present",
        title=_("载入单元：%(file)s") % {"file": project.title},
        run=load_territories,
        args=(getattr(by, "pk", None), project.pk, barriers or [], get_language()),
    )


def _keys(organisations: list[Organisation]) -> list[str]:
    """Short keys: the last two or three digits of the codes where they tell all apart, else numbers in order."""
    for digits in (2, 3):
        short = [organisation.code[-digits:] for organisation in organisations]
        if len(set(short)) == len(short) and all(len(key) == digits for key in short):
            return short
    width = len(str(len(organisations)))
    return [f"{number:0{width}d}" for number in range(1, len(organisations) + 1)]


def load_intake(*, by, intake: Intake, hear: files.Hear = files.silent) -> int:
    """All units of a checked file, or none: refused while a fault is open. Who touches whom is found out before
    anything is written, so that nobody waits for it; `hear` is told everything but the writing."""
    project = intake.project
    with transaction.atomic():
        _must_be_loadable(by, intake)
    rows = files.repaired(intake.rows, intake.decisions)
    present = present_territories(project.body, project.units_as_of)
    known = files.sources_of(rows, [one.organisation for one in present])
    units = [_unit(project, row, known.get(row["key"])) for row in rows if not row.get("dropped")]
    prepared = _prepared(units, intake.pairs, intake.barriers, hear)
    hear(1.0)
    with transaction.atomic():
        now = _must_be_loadable(by, intake)
        if now.decisions != intake.decisions:
            raise ImpossibleError(_("处理刚刚有改动，请看过核对结果再载入。"))
        _write(project, prepared)
        Intake.objects.filter(pk=intake.pk).update(state=IntakeState.LOADED)
        after = {"units": len(units), "file": intake.file_sha256}
        record(by=by, verb="rezoning.load_units", target=project, after=after)
    return len(units)


def _must_be_loadable(by, intake: Intake) -> Intake:
    must_be_without_plans(by, intake.project)
    now = KEPT.select_for_update().get(pk=intake.pk)
    if now.state != IntakeState.CHECKING:
        raise ImpossibleError(_("这次载入已经结束。"))
    if not now.checked:
        raise ImpossibleError(_("文件还没有核对完。"))
    if now.found["open"]:
        count = len(now.found["open"])
        raise ImpossibleError(
            ngettext("还有%(count)s个问题没有处理。", "还有%(count)s个问题没有处理。", count)
            % {"count": count}
        )
    return now


def _unit(project: Project, row: dict, source: Organisation | None) -> BaseUnit:
    counts = {name: whole(row[name]) for name in COUNTS}
    places = {name: row.get(name) if isinstance(row.get(name), int | float) else None for name in ("x", "y")}
    text = {"key": row["key"][:40], "name": row["name"][:120], "street": row["street"][:120]}
    return BaseUnit(project=project, source=source, geometry=row["geometry"], **text, **counts, **places)


def _prepared(
    units: list[BaseUnit], pairs: list[list], barriers: list[dict], hear: files.Hear = files.silent
) -> Prepared:
    for unit in units:
        unit.pinyin, unit.initials = spelled(unit.name)[:240], initials(unit.name)[:60]
        if unit.geometry:
            unit.x, unit.y = point_in(unit.geometry)
    edges = _edges(units, pairs, barriers, hear)
    _place(units, [(first, second) for first, second, _facts in edges])
    return Prepared(units, edges, barriers)


def _write(project: Project, prepared: Prepared) -> None:
    """Replace the project's units, edges and barriers."""
    for old in (project.edges, project.barriers, project.units):
        old.all().delete()
    units = BaseUnit.objects.bulk_create(prepared.units, batch_size=500)
    Barrier.objects.bulk_create([Barrier(project=project, **barrier) for barrier in prepared.barriers])
    edges = (
        Edge(project=project, a=units[first], b=units[second], **facts)
        for first, second, facts in prepared.edges
    )
    Edge.objects.bulk_create(edges, batch_size=500)
    grow(project)


def _edges(
    units: list[BaseUnit], pairs: list[list], barriers: list[dict], hear: files.Hear
) -> list[tuple[int, int, dict]]:
    """Positions of two units, the first before the second, with what is known of their boundary."""
    position = {unit.key: place for place, unit in enumerate(units)}
    lines = {
        (touch.first, touch.second): touch.line
        for touch in touches([unit.geometry for unit in units], lambda share: hear(0.6 * share))
    }
    hear(0.6)
    found: dict[tuple[int, int], dict] = {}
    for a, b, dm, barrier in [*_derived(units, barriers), *_stated(pairs)]:
        if a in position and b in position and a != b:
            first, second = sorted((position[a], position[b]))
            facts = {"boundary_dm": dm, "barrier": barrier or "", "line": lines.get((first, second))}
            found[first, second] = facts
    hear(0.9)
    return [(first, second, facts) for (first, second), facts in found.items()]


def _derived(units: list[BaseUnit], barriers: list[dict]) -> Iterable[tuple]:
    """Who touches whom by geometry, as the optimiser's own reader has it."""
    features = [
        {"type": "Feature", "id": unit.key, "geometry": unit.geometry, "properties": {"name": unit.name}}
        for unit in units
        if unit.geometry
    ]
    if len(features) < 2:
        return []
    lines = [
        {"type": "Feature", "geometry": barrier["geometry"], "properties": {"kind": barrier["kind"]}}
        for barrier in barriers
    ]
    try:
        _units, edges = units_and_edges(
            {"type": "FeatureCollection", "features": features},
            {"type": "FeatureCollection", "features": lines} if lines else None,
        )
    except InputError as error:
        raise ImpossibleError(f"{error.place}：{said(error)}") from error
    return [(edge.a, edge.b, edge.boundary_dm, edge.barrier) for edge in edges]


def _stated(pairs: list[list]) -> Iterable[tuple]:
    for place, (a, b, metres, barrier) in enumerate(pairs, start=1):
        dm = whole(round(float(metres) * 10)) if isinstance(metres, int | float) else None
        if dm is None:
            values = {"place": place, "value": metres}
            raise ImpossibleError(_("相邻关系第%(place)s条：边界米数“%(value)s”不是数。") % values)
        yield a, b, dm, barrier


def _place(units: list[BaseUnit], pairs: list[tuple[int, int]]) -> None:
    """Units without a place get one from who touches whom."""
    lacking = [place for place, unit in enumerate(units) if unit.x is None or unit.y is None]
    if not lacking:
        return
    if any(unit.geometry for unit in units):
        points = dict(zip(lacking, _beside(units, len(lacking)), strict=True))
    else:
        points = dict(enumerate(laid_out(len(units), pairs)))
    for place in lacking:
        units[place].x, units[place].y = points[place]


def _beside(units: list[BaseUnit], count: int) -> list[tuple[float, float]]:
    """Places in a row below the units that have a geometry."""
    known = [(unit.x or 0.0, unit.y or 0.0) for unit in units if unit.geometry]
    west, south = min(x for x, _y in known), min(y for _x, y in known)
    step = (max(x for x, _y in known) - west or 1) / 12
    return [(west + step * number, south - step) for number in range(count)]
