"""Plans are searched in the background, kept, named, and never changed."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel import jobs
from jiceng.kernel.access import must
from jiceng.kernel.models import Job
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning.commands.projects import grow, must_be_open
from jiceng.rezoning.enums import ApprovalState, PlanStatus, Preset, RunKind
from jiceng.rezoning.models import DraftCommunity, Plan, Project, Run
from jiceng.rezoning.naming import best_seat, proposed_names, unique_names
from jiceng.rezoning.queries import why
from jiceng.rezoning.queries.problem import problem_of, together
from jiceng.rezoning.queries.words import said
from jiceng.rezoning.rules import may_design, may_see_projects
from jiceng.zoning.constraints import violations
from jiceng.zoning.errors import InputError
from jiceng.zoning.formats import input_sha256, locks_json, norms_json
from jiceng.zoning.objectives import as_numbers, objective, terms
from jiceng.zoning.plan import Plan as ZoningPlan
from jiceng.zoning.problem import Problem


@dataclass(frozen=True)
class Origin:
    """Where a plan comes from: a run with its aim, or a hand on a parent."""

    status: str = PlanStatus.HAND
    parent: Plan | None = None
    run: Run | None = None
    aim: str = ""
    bound: float | None = None
    gap: float | None = None
    seed: int | None = None
    seconds: float | None = None
    method: str = ""
    versions: dict = field(default_factory=dict)


@transaction.atomic
def keep_plan(*, by, project: Project, plan: ZoningPlan, title: str, origin: Origin) -> Plan:
    """Keep an assignment with its scores, violations and origin; names, seats and venues are proposed (taken over
    from the parent where a community is the same). What a search finds again is the plan that is there."""
    must(by, may_design, project, _("无权改动这个区划项目。"))
    must_be_open(project)
    problem = plan.problem
    known = _known(project, plan, origin)
    if known is not None:
        return _known_better(known, origin)
    row = Plan.objects.create(
        project=project,
        number=(project.plans.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=title,
        parent=origin.parent,
        author=by,
        run=origin.run,
        aim=origin.aim,
        assignment=plan.by_id(),
        k=plan.k,
        terms=as_numbers(terms(plan)),
        violations=[_plain(violation) for violation in violations(plan)],
        problem=judged_by(problem),
        status=origin.status,
        objective=float(objective(plan)),
        bound=origin.bound,
        gap=origin.gap,
        seed=origin.seed,
        seconds=origin.seconds,
        method=origin.method[:60],
        versions=origin.versions,
        input_sha256=input_sha256(problem),
    )
    _propose_communities(row, plan, origin.parent)
    record(by=by, verb="rezoning.keep_plan", target=row, after={"k": row.k, "sha256": row.input_sha256})
    return row


def _known(project: Project, plan: ZoningPlan, origin: Origin) -> Plan | None:
    """The plan in the gallery that a search has found again: the same communities for the same aim and wishes."""
    if origin.run is None:
        return None
    same = project.plans.filter(
        discarded_at=None, run__isnull=False, aim=origin.aim, input_sha256=input_sha256(plan.problem)
    )
    wanted = together(plan.by_id())
    return next((one for one in same if together(one.assignment) == wanted), None)


def _known_better(known: Plan, origin: Origin) -> Plan:
    """A plan found again keeps its number; what is newly proved of it is kept."""
    if origin.gap is not None and (known.gap is None or origin.gap < known.gap):
        names = ("status", "bound", "gap", "seed", "seconds", "method", "versions")
        for name in names:
            setattr(known, name, getattr(origin, name))
        known.save(update_fields=names)
    return known


def _plain(violation) -> dict:
    return {
        "constraint": violation.constraint,
        "zh": violation.zh,
        "en": violation.en,
        "communities": list(violation.communities),
        "units": list(violation.units),
    }


def judged_by(problem: Problem) -> dict:
    """What a plan was judged by, as JSON."""
    return {
        "communities": list(problem.communities),
        "norms": norms_json(problem.norms),
        "locks": locks_json(problem.locks),
        "weights": problem.weights.as_dict(),
    }


def _propose_communities(row: Plan, plan: ZoningPlan, parent: Plan | None) -> None:
    units = list(row.project.units.select_related("source").order_by("id"))
    groups: dict[str, list] = {}
    for unit in units:
        groups.setdefault(row.assignment[unit.key], []).append(unit)
    known = _of_parent(parent)
    names = unique_names({label: proposed_names(group) for label, group in groups.items()})
    inherited = {label: known.get(frozenset(unit.key for unit in group)) for label, group in groups.items()}
    kept = {old.name for old in inherited.values() if old}
    rest = {label: proposed_names(group) for label, group in groups.items() if not inherited[label]}
    names |= unique_names(rest, kept)
    DraftCommunity.objects.bulk_create(
        [_community(row, label, groups[label], names[label], inherited[label]) for label in groups],
        batch_size=500,
    )


def _of_parent(parent: Plan | None) -> dict[frozenset[str], DraftCommunity]:
    if parent is None:
        return {}
    groups: dict[str, set[str]] = {}
    for key, label in parent.assignment.items():
        groups.setdefault(label, set()).add(key)
    return {frozenset(groups[c.label]): c for c in parent.communities.all() if c.label in groups}


def _community(row: Plan, label: str, units: list, name: str, old: DraftCommunity | None) -> DraftCommunity:
    if old is not None:
        return DraftCommunity(
            plan=row, label=label, name=old.name, seat_id=old.seat_id, venue_id=old.venue_id
        )
    seat = best_seat(units)
    return DraftCommunity(
        plan=row, label=label, name=name, seat=seat, venue=seat if (seat.venue_area_m2 or 0) > 0 else None
    )


@transaction.atomic
def search(*, by, project: Project, count: int = 5, seed: int = 0, budget_seconds: int = 60) -> Run:
    """Look in the background for the best plan, and for `count - 1` others that are good and really different."""
    from jiceng.rezoning.tasks import search_plans  # noqa: PLC0415  # the task uses these commands

    must(by, may_design, project, _("无权改动这个区划项目。"))
    must_be_open(project)
    try:
        problem_of(project)
    except InputError as error:
        raise ImpossibleError(f"{said(error)}（{error.place}）") from error
    running = project.runs.filter(job__state__in=["waiting", "running"]).first()
    if running:
        raise ImpossibleError(_("正在求解，请等它结束或先停止。"))
    run = Run(project=project, count=count, seed=seed, budget_seconds=budget_seconds, created_by=by)
    run.job = jobs.create(
        by=by, kind="rezoning.search", title=_("求解：%(title)s") % {"title": project.title}, run=search_plans
    )
    run.save()
    record(by=by, verb="rezoning.search", target=project, after={"count": count, "seed": seed})
    return run


@transaction.atomic
def rename_plan(*, by, plan: Plan, title: str) -> Plan:
    must(by, may_design, plan.project, _("无权改动这个区划项目。"))
    must_be_open(plan.project)
    before, plan.title = plan.title, title
    plan.save(update_fields=["title"])
    record(by=by, verb="rezoning.rename_plan", target=plan, before={"title": before}, after={"title": title})
    return plan


@transaction.atomic
def discard_plan(*, by, plan: Plan) -> None:
    """Out of the gallery; the row stays, branches of it may exist."""
    must(by, may_design, plan.project, _("无权改动这个区划项目。"))
    must_be_open(plan.project)
    if plan.consultations.filter(withdrawn_at=None).exists():
        raise ImpossibleError(_("方案正在公示，不能移出。"))
    plan.discarded_at = timezone.now()
    plan.save(update_fields=["discarded_at"])
    record(by=by, verb="rezoning.discard_plan", target=plan)


@dataclass(frozen=True)
class Naming:
    """What one community shall be called, where it sits, whose old venue it uses (unit keys; empty: none)."""

    label: str
    name: str
    seat: str = ""
    venue: str = ""


@transaction.atomic
def name_communities(*, by, plan: Plan, rows: list[Naming]) -> Plan:
    """Names differ, seats and venues lie inside the community."""
    must(by, may_design, plan.project, _("无权改动这个区划项目。"))
    must_be_open(plan.project)
    if plan.approvals.exclude(state=ApprovalState.RETURNED).exists():
        raise ImpossibleError(_("方案已提请批准，不能再改动。"))
    communities = {community.label: community for community in plan.communities.all()}
    units = {unit.key: unit for unit in plan.project.units.all()}
    names = [row.name for row in rows if row.name]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ImpossibleError(_("名称重复：%(names)s。") % {"names": "、".join(twice)})
    before = {c.label: [c.name, c.seat_id, c.venue_id] for c in communities.values()}
    for row in rows:
        for key in filter(None, (row.seat, row.venue)):
            if plan.assignment.get(key) != row.label:
                raise ImpossibleError(_("“%(key)s”不在“%(name)s”内。") % {"key": key, "name": row.name})
        community = communities[row.label]
        community.name = row.name
        community.seat, community.venue = units.get(row.seat), units.get(row.venue)
    DraftCommunity.objects.filter(plan=plan).update(name="")
    DraftCommunity.objects.bulk_update(communities.values(), ["name", "seat", "venue"], batch_size=500)
    after = {c.label: [c.name, c.seat_id, c.venue_id] for c in communities.values()}
    record(by=by, verb="rezoning.name_communities", target=plan, before=before, after=after)
    return plan


@transaction.atomic
def price_locks(*, by, project: Project) -> Run:
    """Work out in the background what each lock costs."""
    from jiceng.rezoning.tasks import price_the_locks  # noqa: PLC0415  # the task uses these commands

    must(by, may_design, project, _("无权改动这个区划项目。"))
    if not project.locks:
        raise ImpossibleError(_("还没有锁定。"))
    run = Run(project=project, kind=RunKind.PRICES, count=0, created_by=by)
    run.job = jobs.create(by=by, kind="rezoning.prices", title=_("计算锁定的代价"), run=price_the_locks)
    run.save()
    record(by=by, verb="rezoning.price_locks", target=project)
    return run


@transaction.atomic
def explain(*, by, plan: Plan, unit: str) -> Job | None:
    """Look in the background for the best whole plans with a unit elsewhere; nothing for an unknown unit. What is
    being looked for is not looked for twice."""
    from jiceng.rezoning.tasks import explain_whole  # noqa: PLC0415  # the task uses these commands

    must(by, may_see_projects, plan.project, _("无权查看这个区划项目。"))
    problem = problem_of(plan.project)
    if unit not in problem.index:
        return None
    going = why.job_of(plan, unit, seen_by=by)
    if going is not None and going.state in {Job.State.WAITING, Job.State.RUNNING, Job.State.DONE}:
        return going
    names = {"unit": problem.units[problem.index[unit]].name or unit, "plan": plan.called}
    return jobs.create(
        by=by,
        kind=why.KIND,
        title=_("%(unit)s为什么在这里：%(plan)s") % names,
        run=explain_whole,
        args=(plan.pk, unit),
        about=why.about(plan, unit),
    )


@transaction.atomic
def relax(*, by, run: Run, index: int) -> Project:
    """Give up a wish, or as much of it as a relaxation of an infeasible search says."""
    project = run.project
    must(by, may_design, project, _("无权改动这个区划项目。"))
    must_be_open(project)
    offers = (run.answer or {}).get("relaxations", [])
    if not 0 <= index < len(offers):
        raise ImpossibleError(_("没有这一项放宽。"))
    before = {"norms": project.norms, "locks": project.locks, "k": [project.k_low, project.k_high]}
    changed = relaxed(project, offers[index]["changes"])
    grow(project, **changed)
    record(by=by, verb="rezoning.relax", target=project, before=before, after=changed)
    return project


def relaxed(project: Project, changes: list[dict]) -> dict:
    """Norms, locks and range after the changes `{"wish", "from", "to"}`; "to" None drops the wish."""
    norms = {name: list(value) for name, value in project.norms.items()}
    locks = {name: value.copy() for name, value in project.locks.items()}
    k: list[int | None] = [project.k_low, project.k_high]
    gone: dict[str, set[int]] = {}
    for change in changes:
        head, _dot, rest = change["wish"].partition(".")
        to = change["to"]
        if head == "k":
            k = [None, None] if to is None else list(to) if isinstance(to, list) else [to, to]
        elif head == "fixed":
            locks.get("fixed", {}).pop(rest, None)
        elif head == "forbid":
            norms["forbid"] = [kind for kind in norms.get("forbid", []) if kind != rest]
        elif head in locks:
            gone.setdefault(head, set()).add(int(rest))
        elif head in norms:
            norms[head][0 if rest == "min" else 1] = to
    for head, places in gone.items():
        locks[head] = [group for place, group in enumerate(locks[head]) if place not in places]
    return {
        "norms": {name: value for name, value in norms.items() if value and value != [None, None]},
        "locks": {name: value for name, value in locks.items() if value},
        "k_low": k[0],
        "k_high": k[1],
        "preset": Preset.OWN
        if norms.get("households") != project.norms.get("households")
        else project.preset,
    }
