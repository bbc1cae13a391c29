"""Rows held in memory make the same pages, in the same order, as the same rows in the database."""

import io
from dataclasses import dataclass
from datetime import date

import pytest
from django.http import QueryDict
from python_calamine import CalamineWorkbook

from jiceng.kernel.tables import Filter, HeldTable, write_cursor
from jiceng.people.models import Person
from tests.factories import make_person
from tests.kernel.test_tables import People, asked

pytestmark = pytest.mark.django_db
ORDERS = ["name", "-name", "born_on", "-born_on"]


@dataclass(frozen=True)
class Held:
    pk: int
    name: str
    pinyin: str
    initials: str
    born_on: date | None
    sex: int | None

    def get_sex_display(self) -> str:
        return {1: "男", 2: "女"}.get(self.sex, "")


class HeldPeople(HeldTable):
    name = "people"
    columns = People.columns
    search = People.search
    order = "name"
    filters = (
        Filter(
            "sex",
            "性别",
            lambda: [("1", "男"), ("2", "女")],
            lambda rows, v: [one for one in rows if str(one.sex) == v],
        ),
    )
    page_size = 2


@pytest.fixture
def people() -> list[Held]:
    for place, (name, born) in enumerate(
        (("王一", 5), ("李二", None), ("张三", 1), ("赵四", None), ("白五", 3), ("王一", 5))
    ):
        make_person(name, born_on=born and date(1980, 1, born), sex=1 + place % 2)
    return [
        Held(one.pk, one.name, one.pinyin, one.initials, one.born_on, one.sex) for one in Person.objects.all()
    ]


def walked(make, order: str) -> tuple[list[list[int]], list[list[int]]]:
    """The keys on each page from the first to the last, and back again, by the table's own links."""
    table = make(asked(sort=order))
    forth = [[row.pk for row in table.page]]
    while table.next_url:
        table = make(asked(**QueryDict(table.next_url[1:]).dict()))
        forth.append([row.pk for row in table.page])
    back = [[row.pk for row in table.page]]
    while table.previous_url:
        table = make(asked(**QueryDict(table.previous_url[1:]).dict()))
        back.append([row.pk for row in table.page])
    return forth, back


@pytest.mark.parametrize("order", ORDERS)
def test_pages_are_those_of_stored_rows_both_ways(people, order):
    forth, back = walked(lambda request: HeldPeople(request, people), order)
    assert (forth, back) == walked(lambda request: People(request, Person.objects.all()), order)
    assert sorted(key for page in forth for key in page) == sorted(one.pk for one in people)
    assert len(back) == len(forth) > 1


@pytest.mark.parametrize("text", ["wang", "wy", "ls", "四", "W", "nobody", "王"])
def test_the_same_is_found_as_among_stored_rows(people, text):
    found = {row.pk for row in HeldPeople(asked(q=text), people).rows_matching}
    assert found == set(
        People(asked(q=text), Person.objects.all()).rows_matching.values_list("pk", flat=True)
    )


def test_a_filter_narrows_and_an_unknown_value_does_not(people):
    assert {row.sex for row in HeldPeople(asked(sex="2"), people).rows_matching} == {2}
    assert len(HeldPeople(asked(sex="7"), people).rows_matching) == len(people)


@pytest.mark.parametrize("cursor", ["nonsense", "W10", write_cursor(7, 1)])
def test_a_damaged_cursor_shows_the_first_page(people, cursor):
    assert [row.name for row in HeldPeople(asked(after=cursor), people).page] == ["白五", "李二"]


def test_the_file_holds_what_is_seen_in_its_order(people):
    answer = HeldPeople(asked(export="xlsx", q="王", sort="-born_on"), people).response("unused.html")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[0] == ["姓名", "出生日期", "性别", "名字长度"]
    assert [row[0] for row in sheet[1:]] == ["王一", "王一"]


def test_without_an_order_rows_stand_by_key(people):
    class Plain(HeldPeople):
        order = ""

    def plain(request):
        return Plain(request, people)

    forth, _back = walked(plain, "")
    assert [key for page in forth for key in page] == sorted(one.pk for one in people)
