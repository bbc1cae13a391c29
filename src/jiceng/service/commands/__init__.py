"""The only writers of residents' requests."""

from jiceng.organisations.commands import ImpossibleError
from jiceng.service.commands.handing import hand_back, hand_on, recall, take_over
from jiceng.service.commands.handling import accept, answer, call_back, extend, sort
from jiceng.service.commands.taking import NewCase, ask, take
from jiceng.service.commands.word import rate, reopen

__all__ = [
    "ImpossibleError",
    "NewCase",
    "accept",
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
