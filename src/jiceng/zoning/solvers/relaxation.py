"""The least that has to give: for each wish in a conflict alone, else for several together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jiceng.zoning.budget import Budget
from jiceng.zoning.constraints import COUNT_EN, COUNT_ZH
from jiceng.zoning.graph import connected
from jiceng.zoning.problem import Problem
from jiceng.zoning.solution import Relaxation
from jiceng.zoning.solvers.feasible import choose_any, pool_for
from jiceng.zoning.solvers.pool import Pool, keeps_locks
from jiceng.zoning.solvers.wishes import wishes_of, without


def least(problem: Problem, conflict: list[str], budget: Budget) -> Iterator[Relaxation]:
    """One relaxation for each wish of the conflict that alone would do; if none does, one of several."""
    found = False
    for wish in conflict:
        relaxations = _of_number(problem, budget) if wish == "k" else _of_one(problem, wish, budget)
        for relaxation in relaxations:
            found = True
            yield relaxation
    if not found:
        yield from _combined(problem, budget)


def _of_one(problem: Problem, wish: str, budget: Budget) -> list[Relaxation]:
    if wish.endswith((".min", ".max")):
        return _of_norm(problem, wish, budget)
    free = without(problem, [wish])
    pools = pool_for(free, problem.norms)
    if pools is None:
        return []
    breaking = _breaks(pools.pool, problem, wish)
    groups = choose_any(pools.pool, problem.communities, budget, breaking.astype(float))
    if not isinstance(groups, np.ndarray):
        return []
    it = next(item for item in wishes_of(problem) if item.id == wish)
    needing = [group for group in groups if breaking[group]]
    zh, en = f"放弃“{it.zh}”", f"give up: {it.en}"
    return [Relaxation({wish: (it.zh, None)}, zh, en, _ids(pools.pool, needing))]


def _of_number(problem: Problem, budget: Budget) -> list[Relaxation]:
    """The nearest number of communities below and above for which a plan exists."""
    pools = pool_for(without(problem, ["k"]), problem.norms)
    if pools is None:
        return []
    lo, hi = problem.communities
    old = lo if lo == hi else [lo, hi]
    found = []
    for counts, sign in (((1, lo - 1), -1.0), ((hi + 1, problem.n), 1.0)):
        if counts[0] <= counts[1]:
            groups = choose_any(pools.pool, counts, budget, np.full(len(pools.pool), sign))
            if isinstance(groups, np.ndarray):
                k = len(groups)
                zh = f"社区个数由 {lo if lo == hi else f'{lo} 至 {hi}'} 改为 {k}"
                en = f"{k} communities instead of {lo if lo == hi else f'{lo} to {hi}'}"
                found.append(Relaxation({"k": (old, k)}, zh, en))
    return found


def _of_norm(problem: Problem, wish: str, budget: Budget) -> list[Relaxation]:
    """The nearest value of one end of a norm for which a plan exists, and who needs it."""
    name, _, end = wish.partition(".")
    old = getattr(problem.norms, name)[0 if end == "min" else 1]
    pools = pool_for(without(problem, [wish]), problem.norms)
    if pools is None:
        return []
    sums = pools.pool.sums[name]
    sign = -1 if end == "min" else 1
    beyond = np.maximum(sign * (sums - old), 0)
    if problem.oversize:
        lone = pools.pool.matrix[:, sorted(problem.oversize)].any(axis=1) & (pools.pool.sums["units"] == 1)
        beyond[lone] = 0
    steps = np.unique(beyond)

    def any_within(step: int) -> NDArray[np.int64] | None:
        keep = beyond <= step
        pool = pools.pool.only(keep)
        groups = choose_any(pool, problem.communities, budget, (beyond[keep] > 0).astype(float))
        return np.flatnonzero(keep)[groups] if isinstance(groups, np.ndarray) else None

    groups, step = _least_step(steps, any_within)
    if groups is None:
        return []
    new = int(old + sign * step)
    needing = [group for group in groups if beyond[group] > 0]
    return [_norm_changed(pools.pool, {wish: (old, new)}, needing)]


def _least_step(
    steps: NDArray[np.int64], ask: Callable[[int], NDArray[np.int64] | None]
) -> tuple[NDArray[np.int64] | None, int]:
    """Smallest of sorted steps at which `ask` finds a plan (what does at one step does at all larger)."""
    low, high = 0, len(steps) - 1
    if high < 0 or (best := ask(int(steps[high]))) is None:
        return None, 0
    while low < high:
        middle = (low + high) // 2
        answer = ask(int(steps[middle]))
        if answer is None:
            low = middle + 1
        else:
            best, high = answer, middle
    return best, int(steps[high])


def _norm_changed(pool: Pool, changes: dict[str, tuple[Any, Any]], needing: list[int]) -> Relaxation:
    zh, en = [], []
    for wish, (old, new) in changes.items():
        name, _, end = wish.partition(".")
        if end == "min":
            zh.append(f"{COUNT_ZH[name]}下限由 {old} 降到 {new}")
            en.append(f"lower the least {COUNT_EN[name]} from {old} to {new}")
        elif end == "max":
            zh.append(f"{COUNT_ZH[name]}上限由 {old} 升到 {new}")
            en.append(f"raise the most {COUNT_EN[name]} from {old} to {new}")
        else:
            zh.append(f"放弃“{old}”")
            en.append(f"give up {wish}")
    communities = _ids(pool, needing)
    names = "；".join("、".join(group) for group in communities)
    more_zh = f"（用到的社区：{names}）" if communities else ""
    more_en = f" (needed by: {'; '.join(', '.join(group) for group in communities)})" if communities else ""
    return Relaxation(changes, "，".join(zh) + more_zh, ", ".join(en) + more_en, communities)


def _breaks(pool: Pool, problem: Problem, wish: str) -> NDArray[np.bool_]:
    """Which groups of a wider pool the wish forbids."""
    others = [item.id for item in wishes_of(problem) if item.id != wish]
    only = without(problem, others)
    return np.array([not _kept(only, pool, j) for j in range(len(pool))], dtype=bool)


def _kept(only: Problem, pool: Pool, j: int) -> bool:
    units = np.flatnonzero(pool.matrix[j])
    return connected(only, units.tolist()) and bool(keeps_locks(Pool(only, [pool.masks[j]]))[0])


def _combined(problem: Problem, budget: Budget) -> Iterator[Relaxation]:
    """Norms and locks given up together at least total violation; each norm counted in shares of its bound."""
    wishes = [wish for wish in wishes_of(problem) if wish.id != "k"]
    for dropped in ([wish.id for wish in wishes], [wish.id for wish in wishes] + ["k"]):
        wide = without(problem, dropped)
        pools = pool_for(wide, problem.norms)
        if pools is None:
            continue
        beyond = {wish.id: _violation(pools.pool, problem, wish.id) for wish in wishes}
        cost = np.sum([100.0 * (amount > 0) + amount for amount in beyond.values()], axis=0)
        groups = choose_any(pools.pool, wide.communities, budget, cost if len(wishes) else None)
        if isinstance(groups, np.ndarray):
            yield _named(problem, pools.pool, groups, beyond)
            return


def _violation(pool: Pool, problem: Problem, wish: str) -> NDArray[np.float64]:
    """How far each group breaks a wish: percent of a norm's bound, 100 for other wishes."""
    name, _, end = wish.partition(".")
    if end not in ("min", "max"):
        return 100.0 * _breaks(pool, problem, wish)
    bound = getattr(problem.norms, name)[0 if end == "min" else 1]
    sums = pool.sums[name]
    amount = bound - sums if end == "min" else sums - bound
    share: NDArray[np.float64] = np.maximum(amount, 0) * (100.0 / max(bound, 1))
    return share


def _named(
    problem: Problem, pool: Pool, groups: NDArray[np.int64], beyond: dict[str, NDArray[np.float64]]
) -> Relaxation:
    said = {wish.id: wish for wish in wishes_of(problem)}
    changes: dict[str, tuple[Any, Any]] = {}
    lo, hi = problem.communities
    if not lo <= len(groups) <= hi:
        changes["k"] = (lo if lo == hi else [lo, hi], len(groups))
    for wish, amounts in beyond.items():
        if (amounts[groups] > 0).any():
            name, _, end = wish.partition(".")
            if end in ("min", "max"):
                sums = pool.sums[name][groups[amounts[groups] > 0]]
                old = getattr(problem.norms, name)[0 if end == "min" else 1]
                changes[wish] = (old, int(sums.min() if end == "min" else sums.max()))
            else:
                changes[wish] = (said[wish].zh, None)
    needing = [g for g in groups if any(amounts[g] > 0 for amounts in beyond.values())]
    return _norm_changed(pool, changes, needing)


def _ids(pool: Pool, groups: list[int]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(pool.problem.units[u].id for u in np.flatnonzero(pool.matrix[g])) for g in groups)
