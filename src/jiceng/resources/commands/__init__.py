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
from jiceng.resources.commands.funds import (
    LineFacts,
    VoucherFacts,
    counter_voucher,
    decide_voucher,
    draw_up_account,
    drop_line,
    plan_line,
    post_account,
    record_voucher,
    sign_account,
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
    "LineFacts",
    "MeasureFacts",
    "PaidFacts",
    "PayFacts",
    "VoucherFacts",
    "Wanted",
    "annul_pay",
    "answer_booking",
    "book_hall",
    "cancel_booking",
    "change_hall",
    "change_venue",
    "close_hall",
    "counter_voucher",
    "decide_voucher",
    "draw_up_account",
    "drop_line",
    "end_measure",
    "end_venue",
    "enter_venue",
    "open_hall",
    "pay_month",
    "plan_line",
    "plan_measure",
    "post_account",
    "record_voucher",
    "set_norm",
    "set_pay",
    "sign_account",
    "take_over_venues",
]
