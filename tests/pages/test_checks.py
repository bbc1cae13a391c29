"""What is missing or wrong: of a check that many break some stand on the page of all, and every one in its own list."""

import io
import re
import sys
from collections import Counter

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from jiceng.organisations.enums import Kind, Line, PostKind
from jiceng.organisations.queries.checks import every_check
from jiceng.organisations.tables_findings import Findings
from tests.organisations.county import county, officer, organisation

pytestmark = pytest.mark.django_db
NO_SECRETARY = "S01"


def rows(page: str) -> int:
    return sum(
        one.count("<li>") for one in re.findall(r'<ul class="plain findings">.*?</ul>', page, re.DOTALL)
    )


@pytest.fixture
def place():
    return county()


@pytest.fixture
def client(enter, place):
    return enter(officer(place.department, PostKind.LEADER))


def listed(client, **asked) -> list[str]:
    return [row.name for row in client.get(reverse("checks"), asked).context["table"].page]


def test_of_what_many_break_some_are_shown_and_all_behind_a_link(client, monkeypatch):
    whole = client.get(reverse("checks")).content.decode()
    monkeypatch.setattr(sys.modules["jiceng.organisations.views.checks"], "SHOWN", 0)
    short = client.get(reverse("checks")).content.decode()
    assert rows(whole) > 0
    assert rows(short) == 0
    links = set(re.findall(r'href="(\?check=[^"]+)"', short))
    assert links
    behind = [client.get(reverse("checks") + link.replace("&amp;", "&")) for link in links]
    assert sum(len(answer.context["table"].page) for answer in behind) == rows(whole)
    mended = client.get(reverse("checks"), {"check": "no-such"}).content.decode()
    assert set(re.findall(r'href="(\?check=[^"]+)"', mended)) == links


def test_every_check_has_its_own_key():
    doubled = {key for key, many in Counter(check.key for check in every_check()).items() if many > 1}
    assert doubled == set()


def test_a_checks_list_is_searched_filtered_and_sorted(client, place):
    asked = {"check": NO_SECRETARY}
    every = listed(client, **asked)
    assert set(every) >= {f"第{number}居民委党支部" for number in (1, 2, 3, 4)}
    assert listed(client, **asked, q="第2") == ["第2居民委党支部"]
    assert listed(client, **asked, q="di2") == ["第2居民委党支部"]
    assert len(listed(client, **asked, q="djie")) == 0
    west = {"superior": str(place.general_branches[0].pk)}
    assert listed(client, **asked, **west) == ["第1居民委党支部", "第3居民委党支部"]
    assert listed(client, **asked, **west, sort="-name") == ["第3居民委党支部", "第1居民委党支部"]
    organisation(Kind.PARTY_GENERAL_BRANCH, "机关党总支", places={Line.PARTY: place.town})
    assert listed(client, **asked, kind=Kind.PARTY_GENERAL_BRANCH) == ["机关党总支"]
    assert listed(client, **asked, superior=str(place.town.pk)) == ["机关党总支"]
    assert listed(client, **asked, sort="superior")[-1] == "机关党总支"


def test_what_is_found_is_sorted_by_its_numbers(client, place):
    for branch, full in zip(place.branches, (1, 0, 12, 2), strict=True):
        place.members(branch, None, full)
    by_number = listed(client, check="A01", sort="said", superior=str(place.general_branches[1].pk))
    assert by_number == ["第2居民委党支部", "第4居民委党支部"]
    assert listed(client, check="A01", sort="-said")[0] == "第4居民委党支部"


def test_a_checks_list_leaves_as_a_file(client):
    answer = client.get(reverse("checks"), {"check": NO_SECRETARY, "q": "di1", "export": "xlsx"})
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[0][:3] == ["组织", "类别", "上级"]
    assert len(sheet) == 2
    assert sheet[1][:4] == ["第1居民委党支部", "党支部", "城西街道党总支", "没有书记。"]


def test_of_long_lists_a_page_is_shown_and_part_of_it_swapped(client, monkeypatch):
    monkeypatch.setattr(Findings, "page_size", 2)
    asked = {"check": NO_SECRETARY}
    first = client.get(reverse("checks"), asked).context["table"]
    assert len(first.page) == 2
    second = client.get(reverse("checks") + first.next_url)
    assert "需要处理的问题" in second.content.decode()
    assert not {row.pk for row in first.page} & {row.pk for row in second.context["table"].page}
    part = client.get(
        reverse("checks"), asked, headers={"HX-Request": "true", "HX-Target": "table-findings"}
    ).content.decode()
    assert part.lstrip().startswith('<div id="table-findings"')
    mended = client.get(
        reverse("checks"), {"check": "C01"}, headers={"HX-Request": "true", "HX-Target": "table-findings"}
    ).content.decode()
    assert mended.lstrip().startswith('<div id="table-findings"')


def test_conditions_are_cleared_without_leaving_the_list(client, place):
    organisation(Kind.PARTY_GENERAL_BRANCH, "机关党总支", places={Line.PARTY: place.town})
    asked = {"check": NO_SECRETARY, "q": "nobody", "kind": Kind.PARTY_BRANCH}
    page = client.get(reverse("checks"), asked)
    assert page.context["table"].cleared_url == f"?check={NO_SECRETARY}"


def test_a_remedy_is_offered_to_those_who_may(client, enter, place):
    asked = {"check": NO_SECRETARY, "q": "di1"}
    remedy = f"{reverse('organisation_posts', args=[place.branches[0].pk])}?post=secretary"
    page = client.get(reverse("checks"), asked).content.decode()
    assert (remedy in page) == ("任命书记" in page)
    assert remedy in page


def test_a_term_is_a_row_of_its_own(client, place):
    """Two secretaries of one branch whose terms are over are two rows."""
    for _ in range(2):
        officer(place.branches[0], PostKind.SECRETARY)
    found = client.get(reverse("checks"), {"check": "A07.over"}).context["table"].page
    assert [row.name for row in found] == ["第1居民委党支部"] * 2
    assert len({row.pk for row in found}) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_a_checks_list_takes_the_same_queries(client, place, count, django_assert_num_queries):
    for number in range(count):
        organisation(Kind.PARTY_BRANCH, f"机关{number}支部", places={Line.PARTY: place.town})
    asked = {"check": NO_SECRETARY, "superior": str(place.town.pk)}
    assert len(listed(client, **asked)) >= count
    with django_assert_num_queries(22):
        client.get(reverse("checks"), asked)
