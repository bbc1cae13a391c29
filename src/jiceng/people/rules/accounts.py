"""Who may touch whose account: the three administrations stay apart (GB/T 22239-2019, 8.1.4.2, 8.1.5)."""

import rules

from jiceng.kernel.access import provider
from jiceng.people.enums import Right

# Who holds one of these may hold none of the others: system, security and audit administration.
APART = (Right.KEEP_ACCOUNTS, Right.RELEASE_LOCKS, Right.SEE_RECORD)


@rules.predicate
def is_not_oneself(by, account=None) -> bool:
    return account is None or by.pk != account.pk


@rules.predicate
def is_no_guardian(by, account=None) -> bool:
    """Security administrator and auditor watch over the system administrator, who may not take their accounts."""
    return account is None or not {Right.RELEASE_LOCKS, Right.SEE_RECORD} & provider().permissions(account)


def meet(rights: frozenset[str]) -> bool:
    """Whether these rights join administrations that belong to different people."""
    return sum(right in rights for right in APART) > 1
