"""What is missing or wrong: of a check that many break some stand on the page of all, and every one behind its link."""

import re
import sys

import pytest
from django.urls import reverse

from jiceng.organisations.enums import PostKind
from tests.organisations.county import county, officer

pytestmark = pytest.mark.django_db


def rows(page: str) -> int:
    return sum(
        one.count("<li>") for one in re.findall(r'<ul class="plain findings">.*?</ul>', page, re.DOTALL)
    )


def test_of_what_many_break_some_are_shown_and_all_behind_a_link(enter, monkeypatch):
    place = county()
    client = enter(officer(place.department, PostKind.LEADER))
    whole = client.get(reverse("checks")).content.decode()
    monkeypatch.setattr(sys.modules["jiceng.organisations.views.checks"], "SHOWN", 0)
    short = client.get(reverse("checks")).content.decode()
    assert rows(whole) > 0
    assert rows(short) == 0
    links = re.findall(r'href="(\?check=[^"]+)"', short)
    assert links
    behind = [client.get(reverse("checks") + link.replace("&amp;", "&")).content.decode() for link in links]
    assert sum(rows(page) for page in behind) == rows(whole)
    assert all('<a href="?check=' not in page for page in behind)
    mended = client.get(reverse("checks"), {"check": "no-such"}).content.decode()
    assert len(re.findall(r'<a href="[?]check=', mended)) == len(links)
