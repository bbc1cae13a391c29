"""Ways in and ways to keep others out: half-open log-ins, stolen sessions, guessing, lock-out as a weapon."""

import uuid
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_otp.oath import TOTP

from jiceng.people import commands
from jiceng.people.models import AccountSession, SecondFactor
from tests.factories import PASSWORD, make_account

pytestmark = pytest.mark.django_db
DOOR, CODE, ME = "/people/log-in/", "/people/log-in/code/", "/people/me/"
FACTOR = "/people/me/second-factor/"


def attempt(client, username, password=PASSWORD, **extra):
    return client.post(DOOR, {"username": username, "password": password}, **extra)


def code_of(account) -> str:
    clock = TOTP(bytes.fromhex(SecondFactor.objects.get(account=account).key))
    clock.time = timezone.now().timestamp()
    return f"{clock.token():06d}"


@pytest.fixture
def with_factor():
    account = make_account("wang")
    commands.begin_second_factor(by=account, password=PASSWORD)
    codes = commands.confirm_second_factor(by=account, code=code_of(account))
    return account, codes


def session_of(client) -> str:
    return client.cookies["sessionid"].value


def keyed(**data) -> dict:
    return {"submission_key": str(uuid.uuid4()), **data}


@pytest.mark.parametrize("event", ["password", "closed", "factor removed"])
def test_a_log_in_that_waits_for_its_code_ends_when_the_account_changes(with_factor, event):
    """Somebody knows the old password and waits at the second step; what is done against them works at once."""
    account, codes = with_factor
    client = Client()
    assert attempt(client, "wang")["Location"] == CODE
    if event == "password":
        commands.reset_password(by=None, account=account, why="密码泄露")
    elif event == "closed":
        commands.deactivate_account(by=None, account=account, why="调离")
    else:
        commands.remove_second_factor(by=None, account=account, why="手机遗失")
    assert client.get(CODE)["Location"] == DOOR
    assert client.post(CODE, {"code": codes[0]})["Location"] == DOOR
    assert client.get(ME).status_code == 302


def test_each_step_of_coming_in_changes_the_session_key(with_factor):
    _account, codes = with_factor
    client = Client()
    client.cookies["sessionid"] = planted = "a" * 32
    attempt(client, "wang")
    waiting = session_of(client)
    client.post(CODE, {"code": codes[0]})
    inside = session_of(client)
    assert len({planted, waiting, inside}) == 3
    for old in (planted, waiting):
        thief = Client()
        thief.cookies["sessionid"] = old
        assert thief.get(ME).status_code == 302
        assert thief.get(CODE).status_code == 302


def test_a_new_password_and_a_second_factor_change_the_session_key(client):
    account = make_account("wang")
    attempt(client, "wang")
    first = session_of(client)
    new = "a quite new Password 7"
    client.post("/people/me/password/", keyed(old=PASSWORD, new=new, again=new))
    second = session_of(client)
    client.post(FACTOR, keyed(password=new))
    client.post(FACTOR, keyed(code=code_of(account)))
    third = session_of(client)
    client.post("/people/me/second-factor/end/", keyed(password=new))
    assert not SecondFactor.objects.exists()
    assert len({first, second, third, session_of(client)}) == 4
    assert AccountSession.objects.filter(account=account).count() == 1


def test_who_finds_an_open_session_sets_no_second_factor_of_their_own(client):
    make_account("wang")
    attempt(client, "wang")
    assert client.post(FACTOR, keyed()).status_code == 422
    assert client.post(FACTOR, keyed(password="guess")).status_code == 422
    assert not SecondFactor.objects.exists()


@pytest.mark.parametrize(
    ("address", "data"),
    [
        (
            "/people/me/password/",
            {"old": "guess", "new": "another Password 8", "again": "another Password 8"},
        ),
        (FACTOR, {"password": "guess"}),
    ],
)
def test_who_finds_an_open_session_does_not_guess_the_password_in_it(client, address, data):
    make_account("wang")
    attempt(client, "wang")
    codes = [client.post(address, keyed(**data)).status_code for _try in range(5)]
    assert codes == [422] * 4 + [302]
    assert client.get(ME).status_code == 302


def test_the_same_code_opens_once_also_at_the_same_time(with_factor, monkeypatch):
    account, _codes = with_factor
    later = timezone.now() + timedelta(seconds=90)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    code, clients = code_of(account), [Client(), Client()]
    for client in clients:
        attempt(client, "wang")
    answers = [client.post(CODE, {"code": code}).status_code for client in clients]
    assert answers == [302, 422]


