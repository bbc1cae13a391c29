"""Begin a project; norms, number, weights, locks, who touches whom."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from jiceng.kernel.access import Refused, must
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.rezoning.enums import Preset, ProjectState
from jiceng.rezoning.models import Edge, Project
from jiceng.rezoning.queries.words import said
from jiceng.rezoning.rules import led, may_design
from jiceng.zoning.errors import InputError
from jiceng.zoning.formats import locks_from, norms_from, weights_from

PRESETS: dict[str, list[int]] = {Preset.LAW_1989: [100, 700], Preset.LAW_2026: [1000, 3000]}
LAW_CHANGED_ON = date(2026, 1, 1)


@dataclass(frozen=True)
class Wishes:
    """What is asked of a plan: norms, weights and the number of communities (None: as many as the norms want)."""

    preset: Preset
    norms: dict
    k_low: int | None = None
    k_high: int | None = None
    weights: dict | None = None


def preset_on(day: date) -> Preset:
    """The norms in force on a day."""
    return Preset.LAW_2026 if day >= LAW_CHANGED_ON else Preset.LAW_1989


def preset_norms(preset: str) -> dict:
    """Households of the law, and 3 to 50 full members so that each community can have one branch."""
    norms: dict = {"full_members": [3, 50]}
    return norms | ({"households": PRESETS[preset]} if preset in PRESETS else {})


@transaction.atomic
def begin_project(*, by, title: str, body: Organisation, units_as_of: date, wishes: Wishes) -> Project:
    """An empty project; units are loaded next."""
    must(by, may_design, None, _("无权编制区划方案。"))
    if by is not None and not led(by).filter(pk=body.pk).exists():
        raise Refused(_("无权以“%(name)s”牵头。") % {"name": body.name})
    _check(wishes)
    project = Project.objects.create(
        title=title,
        body=body,
        units_as_of=units_as_of,
        preset=wishes.preset,
        norms=wishes.norms,
        k_low=wishes.k_low,
        k_high=wishes.k_high,
        weights=wishes.weights or {},
        created_by=by,
    )
    record(
        by=by, verb="rezoning.begin_project", target=project, after={"title": title, "norms": wishes.norms}
    )
    return project


def _check(wishes: Wishes) -> None:
    for parse, data in ((norms_from, wishes.norms), (weights_from, wishes.weights or {})):
        try:
            parse(data)
        except InputError as error:
            raise ImpossibleError(f"{error.place}：{said(error)}") from error
    for name, (low, high) in (
        (name, bounds)
        for name, bounds in wishes.norms.items()
        if isinstance(bounds, list) and name != "forbid"
    ):
        if low is not None and high is not None and low > high:
            raise ImpossibleError(_("%(name)s：下限大于上限。") % {"name": name})


def must_be_open(project: Project) -> Project:
    """The project, locked; refused once a plan is proposed."""
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if locked.state not in {ProjectState.DRAFT, ProjectState.CONSULTING}:
        raise ImpossibleError(_("方案已提请批准，不能再改动。"))
    return locked


def grow(project: Project, **changes) -> None:
    """Change the project and its revision, so that a problem kept in memory is read anew."""
    Project.objects.filter(pk=project.pk).update(revision=F("revision") + 1, **changes)
    project.refresh_from_db()


@transaction.atomic
def set_wishes(*, by, project: Project, wishes: Wishes) -> Project:
    must(by, may_design, project, _("无权改动这个区划项目。"))
    must_be_open(project)
    _check(wishes)
    before = {"norms": project.norms, "k": [project.k_low, project.k_high], "weights": project.weights}
    grow(
        project,
        preset=wishes.preset,
        norms=wishes.norms,
        k_low=wishes.k_low,
        k_high=wishes.k_high,
        weights=wishes.weights or {},
    )
    after = {"norms": project.norms, "k": [project.k_low, project.k_high], "weights": project.weights}
    record(by=by, verb="rezoning.set_wishes", target=project, before=before, after=after)
    return project


LOCK_KINDS = ("together", "apart", "fixed", "frozen")


@transaction.atomic
def lock(*, by, project: Project, kind: str, units: list[str], label: str = "") -> Project:
    """Wish that units stay together, apart (two), in the community `label` (fixed), or as one community untouched
    (frozen). Refused in a sentence where it contradicts itself."""
    must(by, may_design, project, _("无权改动这个区划项目。"))
    locked = must_be_open(project)
    if kind not in LOCK_KINDS:
        raise ImpossibleError(_("没有这种锁定。"))
    locks = {name: list(groups) for name, groups in locked.locks.items() if name != "fixed"}
    fixed = dict(locked.locks.get("fixed", {}))
    if kind == "fixed":
        fixed |= dict.fromkeys(units, label)
    elif sorted(units) not in [sorted(group) for group in locks.get(kind, [])]:
        locks[kind] = [*locks.get(kind, []), units]
    return _set_locks(by, project, {**locks, **({"fixed": fixed} if fixed else {})})


@transaction.atomic
def unlock(*, by, project: Project, kind: str, index: int | None = None, unit: str = "") -> Project:
    """Take a lock away: by its place among its kind, a fixed one by its unit."""
    must(by, may_design, project, _("无权改动这个区划项目。"))
    locks = dict(must_be_open(project).locks)
    if kind == "fixed":
        locks["fixed"] = {key: label for key, label in locks.get("fixed", {}).items() if key != unit}
    elif kind in LOCK_KINDS and index is not None:
        locks[kind] = [group for place, group in enumerate(locks.get(kind, [])) if place != index]
    return _set_locks(by, project, {name: value for name, value in locks.items() if value})


def _set_locks(by, project: Project, locks: dict) -> Project:
    known = set(project.units.values_list("key", flat=True))
    try:
        parsed = locks_from(locks)
    except InputError as error:
        raise ImpossibleError(said(error)) from error
    named = {unit for group in (*parsed.together, *parsed.apart, *parsed.frozen) for unit in group}
    unknown = (named | set(parsed.fixed)) - known
    if unknown:
        raise ImpossibleError(_("没有编号为“%(keys)s”的单元。") % {"keys": "、".join(sorted(unknown))})
    if any(len(group) < 2 for group in parsed.together):
        raise ImpossibleError(_("“在一起”至少要选两个单元。"))
    before = project.locks
    grow(project, locks=locks)
    record(by=by, verb="rezoning.lock", target=project, before=before, after=locks)
    return project


@transaction.atomic
def change_edge(
    *, by, project: Project, a: str, b: str, joined: bool, barrier: str = "", bridged: bool = False
) -> Edge | None:
    """Say that two units touch (with the barrier between them and whether it is bridged) or that they do not."""
    must(by, may_design, project, _("无权改动这个区划项目。"))
    must_be_open(project)
    units = sorted(project.units.filter(key__in=[a, b]), key=lambda unit: unit.pk)
    if len(units) != 2:
        raise ImpossibleError(_("请选择两个不同的单元。"))
    edge = project.edges.filter(a=units[0], b=units[1]).first()
    before = {"barrier": edge.barrier, "bridged": edge.bridged} if edge else None
    if not joined:
        project.edges.filter(a=units[0], b=units[1]).delete()
        edge = None
    else:
        edge, _new = Edge.objects.update_or_create(
            project=project,
            a=units[0],
            b=units[1],
            defaults={"barrier": barrier, "bridged": bridged and bool(barrier)},
        )
    grow(project)
    after = {"barrier": barrier, "bridged": bridged} if joined else None
    record(by=by, verb="rezoning.change_edge", target=project, why=f"{a}–{b}", before=before, after=after)
    return edge
