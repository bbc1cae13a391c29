"""Hundreds to tens of thousands of units: anneal, improve windows exactly, and prove a bound."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from functools import partial

import numpy as np

from jiceng.zoning.budget import Budget
from jiceng.zoning.constraints import violations
from jiceng.zoning.graph import components
from jiceng.zoning.objectives import objective
from jiceng.zoning.plan import Plan
from jiceng.zoning.problem import Problem
from jiceng.zoning.solution import Progress, Report, Solution, Wish
from jiceng.zoning.solvers import recombine
from jiceng.zoning.solvers.bounds import floor
from jiceng.zoning.solvers.compiled import stream
from jiceng.zoning.solvers.improve import guided, strips
from jiceng.zoning.solvers.improve.columns import ROUNDS, Master, Offer
from jiceng.zoning.solvers.improve.groups import pool_of
from jiceng.zoning.solvers.improve.kernels import cost_of, state_of
from jiceng.zoning.solvers.improve.network import Contradiction, Ints, Net, Reduced, reduce
from jiceng.zoning.solvers.improve.schedule import Best, Passed, anneal_for
from jiceng.zoning.solvers.improve.seeding import agglomerate
from jiceng.zoning.solvers.improve.windows import Windows

STEPS = 20_000
"""Most simplex steps in windows for a second of budget; on large maps the clock comes first."""
ANNEALED, GUIDED, ALONE = 0.15, 0.08, 0.3
"""Shares of the budget for annealing everywhere and annealing what the programme leaves where windows follow; and
for the former where the latter comes too late."""
LARGE, HUGE = 1000, 5000
"""Beyond so many nodes the clock shares out the work; and beyond so many the programme takes so long that annealing
everywhere meanwhile gives the better plan."""
LATE = 1.3
"""How many times its share annealing may take on a slow machine."""
TELLING = 3e-4
"""Seconds for each unit that are left to check the plan at the end."""
LAST = 0.15
"""Least share of the budget that is left to the last proof of the bound."""
ROUND = 2.0
"""Seconds that a round of the programme is reckoned to take at 2,700 nodes, where work is counted."""
COUNTED = 0.25
"""Where work is counted: share of the windows' work while the programme still runs."""
DIVISIONS = 8
"""Pairs of exact divisions a second of budget is reckoned to buy."""
TRIED = 5
"""How many numbers of communities are tried where the problem gives a range."""


def solve(
    problem: Problem,
    *,
    seed: int,
    budget: Budget | float,
    progress: Report | None = None,
    cancelled: Callable[[], bool] | None = None,
    effort: float | None = None,
) -> Solution:
    """A good plan within the budget, with a proved bound.

    Same seed and same budget give the same plan unless the clock had to end the run; then
    `notes["cut_short"]` is true. It always is beyond `LARGE`, where the clock decides how work is shared,
    unless `effort` says how many seconds' work (of two quiet cores) to do; the budget is then only the most
    that it may take. A plan that breaks a rule is never returned: status `unknown` then.
    """
    if not isinstance(budget, Budget):
        budget = Budget(budget, cancelled=cancelled)
    run = _Run(problem, seed, budget, progress, effort)
    if len(components(problem, range(problem.n))) > problem.communities[1]:
        return run.infeasible(("k", "contiguous"))
    candidates, clashes = _candidates(problem)
    if len(clashes) == 1 + problem.communities[1] - problem.communities[0]:
        return run.infeasible(clashes[0].wishes)
    refined = affordable(problem.n, run.seconds)
    bound = min(floor(problem, k) for k in range(problem.communities[0], problem.communities[1] + 1))
    with ThreadPoolExecutor(1) as side:
        pricing = run.price(candidates[0], side) if refined and len(candidates) == 1 else None
        for reduced in candidates:
            if recombine.suits(reduced.net, reduced.k):
                run.recombine(reduced, 0.7 / len(candidates))
            if not run.meets(bound):
                share = (ALONE if len(reduced.net.q) > HUGE else ANNEALED) if refined else 0.8
                run.anneal(reduced, share / len(candidates))
        if refined and run.best is not None and not run.meets(bound):
            proved = run.refine(*run.best, pricing or run.price(run.best[0], side), side)
            bound = max(bound, proved) if problem.communities[0] == problem.communities[1] else bound
    return run.solution(bound)


def affordable(n: int, seconds: float) -> bool:
    """Whether pricing, which takes some 6 s at 2,700 units, leaves time in the budget for its use."""
    return n >= 60 and 6 * (n / 2700) ** 1.4 < 0.4 * seconds


def _last(n: int) -> float:
    """Seconds that the last proof of the bound is reckoned to take."""
    return 4.0 * n / 2700


