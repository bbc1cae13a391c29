"""A list as one likes it: columns chosen, the whole kept under a name, shared by its address; all without script."""

import io
from datetime import date

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from jiceng.kernel.models import SavedView
from jiceng.organisations.enums import PostKind
from tests.organisations.county import county, officer

pytestmark = pytest.mark.django_db
LIST = "/organisations/list/"


@pytest.fixture
def place():
    return county()


@pytest.fixture
def desk(place, enter):
    return enter(officer(place.department, PostKind.LEADER))


def heads(client, query: str = "") -> list[str]:
    """The headings of the list as drawn."""
    page = client.get(LIST + query).content.decode()
    head = page.split("<thead>")[1].split("</thead>")[0]
    return [part.split("<")[0] for part in head.replace("</a>", "").split(">") if part.split("<")[0].strip()]


def save(client, **data):
    return client.post(reverse("view_save"), {"path": LIST, "name": "社区户数", **data})


def test_columns_are_chosen_by_the_address_and_the_name_always_stays(desk):
    assert "代码" in heads(desk)
    assert heads(desk, "?column=households") == ["名称", "户数"]
    assert heads(desk, "?column=nonsense") == heads(desk)


def test_the_file_holds_the_columns_that_are_seen(desk):
    answer = desk.get(LIST + "?column=households&export=xlsx")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["名称", "户数"]


def test_a_search_and_another_page_keep_the_columns(desk):
    page = desk.get(LIST + "?column=households&kind=old_residents_committee").content.decode()
    assert 'name="column" value="households"' in page
    assert (
        "sort=-name&amp;column" in page
        or "column=households&amp;kind=old_residents_committee&amp;sort" in page
    )


def test_a_view_is_kept_drawn_and_forgotten(desk):
    answer = save(desk, query="kind=old_residents_committee&column=households&after=x&as_of=2020-01-01")
    view = SavedView.objects.get()
    assert view.query == "kind=old_residents_committee&column=households"
    assert answer.url == f"{LIST}?{view.query}"
    page = desk.get(answer.url).content.decode()
    assert "社区户数" in page.split("我的视图", 1)[1]
    assert heads(desk, "?" + view.query) == ["名称", "户数"]
    desk.post(reverse("view_remove", args=[view.pk]))
    assert not SavedView.objects.exists()
    assert "我的视图" not in desk.get(LIST).content.decode()


def test_the_same_name_again_replaces(desk):
    save(desk, query="kind=community")
    save(desk, query="kind=department")
    assert SavedView.objects.get().query == "kind=department"


def test_views_are_ones_own_but_their_address_opens_for_everybody(place, desk, client):
    save(desk, query="column=households")
    other = officer(place.town, PostKind.SECRETARY)
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    assert "我的视图" not in client.get(LIST).content.decode()
    assert heads(client, "?column=households") == ["名称", "户数"]


@pytest.mark.parametrize(
    "wrong", [{"path": "//evil.example/"}, {"path": "/no/such/page/"}, {"name": ""}, {"name": "长" * 31}]
)
def test_what_cannot_be_a_view_is_refused(desk, wrong):
    answer = save(desk, **wrong)
    assert answer.status_code == 302
    assert answer.url in {"/", LIST}
    assert not SavedView.objects.exists()


def test_one_query_for_all_views(desk, django_assert_num_queries):
    day = date.today().isoformat()
    desk.get(LIST, {"as_of": day})
    for number in (1, 3):
        for one in range(number):
            save(desk, name=f"视图{one}", query=f"kind=community&q={one}")
        with django_assert_num_queries(8):
            desk.get(LIST, {"as_of": day})
