"""Pages of people and accounts."""

from jiceng.people.views.doors import locked_out, log_in, log_out, verify
from jiceng.people.views.own import language, me, password, second_factor, second_factor_end, sessions

__all__ = [
    "language",
    "locked_out",
    "log_in",
    "log_out",
    "me",
    "password",
    "second_factor",
    "second_factor_end",
    "sessions",
    "verify",
]
