"""The writers of people and accounts."""

from jiceng.people.commands.accounts import (
    deactivate_account,
    one_time_password,
    open_account,
    reactivate_account,
    release_lock,
    remove_second_factor,
    reset_password,
)
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
    "deactivate_account",
    "end_second_factor",
    "end_sessions",
    "enter_people",
    "enter_person",
    "log_in",
    "log_out",
    "one_time_password",
    "open_account",
    "prepare_person",
    "reactivate_account",
    "release_lock",
    "remove_second_factor",
    "reset_password",
    "unmask",
]
