"""Coming in: the right password opens, everything else answers alike, and guessing is stopped."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from django.utils import timezone

from jiceng.kernel.models import Entry
from jiceng.organisations.models import Term
from jiceng.people.commands import deactivate_account, open_account, reset_password
from jiceng.people.models import AccountSession
from tests.factories import PASSWORD, make_account, make_account_with_post, make_county, make_person

pytestmark = pytest.mark.django_db
DOOR = "/people/log-in/"


def attempt(client, username, password=PASSWORD, **extra):
    return client.post(DOOR, {"username": username, "password": password}, **extra)


@pytest.fixture
def clock(monkeypatch):
    """Moves the site's clock."""

    class Clock:
        def forward(self, **by):
            moment = timezone.now() + timedelta(**by)
            monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return Clock()


def test_the_right_password_opens_and_is_recorded(client):
    account = make_account("wang")
    agent = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36"
    answer = attempt(client, "Wang", headers={"user-agent": agent}, REMOTE_ADDR="10.1.2.3")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/people/me/").status_code == 200
    seat = AccountSession.objects.get(account=account)
    assert (seat.device, seat.address) == ("Chrome · Windows", "10.1.2.*")
    assert Entry.objects.get(verb="log_in").by_id == account.pk
    client.post("/people/log-out/")
    assert client.get("/people/me/")["Location"] == f"{DOOR}?next=/people/me/"
    assert Entry.objects.filter(verb="log_out").exists()


def test_the_way_back_leads_only_within_the_site(client):
    make_account("wang")
    inside = client.post(DOOR, {"username": "wang", "password": PASSWORD, "next": "/people/me/"})
    assert inside["Location"] == "/people/me/"
    client.post("/people/log-out/")
    outside = client.post(DOOR, {"username": "wang", "password": PASSWORD, "next": "https://elsewhere.test/"})
    assert outside["Location"] == "/"


def test_every_reason_to_refuse_answers_alike():
    make_account("known")
    make_account("closed", is_active=False)
    answers = set()
    for username, password in (
        ("known", "wrong"),
        ("nobody", "wrong"),
        ("closed", "wrong"),
        ("closed", PASSWORD),
    ):
        answer = attempt(Client(), username, password, REMOTE_ADDR="10.9.9.9")
        text = re.sub(r"csrf\S+|value=\"[^\"]*\"|\"X-CSRFToken\": \"\w+\"", "", answer.content.decode())
        answers.add((answer.status_code, text))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 422