def test_a_session_in_daily_use_ends_after_the_working_day(client, settings, monkeypatch):
    make_account("wang")
    attempt(client, "wang")
    began, minutes = timezone.now(), settings.SESSION_COOKIE_AGE // 60
    for minute in range(0, minutes, 50):
        monkeypatch.setattr("django.utils.timezone.now", lambda now=began + timedelta(minutes=minute): now)
        assert client.get(ME).status_code == 200, minute
    monkeypatch.setattr("django.utils.timezone.now", lambda: began + timedelta(minutes=minutes, seconds=1))
    assert client.get(ME).status_code == 302


def test_nobody_keeps_the_owner_out_by_guessing_wrong():
    """An attacker with many addresses guesses without pause; the owner's own device comes in all the same."""
    make_account("wang")
    own = Client()
    attempt(own, "wang", REMOTE_ADDR="10.7.7.7")
    own.post("/people/log-out/")
    for number in range(30):
        attempt(Client(), "wang", f"guess {number}", REMOTE_ADDR=f"10.0.{number}.1")
    assert attempt(Client(), "wang", REMOTE_ADDR="10.8.8.8").status_code == 429
    assert attempt(own, "wang", REMOTE_ADDR="10.7.7.7").status_code == 302


def test_a_busy_address_does_not_keep_known_devices_out():
    make_account("wang")
    own = Client()
    attempt(own, "wang", REMOTE_ADDR="10.7.7.7")
    own.post("/people/log-out/")
    for number in range(12):
        attempt(Client(), f"somebody{number}", "guess", REMOTE_ADDR="10.7.7.7")
    assert attempt(Client(), "wang", REMOTE_ADDR="10.7.7.7").status_code == 429
    assert attempt(own, "wang", REMOTE_ADDR="10.7.7.7").status_code == 302


def test_a_known_device_guesses_no_more_than_others_and_only_for_its_account():
    make_account("wang")
    make_account("li")
    own = Client()
    attempt(own, "wang")
    own.post("/people/log-out/")
    codes = [attempt(own, "wang", "guess", REMOTE_ADDR=f"10.1.{n}.1").status_code for n in range(7)]
    assert codes == [422] * 4 + [429] * 3
    forged = Client()
    name, morsel = next(pair for pair in own.cookies.items() if pair[0].startswith("device-"))
    forged.cookies[name] = morsel.value[:-5] + "AAAAA"
    codes = [attempt(own, "li", "guess", REMOTE_ADDR=f"10.2.{n}.1").status_code for n in range(6)]
    assert codes == [422] * 4 + [429] * 2
    assert attempt(forged, "li", REMOTE_ADDR="10.3.0.1").status_code == 429
    AccessAttempt.objects.all().delete()
    for _number in range(5):
        attempt(Client(), "wang", "guess")
    assert attempt(forged, "wang", REMOTE_ADDR="10.3.0.1").status_code == 429


def test_trying_while_locked_does_not_make_it_longer(client):
    make_account("wang")
    for _number in range(5):
        attempt(client, "wang", "guess")
    locked_at = AccessAttempt.objects.get().attempt_time
    attempt(client, "wang", "guess")
    assert AccessAttempt.objects.get().attempt_time == locked_at


@pytest.mark.parametrize(
    ("hops", "told", "seen"),
    [
        (0, "1.2.3.4", "10.9.9.9"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "10.9.9.9"),
        (1, "nonsense", "10.9.9.9"),
        (1, "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_the_address_is_what_our_own_proxies_say(client, settings, hops, told, seen):
    settings.PROXY_HOPS = hops
    attempt(client, "nobody", "guess", REMOTE_ADDR="10.9.9.9", headers={"x-forwarded-for": told})
    assert AccessAttempt.objects.get().ip_address == seen


def test_the_work_behind_an_answer_tells_nothing(settings, monkeypatch):
    """Unknown, known, closed: each attempt hashes once, with as many rounds, and asks the database as often.

    What takes time is counted, not timed: a busy machine changes the clock, never these.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.AXES_FAILURE_LIMIT = settings.ADDRESS_FAILURE_LIMIT = 10_000
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 6_000)
    make_account("known")
    make_account("closed", is_active=False)
    hashed = []
    encode = PBKDF2PasswordHasher.encode

    def counted(self, password, salt, iterations=None):
        hashed.append(iterations or self.iterations)
        return encode(self, password, salt, iterations)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    for guess in ("first guess", "second guess"):
        work = {}
        for name in ("nobody", "known", "closed"):
            hashed.clear()
            with CaptureQueriesContext(connection) as asked:
                assert attempt(Client(), name, guess).status_code == 422
            work[name] = (list(hashed), len(asked))
        assert work["nobody"][0] == [6_000]
        assert work["nobody"] == work["known"] == work["closed"]
