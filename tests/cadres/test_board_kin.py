"""Relatives on the board: among its people, whom the orders place themselves, who serve above."""

import pytest

from jiceng.cadres import commands
from jiceng.cadres.enums_restructuring import Heads
from jiceng.cadres.filling import Weights
from jiceng.cadres.models import BoardPerson
from jiceng.cadres.queries import restructuring as queries
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from tests.cadres.board import Board

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    made = Board()
    made.open()
    return made


def test_relatives_do_not_meet_nor_serve_under_each_other(place):
    first, second, third = place.heads[:3]
    place.kin(first, second)
    place.put(first, PostKind.SECRETARY)
    with pytest.raises(ImpossibleError, match="夫妻"):
        place.put(second, PostKind.DIRECTOR)
    place.put(second, PostKind.DIRECTOR, "c2")
    place.kin(third, place.town.person)
    with pytest.raises(ImpossibleError, match="任嫩江镇党委书记，应当回避"):
        place.put(third, PostKind.DEPUTY_DIRECTOR)
    BoardPerson.objects.filter(pk=place.row(second).pk).update(
        community=place.row(first).community_id, residents_post=place.post(PostKind.DIRECTOR).pk
    )
    assert any("应当回避" in one for one in queries.faults(place.board, queries.facts_of(place.board)))


@pytest.mark.parametrize("executed", [False, True])
def test_relatives_whom_the_orders_place_themselves_are_met_too(executed):
    placed = 3
    place = Board(holders=[("c1", PostKind.DIRECTOR, placed)])
    if executed:
        place.execute()
    place.open()
    first = place.heads[0]
    place.kin(place.members[placed], first)
    with pytest.raises(ImpossibleError, match=f"与{place.members[placed].name}（夫妻）同在本社区，应当回避"):
        place.put(first, PostKind.SECRETARY)
    facts = queries.facts_of(place.board)
    rows = queries.people(place.board)
    found = {one.row.person: one for one in queries.choices(place.post(PostKind.SECRETARY), facts, rows)}
    assert not found[first].able
    place.put(first, PostKind.SECRETARY, "c2")
    weights = Weights(continuity=1000)  # the first would be wanted in the first community
    commands.propose_filling(by=place.clerk, board=place.board, weights=weights, heads=Heads.FREE, keep=False)
    assert str(place.row(first).community) == "铁西社区"


def test_who_represents_residents_is_on_the_board_also_afterwards():
    place = Board()
    first = place.heads[0]
    place.lead(place.place.old[0], PostKind.REPRESENTATIVE, first)
    place.execute()
    place.open()
    assert place.row(first).now
