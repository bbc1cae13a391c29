"""Residents' requests: who has them, each round until the answer, every step of the way."""

from jiceng.service.models.cases import Case, CaseHolding, CaseSeries
from jiceng.service.models.way import CaseRound, CaseStep, Handing

__all__ = ["Case", "CaseHolding", "CaseRound", "CaseSeries", "CaseStep", "Handing"]
