"""What `jiceng zoning` does: solve, check, explain and compare re-zoning problems from files. Loads no site.

Each command is given what its options say and returns its exit code: 0 a plan (or a valid one), 1 an invalid plan,
2 bad input, 3 no plan can exist, 4 the time ran out before a plan was found.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiceng.console.optimiser_files import assignment_of, read, refuse, sha256_of, write

if TYPE_CHECKING:
    from jiceng.zoning.explain import Move, Reason
    from jiceng.zoning.front import Front
    from jiceng.zoning.otherwise import Otherwise
    from jiceng.zoning.plan import Plan
    from jiceng.zoning.problem import Problem
    from jiceng.zoning.solution import Progress

EXIT = {"optimal": 0, "feasible": 0, "infeasible": 3, "unknown": 4}


def solve(  # one option for each file of the contract
    units: Path,
    k: str = "auto",
    barriers: Path | None = None,
    norms: Path | None = None,
    weights: Path | None = None,
    locks: Path | None = None,
    present: Path | None = None,
    seed: int = 0,
    budget: float = 60.0,
    effort: float | None = None,
    price_locks: bool = False,
    out: Path | None = None,
    as_json: bool = False,
) -> int:
    """Find the best plan and prove it, or say why there is none."""
    from jiceng.zoning.solvers import solve as solved

    files = {"barriers": barriers, "norms": norms, "weights": weights, "locks": locks, "present": present}
    problem = _problem(units, k, files)
    solution = solved(problem, seed=seed, budget=budget, progress=_say, effort=effort)
    data = solution.as_dict(sha256_of(units))
    prices = []
    if price_locks:
        from jiceng.zoning.prices import price_of_locks

        if solution.plan is not None:
            prices = price_of_locks(problem, seed=seed, budget=budget, kept=solution)
        data["lock_prices"] = [price.as_dict() for price in prices]
    write(out, data)
    lines = [*_solution_lines(problem, data), *(f"  {' / '.join(price.sentence())}" for price in prices)]
    print(json.dumps(data, ensure_ascii=False) if as_json else "\n".join(lines))
    return EXIT[solution.status]


def check(
    units: Path,
    plan: Path,
    barriers: Path | None = None,
    norms: Path | None = None,
    locks: Path | None = None,
    present: Path | None = None,
    as_json: bool = False,
) -> int:
    """Recompute a plan from the two files, with code that the solvers do not share."""
    from jiceng.zoning.verify import BadFile
    from jiceng.zoning.verify import check as checked

    extra = {"barriers": read(barriers), "locks": read(locks), "present": assignment_of(present)}
    try:
        result = checked(read(units) or {}, read(plan) or {}, read(norms), extra)
    except BadFile as fault:
        refuse(units if fault.which == "input" else plan, str(fault))
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print("有效 valid" if result["valid"] else "无效 invalid")
        print("\n".join(f"  {fault}" for fault in result["faults"]))
        print("\n".join(f"  {term:20} {value:14,.1f}" for term, value in result["terms"].items()))
    return 0 if result["valid"] else 1


def explain(  # one option for each file of the contract
    units: Path,
    plan: Path,
    only: list[str] | None = None,
    seats: list[str] | None = None,
    barriers: Path | None = None,
    norms: Path | None = None,
    weights: Path | None = None,
    locks: Path | None = None,
    present: Path | None = None,
    whole: bool = False,
    seed: int = 0,
    budget: float = 10.0,
    as_json: bool = False,
) -> int:
    """Why each unit is where it is, and what the runner-up would change."""
    from jiceng.zoning.explain import why
    from jiceng.zoning.otherwise import explained

    told = _plan_file(plan)
    files = {"barriers": barriers, "norms": norms, "weights": weights, "locks": locks, "present": present}
    given: dict[str, Any] = {n: told[n] for n in ("norms", "weights") if files[n] is None and n in told}
    the_plan = _plan_of(units, plan, told, files, given)
    asked, cores = _asked(the_plan, units, only), _seats(the_plan, units, seats or [])
    reasons = []
    if cores and not as_json:
        print(f"驻地 seats: {', '.join(cores)}")
    for unit in _told(asked):
        found = (
            explained(the_plan, unit, budget=budget, seed=seed, always=whole, seats=cores)
            if budget
            else why(the_plan, unit)
        )
        reasons.append(found)
        if not as_json:
            print("\n".join(_reason_lines(the_plan, found, every=bool(only))))
    if as_json:
        told = {**_explanation(the_plan, reasons, sha256_of(units)), "seats": cores}
        print(json.dumps(told, ensure_ascii=False))
    return 0


def alternatives(  # one option for each file of the contract
    units: Path,
    k: str = "auto",
    count: int = 5,
    barriers: Path | None = None,
    norms: Path | None = None,
    weights: Path | None = None,
    locks: Path | None = None,
    present: Path | None = None,
    seed: int = 0,
    budget: float = 60.0,
    out: Path | None = None,
    as_json: bool = False,
) -> int:
    """Several really different good plans, each best at something and named after it."""
    from jiceng.zoning.alternatives import alternatives as different

    files = {"barriers": barriers, "norms": norms, "weights": weights, "locks": locks, "present": present}
    problem = _problem(units, k, files)
    sha256 = sha256_of(units)
    plans = []
    status = "unknown"
    for found in different(problem, count=count, seed=seed, budget=budget, progress=_say):
        plans.append(found.as_dict(sha256))
        status = plans[0]["status"]
        if not as_json:
            print("\n".join(["", f"{found.theme.zh} {found.theme.en}", *_solution_lines(problem, plans[-1])]))
    write(out, plans)
    if as_json:
        print(json.dumps(plans, ensure_ascii=False))
    return EXIT[status]


def front(  # one option for each file of the contract
    units: Path,
    k: str = "auto",
    aims: str = "household_imbalance,streets_split,without_venue",
    barriers: Path | None = None,
    norms: Path | None = None,
    locks: Path | None = None,
    seed: int = 0,
    budget: float = 60.0,
    out: Path | None = None,
    as_json: bool = False,
) -> int:
    """What one aim costs in another: every plan that no plan beats in all the aims."""
    from jiceng.zoning.budget import Budget
    from jiceng.zoning.errors import InputError
    from jiceng.zoning.front import Front
    from jiceng.zoning.objectives import number
    from jiceng.zoning.solution import Solution

    files = {"barriers": barriers, "norms": norms, "locks": locks, "present": None}
    problem = _problem(units, k, files)
    plans: list[dict[str, Any]] = []
    try:
        edge = Front(problem, tuple(aims.split(",")), Budget(budget), seed, _say)
        for trade in edge:
            solution = Solution(problem, "feasible", trade.plan, None, seed, edge.budget.spent(), "front")
            values = {aim: number(trade.values[aim]) for aim in edge.aims}
            plans.append(solution.as_dict(sha256_of(units)) | {"values": values})
            if not as_json:
                print("  ".join(f"{value:14,.1f}" for value in values.values()), flush=True)
    except InputError as fault:
        refuse({"aims": "--aims", "k": "-k"}.get(fault.place, units), str(fault))
    data = {"format": "jiceng-front/1", "aims": list(edge.aims), "whole": edge.whole, "plans": plans}
    write(out, data)
    if as_json:
        print(json.dumps(data, ensure_ascii=False))
    else:
        print("\n".join(_front_lines(edge, len(plans))))
    return 0 if plans else EXIT["infeasible" if edge.whole else "unknown"]


SPELLED: dict[str, Callable[..., int]] = {"solve": solve, "check": check, "explain": explain}
"""Commands whose options take any value of their kind, so that they can be read without typer."""


def _plan_file(path: Path) -> dict[str, Any]:
    """A plan JSON, or a bare assignment."""
    told: dict[str, Any] = read(path) or {}
    if told.get("status") == "infeasible":
        refuse(path, "这里没有方案，只有冲突 / there is no plan in it, only a conflict")
    return told if "assignment" in told else {"assignment": told}


def _plan_of(
    units: Path, path: Path, told: dict[str, Any], files: dict[str, Path | None], given: dict[str, Any]
) -> Plan:
    from jiceng.zoning.errors import InputError
    from jiceng.zoning.formats import assignment_from
    from jiceng.zoning.plan import Plan

    try:
        assignment = assignment_from(told)
    except InputError as fault:
        refuse(path, str(fault))
    problem = _problem(units, str(max(1, len(set(assignment.values())))), files, given, path)
    try:
        return Plan.of(problem, assignment)
    except InputError as fault:
        refuse(path, str(fault))


def _asked(plan: Plan, units: Path, only: list[str] | None) -> list[str]:
    for unit in only or ():
        if unit not in plan.problem.index:
            refuse(units, f"没有单元“{unit}” / there is no unit {unit!r}")
    return only or [unit.id for unit in plan.problem.units]


def _seats(plan: Plan, units: Path, given: list[str]) -> list[str]:
    """Units by which their communities are known, one of each at most; several may stand in one word, with commas."""
    index = plan.problem.index
    found: dict[int, str] = {}
    for unit in [one for word in given for one in ([word] if word in index else word.split(","))]:
        if unit not in index:
            refuse(units, f"--seats：没有单元“{unit}” / --seats: there is no unit {unit!r}")
        other = found.setdefault(plan.assignment[index[unit]], unit)
        if other != unit:
            zh, en = f"“{other}”和“{unit}”在同一社区", f"{other!r} and {unit!r} are in one community"
            refuse(units, f"--seats：{zh} / --seats: {en}")
    return sorted(found.values(), key=index.__getitem__)


def _told(units: list[str]) -> Iterator[str]:
    """The units, with a word on the way where they are many."""
    for i, unit in enumerate(units, 1):
        if i % 10 == 0:
            print(f"{i} / {len(units)}", file=sys.stderr)
        yield unit


def _explanation(plan: Plan, reasons: list[Reason], sha256: str) -> dict[str, Any]:
    from jiceng.zoning.formats import norms_json
    from jiceng.zoning.objectives import number, objective

    names = {unit.id: unit.name for unit in plan.problem.units}
    return {
        "format": "jiceng-explanation/1",
        "k": plan.k,
        "objective": number(objective(plan)),
        "weights": plan.problem.weights.as_dict(),
        "norms": norms_json(plan.problem.norms),
        "units": [{"name": names[reason.unit] or reason.unit, **reason.as_dict()} for reason in reasons],
        "input_sha256": sha256,
    }


def _reason_lines(plan: Plan, reason: Reason, *, every: bool) -> Iterator[str]:
    """A unit, why it is where it is, and with `every` all other places it could be."""
    unit = plan.problem.units[plan.problem.index[reason.unit]]
    yield f"{reason.unit} {unit.name or ''} → {reason.community}"
    if reason.locks:
        yield f"  锁定 locks: {', '.join(reason.locks)}"
    yield f"  {' / '.join(reason.sentence())}"
    others: list[Move | Otherwise] = [*reason.moves, *reason.whole] if every else []
    for other in others:
        if other is not reason.runner_up:
            yield f"  {' / '.join(other.sentence())}"


def _problem(
    units: Path,
    k: str,
    files: dict[str, Path | None],
    given: dict[str, Any] | None = None,
    giver: Path | None = None,
) -> Problem:
    """The problem of some files; `given` stands already in the file `giver`."""
    from jiceng.zoning.errors import InputError
    from jiceng.zoning.formats import problem_from

    graph = read(units) or {}
    data = {name: read(path) for name, path in files.items() if name != "present"} | (given or {})
    present = assignment_of(files["present"])
    try:
        return problem_from(graph, k=_range(k), present=present, **data)
    except InputError as fault:
        name = fault.place.split(".")[0].split("[")[0]
        path = files.get(name) or (giver if name in (given or {}) else "-k" if name == "k" else units)
        refuse(path, str(fault))


def _range(text: str) -> int | tuple[int, int] | None:
    from jiceng.zoning.errors import InputError

    try:
        if text == "auto":
            return None
        low, dash, high = text.partition("-")
        return (int(low), int(high)) if dash else int(low)
    except ValueError:
        zh, en = f"应为数字、范围或 auto，实为“{text}”", f"should be a number, a range or auto, is {text!r}"
        raise InputError("k", zh, en) from None


def _say(progress: Progress) -> None:
    cost = "" if progress.objective is None else f"  {progress.objective:,.2f}"
    bound = "" if progress.bound is None else f"  ≥ {progress.bound:,.2f}"
    print(f"{progress.seconds:7.2f} s  {progress.phase}{cost}{bound}", file=sys.stderr)


def _front_lines(edge: Front, found: int) -> Iterator[str]:
    from jiceng.zoning.objectives import TERM_INFO

    for aim in edge.aims:
        yield f"  {TERM_INFO[aim].zh} / {TERM_INFO[aim].en} ({TERM_INFO[aim].unit})"
    if edge.whole:
        yield f"  {found} 个方案，没有遗漏 / {found} plans, none is missing"
    else:
        yield f"  {found} 个方案，时间到，可能还有 / {found} plans, the time ran out, there may be more"


def _solution_lines(problem: Problem, data: dict[str, Any]) -> Iterator[str]:
    from jiceng.zoning.objectives import TERM_INFO

    yield f"{data['status']}  k={data['k']}  {data['seconds']} s"
    for wish in data.get("conflict", ()):
        yield f"  冲突：{wish['zh']} / {wish['en']}"
    for relaxation in data.get("relaxations", ()):
        yield f"  可行的让步：{relaxation['zh']} / {relaxation['en']}"
    if "assignment" not in data:
        return
    gap = "?" if data["gap"] is None else f"{data['gap']:.2%}"
    yield f"  {data['objective']:,.2f} ≥ {data['bound'] or 0:,.2f} (gap {gap})"
    for term, value in data["terms"].items():
        info = TERM_INFO[term]
        yield f"  {info.en:32} {value:14,.1f} {info.unit}  {info.zh}"
    groups: dict[str, list[str]] = {}
    for unit, label in data["assignment"].items():
        groups.setdefault(label, []).append(unit)
    for label, ids in groups.items():
        households = sum(problem.units[problem.index[unit]].households or 0 for unit in ids)
        yield f"  {label:>6}  {households:7,d}  {' '.join(ids)}"
