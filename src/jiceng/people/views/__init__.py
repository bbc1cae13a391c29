"""Pages of people and accounts."""

from jiceng.people.views.accounts import (
    account,
    account_deactivate,
    account_factor,
    account_open,
    account_reactivate,
    account_release,
    account_reset,
    accounts,
)
from jiceng.people.views.doors import locked_out, log_in, log_out, verify
from jiceng.people.views.own import (
    language,
    me,
    my_data,
    password,
    second_factor,
    second_factor_end,
    sessions,
)
from jiceng.people.views.people import person, person_correct, unmask

__all__ = [
    "account",
    "account_deactivate",
    "account_factor",
    "account_open",
    "account_reactivate",
    "account_release",
    "account_reset",
    "accounts",
    "language",
    "locked_out",
    "log_in",
    "log_out",
    "me",
    "my_data",
    "password",
    "person",
    "person_correct",
    "second_factor",
    "second_factor_end",
    "sessions",
    "unmask",
    "verify",
]
