"""On English pages one of a thing is one: figures, findings and sentences."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import get_language, override

from jiceng.meetings.kinds.norms import Seats
from jiceng.organisations import commands
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from tests.organisations.county import START, county, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """One member on the rolls, who lives outside the territory of the branch; one household in the first."""
    place = county(committees=2)
    place.members(place.branches[0], place.old[1], full=1)
    return place


def english(client, name: str, *args, **asked) -> str:
    client.cookies["django_language"] = "en"
    with override(get_language()):
        return client.get(reverse(name, args=args), asked).content.decode()


def test_a_figure_of_one(place, enter):
    client = enter(officer(place.department, PostKind.LEADER))
    page = english(client, "organisation", place.branches[0].pk)
    assert re.search(r"<b>1</b><small>person</small>", page)
    assert "<b>1</b><small>people</small>" not in page
    assert "households</small>" in english(client, "organisations")


def test_a_finding_of_one(place, enter):
    client = enter(officer(place.department, PostKind.LEADER))
    page = english(client, "checks", check="A01")
    assert "Only 1 full member, fewer than three" in page
    assert "Only 0 full members, fewer than three" in page
    assert "1 member lives outside" in english(client, "checks", check="S02")


def test_a_refusal_of_one(place):
    with override("en"), pytest.raises(ImpossibleError) as refused:
        commands.abolish(
            by=None, organisation=place.branches[0], on=START.replace(year=2020), instrument=None
        )
    assert "still has 1 member;" in str(refused.value)


def test_a_norm_of_one():
    norm = Seats("k", "n", "s", households_least=1, households_most=1)
    with override("en"):
        assert norm.text == "one for each 1 to 1 household"
