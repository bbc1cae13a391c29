"""A unit or a person among very many: offered while typing, answered without script, never from outside the scope."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from jiceng.documents.models import Task
from jiceng.kernel.choosing import OFFERED
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Deputyship, Organisation
from jiceng.responsibility.models import Matter
from tests import factories
from tests.documents.place import Place

pytestmark = pytest.mark.django_db
HOSTILE = (
    "%",
    "_",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "（",
    "甲（",
    "甲（1）（2）",
    "９" * 400,
    "((((",
)


@pytest.fixture
def place():
    """Two communities of one name, and more than are ever offered at once."""
    place = Place()
    place.namesakes = [
        factories.make_organisation("和平社区党支部", Kind.PARTY_BRANCH, code=code)
        for code in ("HP01", "HP02")
    ]
    place.others = [
        factories.make_organisation(f"团结{number}社区党支部", Kind.PARTY_BRANCH)
        for number in range(OFFERED + 3)
    ]
    return place


def offered(client, page: str, field: str, text: str) -> str:
    answer = client.get(reverse(page), {"suggest": field, field: text}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    return answer.content.decode()


def sent(client, page: str, **data):
    return client.post(reverse(page), {"submission_key": str(uuid.uuid4()), **data})


def test_a_task_is_given_by_name_code_or_offer(place, enter):
    clerk = enter(place.clerk)
    day = (today() + timedelta(days=9)).isoformat()
    page = clerk.get(reverse("task_new")).content.decode()
    assert "团结" not in page
    assert 'list="giveform_unit-offers"' in page
    for text in ("和平", "heping", "hpsq", "HP0"):
        assert offered(clerk, "task_new", "unit", text).count("<option") == 2, text
    assert offered(clerk, "task_new", "helpers", "团结").count("<option") == OFFERED
    for number, (text, unit) in enumerate(
        (
            ("和平社区党支部（HP01）", place.namesakes[0]),
            ("和平社区党支部 (HP02)", place.namesakes[1]),
            ("HP02", place.namesakes[1]),
            ("嫩江镇党委", place.town),
        )
    ):
        helpers = ["团结1社区党支部", "", f"团结2社区党支部（{place.others[2].pk}）"]
        answer = sent(clerk, "task_new", title=f"任务{number}", unit=text, due_on=day, helpers=helpers)
        assert answer.status_code == 302, answer.context and answer.context["form"].errors
        task = Task.objects.get(title=f"任务{number}")
        assert (task.unit, {str(one) for one in task.helpers.all()}) == (
            unit,
            {"团结1社区党支部", "团结2社区党支部"},
        )
    for text in ("和平社区党支部", "和平", "hpsq"):
        answer = sent(clerk, "task_new", title="两可", unit=text, due_on=day, helpers=["团结1社区党支部"])
        page = answer.content.decode()
        assert answer.status_code == 422
        assert page.count("和平社区党支部（HP01）") == page.count("和平社区党支部（HP02）") > 1
        assert 'value="团结1社区党支部"' in page
    for text in HOSTILE:
        assert "<option" not in offered(clerk, "task_new", "unit", text), text
        answer = sent(clerk, "task_new", title="怪", unit=text, due_on=day)
        assert answer.status_code == 422, text
        assert "<script>alert" not in answer.content.decode()
    assert Task.objects.count() == 4


def test_what_is_no_unit_of_the_day_is_neither_offered_nor_taken(place, enter):
    clerk, (gone, _still) = enter(place.clerk), place.namesakes
    Organisation.objects.filter(pk=gone.pk).update(valid_to=today())
    assert offered(clerk, "task_new", "unit", "和平").count("<option") == 1
    day = (today() + timedelta(days=9)).isoformat()
    for text in (gone.pk, "HP01", "和平社区党支部（HP01）"):
        assert sent(clerk, "task_new", title="晚了", unit=text, due_on=day).status_code == 422
    assert not Task.objects.exists()


def test_a_matter_is_led_by_a_unit_that_was_typed(place, enter):
    clerk = enter(place.clerk)
    assert offered(clerk, "matter_new", "lead", "嫩江镇").count("<option") >= 1
    data = {"title": "路灯", "measure": "都亮", "kind": "note", "raised_on": today(), "source": "hand"}
    wrong = sent(clerk, "matter_new", **data, lead="镇")
    assert wrong.status_code == 422
    right = sent(clerk, "matter_new", **data, lead="嫩江镇党委", helpers=["和平社区党支部（HP02）"])
    assert right.status_code == 302, right.context and right.context["form"].errors
    assert Matter.objects.get().lead == place.town


def test_a_deputy_is_nobody_from_elsewhere(place, enter):
    boss = enter(place.town_secretary)
    term = place.town_secretary.person.terms.get()
    officer, stranger = place.town_officer.person, place.other_officer.person
    for person in (officer, stranger):
        person.__class__.objects.filter(pk=person.pk).update(
            name="同名人", pinyin="tongmingren", initials="tmr"
        )
    assert offered(boss, "deputies_name", "person", "tmr").count("<option") == 1
    assert f"同名人（{officer.pk}）" in offered(boss, "deputies_name", "person", "同名")
    own = offered(boss, "deputies_name", "term", place.town_secretary.person.name)
    assert f"（{term.pk}）" in own
    elsewhere = place.other_officer.person.terms.get()
    assert f"（{elsewhere.pk}）" not in offered(boss, "deputies_name", "term", "同名人")
    days = {"on": today(), "until": today() + timedelta(days=9), "why": "外出学习"}
    for wrong in ({"person": stranger.pk}, {"person": f"同名人（{stranger.pk}）"}, {"term": elsewhere.pk}):
        answer = sent(boss, "deputies_name", **{"term": term.pk, "person": officer.pk, **days, **wrong})
        assert answer.status_code == 422
    assert not Deputyship.objects.exists()
    done = sent(boss, "deputies_name", term=term.pk, person="同名人", **days)
    assert done.status_code == 302
    assert Deputyship.objects.get().person == officer


def test_many_units_cost_what_few_cost(place, enter, django_assert_max_num_queries):
    clerk = enter(place.clerk)
    clerk.get(reverse("task_new"))
    with django_assert_max_num_queries(8):
        clerk.get(reverse("task_new"))
    with django_assert_max_num_queries(6):
        offered(clerk, "task_new", "unit", "团结")
