"""Units come in: from the county as it is, or from a file that is checked first. Nothing is half loaded."""

import hashlib
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.kernel.access import must
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.rezoning import intake as files
from jiceng.rezoning.commands.projects import grow, must_be_open
from jiceng.rezoning.drawing import laid_out, point_in, touches
from jiceng.rezoning.enums import IntakeState, Repair
from jiceng.rezoning.intake.checks import whole
from jiceng.rezoning.models import Barrier, BaseUnit, Edge, Intake, Project
from jiceng.rezoning.queries.units import present_territories
from jiceng.rezoning.queries.words import said
from jiceng.rezoning.rules import may_design
from jiceng.zoning.errors import InputError
from jiceng.zoning.formats import units_and_edges

COUNTS = ("households", "residents", "full_members", "venue_area_m2")
FIELDS = ("key", "name", "street", *COUNTS, "geometry")


def _must_be_without_plans(by, project: Project) -> None:
    must(by, may_design, project, _("无权改动这个区划项目。"))
    must_be_open(project)
    if project.plans.exists():
        raise ImpossibleError(_("已有方案以现在的单元为准，不能再换单元；请另建项目。"))


@transaction.atomic
def load_present(*, by, project: Project, barriers: list[dict] | None = None) -> int:
    """The territories below the lead organisation become base units, as of the project's day; each keeps its place
    code's last digits as key where they are distinct. Returns how many."""
    _must_be_without_plans(by, project)
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
    _write(project, units, [], barriers or [])
    record(by=by, verb="rezoning.load_units", target=project, after={"units": len(units), "from": "present"})
    return len(units)


def _keys(organisations: list[Organisation]) -> list[str]:
    """Short keys: the last two or three digits of the codes where they tell all apart, else numbers in order."""
    for digits in (2, 3):
        short = [organisation.code[-digits:] for organisation in organisations]
        if len(set(short)) == len(short) and all(len(key) == digits for key in short):
            return short
    width = len(str(len(organisations)))
    return [f"{number:0{width}d}" for number in range(1, len(organisations) + 1)]


@transaction.atomic
def take_in(*, by, project: Project, file_name: str, content: bytes, barriers: bytes = b"") -> Intake:
    """Read a file of units (.geojson, .json or .xlsx) and keep it for checking. Raises Unreadable."""
    _must_be_without_plans(by, project)
    reader = files.units_from_xlsx if file_name.lower().endswith(".xlsx") else files.units_from_geojson
    incoming = reader(content)
    if not incoming.rows:
        raise files.Unreadable(_("文件里没有单元。"))
    project.intakes.filter(state=IntakeState.CHECKING).update(state=IntakeState.DROPPED)
    intake = Intake.objects.create(
        project=project,
        file_name=file_name[:200],
        file_sha256=hashlib.sha256(content).hexdigest(),
        rows=incoming.rows,
        pairs=incoming.pairs,
        barriers=files.barriers_from_geojson(barriers) if barriers else [],
        account=by,
    )
    record(by=by, verb="rezoning.take_in", target=intake, after={"rows": len(incoming.rows)})
    return intake


def open_faults(intake: Intake) -> tuple[list[dict], list[files.Fault]]:
    """The rows with the decisions applied, and the faults that still stand open."""
    rows = files.repaired(intake.rows, intake.decisions)
    found = files.faults_of(rows, intake.pairs)
    accepted = {key for key, decision in intake.decisions.items() if decision.get("repair") == Repair.ACCEPT}
    return rows, [f for f in found if f.id not in accepted or Repair.ACCEPT not in f.repairs]


@transaction.atomic
def decide_faults(*, by, intake: Intake, decisions: dict[str, dict]) -> Intake:
    """Keep what was decided about faults; an empty repair takes the decision back."""
    must(by, may_design, intake.project, _("无权改动这个区划项目。"))
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if locked.state != IntakeState.CHECKING:
        raise ImpossibleError(_("这次载入已经结束。"))
    kept = {**locked.decisions, **decisions}
    locked.decisions = {key: decision for key, decision in kept.items() if decision.get("repair")}
    locked.save(update_fields=["decisions"])
    record(by=by, verb="rezoning.decide_faults", target=locked, after={"decisions": decisions})
    return locked


@transaction.atomic
def drop_intake(*, by, intake: Intake) -> None:
    must(by, may_design, intake.project, _("无权改动这个区划项目。"))
    Intake.objects.filter(pk=intake.pk, state=IntakeState.CHECKING).update(state=IntakeState.DROPPED)
    record(by=by, verb="rezoning.drop_intake", target=intake)


