"""Pages of consultations on texts: residents without account, units, answers, the table, queries."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jiceng.documents import commands
from jiceng.documents.commands import Said
from jiceng.documents.models import ConsultedText
from jiceng.kernel.pages import today
from tests.documents.place import Place
from tests.documents.test_consultation import PLAN, asked
from tests.pages.test_documents import entered, send, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def test_the_whole_way_over_http(place):
    clerk, officer, resident = entered(place.clerk), entered(place.town_officer), Client()
    written = {
        "kind": "plan",
        "title": "社区建设三年规划",
        "text": PLAN,
        "opens_on": today().isoformat(),
        "closes_on": (today() + timedelta(days=3)).isoformat(),
        "public": "on",
        "units": "嫩江镇党委\n没有的单位",
    }
    wrong = send(clerk, "consult_new", place.county.pk, **written)
    assert "本县没有这些组织：没有的单位" in text(wrong)
    send(clerk, "consult_new", place.county.pk, **{**written, "units": "嫩江镇党委"})
    row = ConsultedText.objects.get()
    page = reverse("consulted_text", args=[row.pk])
    assert "回复无意见" in text(officer.get(page))
    public = reverse("consulted_public", args=[row.slug])
    assert "提意见" in text(resident.get(public + "?passage=3"))
    assert send(resident, "consulted_public", row.slug, wish="change", text="").status_code == 422
    mine = {"wish": "change", "text": "场所要够老人用", "passage": "3", "signed": "李大爷"}
    assert "您的意见已收到" in text(send(resident, "consulted_public", row.slug, **mine))
    send(officer, "consulted_say", row.pk, unit=place.town.pk, wish="support", text="赞成")
    assert "待答复" not in text(officer.get(page))
    first, second = row.remarks.all()
    answer = reverse("remark_answer", args=[first.pk])
    assert answer in text(clerk.get(page))
    assert answer not in text(officer.get(page))
    assert "场所要够老人用" in text(clerk.get(answer))
    send(clerk, "remark_answer", first.pk, outcome="adopted", text="已写进去")
    assert officer.get(reverse("remark_answer", args=[second.pk])).status_code == 404
    assert "已写进去" in text(resident.get(public))
    answer = send(clerk, "consulted_close", row.pk)
    assert "还有1条意见没有答复" in text(answer)
    new = PLAN.replace("三十", "四十")
    send(clerk, "consulted_revise", row.pk, text=new, why="采纳第1条")
    assert "<ins>四</ins>" in text(clerk.get(reverse("consulted_versions", args=[row.pk])))
    send(clerk, "consulted_close", row.pk, why="规划须在月底前报出")
    assert "规划须在月底前报出" in text(resident.get(public))
    assert officer.get(reverse("consulted_say", args=[row.pk])).status_code == 404
    file = clerk.get(reverse("consulted_remarks", args=[row.pk]) + "?export=xlsx")
    assert file.headers["Content-Type"].startswith("application/vnd.openxmlformats")


def test_a_draft_is_put_before_people_and_what_is_not_public_hides(place):
    document = place.draft(kind="opinion", title="关于社区建设的意见")
    page = text(
        entered(place.clerk).get(f"/documents/consulted/new/{place.county.pk}/?document={document.pk}")
    )
    assert "坚持党建引领" in page
    row = asked(place, public=False)
    assert Client().get(reverse("consulted_public", args=[row.slug])).status_code == 404
    assert entered(place.other_officer).get(reverse("consulted_text", args=[row.pk])).status_code == 404
    asked_unit = row.asked.get(unit=place.town)
    assert "已回复无意见" in text(send(entered(place.town_officer), "asked_nothing", asked_unit.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_a_text_takes_the_same_queries(place, enter, django_assert_num_queries, count):
    row = asked(place)
    for number in range(count):
        commands.say(by=None, consulted=row, said=Said("support", f"好{number}", passage=3))
    client = enter(place.clerk)
    for address, most in ((reverse("consulted_text", args=[row.pk]), 18), (reverse("consulted_texts"), 9)):
        client.get(address)
        with django_assert_num_queries(most):
            client.get(address)
