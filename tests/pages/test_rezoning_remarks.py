"""What residents said to a plan, as a list of the house: searched, filtered, sorted, paged and taken along."""

import io
import re
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
from tests.pages.test_rezoning import published, send

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
    return reverse("rezoning_consultation", args=[shown.plan.project_id])


def everybodys(shown) -> str:
    return reverse("rezoning_public", args=[shown.slug])


def numbers(client, url, **asked) -> list[int]:
    return [row.number for row in client.get(url, asked).context["table"].page]


def sheet(client, url) -> list[list]:
    file = client.get(url, {"export": "xlsx"})
    content = b"".join(file.streaming_content) if file.streaming else file.content
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_staff_and_residents_search_filter_and_sort_what_was_said(made, enter):
    shown = said(made)
    for client, url in ((enter(made["officer"]), staffs(shown)), (Client(), everybodys(shown))):
        assert numbers(client, url) == [3, 2, 1]
        assert numbers(client, url, sort="number") == [1, 2, 3]
        assert numbers(client, url, sort="home")[0] == 3
        assert numbers(client, url, q="场所") == [3]
        assert numbers(client, url, q="改近") == [1]
        assert numbers(client, url, q="第三") == [1]
        assert numbers(client, url, q="disan") == [1]
        assert numbers(client, url, q="dsjm") == [3, 1]
        assert numbers(client, url, stance="support") == [2]
        assert numbers(client, url, outcome="adopted") == [1]
        assert numbers(client, url, outcome="waits") == [3]


def test_a_unit_of_the_project_alone_is_found_by_pinyin(made, enter):
    shown = said(made)
    made["project"].units.update(source=None)
    for client, url in ((enter(made["officer"]), staffs(shown)), (Client(), everybodys(shown))):
        assert numbers(client, url, q="disan") == [1]
        assert numbers(client, url, q="dsjm") == [3, 1]


def test_each_remark_stands_once_with_its_answer(made, enter):
    shown = said(made)
    for client, url in ((enter(made["officer"]), staffs(shown)), (Client(), everybodys(shown))):
        page = client.get(url).content.decode()
        for remark in shown.remarks.all():
            assert page.count(f'id="remark-{remark.pk}"') == 1
        assert page.count("已改近") == 1
        assert page.count("场所要大") == 1
        assert "赵姨" in page


def part_of(client, url, **asked) -> str:
    answer = client.get(url, asked, headers={"HX-Request": "true", "HX-Target": "table-remarks"})
    return answer.content.decode().lstrip()


def test_a_part_is_the_list_alone_and_its_links_lead_to_it_without_script(made, enter):
    shown = said(made)
    for client, url in ((enter(made["officer"]), staffs(shown)), (Client(), everybodys(shown))):
        assert part_of(client, url, q="场所").startswith('<div id="table-remarks"')
        page = client.get(url, {"stance": "object", "home": "04"}).content.decode()
        assert 'action="#remarks"' in page
        assert 'id="remarks"' in page
        assert '<input type="hidden" name="home" value="04" form="table-remarks-search">' in page
        chip = re.search(r'href="([?][^"]*stance=support[^"]*)"', page)
        assert chip
        assert chip[1].endswith("#remarks")


def test_of_several_consultations_the_one_asked_for_is_listed(made, enter):
    first = said(made)
    commands.withdraw(by=None, consultation=first, why="改期")
    second = published(made)
    commands.remark(by=None, consultation=second, words=Words("accept", "再说一次"), address="10.0.0.9")
    officer = enter(made["officer"])
    assert numbers(officer, staffs(first)) == [1]
    assert numbers(officer, staffs(first), of=first.pk) == [3, 2, 1]
    assert numbers(officer, staffs(first), of="nobody") == [1]
    assert f'href="?of={first.pk}#remarks"' in officer.get(staffs(first)).content.decode()


def test_an_answer_leads_back_to_the_list_as_it_stood(made, enter):
    shown = said(made)
    third = shown.remarks.get(number=3)
    officer = enter(made["secretary"])
    page = officer.get(staffs(shown), {"outcome": "waits"}).content.decode()
    url = f"{reverse('rezoning_answer', args=[third.pk])}?outcome=waits"
    assert f'href="{url}"' in page
    form = officer.get(url)
    assert "场所要大" in form.content.decode()
    wrong = send(officer, url, outcome="nonsense", text="先记下这一句")
    assert wrong.status_code == 422
    assert "先记下这一句" in wrong.content.decode()
    done = send(officer, url, outcome="noted", text="记下了")
    assert done["Location"] == f"{staffs(shown)}?outcome=waits&of={shown.pk}#remarks"
    plain = reverse("rezoning_answer", args=[third.pk])
    assert f"{staffs(shown)}?of={shown.pk}#remark-{third.pk}" in officer.get(plain).content.decode().replace(
        "&amp;", "&"
    )


def test_who_may_not_answer_is_offered_no_answer(made, enter):
    shown = said(made)
    third = shown.remarks.get(number=3)
    link = reverse("rezoning_answer", args=[third.pk])
    assert link in enter(made["secretary"]).get(staffs(shown)).content.decode()
    assert link not in Client().get(everybodys(shown)).content.decode()


def test_what_people_call_themselves_stays_with_those_who_answer(made, enter):
    shown = said(made)
    officer, resident = enter(made["officer"]), Client()
    file = sheet(officer, staffs(shown))
    assert len(file) == 4
    assert "李大爷13800000000" in file[3]
    assert numbers(officer, staffs(shown), q="赵姨") == [3]
    public = sheet(resident, everybodys(shown))
    assert [row[0] for row in public] == ["序号", 3, 2, 1]
    assert "太远" in public[3]
    assert "已改近" in public[3]
    assert "13800000000" not in str(public)
    assert "赵姨" not in str(public)
    assert numbers(resident, everybodys(shown), q="赵姨") == []
    assert "signed" not in str(PublicRemarks.search)


def test_long_lists_come_in_pages(made, enter, monkeypatch):
    monkeypatch.setattr(PublicRemarks, "page_size", 2)  # the staff's list is one of these
    shown = said(made)
    for client, url in ((enter(made["officer"]), staffs(shown)), (Client(), everybodys(shown))):
        for order, second in (("number", [3]), ("-number", [1]), ("home", [2])):
            first = client.get(url, {"sort": order}).context["table"]
            assert len(first.page) == 2
            assert numbers(client, url + first.next_url.split("#")[0]) == second


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
def test_a_part_takes_the_same_queries(made, enter, django_assert_num_queries, count):
    shown = said(made, SAID[:count])
    for client, url, most in ((enter(made["officer"]), staffs(shown), 9), (Client(), everybodys(shown), 2)):
        part_of(client, url)
        with django_assert_num_queries(most):
            part_of(client, url)
