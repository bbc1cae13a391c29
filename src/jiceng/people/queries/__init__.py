"""The reads of people and accounts."""

from jiceng.people.queries.accounts import accounts, is_locked, locked, people_without_account
from jiceng.people.queries.own import (
    authenticator_address,
    device_name,
    failures_from,
    has_second_factor,
    masked_address,
    open_recovery_codes,
    own_entries,
    own_sessions,
    second_factor_of,
)
from jiceng.people.queries.people import people

__all__ = [
    "accounts",
    "authenticator_address",
    "device_name",
    "failures_from",
    "has_second_factor",
    "is_locked",
    "locked",
    "masked_address",
    "open_recovery_codes",
    "own_entries",
    "own_sessions",
    "people",
    "people_without_account",
    "second_factor_of",
]
