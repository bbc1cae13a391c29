"""`jiceng account`: the way into an empty site, and back in for who is locked out."""

import json

import pytest
import typer
from typer.testing import CliRunner

from jiceng.console.account import account, first_accounts
from jiceng.organisations.enums import Right
from jiceng.organisations.rules.scope import permissions
from jiceng.people.enums import Right as PeopleRight
from jiceng.people.models import Account
from tests.factories import make_account

pytestmark = pytest.mark.django_db
app = typer.Typer()
app.command()(account)


def call(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_an_empty_site_gets_two_accounts_that_keep_apart(client):
    made = json.loads(call("--first", "--json").stdout)
    assert set(made) == {"admin", "organisation"}
    admin, organiser = (Account.objects.get(username=name) for name in ("admin", "organisation"))
    assert PeopleRight.KEEP_ACCOUNTS in permissions(admin)
    assert Right.KEEP_ORGANISATIONS not in permissions(admin)
    assert {Right.KEEP_ORGANISATIONS, Right.APPOINT} <= permissions(organiser)
    answer = client.post("/people/log-in/", {"username": "admin", "password": made["admin"]})
    assert answer["Location"] == "/people/me/password/"


def test_a_second_time_it_opens_nothing():
    first_accounts()
    assert first_accounts() == {}
    assert "已有账号" in call("--first").stdout


def test_somebody_locked_out_is_let_in_again(client):
    make_account("wang", is_active=False)
    for _number in range(6):
        client.post("/people/log-in/", {"username": "wang", "password": "wrong"})
    made = json.loads(call("--reset", "wang", "--json").stdout)
    answer = client.post("/people/log-in/", {"username": "wang", "password": made["wang"]})
    assert answer.status_code == 302


def test_it_says_what_is_wrong():
    assert call().exit_code == 2
    assert call("--reset", "nobody").exit_code == 1
