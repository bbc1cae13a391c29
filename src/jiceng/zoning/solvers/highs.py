"""HiGHS behind three calls: a relaxation with its duals, a 0/1 model, a question of feasibility."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from jiceng.zoning.budget import Budget

if TYPE_CHECKING:
    from numpy.typing import NDArray

INFINITY = highspy.kHighsInf
ROUNDS = 12


@dataclass(frozen=True)
class Model:
    """Minimise `cost @ x` with `lower <= rows @ x <= upper`, x between 0 and 1; rows are kept by column.

    Column j has entries `index[start[j]:start[j+1]]` with values `value[...]`.
    """

    cost: NDArray[np.float64]
    start: NDArray[np.int32]
    index: NDArray[np.int32]
    value: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]

    def only(self, columns: NDArray[np.int64]) -> Model:
        """The model of some of the columns."""
        sizes = (self.start[1:] - self.start[:-1])[columns]
        start = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
        offset = np.repeat(self.start[columns] - start[:-1], sizes)
        pick = np.arange(start[-1]) + offset
        return Model(self.cost[columns], start, self.index[pick], self.value[pick], self.lower, self.upper)

    def reduced_costs(self, duals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Cost of each column less the duals of its rows."""
        column = np.repeat(np.arange(len(self.cost)), self.start[1:] - self.start[:-1])
        priced = np.bincount(column, weights=self.value * duals[self.index], minlength=len(self.cost))
        return self.cost - priced


@dataclass(frozen=True)
class Relaxed:
    """Optimum of the linear relaxation, or `infeasible`; `value` is None when the time ran out.

    Where cuts were asked for, `cuts` are their names and prices (at least 0).
    """

    value: float | None
    duals: NDArray[np.float64]
    infeasible: bool = False
    cuts: tuple[tuple[Any, float], ...] = ()


Separate = Callable[["NDArray[np.float64]"], "Iterable[tuple[Any, NDArray[np.int64]]]"]
"""From shares of columns to broken cuts: a name, and the columns of which at most one may be chosen."""


@dataclass(frozen=True)
class Whole:
    """Outcome of a 0/1 model: chosen columns (None if none was found), proved bound, whether proved."""

    chosen: NDArray[np.int64] | None
    value: float
    bound: float
    proved: bool


def relax(model: Model, budget: Budget, separate: Separate | None = None) -> Relaxed:
    """Solve the linear relaxation, tightened by up to ROUNDS rounds of cuts."""
    highs = _load(model, whole=False, seed=0)
    names: list[Any] = []
    best = _relaxed(highs, budget, len(model.lower), names)
    for _ in range(ROUNDS if separate else 0):
        if separate is None or best.value is None or budget.over():
            break
        broken = list(separate(np.array(highs.getSolution().col_value)))
        if not broken:
            break
        for name, columns in broken:
            names.append(name)
            highs.addRow(-INFINITY, 1.0, len(columns), columns.astype(np.int32), np.ones(len(columns)))
        tighter = _relaxed(highs, budget, len(model.lower), names)
        if tighter.value is None:
            return tighter if tighter.infeasible else best
        best = tighter
    return best


def _relaxed(highs: highspy.Highs, budget: Budget, rows: int, names: list[Any]) -> Relaxed:
    _limit(highs, budget)
    highs.run()
    status = highs.getModelStatus()
    duals = np.array(highs.getSolution().row_dual)
    if status != highspy.HighsModelStatus.kOptimal:
        return Relaxed(None, duals[:rows], infeasible=status in _IMPOSSIBLE)
    prices = [(name, -price) for name, price in zip(names, duals[rows:].tolist(), strict=True) if price < 0]
    return Relaxed(highs.getObjectiveValue(), duals[:rows], cuts=tuple(prices))


def choose(  # what a 0/1 solve needs to know
    model: Model,
    budget: Budget,
    *,
    seed: int = 0,
    start: NDArray[np.int64] | None = None,
    better: Callable[[NDArray[np.int64], float, float], None] | None = None,
) -> Whole:
    """Solve the 0/1 model to proof, or as far as the budget goes.

    `start` are columns of a known solution; `better(columns, value, bound)` hears of each improvement.
    """
    highs = _load(model, whole=True, seed=seed)
    _limit(highs, budget)
    if start is not None:
        highs.setSolution(len(start), start.astype(np.int32), np.ones(len(start)))
    _listen(highs, budget, better)
    highs.run()
    status = highs.getModelStatus()
    info = highs.getInfo()
    if status in _IMPOSSIBLE:
        return Whole(None, math.inf, math.inf, True)
    values = np.array(highs.getSolution().col_value)
    proved = status == highspy.HighsModelStatus.kOptimal
    if info.primal_solution_status != 2 or not len(values):
        return Whole(None, math.inf, info.mip_dual_bound, False)
    chosen = np.flatnonzero(values > 0.5)
    return Whole(chosen, float(model.cost[chosen].sum()), info.mip_dual_bound, proved)


_IMPOSSIBLE = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)


def _load(model: Model, *, whole: bool, seed: int) -> highspy.Highs:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", seed % 2_147_483_647)
    if whole:
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("mip_abs_gap", 1e-7)
        highs.setOptionValue("mip_allow_restart", False)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.cost), len(model.lower)
    lp.col_cost_ = model.cost
    most = 1.0 if whole else INFINITY  # rows keep shares at 1; so all of the bound stands in their duals
    lp.col_lower_, lp.col_upper_ = np.zeros(len(model.cost)), np.full(len(model.cost), most)
    lp.row_lower_, lp.row_upper_ = model.lower, model.upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = model.start, model.index, model.value
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(model.cost)
    highs.passModel(lp)
    return highs


def _limit(highs: highspy.Highs, budget: Budget) -> None:
    highs.setOptionValue("time_limit", max(0.01, budget.left()))


def _listen(
    highs: highspy.Highs, budget: Budget, better: Callable[[NDArray[np.int64], float, float], None] | None
) -> None:
    def interrupt(event: highspy.HighsCallbackEvent) -> None:
        if budget.over():
            event.interrupt()

    def improved(event: highspy.HighsCallbackEvent) -> None:
        out = event.data_out
        if better is not None:
            columns = np.flatnonzero(np.array(out.mip_solution) > 0.5)
            better(columns, out.objective_function_value, out.mip_dual_bound)

    highs.cbMipInterrupt += interrupt
    if better is not None:
        highs.cbMipImprovingSolution += improved
