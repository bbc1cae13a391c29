"""`jiceng import` on the command line."""

import json

import pytest
from click.testing import CliRunner

from jiceng.console.commands import load
from jiceng.organisations.models import PartyMembership
from tests import factories
from tests.exchange.files import member, officer, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return officer(factories.make_county())


def run(*arguments):
    return CliRunner().invoke(load("import"), [str(one) for one in arguments])


def test_dry_run_writes_nothing_and_import_does(by, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet([member()]))
    arguments = (path, "--kind", "members", "--as", by.username, "--json")
    answer = run(*arguments, "--dry-run")
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.output)
    assert (found["state"], found["new"]) == ("ready", 1)
    assert not PartyMembership.objects.exists()
    assert json.loads(run(path, "--kind", "members", "--json").output)["state"] == "applied"
    assert PartyMembership.objects.count() == 1


def test_faults_end_with_code_one(by, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet([member(党支部="没有")]))
    answer = run(path, "--kind", "members", "--as", by.username)
    assert answer.exit_code == 1
    assert "党支部" in answer.stderr
    assert run(path, "--kind", "members", "--as", "nobody").exit_code == 2
