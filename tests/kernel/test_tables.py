"""Tables: every row once and in order, whichever way one pages; what is exported is what is seen."""

import io
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import reverse
from django_htmx.middleware import HtmxDetails
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from jiceng.kernel.tables import BulkAction, Column, Filter, Table, read_cursor, write_cursor
from jiceng.people.models import Account, Person
from tests.factories import make_person

pytestmark = pytest.mark.django_db


class People(Table):
    name = "people"
    columns = (
        Column("name", "姓名", value="name", sort="pinyin", main=True),
        Column("born_on", "出生日期", value="born_on", sort="born_on"),
        Column("sex", "性别", value=lambda row: row.get_sex_display(), badge=lambda row: "quiet"),
        Column("length", "字数", value=lambda row: len(row.name), number=True, file_name="名字长度"),
        Column("light", "状态", light=lambda row: ("late", "缺"), in_file=False),
    )
    search = ("name", "pinyin", "initials")
    order = "name"
    filters = (
        Filter("sex", "性别", lambda: [("1", "男"), ("2", "女")], lambda rows, value: rows.filter(sex=value)),
    )
    page_size = 2


def asked(**parameters):
    request = RequestFactory().get("/", parameters)
    request.htmx = HtmxDetails(request)
    return request


def walk(**parameters) -> list[list[str]]:
    """The pages from the first to the last, by their own links."""
    pages = []
    while True:
        table = People(asked(**parameters), Person.objects.all())
        pages.append([row.name for row in table.page])
        if not table.next_url:
            return pages
        parameters = QueryDict(table.next_url.lstrip("?")).dict()


@pytest.fixture
def five():
    for name, born in (("王一", 5), ("李二", None), ("张三", 1), ("赵四", None), ("白五", 3)):
        make_person(name, born_on=born and date(1980, 1, born))


def test_pages_follow_pinyin(five):
    assert walk() == [["白五", "李二"], ["王一", "张三"], ["赵四"]]
    assert walk(sort="-name") == [["赵四", "张三"], ["王一", "李二"], ["白五"]]


def test_empty_values_come_last_both_ways(five):
    assert [n for page in walk(sort="born_on") for n in page] == ["张三", "白五", "王一", "李二", "赵四"]
    assert [n for page in walk(sort="-born_on") for n in page] == ["王一", "白五", "张三", "李二", "赵四"]


@pytest.mark.parametrize("order", ["name", "-name", "born_on", "-born_on"])
def test_the_way_back_shows_the_same_pages(five, order):
    forth = walk(sort=order)
    table = People(asked(sort=order), Person.objects.all())
    while table.page and table.next_url:
        table = People(asked(**QueryDict(table.next_url.lstrip("?")).dict()), Person.objects.all())
    back = [[row.name for row in table.page]]
    while table.page and table.previous_url:
        table = People(asked(**QueryDict(table.previous_url.lstrip("?")).dict()), Person.objects.all())
        back.append([row.name for row in table.page])
    flat = [name for page in reversed(back) for name in page]
    assert flat == [name for page in forth for name in page]


@pytest.mark.parametrize(
    ("text", "found"), [("wang", ["王一"]), ("ls", []), ("le", ["李二"]), ("四", ["赵四"])]
)
def test_search_by_characters_pinyin_and_initials(five, text, found):
    assert [row.name for row in People(asked(q=text), Person.objects.all()).page] == found


def test_a_filter_narrows_and_an_unknown_value_does_not(five):
    Person.objects.update(sex=1)
    make_person("钱六", sex=2)
    assert [row.name for row in People(asked(sex="2"), Person.objects.all()).page] == ["钱六"]
    assert People(asked(sex="7"), Person.objects.all()).rows_matching.count() == 6


@pytest.mark.parametrize("cursor", ["nonsense", "W10", "WzEsMiwzXQ", write_cursor("not a day", 1)])
def test_a_damaged_cursor_shows_the_first_page(five, cursor):
    table = People(asked(after=cursor, sort="born_on"), Person.objects.all())
    assert len(table.page) == 2


@given(st.one_of(st.none(), st.text(max_size=20), st.integers()), st.integers(min_value=1))
def test_cursors_keep_their_value(value, pk):
    assert read_cursor(write_cursor(value, pk)) == (value, pk)


def test_what_is_exported_is_what_is_seen():
    make_person("=1+1", born_on=date(1990, 2, 3))
    make_person("王一", born_on=None)
    answer = People(asked(export="xlsx"), Person.objects.all()).response("unused.html")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[0] == ["姓名", "出生日期", "性别", "名字长度"]
    assert sorted(row[:2] for row in sheet[1:]) == [["=1+1", "1990-02-03"], ["王一", ""]]
    assert [row[3] for row in sheet[1:]] == [4, 2] or [row[3] for row in sheet[1:]] == [2, 4]


def test_cells_are_escaped():
    make_person("<b>王</b>")
    ((_, cells),) = People(asked(), Person.objects.all()).lines
    assert "&lt;b&gt;王" in cells
    assert '<span class="light late">' in cells


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_is_one_query(rows, django_assert_num_queries):
    for number in range(rows):
        make_person(f"王{number}", born_on=date(1980, 1, 1) + timedelta(days=number))
    with django_assert_num_queries(1):
        list(People(asked(), Person.objects.all()).lines)


def test_a_related_field_sorts_too():
    for name in ("王一", "白二"):
        Account.objects.create(username=name, person=make_person(name))

    class Accounts(People):
        columns = (Column("name", "姓名", value="person__name", sort="person__pinyin"),)
        filters = ()
        page_size = 1

    first = Accounts(asked(), Account.objects.select_related("person"))
    assert [row.person.name for row in first.page] == ["白二"]
    second = Accounts(asked(**QueryDict(first.next_url[1:]).dict()), Account.objects.select_related("person"))
    assert [row.person.name for row in second.page] == ["王一"]


def test_ticked_rows_go_to_the_page_that_shows_what_will_happen():
    class Ticked(People):
        bulk = (BulkAction("转出", "gallery"),)

    row = make_person("王一")
    table = Ticked(asked(), Person.objects.all())
    html = get_template("kernel/components/table_results.html").render(
        {"table": table, "as_of_iso": "2026-01-01", "is_past": False}
    )
    assert f'name="pk" value="{row.pk}" form="table-people-bulk"' in html
    assert f'formaction="{reverse("gallery")}"' in html
    assert '<form method="get"' in html
