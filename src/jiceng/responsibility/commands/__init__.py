"""The only writers of responsibilities."""

from jiceng.organisations.commands import ImpossibleError
from jiceng.responsibility.commands.contacts import Ground, end_charge, end_link, link, put_in_charge
from jiceng.responsibility.commands.register import Entry, take_over_register
from jiceng.responsibility.commands.visits import (
    Brought,
    annul_visit,
    answer_problem,
    confirm_problem,
    record_visit,
)

__all__ = [
    "Brought",
    "Entry",
    "Ground",
    "ImpossibleError",
    "annul_visit",
    "answer_problem",
    "confirm_problem",
    "end_charge",
    "end_link",
    "link",
    "put_in_charge",
    "record_visit",
    "take_over_register",
]
