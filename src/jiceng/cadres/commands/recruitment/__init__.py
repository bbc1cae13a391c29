"""The writers of open recruitment."""

from jiceng.cadres.commands.recruitment.appeals import answer_appeal, make_appeal, object_to
from jiceng.cadres.commands.recruitment.contracts import NewContract, end_probation, sign_contract
from jiceng.cadres.commands.recruitment.correcting import ask_correction, decide_correction
from jiceng.cadres.commands.recruitment.deciding import break_tie, decide_ratio, exclude, fill_gap
from jiceng.cadres.commands.recruitment.exams import assign_seats, enter_marks, seat_late
from jiceng.cadres.commands.recruitment.forgetting import forget_applicants, forget_due
from jiceng.cadres.commands.recruitment.interviewing import mark_interview, recuse, seat_examiners
from jiceng.cadres.commands.recruitment.publishing import publish_step
from jiceng.cadres.commands.recruitment.registration import (
    PAPERS_IN,
    NewApplicant,
    add_file,
    apply_for,
    reissue_code,
    withdraw_application,
)
from jiceng.cadres.commands.recruitment.reviewing import rule, undo_batch
from jiceng.cadres.commands.recruitment.rounds import (
    NewPlace,
    NewRound,
    add_place,
    cancel_round,
    change_step,
    close_round,
    open_round,
    publish_notice,
    remove_place,
)

__all__ = [
    "PAPERS_IN",
    "NewApplicant",
    "NewContract",
    "NewPlace",
    "NewRound",
    "add_file",
    "add_place",
    "answer_appeal",
    "apply_for",
    "ask_correction",
    "assign_seats",
    "break_tie",
    "cancel_round",
    "change_step",
    "close_round",
    "decide_correction",
    "decide_ratio",
    "end_probation",
    "enter_marks",
    "exclude",
    "fill_gap",
    "forget_applicants",
    "forget_due",
    "make_appeal",
    "mark_interview",
    "object_to",
    "open_round",
    "publish_notice",
    "publish_step",
    "recuse",
    "reissue_code",
    "remove_place",
    "rule",
    "seat_examiners",
    "seat_late",
    "sign_contract",
    "undo_batch",
    "withdraw_application",
]