def _candidates(problem: Problem) -> tuple[list[Reduced], list[Contradiction]]:
    """The reduced problem for each number of communities to try, and why others cannot be."""
    candidates, clashes = [], []
    for k in _numbers(problem):
        try:
            candidates.append(reduce(problem, k))
        except Contradiction as clash:
            clashes.append(clash)
    return candidates, clashes


def _numbers(problem: Problem) -> list[int]:
    """The numbers of communities to try: all of a short range, else evenly spread ones."""
    lo, hi = problem.communities
    if hi - lo < TRIED:
        return list(range(lo, hi + 1))
    return sorted({lo + (hi - lo) * i // (TRIED - 1) for i in range(TRIED)})


def _worth(plan: Plan) -> tuple[Fraction, int, int]:
    """What makes a plan better: its cost, then less boundary, then fewer edges cut."""
    a = plan.assignment
    return objective(plan), plan.cut_dm, sum(a[i] != a[j] for i, j in plan.problem.ends)


Pricing = Future[tuple[Master, Offer | None] | None]


class _Run:
    """One run: the best valid plan so far, and what is told about it."""

    def __init__(
        self, problem: Problem, seed: int, budget: Budget, progress: Report | None, effort: float | None
    ) -> None:
        self.counted, self.seconds = effort is not None, budget.seconds if effort is None else effort
        self.problem, self.seed, self.budget, self.progress = problem, seed, budget, progress
        self.plan: Plan | None = None
        self.cut_short = False
        self.best: tuple[Reduced, Ints] | None = None
        self._told = -1.0

    def anneal(self, reduced: Reduced, share: float) -> None:
        """Anneal with a share of the whole budget and keep what is valid."""
        if reduced.k == 0:
            self.offer(reduced.expand(reduced.node[:0]))
            return
        start = agglomerate(reduced.net, reduced.k)
        if start is None:
            return
        seconds = share * self.seconds
        passed = self._passed(reduced.net, LATE * seconds)
        told = partial(self._tell_best, reduced)
        best = anneal_for(reduced, start, seconds, self.seed, self.budget, told, passed)
        self.cut_short = self.cut_short or best.cut_short
        if best.fault == 0 and best.a is not None and self.offer(reduced.expand(best.a)):
            self.best = reduced, best.a

    def recombine(self, reduced: Reduced, share: float) -> None:
        """Divide exactly with a share of the whole budget; the fewest edges cut win among equals."""
        short = recombine.short(reduced.net, reduced.k, share * self.seconds)
        if short is not None and self.offer(reduced.expand(short)):
            self.best = reduced, short
            return
        tries = max(1, int(share * self.seconds * DIVISIONS))

        def found(a: Ints) -> None:
            if self.offer(reduced.expand(a)):
                self.best = reduced, a
                self._tell("recombine", reduced, a)

        done = recombine.plans(reduced.net, reduced.k, tries, self.seed, self.budget, found)
        self.cut_short = self.cut_short or not done

    def price(self, reduced: Reduced, side: ThreadPoolExecutor) -> Pricing:
        """Begin to look for prices on a thread of its own."""
        return side.submit(self._first_prices, reduced)

    def _first_prices(self, reduced: Reduced) -> tuple[Master, Offer | None] | None:
        net, k = reduced.net, reduced.k
        a = agglomerate(net, k) if k else None
        if a is None or int(a.max()) + 1 < k:
            return None
        pool = pool_of(net)
        plan = [np.flatnonzero(a == c) for c in range(k)]
        if self.counted:
            rounds = min(ROUNDS, max(2, int(LAST * self.seconds / (ROUND * len(net.q) / 2700))))
            master = Master(net, k, pool, plan, self.budget, self.budget, rounds)
        else:
            early = self.budget.shorter(max(_last(len(net.q)), LAST * self.budget.seconds))
            master = Master(net, k, pool, plan, early, self.budget)
        return master, master.settle()

    def refine(self, reduced: Reduced, a: Ints, pricing: Pricing, side: ThreadPoolExecutor) -> float:
        """Improve the plan in windows while its bound is raised; the bound proved."""
        master, offer = pricing.result() or (None, None)
        if master is None or offer is None:
            ended = self.budget.over() or (master is not None and master.cut_short)
            self.cut_short = self.cut_short or ended
            return -math.inf
        more = side.submit(master.further)
        a = self._guided(reduced, a, offer)
        apart, budget = self._apart(reduced, a), self.budget.shorter(TELLING * len(self.problem.units))
        windows = Windows(reduced.net, reduced.k, offer.pool, offer.prices, a)
        work = _Work(self, windows, budget)
        work.told = lambda b: self._tell("windows", reduced, b, master.best + apart)
        self._shaken(windows, budget, work.told)
        work.alongside(more.done)
        offer = more.result() or offer
        proof = side.submit(master.prove)
        windows.adopt(offer.pool, offer.prices)
        work.rest()
        bound = float(proof.result()) + apart
        self.cut_short = self.cut_short or master.cut_short or work.by_clock or self.budget.over()
        self.offer(reduced.expand(windows.a))
        return bound

    def _guided(self, reduced: Reduced, a: Ints, offer: Offer) -> Ints:
        """The given plan, or a cheaper one that begins with what the programme takes whole."""
        if len(reduced.net.q) > HUGE or not guided.suits(reduced.net):
            return a
        seconds = GUIDED * self.seconds
        passed = self._passed(reduced.net, LATE * seconds)
        other = guided.guided(reduced, offer, seconds, self.seed, self.budget, passed)
        if other is None or not self.offer(reduced.expand(other)):
            return a
        self.best = reduced, other
        return other

    def _shaken(self, windows: Windows, budget: Budget, tell: Callable[[Ints], None]) -> None:
        """Anneal the windows' plan with walks through strips."""
        if not guided.suits(windows.net):
            return
        rounds = strips.rounds_for(windows.k, self.seconds)
        passed = self._passed(windows.net, strips.SHARE * self.seconds)
        done = strips.shake(windows, rounds, self.seed, budget, passed, tell)
        self.cut_short = self.cut_short or not done

    def _passed(self, net: Net, most: float) -> Passed:
        """What share of so many seconds from now is gone; 0 where work is counted."""
        began, by_clock = self.budget.spent(), self.by_clock(net)
        return lambda: (self.budget.spent() - began) / most if by_clock else 0.0

    def by_clock(self, net: Net) -> bool:
        """Whether the clock shares out the work."""
        return len(net.q) > LARGE and not self.counted

    def _apart(self, reduced: Reduced, a: Ints) -> float:
        """What every plan costs on top of the reduced problem's cost; what is moved counts as nothing."""
        plan = Plan.of(self.problem, reduced.expand(a))
        weights = replace(self.problem.weights, units_moved=0)
        return float(objective(plan, weights)) - cost_of(state_of(reduced.net, a, reduced.k))

    def offer(self, communities: list[int]) -> bool:
        """Keep a plan if it is valid and better; every rule is checked anew."""
        plan = Plan.of(self.problem, communities)
        if (self.plan is not None and _worth(plan) >= _worth(self.plan)) or violations(plan):
            return False
        self.plan = plan
        return True

    def _tell(self, phase: str, reduced: Reduced, a: Ints, bound: float | None = None) -> None:
        now = self.budget.spent()
        if self.progress is None or now - self._told < 1:
            return
        self._told = now
        plan = Plan.of(self.problem, reduced.expand(a))
        self.progress(Progress(phase, now, plan, float(objective(plan)), bound))

    def _tell_best(self, reduced: Reduced, best: Best) -> None:
        if best.fault == 0 and best.a is not None:
            self._tell("anneal", reduced, best.a)

    def meets(self, bound: float) -> bool:
        """Whether the plan is as cheap as the bound."""
        return self.plan is not None and float(objective(self.plan)) <= bound * (1 + 1e-12)

    def solution(self, bound: float) -> Solution:
        """The outcome with a proved lower bound."""
        status, value = "unknown", None
        if self.plan is not None:
            value = float(objective(self.plan))
            status = "optimal" if self.meets(bound) else "feasible"
            bound = min(bound, value)
        return Solution(
            self.problem, status, self.plan, bound, self.seed, self.budget.spent(), "improve",  # type: ignore[arg-type]
            notes={"cut_short": self.cut_short},
        )  # fmt: skip

    def infeasible(self, wishes: tuple[str, ...]) -> Solution:
        """No plan can keep these wishes together."""
        conflict = tuple(
            Wish(w, f"“{w}”与其他要求相互矛盾", f"{w} contradicts the other wishes") for w in wishes
        )
        return Solution(
            self.problem, "infeasible", None, None, self.seed, self.budget.spent(), "improve",
            conflict=conflict, minimal=False,
        )  # fmt: skip


class _Work:
    """What windows do while the programme runs and after it.

    On large maps the clock shares out the time, unless work is counted.
    """

    def __init__(self, run: _Run, windows: Windows, budget: Budget) -> None:
        self.run, self.windows, self.budget = run, windows, budget
        self.by_clock = run.by_clock(windows.net)
        self.random, self.steps = stream(run.seed, 7), int(STEPS * run.seconds)
        self.told: Callable[[Ints], None] = lambda _: None

    def alongside(self, ended: Callable[[], bool]) -> None:
        """Work while a stage of the programme runs."""
        if self.by_clock:
            self._sweep(self.steps, 1, ended)
        else:
            self._sweep(int(COUNTED * self.steps), 1)

    def rest(self) -> None:
        """What is done after the programme."""
        self._sweep(self.steps, 2)

    def _sweep(self, steps: int, threads: int, until: Callable[[], bool] = lambda: False) -> None:
        done = self.windows.improve(steps, self.random, self.budget, self.told, threads, until)
        self.run.cut_short = self.run.cut_short or not done
