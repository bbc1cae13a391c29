"""The only writers of residents' requests."""

from jiceng.organisations.commands import ImpossibleError
from jiceng.service.commands.certificates import ask_certificate, refuse_certificate
from jiceng.service.commands.forgetting import erase_contacts
from jiceng.service.commands.handing import hand_back, hand_on, recall, take_over
from jiceng.service.commands.handling import accept, answer, call_back, extend, sort
from jiceng.service.commands.households import (
    NewHousehold,
    annul_household_visit,
    change_household,
    enter_household,
    remove_household,
    visit_household,
)
from jiceng.service.commands.taking import NewCase, ask, take
from jiceng.service.commands.tickets import settle_ticket
from jiceng.service.commands.word import rate, reopen

__all__ = [
    "ImpossibleError",
    "NewCase",
    "NewHousehold",
    "accept",
    "annul_household_visit",
    "ask_certificate",
    "change_household",
    "enter_household",
    "erase_contacts",
    "refuse_certificate",
    "remove_household",
    "settle_ticket",
    "visit_household",
    "answer",
    "ask",
    "call_back",
    "extend",
    "hand_back",
    "hand_on",
    "rate",
    "recall",
    "reopen",
    "sort",
    "take",
    "take_over",
]
