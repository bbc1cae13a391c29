"""Whoever keeps a roll may correct the people on it; which rolls there are is known further up."""

import rules

from jiceng.kernel.access import provider, signed_in


@rules.predicate
def may_correct(account, person=None) -> bool:
    """Keeps a roll at all, and one that this person stands on."""
    return signed_in(account) and provider().keeps_roll(account, person)
