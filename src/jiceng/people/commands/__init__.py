"""The writers of people and accounts."""

from jiceng.people.commands.own import (
    TooManyTries,
    begin_second_factor,
    change_password,
    check_second_factor,
    choose_language,
    confirm_second_factor,
    end_second_factor,
    end_sessions,
    log_in,
    log_out,
)
from jiceng.people.commands.people import correct_person, enter_people, enter_person, prepare_person
from jiceng.people.commands.unmask import unmask

__all__ = [
    "TooManyTries",
    "begin_second_factor",
    "change_password",
    "check_second_factor",
    "choose_language",
    "confirm_second_factor",
    "correct_person",
    "end_second_factor",
    "end_sessions",
    "enter_people",
    "enter_person",
    "log_in",
    "log_out",
    "prepare_person",
    "unmask",
]
