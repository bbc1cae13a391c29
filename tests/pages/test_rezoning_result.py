"""What came of a project: each figure opens to the units and members of this project, and to no others."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from jiceng.kernel.pages import today
from jiceng.organisations.enums import Kind, Standing
from jiceng.organisations.models import PartyMembership
from jiceng.rezoning import commands
from tests.factories import make_branch, make_member, make_organisation
from tests.pages import test_rezoning
from tests.pages.days import Ways, name_of
from tests.pages.test_rezoning import adopted

pytestmark = pytest.mark.django_db
made = test_rezoning.made


def test_the_figures_of_the_result_open_to_the_units_of_this_project_only(made, enter):
    """Another town's community, with a branch and members, is none of them."""
    other = make_organisation("双山社区", Kind.COMMUNITY)
    make_member(make_branch(other))
    adoption = adopted(made)
    commands.adopt_plan(by=None, adoption=adoption)
    newcomer = PartyMembership.objects.on(today()).exclude(branch__territory=other).first()
    make_member(newcomer.branch, standing=Standing.PROBATIONARY)
    client = enter(made["department"])
    page = client.get(reverse("rezoning_result", args=[made["project"].pk]))
    found = {one.label: one for one in page.context["result"].figures}
    assert found["一社区一支部"].value == "51/51"
    assert found["正式党员"].value == 51
    for label, number in {"原居民委": 51, "一社区一支部": 51, "户数": 51, "正式党员": 51}.items():
        table = client.get(found[label].url).context["table"]
        assert table.rows_matching.count() == number, label
    spread = page.context["result"].compared.spreads[1]
    assert [sum(bar.value for bar in strip.bars) for strip in spread.strips] == [51, 51]
    for strip in spread.strips:
        assert client.get(strip.url).context["table"].rows_matching.count() == len(strip.bars)


def test_the_ways_on_from_the_result_keep_the_day(made, enter):
    commands.adopt_plan(by=None, adoption=adopted(made))
    url = reverse("rezoning_result", args=[made["project"].pk])
    day = (today() - timedelta(days=1)).isoformat()
    page = enter(made["department"]).get(url, {"as_of": day}).content.decode()
    kept = {
        kept for there, kept in Ways(page).out() if name_of(there) in {"organisation_list", "checks", "today"}
    }
    assert kept == {True}
    assert reverse("organisation_list") + "?kind=community&amp;as_of=" + day in page


def test_each_number_of_a_community_says_what_it_is_on_a_phone(made, enter):
    """There a row is a card without the head of the table."""
    commands.adopt_plan(by=None, adoption=adopted(made))
    page = enter(made["department"]).get(reverse("rezoning_result", args=[made["project"].pk]))
    table = page.content.decode().split('class="results" id="communities"')[1].split("</table>")[0]
    cells = re.findall(r"<td[^>]*>", table)
    assert len(cells) == 51 * 4
    assert all('data-label="' in cell for cell in cells)


def test_the_members_open_only_to_who_may_read_all_of_them(made, enter):
    adoption = adopted(made)
    commands.adopt_plan(by=None, adoption=adoption)
    url = reverse("rezoning_result", args=[made["project"].pk])
    urls = [
        {one.label: one.url for one in enter(who).get(url).context["result"].figures}["正式党员"]
        for who in (made["department"], made["leader"], made["secretary"])
    ]
    assert [bool(one) for one in urls] == [True, True, False]
