"""What the site answers when something is wrong: in the house's style and language, guarded by the same headers."""

import json
import logging
import os
import subprocess
import sys

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import path

from jiceng.config import urls as site
from jiceng.kernel.access import anyone, page
from tests import factories

HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")
HEADERS += ("Cross-Origin-Opener-Policy",)
TITLES = {"zh-hans": "· 基层</title>", "zh-hant": "· 基層</title>", "en": "· Jiceng</title>"}


@page(anyone)
def broken(request):
    secret = "planted-secret-value"
    raise RuntimeError(f"the view broke with {secret}")


@page(anyone)
def waiting(request):
    raise OperationalError("database is locked")


urlpatterns = [
    *site.urlpatterns,
    path("broken/", broken, name="broken"),
    path("waiting/", waiting, name="waiting"),
]
handler400, handler403, handler500 = site.handler400, site.handler403, site.handler500


@pytest.fixture
def site_that_breaks(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture(autouse=True)
def quiet(caplog):
    caplog.set_level(logging.CRITICAL, logger="django")


CASES = {
    "400 host": (400, lambda client: client.get("/", headers={"host": "evil.example"})),
    "400 null": (400, lambda client: client.get("/?q=%00")),
    "400 key": (400, lambda client: client.post("/people/me/password/", {})),
    "400 fields": (400, lambda client: client.post("/people/log-in/", {f"f{n}": "" for n in range(2000)})),
    "403 right": (403, lambda client: client.get("/kernel/record/")),
    "403 csrf": (403, lambda client: client.post("/people/log-in/", {"username": "x"})),
    "404": (404, lambda client: client.get("/nowhere/")),
    "404 static": (404, lambda client: client.get("/static/nothing.css")),
    "404 upwards": (404, lambda client: client.get("/static/..%2f..%2fsettings.py")),
    "405": (405, lambda client: client.get("/people/log-out/")),
    "413 fields": (413, lambda client: client.post("/people/log-in/", {"username": "x" * 21 * 1024 * 1024})),
    "413 announced": (
        413,
        lambda client: client.generic(
            "POST", "/people/log-in/", b"x", "multipart/form-data; boundary=b", CONTENT_LENGTH=str(10**11)
        ),
    ),
    "500": (500, lambda client: client.get("/broken/")),
    "503": (503, lambda client: client.get("/waiting/")),
}


@pytest.mark.django_db
@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("case", CASES)
def test_every_fault_is_answered_in_the_house(case, language, site_that_breaks, settings):
    settings.LANGUAGE_COOKIE_NAME = "django_language"
    status, ask = CASES[case]
    client = Client(raise_request_exception=False, enforce_csrf_checks=case == "403 csrf")
    client.force_login(factories.make_account(), backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["django_language"] = language
    answer = ask(client)
    text = answer.content.decode()
    assert answer.status_code == status
    assert TITLES[language] in text
    for leak in ("Traceback", "planted-secret-value", "jiceng/", "Django", "site-packages"):
        assert leak not in text.replace("/static/jiceng/", "").replace('"jiceng/', "")
    missing = [name for name in HEADERS if not answer.headers.get(name)]
    assert not missing


IMPATIENT = {"sqlite": "PRAGMA busy_timeout = 50", "postgresql": "SET lock_timeout = '50ms'"}
HELD = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "BEGIN; LOCK TABLE people_account IN ACCESS EXCLUSIVE MODE",
}


@pytest.mark.django_db(transaction=True)
def test_who_waits_in_vain_for_somebody_elses_writing_is_told_so():
    """A large import holds the database longer than anybody waits: that is no fault of the program."""
    account = factories.make_account()
    client = Client(raise_request_exception=False)
    other = connection.copy()
    with connection.cursor() as impatient, other.cursor() as holder:
        impatient.execute(IMPATIENT[connection.vendor])
        holder.execute(HELD[connection.vendor])
        answer = client.post("/people/log-in/", {"username": account.username, "password": "wrong"})
        holder.execute("ROLLBACK")
    other.close()
    connection.close()
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"])
    assert "没有" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/static/jiceng/css/base.css", "/static/jiceng/mark.svg", "/people/log-in/"]
)
def test_every_answer_bears_the_policy(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    answer.close()
    policy = answer.headers["Content-Security-Policy"]
    for rule in ("default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_files_taken_away_bear_it_too(enter):
    county = factories.make_county()
    client = enter(factories.make_account_with_post(county["department"], "officer"))
    for address in ("/organisations/exchange/members/template/", "/people/me/data/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


PRODUCTION = """
import json, django
django.setup()
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
call_command("migrate", verbosity=0)
from django.test import Client
from jiceng.people.models import Account
account = Account(username="wang")
account.set_password("a long password of 1 test")
account.save()
client = Client(headers={"host": "jiceng.example", "x-forwarded-proto": "https"})
bare = Client(headers={"host": "jiceng.example"}).get("/people/log-in/")
page = client.get("/people/log-in/")
answer = client.post("/people/log-in/", {"username": "wang", "password": "a long password of 1 test"})
cookies = {name: [bool(one["secure"]), bool(one["httponly"]), one["samesite"]] for name, one in client.cookies.items()}
foreign = Client(headers={"host": "evil.example", "x-forwarded-proto": "https"}).get("/")
print(json.dumps({"bare": [bare.status_code, bare["Location"]], "hsts": page["Strict-Transport-Security"],
    "entered": answer.status_code, "cookies": cookies, "foreign": foreign.status_code}))
"""


def test_production_settings_are_clean_and_guard_their_cookies(tmp_path):
    """As behind TLS: `check --deploy` has nothing to say, cookies are guarded, http leads to https."""
    environment = {
        **os.environ,
        "JICENG_DATA": str(tmp_path),
        "JICENG_TLS": "yes",
        "JICENG_PROXY": "yes",
        "JICENG_HOSTS": "jiceng.example",
        "JICENG_LOG": "ERROR",
        "DJANGO_SETTINGS_MODULE": "jiceng.config.settings",
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
    }
    for name in ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        environment.pop(name, None)
    ran = subprocess.run(
        [sys.executable, "-c", PRODUCTION], env=environment, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["bare"] == [301, "https://jiceng.example/people/log-in/"]
    assert told["hsts"] == "max-age=31536000"
    assert (told["entered"], told["foreign"]) == (302, 400)
    assert {"sessionid", "csrftoken"} <= set(told["cookies"])
    assert all(guards == [True, True, "Lax"] for guards in told["cookies"].values())
