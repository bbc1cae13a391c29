"""Two clerks name a leader's first liaison, or register two matters, at the same moment."""

from datetime import date

import pytest

from jiceng.organisations.enums import PostKind
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Ground, ImpossibleError, NewMatter
from jiceng.responsibility.models import Liaison, Matter
from tests import factories
from tests.attack.test_once import together
from tests.responsibility.place import SINCE, Place

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


def told(command, **values):
    """What it gave back, or its sentence of refusal; anything else is a fault of the server."""
    try:
        return command(**values)
    except ImpossibleError as error:
        return error.messages[0]


def test_the_second_to_name_the_first_liaison_gets_a_sentence():
    place = Place()
    place.charge()
    other = factories.make_account_with_post(place.county["department"], PostKind.LEADER)
    leader = place.leaders[0].person
    outcomes = together(
        *(
            lambda by=by, officer=officer: told(
                commands.link, by=by, leader=leader, officer=officer.person, ground=Ground(SINCE)
            )
            for by, officer in zip((place.clerk, other), place.officers, strict=True)
        )
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Liaison", "str"], outcomes
    assert Liaison.objects.count() == 1


def test_the_second_to_name_the_first_leader_gets_a_sentence():
    place = Place()
    outcomes = together(
        *(
            lambda leader=leader: told(
                commands.put_in_charge,
                by=None,
                community=place.first,
                leader=leader.person,
                ground=Ground(SINCE),
            )
            for leader in place.leaders
        )
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["ContactPoint", "str"], outcomes


def test_matters_registered_at_once_have_numbers_without_gap_or_double():
    place = Place()
    new = NewMatter(
        "修路灯", "都亮", "note", place.county["department"], place.county["first_branch"], date(2026, 9, 1)
    )
    outcomes = together(
        *(
            lambda: told(commands.register_matter, by=place.clerk, new=new, on=date(2026, 9, 1))
            for _one in range(4)
        )
    )
    assert all(isinstance(one, Matter) for one in outcomes), outcomes
    assert sorted(one.serial for one in outcomes) == [1, 2, 3, 4]
