"""Accounts: opened and closed by the system administrator, unlocked by the security administrator."""

import re
import secrets

from axes.models import AccessAttempt
from axes.utils import reset
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.people.models import Account, AccountSession, Person, RecoveryCode, SecondFactor
from jiceng.people.rules import may_close_account, may_free_account, may_keep_accounts

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that reads like something else
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


def one_time_password() -> str:
    """Four groups of four, about 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _place in range(4)) for _group in range(4))


@transaction.atomic
def open_account(
    *, by: Account | None, person: Person, username: str, password: str = ""
) -> tuple[Account, str]:
    """Open an account for a person; gives back the account and its one-time password, kept nowhere else.

    ValidationError when the name is taken or not of 3-60 small letters, digits, . _ -, or the person has one.
    """
    must(by, may_keep_accounts)
    username = username.strip().lower()
    if not USERNAME.fullmatch(username):
        raise ValidationError({"username": _("账号用3到60个小写字母、数字或 . _ - ，以字母或数字开头。")})
    if Account.objects.filter(username=username).exists():
        raise ValidationError({"username": _("这个账号名已经有人用了，请换一个。")})
    if Account.objects.filter(person=person).exists():
        raise ValidationError(_("%(name)s已经有账号。") % {"name": person.name})
    password = password or one_time_password()
    account = Account(username=username, person=person, must_change_password=True)
    account.set_password(password)
    account.save()
    record(by=by, verb="open_account", target=account, after={"username": username})
    return account, password


@transaction.atomic
def deactivate_account(*, by: Account | None, account: Account, why: str) -> None:
    """Close an account; its sessions end at once. Doing it again changes nothing."""
    must(by, may_close_account, account)
    if not account.is_active:
        return
    account.is_active = False
    account.save(update_fields=["is_active"])
    AccountSession.objects.filter(account=account).delete()
    record(
        by=by,
        verb="deactivate_account",
        target=account,
        why=why,
        before={"is_active": True},
        after={"is_active": False},
    )


@transaction.atomic
def reactivate_account(*, by: Account | None, account: Account, why: str) -> None:
    must(by, may_close_account, account)
    if account.is_active:
        return
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(
        by=by,
        verb="reactivate_account",
        target=account,
        why=why,
        before={"is_active": False},
        after={"is_active": True},
    )


@transaction.atomic
def reset_password(*, by: Account | None, account: Account, why: str = "", password: str = "") -> str:
    """A new one-time password, given back once; all sessions of the account end."""
    must(by, may_close_account, account)
    password = password or one_time_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    AccountSession.objects.filter(account=account).delete()
    record(by=by, verb="reset_password", target=account, why=why)
    return password


@transaction.atomic
def release_lock(*, by: Account | None, account: Account, why: str) -> None:
    """Let an account try again that was locked after wrong passwords or codes."""
    must(by, may_free_account, account)
    reset(username=account.username)
    AccessAttempt.objects.filter(username__startswith=f"{account.username}#").delete()
    SecondFactor.objects.filter(account=account).update(failures=0, failed_at=None)
    record(by=by, verb="release_lock", target=account, why=why)


@transaction.atomic
def remove_second_factor(*, by: Account | None, account: Account, why: str) -> None:
    """For somebody who lost phone and recovery codes; the password alone opens the account until a new one is set."""
    must(by, may_free_account, account)
    RecoveryCode.objects.filter(account=account).delete()
    if SecondFactor.objects.filter(account=account).delete()[0]:
        AccountSession.objects.filter(account=account).delete()
        record(by=by, verb="remove_second_factor", target=account, why=why)
