"""What people do with their own account: come in and go, password, second factor, sessions, language."""

import secrets
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.oath import TOTP

from jiceng.kernel.access import must, signed_in
from jiceng.kernel.crypt import fingerprint
from jiceng.kernel.record import record
from jiceng.people.models import Account, AccountSession, RecoveryCode, SecondFactor

TRIES = 5
REST = timedelta(minutes=15)
RECOVERY_CODES = 10


class TooManyTries(Exception):
    """Guessing is stopped for a while."""


@transaction.atomic
def log_in(*, by: Account, device: str, address: str) -> None:
    """Note that somebody came in; the session itself is opened by the view."""
    must(by, signed_in)
    record(by=by, verb="log_in", target=by, after={"device": device, "address": address})


@transaction.atomic
def log_out(*, by: Account) -> None:
    must(by, signed_in)
    record(by=by, verb="log_out", target=by)


@transaction.atomic
def change_password(*, by: Account, old: str, new: str) -> None:
    """ValidationError by field when the old password is wrong or the new one is weak or the same."""
    must(by, signed_in)
    if not by.check_password(old):
        raise ValidationError({"old": _("原密码不对。")})
    if old == new:
        raise ValidationError({"new": _("新密码不能和原密码相同。")})
    try:
        validate_password(new, by)
    except ValidationError as weak:
        raise ValidationError({"new": weak.messages}) from None
    by.set_password(new)
    by.must_change_password = False
    by.save(update_fields=["password", "must_change_password"])
    record(by=by, verb="change_password", target=by)


@transaction.atomic
def begin_second_factor(*, by: Account, password: str) -> SecondFactor:
    """Make a key to be scanned; nothing changes at log-in until a code confirms it. One in force stays as it is.

    The password is asked for: who finds an open session must not lock its owner out with a factor of their own.
    """
    must(by, signed_in)
    if not by.check_password(password):
        raise ValidationError({"password": _("密码不对。")})
    factor = SecondFactor.objects.filter(account=by).first() or SecondFactor(account=by)
    if factor.confirmed_at:
        return factor
    factor.key = secrets.token_hex(20)
    factor.save()
    return factor


@transaction.atomic
def confirm_second_factor(*, by: Account, code: str) -> list[str]:
    """Put the scanned key in force. Returns the recovery codes, shown this once."""
    must(by, signed_in)
    factor = SecondFactor.objects.select_for_update().filter(account=by, confirmed_at=None).first()
    step = _step_of(factor, code) if factor else None
    if step is None:
        raise ValidationError({"code": _("验证码不对。请看手机上的最新数字，并检查手机时间是否准确。")})
    factor.confirmed_at, factor.last_step = timezone.now(), step
    factor.save()
    record(by=by, verb="confirm_second_factor", target=by)
    return _new_recovery_codes(by)


@transaction.atomic
def end_second_factor(*, by: Account, password: str) -> None:
    must(by, signed_in)
    if not by.check_password(password):
        raise ValidationError({"password": _("密码不对。")})
    RecoveryCode.objects.filter(account=by).delete()
    if SecondFactor.objects.filter(account=by).delete()[0]:
        record(by=by, verb="end_second_factor", target=by)


@transaction.atomic
def check_second_factor(*, account: Account, code: str) -> bool:
    """Whether the code (six digits, or a recovery code) opens the account now; takes it out of use.

    TooManyTries after five wrong ones, for a quarter of an hour.
    """
    factor = SecondFactor.objects.select_for_update().filter(account=account).first()
    if factor is None:
        return False
    now = timezone.now()
    if factor.failures >= TRIES and factor.failed_at and factor.failed_at > now - REST:
        raise TooManyTries
    step = _step_of(factor, code)
    if step is not None:
        factor.last_step, factor.failures = step, 0
    elif _use_recovery_code(account, code):
        factor.failures = 0
    else:
        factor.failures = 1 if factor.failures >= TRIES else factor.failures + 1
        factor.failed_at = now
        factor.save()
        return False
    factor.save()
    return True


def _step_of(factor: SecondFactor, code: str) -> int | None:
    """The time step whose code this is: now, one before or one after, and later than the last one used."""
    digits = code.replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
        return None
    clock = TOTP(bytes.fromhex(factor.key))
    clock.time = timezone.now().timestamp()
    return clock.t() if clock.verify(int(digits), tolerance=1, min_t=factor.last_step + 1) else None


def _new_recovery_codes(account: Account) -> list[str]:
    codes = [
        f"{secrets.token_hex(2)}-{secrets.token_hex(2)}-{secrets.token_hex(2)}"
        for _number in range(RECOVERY_CODES)
    ]
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, fingerprint=fingerprint(f"recovery:{code}")) for code in codes
    )
    return codes


def _use_recovery_code(account: Account, code: str) -> bool:
    open_codes = RecoveryCode.objects.filter(
        account=account, fingerprint=fingerprint(f"recovery:{code.strip().lower()}"), used_at=None
    )
    if not open_codes.update(used_at=timezone.now()):
        return False
    record(by=account, verb="use_recovery_code", target=account)
    return True


@transaction.atomic
def end_sessions(*, by: Account, sessions: list[str] | None = None, keep: str = "") -> int:
    """End the own sessions named by their stored keys, or all but `keep`. Returns how many ended."""
    must(by, signed_in)
    rows = AccountSession.objects.filter(account=by).exclude(session_key=keep)
    if sessions is not None:
        rows = rows.filter(session_key__in=sessions)
    ended = rows.delete()[0]
    if ended:
        record(by=by, verb="end_sessions", target=by, after={"ended": ended})
    return ended


@transaction.atomic
def choose_language(*, by: Account, language: str) -> None:
    """`language` is a code of settings.LANGUAGES, or empty for the browser's wish."""
    must(by, signed_in)
    if by.language == language:
        return
    before, by.language = by.language, language
    by.save(update_fields=["language"])
    record(
        by=by, verb="choose_language", target=by, before={"language": before}, after={"language": language}
    )