@transaction.atomic
def load_intake(*, by, intake: Intake) -> int:
    """All units of a checked file, or none: refused while a fault is open."""
    project = intake.project
    _must_be_without_plans(by, project)
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    if locked.state != IntakeState.CHECKING:
        raise ImpossibleError(_("这次载入已经结束。"))
    rows, faults = open_faults(locked)
    if faults:
        raise ImpossibleError(
            ngettext("还有%(count)s个问题没有处理。", "还有%(count)s个问题没有处理。", len(faults))
            % {"count": len(faults)}
        )
    known = files.sources_of(
        rows, [one.organisation for one in present_territories(project.body, project.units_as_of)]
    )
    units = [_unit(project, row, known.get(row["key"])) for row in rows if not row.get("dropped")]
    _write(project, units, locked.pairs, locked.barriers)
    locked.state = IntakeState.LOADED
    locked.save(update_fields=["state"])
    record(
        by=by,
        verb="rezoning.load_units",
        target=project,
        after={"units": len(units), "file": locked.file_sha256},
    )
    return len(units)


def _unit(project: Project, row: dict, source: Organisation | None) -> BaseUnit:
    counts = {name: whole(row[name]) for name in COUNTS}
    places = {name: row.get(name) if isinstance(row.get(name), int | float) else None for name in ("x", "y")}
    text = {"key": row["key"][:40], "name": row["name"][:120], "street": row["street"][:120]}
    return BaseUnit(project=project, source=source, geometry=row["geometry"], **text, **counts, **places)


def _write(project: Project, units: list[BaseUnit], pairs: list[list], barriers: list[dict]) -> None:
    """Replace the project's units, edges and barriers."""
    for old in (project.edges, project.barriers, project.units):
        old.all().delete()
    for unit in units:
        unit.pinyin, unit.initials = spelled(unit.name)[:240], initials(unit.name)[:60]
        if unit.geometry:
            unit.x, unit.y = point_in(unit.geometry)
    BaseUnit.objects.bulk_create(units, batch_size=500)
    Barrier.objects.bulk_create([Barrier(project=project, **barrier) for barrier in barriers])
    edges = _edges(project, units, pairs, barriers)
    Edge.objects.bulk_create(edges, batch_size=500)
    _place(units, edges)
    grow(project)


def _edges(project: Project, units: list[BaseUnit], pairs: list[list], barriers: list[dict]) -> list[Edge]:
    by_key = {unit.key: unit for unit in units}
    lines = {}
    for touch in touches([unit.geometry for unit in units]):
        lines[frozenset((units[touch.first].key, units[touch.second].key))] = touch.line
    found: dict[frozenset, Edge] = {}
    for a, b, dm, barrier in [*_derived(units, barriers), *_stated(pairs)]:
        if a in by_key and b in by_key and a != b:
            first, second = sorted((by_key[a], by_key[b]), key=lambda unit: unit.pk)
            pair = frozenset((a, b))
            found[pair] = Edge(
                project=project,
                a=first,
                b=second,
                boundary_dm=dm,
                barrier=barrier or "",
                line=lines.get(pair),
            )
    return list(found.values())


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


def _place(units: list[BaseUnit], edges: list[Edge]) -> None:
    """Units without a place get one from who touches whom."""
    if all(unit.x is not None and unit.y is not None for unit in units):
        return
    position = {unit.pk: place for place, unit in enumerate(units)}
    points = laid_out(len(units), [(position[edge.a_id], position[edge.b_id]) for edge in edges])
    if any(unit.geometry for unit in units):
        points = _beside(units, points)
    for unit, point in zip(units, points, strict=True):
        if unit.x is None or unit.y is None:
            unit.x, unit.y = point
    BaseUnit.objects.bulk_update(units, ["x", "y"], batch_size=500)


def _beside(units: list[BaseUnit], points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Units without geometry stand in a row below those that have one."""
    known = [(unit.x, unit.y) for unit in units if unit.geometry]
    west, south = min(x for x, _y in known), min(y for _x, y in known)
    step = (max(x for x, _y in known) - west or 1) / 12
    lacking = [place for place, unit in enumerate(units) if unit.x is None]
    return [
        (west + step * lacking.index(place), south - step) if place in lacking else point
        for place, point in enumerate(points)
    ]
