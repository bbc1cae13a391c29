"""What residents said to a plan, as a list of the house: searched, filtered, sorted, paged and taken along."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from jiceng.kernel.pages import today
from jiceng.rezoning import commands
from jiceng.rezoning.commands.participation import Words
from jiceng.rezoning.models import Consultation
from jiceng.rezoning.tables import PublicRemarks
from tests.pages import test_rezoning
from tests.pages.test_rezoning import published

pytestmark = pytest.mark.django_db
made = test_rezoning.made
SAID = (
    Words("object", "太远", pin="unit", unit="03", signed="李大爷13800000000"),
    Words("support"),
    Words("accept", "场所要大", home="04", signed="赵姨"),
)


def said(made, words=SAID, **fields):
    """The consultation, with the first of the remarks answered."""
    shown = published(made, **fields)
    rows = [
        commands.remark(by=None, consultation=shown, words=one, address=f"10.0.0.{number}")
        for number, one in enumerate(words)
    ]
    commands.answer(by=None, remark=rows[0], outcome="adopted", text="已改近")
    return shown


def staffs(shown) -> str:
    return reverse("rezoning_remarks", args=[shown.pk])


def everybodys(shown) -> str:
    return reverse("rezoning_public_remarks", args=[shown.slug])


def numbers(client, url, **asked) -> list[int]:
    return [row.number for row in client.get(url, asked).context["table"].page]


def sheet(client, url) -> list[list]:
    file = client.get(url, {"export": "xlsx"})
    content = b"".join(file.streaming_content) if file.streaming else file.content
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_staff_and_residents_search_filter_and_sort_what_was_said(made, enter):
    shown = said(made)
    for client, url in ((enter(made["officer"]), staffs(shown)), (Client(), everybodys(shown))):
        assert numbers(client, url) == [1, 2, 3]
        assert numbers(client, url, sort="-number") == [3, 2, 1]
        assert numbers(client, url, sort="home")[0] == 3
        assert numbers(client, url, q="场所") == [3]
        assert numbers(client, url, q="改近") == [1]
        assert numbers(client, url, q="第三") == [1]
        assert numbers(client, url, q="disan") == [1]
        assert numbers(client, url, q="dsjm") == [1, 3]
        assert numbers(client, url, stance="support") == [2]
        assert numbers(client, url, outcome="adopted") == [1]
        assert numbers(client, url, outcome="waits") == [3]


def test_each_remark_leads_to_where_it_stands_with_its_answer(made, enter):
    shown = said(made)
    first = shown.remarks.get(number=1)
    officer, resident = enter(made["officer"]), Client()
    page = reverse("rezoning_consultation", args=[made["project"].pk])
    public = reverse("rezoning_public", args=[shown.slug])
    for client, there, url in ((officer, page, staffs(shown)), (resident, public, everybodys(shown))):
        assert f'href="{there}#remark-{first.pk}"' in client.get(url).content.decode()
        standing = client.get(there).content.decode()
        assert f'id="remark-{first.pk}"' in standing
        assert f'href="{url}"' in standing


def test_what_people_call_themselves_stays_with_those_who_answer(made, enter):
    shown = said(made)
    officer, resident = enter(made["officer"]), Client()
    file = sheet(officer, staffs(shown))
    assert len(file) == 4
    assert "李大爷13800000000" in file[1]
    assert numbers(officer, staffs(shown), q="赵姨") == [3]
    public = sheet(resident, everybodys(shown))
    assert [row[0] for row in public] == ["序号", 1, 2, 3]
    assert "太远" in public[1]
    assert "已改近" in public[1]
    assert "13800000000" not in str(public)
    assert "赵姨" not in resident.get(everybodys(shown)).content.decode()
    assert numbers(resident, everybodys(shown), q="赵姨") == []
    assert "signed" not in str(PublicRemarks.search)


def test_long_lists_come_in_pages(made, enter, monkeypatch):
    monkeypatch.setattr(PublicRemarks, "page_size", 2)
    shown = said(made)
    for client, url in ((enter(made["officer"]), staffs(shown)), (Client(), everybodys(shown))):
        for order, second in (("number", [3]), ("-number", [1]), ("home", [2])):
            first = client.get(url, {"sort": order}).context["table"]
            assert len(first.page) == 2
            assert numbers(client, url + first.next_url) == second


def test_residents_see_it_only_while_they_may_see_the_plan(made, enter):
    shown = said(made)
    Consultation.objects.filter(pk=shown.pk).update(opens_on=today() + timedelta(days=1))
    assert Client().get(everybodys(shown)).status_code == 404
    Consultation.objects.filter(pk=shown.pk).update(opens_on=today())
    assert Client().get(everybodys(shown)).status_code == 200
    commands.withdraw(by=None, consultation=shown, why="改期")
    assert Client().get(everybodys(shown)).status_code == 404
    assert enter(made["officer"]).get(staffs(shown)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(made, enter, django_assert_num_queries, count):
    shown = said(made, SAID[:count])
    for client, url, most in ((enter(made["officer"]), staffs(shown), 10), (Client(), everybodys(shown), 2)):
        client.get(url)
        with django_assert_num_queries(most):
            client.get(url)
