"""A board of the town of the place, with one post and one person on it."""

from datetime import date
from uuid import uuid4

from jiceng.cadres.models import BoardCommunity, BoardPerson, BoardPost, Restructuring
from jiceng.organisations.models import Reorganisation
from tests import factories
from tests.access.objects import register, shared

DAY = date(2030, 1, 1)


def board_of(world, place):
    def make():
        reorganisation = Reorganisation.objects.create(
            key=uuid4(),
            title=f"{place.town}调整",
            effective_on=DAY,
            instrument=factories.make_instrument(),
            orders={"version": 1, "town": place.town.pk, "communities": []},
        )
        board = Restructuring.objects.create(reorganisation=reorganisation, on=DAY)
        community = BoardCommunity.objects.create(
            restructuring=board,
            key="c1",
            name="邮政社区",
            branch_name="邮政社区党支部",
            branch_kind="party_branch",
            committee_name="邮政社区居民委员会",
        )
        BoardPost.objects.create(community=community, body="party", kind="secretary")
        BoardPerson.objects.create(restructuring=board, person=factories.make_person(), origin="abolished")
        return board

    return shared(world, ("board", place.town.pk), make)


PAGES = ("", "_people", "_posts", "_propose", "_solve", "_place", "_import", "_submit", "_return")
ACTS = ("_decide", "_withdraw", "_paper", "_finished")


@register(*(f"restructuring{one}" for one in (*PAGES, *ACTS)))
def of_board(world, place):
    return {"pk": board_of(world, place).pk}


@register("restructuring_post")
def of_post(world, place):
    return {"pk": BoardPost.objects.get(community__restructuring=board_of(world, place)).pk}


@register("restructuring_person")
def of_person(world, place):
    return {"pk": board_of(world, place).people.get().pk}
