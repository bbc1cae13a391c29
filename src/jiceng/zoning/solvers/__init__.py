"""Solvers, one interface: `solve(problem, *, seed, budget, progress=None, cancelled=None) -> Solution`."""

from jiceng.zoning.solvers.ladder import solve

__all__ = ["solve"]
