"""The code of a page that belongs to one person without an account: told once, kept as a keyed hash."""

import secrets

from jiceng.kernel.crypt import fingerprint

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing to mistake in handwriting
GROUPS, GROUP = 5, 4  # 20 of 31 signs: 99 random bits


def new_code() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _one in range(GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


def print_of(code: str) -> str:
    """By which the owner of a code is found; as typed, with or without dashes."""
    return fingerprint("".join(one for one in code.lower() if one.isalnum()))
