"""`jiceng votes recount`: agrees, finds a change, says what it cannot do."""

import json

import pytest
from typer.testing import CliRunner

from jiceng.console.votes import app
from jiceng.meetings.commands import votes as commands
from jiceng.meetings.enums_votes import PollWay
from jiceng.meetings.models import NamedVote
from tests.meetings.vote_place import YES, Place

pytestmark = pytest.mark.django_db


def recount(*arguments):
    return CliRunner().invoke(app, ["recount", *map(str, arguments)])


def test_a_recount_agrees_and_finds_a_change():
    place = Place(count=3)
    poll = commands.open_poll(by=None, poll=place.prepare(way=PollWay.NAMED))
    assert recount(poll.pk).exit_code == 2
    place.cast(poll, 0, YES)
    commands.close_poll(by=None, poll=poll)
    done = recount(poll.pk)
    assert (done.exit_code, "赞成  1" in done.output) == (0, True)
    NamedVote.objects.update(marks='{"motion":"no"}')
    done = recount(poll.pk, "--json")
    answer = json.loads(done.output)
    assert done.exit_code == 1
    assert (answer["ok"], set(answer["faults"])) == (False, {"lines", "fingerprint"})
    assert recount(999).exit_code == 2
