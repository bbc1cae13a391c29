"""What a file may call its units, and what happens to a page that shows a file which is no longer being checked."""

import uuid

import pytest
from django.urls import reverse

from jiceng.organisations.enums import PostKind
from jiceng.rezoning import commands
from jiceng.rezoning.intake.reading import units_from_geojson
from jiceng.rezoning.queries.intake import open_faults
from tests.factories import make_account_with_post, make_county
from tests.rezoning.town import collection, feature, project, square

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_county()["town"]


def taken_in(made, *features):
    return commands.take_in(by=None, project=made, file_name="x.geojson", content=collection(*features))


def test_what_is_too_long_is_named_and_not_cut_off(town):
    """Two keys that differ only behind the fortieth character were cut to one and broke the load."""
    long, made = "A" * 40, project(town, k=1)
    units = [feature(f"{long}1", square(0, 0), name="甲"), feature(f"{long}2", square(1, 0), name="长" * 121)]
    intake = taken_in(made, *units)
    found = {fault.id: fault.kind for fault in open_faults(intake)}
    assert found == {"0.key": "long", "1.key": "long", "1.name": "long"}
    answers = {"0.key": "a", "1.key": "b", "1.name": "乙"}
    decisions = {key: {"repair": "edit", "value": value} for key, value in answers.items()}
    intake = commands.decide_faults(by=None, intake=intake, decisions=decisions)
    assert commands.load_intake(by=None, intake=intake) == 2
    assert set(made.units.values_list("key", "name")) == {("a", "甲"), ("b", "乙")}


def test_zero_is_a_key_and_a_list_is_none():
    content = collection({**feature("x", square(0, 0)), "id": 0}, {**feature("y", square(1, 0)), "id": ["y"]})
    first, second = units_from_geojson(content).rows
    assert (first["key"], second["key"]) == ("0", "")


def test_a_page_of_a_file_that_was_replaced_says_so(town, enter):
    made = project(town, k=1)
    old = taken_in(made, feature("a", square(0, 0), households="很多"))
    client = enter(make_account_with_post(made.body, PostKind.OFFICER))
    address = reverse("rezoning_intake", args=[old.pk])
    assert "未处理" in client.get(address).content.decode()
    taken_in(made, feature("b", square(0, 0)))
    asked = {"submission_key": str(uuid.uuid4()), "repair.0.households": "drop"}
    answer = client.post(address, asked, headers={"Referer": f"http://testserver{address}"})
    assert (answer.status_code, answer["Location"]) == (302, f"http://testserver{address}")
    page = client.get(address).content.decode()
    assert "这次载入已经结束" in page
    assert "载入全部单元" not in page
    old.refresh_from_db()
    assert old.decisions == {}
