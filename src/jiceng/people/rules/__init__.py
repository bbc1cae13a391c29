"""Who may do what with people and accounts."""

from jiceng.kernel.access import holds, signed_in
from jiceng.kernel.rules import may_see_record
from jiceng.people.enums import Right
from jiceng.people.rules.accounts import is_no_guardian, is_not_oneself
from jiceng.people.rules.rolls import may_correct

may_unmask = holds(Right.UNMASK)
may_keep_accounts = holds(Right.KEEP_ACCOUNTS)
may_release_locks = holds(Right.RELEASE_LOCKS)
may_see_accounts = may_keep_accounts | may_release_locks
may_close_account = may_keep_accounts & is_not_oneself & is_no_guardian
may_free_account = may_release_locks & is_not_oneself

__all__ = [
    "may_correct",
    "may_close_account",
    "may_free_account",
    "may_keep_accounts",
    "may_release_locks",
    "may_see_accounts",
    "may_see_record",
    "may_unmask",
    "signed_in",
]
