"""Key households: encrypted, of the residents' line alone; who was not met is computed, and so is the duty."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.editions import load_library
from jiceng.institutions.models import Duty, Evidence, Freshness
from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.service import commands
from jiceng.service.commands import ImpossibleError, NewHousehold
from jiceng.service.models import HouseholdVisit
from jiceng.service.queries.coverage import quarter_of
from jiceng.service.queries.households import roll
from jiceng.service.rules import may_keep_household
from tests.service.place import PHONE, Place
from tests.service.test_pages import get, send

pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 5)
NAME, HOME = "欧阳秀兰", "南山小区3号楼二单元501"


@pytest.fixture
def place():
    made = Place()
    made.old = entered(made, name=NAME, address=HOME, phone=PHONE, note="听力不好")
    made.poor = entered(made, need="poor", name="赵德柱")
    return made


def entered(place, community=None, **fields):
    new = NewHousehold(**{"need": "old", "name": "孙桂芝", **fields})
    return commands.enter_household(by=None, community=community or place.first, new=new, on=SINCE)


def marks() -> list[list[str]]:
    rows = Evidence.objects.filter(kind="visit.household", annulled_at=None).order_by("pk")
    return [sorted(one.marks.values_list("mark", flat=True)) for one in rows]


def visit(place, household, on, found="well", by=None):
    return commands.visit_household(by=by or place.worker, household=household, on=on, found=found)


def test_the_roll_belongs_to_those_who_visit_and_tells_nobody_else(place, enter):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, address, phone, note FROM service_keyhousehold")
        stored = " ".join(" ".join(row) for row in cursor.fetchall())
    told = " ".join(Entry.objects.values_list("body", flat=True))
    assert not [one for one in (NAME, HOME, PHONE, "听力") if one in stored + told]
    for account in (place.neighbour, place.secretary, place.town, place.leader):
        with pytest.raises(Refused):
            visit(place, place.old, SINCE, by=account)
    client = enter(place.worker)
    page = get(client, "households")
    assert "欧***" in page
    assert NAME not in page
    assert "导出" not in page
    assert HOME in get(client, "household", place.old.pk)
    get(enter(place.neighbour), "household", place.old.pk, status=404)
    get(enter(place.secretary), "households", status=403)
    assert NAME not in get(enter(place.leader), "record", status=403)


def test_coverage_is_complete_exactly_while_nobody_is_left_out(place):
    visit(place, place.old, date(2026, 2, 2), found="need")
    visit(place, place.poor, date(2026, 2, 3), found="away")
    assert marks() == [["list:needs"]]
    last = visit(place, place.poor, date(2026, 3, 3))
    assert marks() == [["list:needs"], ["coverage"]]
    third = entered(place)
    assert marks() == [["list:needs"], []]
    visit(place, third, date(2026, 3, 4))
    assert marks() == [["list:needs"], [], ["coverage"]]
    commands.annul_household_visit(by=place.worker, visit=last, why="记错了户")
    assert marks() == [["list:needs"], []]
    commands.remove_household(by=place.director, household=place.poor, why="搬走", on=date(2026, 3, 5))
    assert marks() == [["list:needs"], ["coverage"]]
    left = [line.pk for line in roll(seen_by=place.worker, as_of=date(2026, 3, 5)) if not line.met]
    assert left == []
    assert len([line for line in roll(seen_by=place.worker, as_of=date(2026, 4, 1)) if not line.met]) == 2
    with pytest.raises(ImpossibleError, match="出册"):
        visit(place, place.poor, date(2026, 3, 6))
    with pytest.raises(ImpossibleError, match="不能晚于今天"):
        visit(place, place.old, today() + timedelta(days=1))


def test_the_quarterly_duty_turns_green_by_the_visits_alone(place):
    load_library(by=None)
    first, _last = quarter_of(today())
    Freshness.objects.update_or_create(pk=1, defaults={"since": first})
    refresh()
    duty = Duty.objects.get(
        obligation__evidence="visit.household", organisation=place.committee, opens_on=first
    )
    visit(place, place.old, first)
    duty.refresh_from_db()
    assert duty.fulfilled_on is None
    visit(place, place.poor, first)
    duty.refresh_from_db()
    assert duty.fulfilled_on == first


def test_three_taps_from_the_front_page(place, enter):
    client = enter(place.worker)
    tap = reverse("household_visit", args=[place.old.pk])
    assert tap in get(client, "today")
    send(client, "household_visit", place.old.pk, status=422, found="need", on=today().isoformat())
    done = send(client, "household_visit", place.old.pk, found="well", on=today().isoformat())
    assert "情况正常" in done
    assert tap not in get(client, "today")
    row = HouseholdVisit.objects.get()
    assert "还没有走访过" in send(client, "household_visit_annul", row.pk, why="记错了")
    new = {"need": "minors", "name": "李明", "community": place.first.pk}
    assert "需要关爱的未成年人" in send(client, "household_new", **new)
    changed = send(
        client, "household_change", place.old.pk, need="disabled", name=NAME, phone="12", status=422
    )
    assert "电话应为11位" in changed
    assert "残疾人" in send(client, "household_change", place.old.pk, need="disabled", name=NAME)
    gone = send(client, "household_leave", place.old.pk, why="去世")
    assert "去世" in gone
    assert tap not in gone


def test_a_household_that_went_to_the_neighbour_is_the_neighbours_alone(place):
    stay = place.old.stays.get()
    stay.valid_to = SINCE + timedelta(days=30)
    stay.save()
    place.old.stays.create(community=place.second, valid_from=stay.valid_to)
    assert not may_keep_household.test(place.worker, place.old)
    with pytest.raises(Refused):
        visit(place, place.old, today())
    assert may_keep_household.test(place.worker, place.poor)
