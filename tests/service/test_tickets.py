"""What keeps coming becomes a ticket, which others can take up as a supervised matter or a problem, pre-filled."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from jiceng.responsibility.models import Matter
from jiceng.service import commands
from jiceng.service.commands import ImpossibleError
from jiceng.service.models import ProblemTicket
from tests import factories
from tests.service.place import MONDAY, Place
from tests.service.test_pages import get, send

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def place():
    return Place()


def causes() -> list[tuple[str, int]]:
    return [(one.cause, one.parts.count()) for one in ProblemTicket.objects.order_by("pk")]


def test_three_times_from_one_place_in_ninety_days(place):
    place.taken(on=MONDAY, place="南山小区 3号楼")
    place.taken(on=MONDAY + 80 * ONE, place="南山小区3号楼。")
    place.taken(on=MONDAY + 81 * ONE, kind="noise")
    place.taken(by=place.neighbour, on=MONDAY + 81 * ONE, community=place.second)
    place.taken(on=MONDAY + 90 * ONE)
    assert causes() == []  # the first is ninety days ago
    place.taken(on=MONDAY + 91 * ONE)
    assert causes() == [("repeated", 3)]
    place.taken(on=MONDAY + 92 * ONE)
    assert causes() == [("repeated", 4)]
    ticket = ProblemTicket.objects.get()
    with pytest.raises(ImpossibleError, match="从根上"):
        commands.settle_ticket(by=place.director, ticket=ticket, how=" ")
    commands.settle_ticket(by=place.director, ticket=ticket, how="换了整栋楼的线路")
    place.taken(on=MONDAY + 93 * ONE)
    assert causes() == [("repeated", 4), ("repeated", 5)]


def test_handed_back_three_times_and_done_again_twice(place):
    row, code = place.taken(on=today())
    for number in range(3):
        assert causes() == []
        commands.hand_on(by=place.worker, case=row, to=place.bureau, why="归住建")
        commands.hand_back(by=place.builder, case=row, why=f"不归本局{number}")
    assert causes() == [("returned", 1)]
    for _one in range(2):
        assert len(causes()) == 1
        commands.answer(by=place.worker, case=row, text="好了")
        commands.reopen(code=code, why="没好")
    assert causes() == [("returned", 1), ("reopened", 1)]


def test_it_stands_before_the_secretary_and_is_taken_up_pre_filled(place, enter):
    for _one in range(3):
        place.taken(on=today())
    ticket = ProblemTicket.objects.get()
    client = enter(place.secretary)
    assert reverse("problem_ticket", args=[ticket.pk]) in get(client, "today")
    page = get(client, "problem_ticket", ticket.pk)
    up = re.search(rf"{reverse('problem_raise', args=[place.first.pk])}\?ticket=\d+", page)[0]
    raised = client.get(up).content.decode()
    assert "路灯照明　同一地点多次反映" in raised
    assert "南山小区" not in raised
    clerk = enter(factories.make_account_with_post(place.county["department"], PostKind.OFFICER))
    page = get(clerk, "problem_ticket", ticket.pk)
    begin = page.split('href="/responsibility/matters/new/?from=')[1].split('"')[0]
    form = clerk.get(reverse("matter_new"), {"from": begin}).content.decode()
    assert "路灯照明　同一地点多次反映" in form
    assert "同一地点多次反映" in get(clerk, "matter_sources")
    key = re.search(r'name="submission_key" value="([^"]+)"', form)[1]
    fields = {"title": "路灯反复不亮", "measure": "半年内不再反复", "kind": "note", "lead": place.bureau.pk}
    clerk.post(
        f"{reverse('matter_new')}?from={begin}",
        {"submission_key": key, "raised_on": today().isoformat(), **fields},
    )
    matter = Matter.objects.get()
    assert (matter.source, matter.community) == ("case", place.first)
    assert matter.number in get(clerk, "problem_ticket", ticket.pk)
    client = enter(place.director)
    assert "已了结" in send(client, "problem_ticket_settle", ticket.pk, how="换了整栋楼的线路")
    get(enter(place.neighbour), "problem_ticket", ticket.pk, status=404)
