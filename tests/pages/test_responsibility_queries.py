"""Lists and pages of responsibilities ask the same number of questions with one row and with three."""

from datetime import date

import pytest
from django.urls import reverse

from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Asked, Brought, Ground, NewItem, NewMatter
from tests.responsibility.place import SINCE, Place

pytestmark = pytest.mark.django_db
COUNTS = {
    "contact_visits": 8,
    "contact_problems": 8,
    "instructions": 8,
    "handovers": 8,
    "leading_groups": 7,
    "check_plan": 11,
    "matters": 10,
    "matter_sources": 11,
    "leading_group": 12,
}


class Full(Place):
    """One row of everything, and with `more` another."""

    def __init__(self):
        super().__init__()
        self.points = self.full()
        self.group = commands.found_group(
            by=None, organisation=self.county["county"], name="社区建设领导小组", on=SINCE
        )
        self.number = 0
        self.more()

    def more(self):
        self.number += 1
        number, unit = self.number, self.county["department"]
        brought = Brought(problems=(f"路灯{number}不亮",))
        commands.record_visit(
            by=None, point=self.points[0], on=date(2026, 2 + 2 * number, 10), brought=brought
        )
        due = add_working_days(today(), 9)
        asked = Asked(f"报数{number}", "请报。", due, (self.first,), ("户数",))
        commands.instruct(by=None, group=self.group, asked=asked)
        leader = self.leaders[number % 2].person
        ground = Ground(date(2026, 3 + 2 * number, 1))
        commands.put_in_charge(by=None, community=self.first, leader=leader, ground=ground)
        self.points[0] = self.first.contact_points.first()
        if not self.group.members.filter(person=leader).exists():
            commands.name_member(by=None, group=self.group, role="deputy", person=leader, on=SINCE)
        new = NewItem(f"检查{number}", "安全", number * 3, number * 3)
        commands.plan_check(by=None, unit=unit, year=today().year, new=new)
        matter = NewMatter(f"事项{number}", "办好", "note", unit, self.county["first_branch"], today())
        commands.register_matter(by=None, new=matter)


@pytest.fixture
def place():
    return Full()


def test_three_rows_cost_no_more_than_one(place, enter, django_assert_num_queries):
    client = enter(place.clerk)
    arguments = {"leading_group": [place.group.pk]}
    urls = {name: reverse(name, args=arguments.get(name)) for name in COUNTS}
    for url in urls.values():
        client.get(url)
    for name, count in COUNTS.items():
        with django_assert_num_queries(count, info=name):
            client.get(urls[name])
    place.more()
    place.more()
    for name, count in COUNTS.items():
        with django_assert_num_queries(count, info=name):
            client.get(urls[name])