def test_an_unknown_name_costs_as_much_hashing_as_a_known_one(settings, monkeypatch, client):
    """The time of an answer is the time of its hashing: as many rounds, whether or not the account exists."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 10)
    make_account("known")
    rounds = []
    encode = PBKDF2PasswordHasher.encode

    def counted(self, password, salt, iterations=None):
        rounds.append(iterations or self.iterations)
        return encode(self, password, salt, iterations)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    attempt(client, "known", "wrong")
    known = list(rounds)
    rounds.clear()
    attempt(client, "nobody", "wrong")
    assert rounds == known == [10]


def test_no_more_than_five_tries_are_evaluated_for_an_account(monkeypatch):
    account = make_account("wang")
    evaluated = []
    check = type(account).check_password
    monkeypatch.setattr(
        type(account), "check_password", lambda self, raw: evaluated.append(raw) or check(self, raw)
    )
    for number in range(40):
        answer = attempt(Client(), "wang", f"wrong {number}", REMOTE_ADDR=f"10.0.{number}.1")
    assert len(evaluated) == 5
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) == 900
    locked_out = attempt(Client(), "wang", PASSWORD, REMOTE_ADDR="10.0.0.99")
    assert (locked_out.status_code, len(evaluated)) == (429, 5)
    assert "15分钟" in locked_out.content.decode()


def test_the_lock_opens_by_itself(client, clock):
    make_account("wang")
    for _number in range(5):
        attempt(client, "wang", "wrong")
    assert attempt(client, "wang").status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert attempt(client, "wang").status_code == 302


def test_an_unknown_account_is_locked_like_a_known_one(client):
    codes = [attempt(client, "nobody", "wrong").status_code for _number in range(6)]
    assert codes == [422] * 4 + [429] * 2


def test_spraying_many_accounts_from_one_address_is_stopped(monkeypatch):
    evaluated = []
    monkeypatch.setattr(
        "django.contrib.auth.hashers.MD5PasswordHasher.encode",
        lambda self, password, salt: evaluated.append(password) or "md5$x$y",
    )
    codes = [
        attempt(Client(), f"somebody{number}", "Spring2026!", REMOTE_ADDR="10.0.0.1").status_code
        for number in range(100)
    ]
    assert len(evaluated) == 10
    assert codes[-1] == 429
    assert attempt(Client(), "somebody", "x", REMOTE_ADDR="10.0.0.2").status_code == 422


def test_idle_sessions_end(client, settings):
    make_account("wang")
    attempt(client, "wang")
    AccountSession.objects.update(
        seen_at=timezone.now() - timedelta(seconds=settings.SESSION_IDLE_SECONDS + 1)
    )
    answer = client.get("/people/me/")
    assert answer["Location"].startswith(DOOR)


def test_a_session_that_is_used_lives_on_and_is_touched_at_most_once_a_minute(client, settings):
    make_account("wang")
    attempt(client, "wang")
    before = timezone.now() - timedelta(seconds=settings.SESSION_IDLE_SECONDS - 30)
    AccountSession.objects.update(seen_at=before)
    assert client.get("/people/me/").status_code == 200
    touched = AccountSession.objects.get().seen_at
    assert touched > before
    client.get("/people/me/")
    assert AccountSession.objects.get().seen_at == touched


def test_no_session_outlives_the_working_day(client, settings):
    make_account("wang")
    attempt(client, "wang")
    AccountSession.objects.update(
        started_at=timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE + 1)
    )
    assert client.get("/people/me/").status_code == 302


def test_the_database_does_not_hold_the_cookie(client):
    make_account("wang")
    attempt(client, "wang")
    cookie = client.cookies["sessionid"].value
    assert cookie not in str(list(AccountSession.objects.values()))
    stolen = Client()
    stolen.cookies["sessionid"] = AccountSession.objects.get().pk
    assert stolen.get("/people/me/").status_code == 302


def test_log_in_changes_the_session_key(client):
    make_account("wang")
    client.get(DOOR)
    client.cookies["sessionid"] = "a" * 32
    attempt(client, "wang")
    assert client.cookies["sessionid"].value != "a" * 32


def test_a_closed_account_is_out_at_once(client):
    account = make_account("wang")
    attempt(client, "wang")
    deactivate_account(by=None, account=account, why="调离")
    assert client.get("/people/me/").status_code == 302
    assert attempt(client, "wang").status_code == 422
    assert not AccountSession.objects.filter(account=account).exists()


def test_rights_end_with_the_term(client, clock):
    """Threat 13: somebody leaves; the session may live, the rights do not."""
    county = make_county()
    account = make_account_with_post(county["department"], "system_administrator", username="wang")
    attempt(client, "wang")
    assert client.get("/people/accounts/").status_code == 200
    Term.objects.filter(person=account.person).update(valid_to=timezone.localdate() + timedelta(days=1))
    assert client.get("/people/accounts/").status_code == 200
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    clock.forward(seconds=(midnight - timezone.now()).total_seconds())
    now = timezone.now()
    AccountSession.objects.update(seen_at=now, started_at=now, expire_date=now + timedelta(hours=1))
    assert client.get("/people/accounts/").status_code == 403


def test_a_one_time_password_must_be_changed_first(client):
    _account, password = open_account(by=None, person=make_person(), username="wang")
    assert attempt(client, "wang", password)["Location"] == "/people/me/password/"
    assert client.get("/people/me/")["Location"] == "/people/me/password/"
    key = re.search(
        r'name="submission_key" value="([^"]+)"', client.get("/people/me/password/").content.decode()
    )[1]
    new = "a quite new Password 7"
    form = {"old": password, "new": new, "again": new, "submission_key": key}
    assert client.post("/people/me/password/", form)["Location"] == "/people/me/"
    assert client.get("/people/me/").status_code == 200
    assert attempt(Client(), "wang", password).status_code == 422
    assert attempt(Client(), "wang", new).status_code == 302


@pytest.mark.parametrize("new", ["short1A", "1234567890123", "password123", "zhangwei", "onlysmallletters"])
def test_weak_passwords_are_refused_with_a_sentence(client, enter, new):
    enter(make_account("zhangwei2026"))
    key = re.search(
        r'name="submission_key" value="([^"]+)"', client.get("/people/me/password/").content.decode()
    )[1]
    form = {"old": PASSWORD, "new": new, "again": new, "submission_key": key}
    answer = client.post("/people/me/password/", form)
    assert answer.status_code == 422
    assert "密码" in answer.content.decode()


def test_changing_the_password_ends_the_other_sessions(client):
    account = make_account("wang")
    other = Client()
    attempt(client, "wang")
    attempt(other, "wang")
    reset_password(by=None, account=account, why="忘记密码")
    assert client.get("/people/me/").status_code == other.get("/people/me/").status_code == 302


def test_a_part_asked_for_by_htmx_sends_the_whole_page_to_the_door(client):
    answer = client.get(
        "/people/accounts/",
        headers={"hx-request": "true", "hx-current-url": "http://testserver/people/accounts/?q=a"},
    )
    assert answer["HX-Redirect"] == f"{DOOR}?next=/people/accounts/%3Fq%3Da"
