"""The only writers of what communities have to work with."""

from jiceng.organisations.commands import ImpossibleError
from jiceng.resources.commands.booking import (
    HallFacts,
    Wanted,
    answer_booking,
    book_hall,
    cancel_booking,
    change_hall,
    close_hall,
    open_hall,
)
from jiceng.resources.commands.planning import MeasureFacts, end_measure, plan_measure, set_norm
from jiceng.resources.commands.venues import (
    Entry,
    Facts,
    change_venue,
    end_venue,
    enter_venue,
    take_over_venues,
)
from jiceng.resources.commands.wages import PaidFacts, PayFacts, annul_pay, pay_month, set_pay

__all__ = [
    "Entry",
    "Facts",
    "HallFacts",
    "ImpossibleError",
    "MeasureFacts",
    "PaidFacts",
    "PayFacts",
    "annul_pay",
    "pay_month",
    "set_pay",
    "Wanted",
    "answer_booking",
    "book_hall",
    "cancel_booking",
    "change_hall",
    "close_hall",
    "open_hall",
    "change_venue",
    "end_measure",
    "end_venue",
    "enter_venue",
    "plan_measure",
    "set_norm",
    "take_over_venues",
]
