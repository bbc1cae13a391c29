"""The only writers of responsibilities."""

from jiceng.organisations.commands import ImpossibleError
from jiceng.responsibility.commands.contacts import Ground, end_charge, end_link, link, put_in_charge
from jiceng.responsibility.commands.register import Entry, take_over_register

__all__ = [
    "Entry",
    "Ground",
    "ImpossibleError",
    "end_charge",
    "end_link",
    "link",
    "put_in_charge",
    "take_over_register",
]
