"""Residents' requests: who has them, each round until the answer, every step of the way."""

from jiceng.service.models.cases import Case, CaseHolding, CaseSeries
from jiceng.service.models.certificates import CertificateAnswer
from jiceng.service.models.households import HouseholdStay, HouseholdVisit, KeyHousehold
from jiceng.service.models.tickets import ProblemTicket, TicketCase
from jiceng.service.models.way import CaseRound, CaseStep, Handing

__all__ = [
    "Case",
    "CaseHolding",
    "CaseRound",
    "CaseSeries",
    "CaseStep",
    "CertificateAnswer",
    "Handing",
    "HouseholdStay",
    "HouseholdVisit",
    "KeyHousehold",
    "ProblemTicket",
    "TicketCase",
]
