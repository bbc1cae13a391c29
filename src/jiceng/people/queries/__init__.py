"""The reads of people and accounts."""

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

__all__ = [
    "authenticator_address",
    "device_name",
    "failures_from",
    "has_second_factor",
    "masked_address",
    "open_recovery_codes",
    "own_entries",
    "own_sessions",
    "second_factor_of",
]
