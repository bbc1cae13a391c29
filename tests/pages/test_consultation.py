"""Pages of consultations on texts: residents without account, units, answers, the table, queries."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jiceng.documents import commands
from jiceng.documents.commands import Aim, NewItem, NewPlan, Said
from jiceng.documents.models import ConsultedText, Document
from jiceng.documents.plan_text import chinese
from jiceng.kernel.pages import today
from tests.documents.place import Place
from tests.documents.test_consultation import PLAN, asked
from tests.pages.test_documents import entered, send, text
from tests.pages.test_rezoning_remarks import numbers, part_of, sheet

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
    marked = send(resident, "consulted_public", row.slug, wish="change", text="机密★一年")
    assert marked.status_code == 422
    assert "密级标志" in text(marked)
    assert not row.remarks.exists()
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
    file = clerk.get(page + "?export=xlsx")
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


def test_what_came_of_it_goes_back_into_the_document_by_a_button(place):
    document = place.draft(kind="opinion", attachments=(("名单", "甲"),))
    before = document.current
    lines = [line for line in before.text.split("\n") if line]
    clerk = entered(place.clerk)
    row = asked(place, text=before.text, document=document)
    page = reverse("consulted_text", args=[row.pk])
    assert "改入公文稿" not in text(clerk.get(page))
    assert "办结以后才能" in text(send(clerk, "consulted_take", row.pk))
    commands.close_consultation(by=None, consulted=row, reason="没有意见")
    assert "与最后一版相同" in text(clerk.get(page))
    ConsultedText.objects.update(closed_on=None, end_reason="")
    commands.revise_text(by=None, consulted=row, text="\n".join([*lines, "三、其他"]), why="采纳意见")
    commands.close_consultation(by=None, consulted=row, reason="采纳了")
    assert reverse("consulted_take", args=[row.pk]) in text(clerk.get(page))
    assert "已改入公文稿" in text(send(clerk, "consulted_take", row.pk))
    now = Document.objects.get(pk=document.pk).current
    assert (now.version, now.text.split("\n")[-1], now.frozen) == (before.version + 1, "三、其他", False)
    assert [one.title for one in now.attachments.all()] == ["名单"]
    assert document.versions.get(version=before.version).text == before.text
    assert "三、其他" in text(clerk.get(reverse("document_versions", args=[document.pk])))
    assert "已经是这样的文字" in text(send(clerk, "consulted_take", row.pk))
    assert send(entered(place.other_officer), "consulted_take", row.pk).status_code == 404


def test_a_plan_is_put_before_people_by_its_button(place):
    day = date(2026, 1, 1)
    new = NewPlan("three_year", "社区三年规划", place.county, day, date(2028, 12, 31), day)
    plan = commands.make_plan(by=None, new=new)
    aim = Aim("场所达标", date(2027, 12, 31))
    (goal,) = commands.add_items(by=None, plan=plan, news=[NewItem("建设场所", place.town, aim)], on=day)
    commands.add_items(by=None, plan=plan, news=[NewItem("摸清底数", place.town, aim, parent=goal)], on=day)
    clerk = entered(place.clerk)
    address = f"{reverse('consult_new', args=[place.county.pk])}?plan={plan.pk}"
    assert address in text(clerk.get(reverse("plan", args=[plan.pk])))
    form = clerk.get(address).context["form"]
    lines = form.initial["text"].split("\n")
    assert [lines[0], lines[2]] == ["一、建设场所", "（一）摸清底数"]
    assert "责任单位：嫩江镇党委" in lines[1]
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data |= {"units": "", "submission_key": str(uuid.uuid4())}
    made = clerk.post(address, {name: value for name, value in data.items() if value is not None})
    assert made.status_code == 302
    row = ConsultedText.objects.get()
    assert (row.plan, row.kind, row.versions.get().passages.count()) == (plan, "plan", 4)
    assert reverse("consulted_text", args=[row.pk]) in text(clerk.get(reverse("plan", args=[plan.pk])))
    assert reverse("plan", args=[plan.pk]) in text(clerk.get(reverse("consulted_text", args=[row.pk])))
    elsewhere = reverse("consult_new", args=[place.town.pk])
    assert entered(place.town_officer).get(f"{elsewhere}?plan={plan.pk}").status_code == 404
    assert [chinese(one) for one in (1, 10, 11, 20, 35)] == ["一", "十", "十一", "二十", "三十五"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_text_takes_the_same_queries(place, enter, django_assert_num_queries, count):
    row = asked(place)
    for number in range(count):
        commands.say(by=None, consulted=row, said=Said("support", f"好{number}", passage=3))
    client = enter(place.clerk)
    for address, most in ((reverse("consulted_text", args=[row.pk]), 20), (reverse("consulted_texts"), 9)):
        client.get(address)
        with django_assert_num_queries(most):
            client.get(address)


def test_residents_find_what_they_are_asked_and_see_what_changed(place):
    """A list without account, on the front page too; versions side by side, the share in per cent."""
    row = asked(place)
    asked(place, title="内部征求意见", public=False)
    asked(place, title="以后的文稿", opens_on=today() + timedelta(days=2))
    done = commands.close_consultation(by=None, consulted=asked(place, title="去年的文稿"), reason="已无意见")
    resident, listed = Client(), reverse("consulted_open")
    page = text(resident.get(listed))
    assert page.index(row.title) < page.index("去年的文稿")
    assert "内部征求意见" not in page
    assert "以后的文稿" not in page
    assert reverse("consulted_public", args=[done.slug]) in page
    front = text(resident.get("/"))
    assert row.title in front
    assert listed in front
    public = reverse("consulted_public", args=[row.slug])
    assert "采纳率" not in text(resident.get(public))
    remarks = [
        commands.say(
            by=None, consulted=row, said=Said("change", f"意见{one}", passage=3), address=f"10.0.0.{one}"
        )
        for one in range(3)
    ]
    for remark, outcome in zip(remarks, ("adopted", "kept", "partly"), strict=True):
        commands.answer_remark(by=place.clerk, remark=remark, outcome=outcome, text="好")
    commands.revise_text(
        by=place.clerk, consulted=row, text=PLAN.replace("三十", "四十"), why="按居民意见加大"
    )
    page = text(resident.get(public))
    assert "采纳率67%" in page
    assert "按居民意见加大" in page
    assert "<del>三</del><ins>四</ins>" in page


def test_what_was_said_is_one_list_beside_the_text(place):
    """Each remark stands once, searched, filtered by passage and answered from the list as it stands; what residents
    call themselves stays with those who answer."""
    row = asked(place)
    for number, said in enumerate(
        (
            Said("change", "场所太小", passage=3, signed="李大爷"),
            Said("support", "赞成"),
            Said("add", "加老人助餐", passage=1, wording="每个社区一处"),
        )
    ):
        commands.say(by=None, consulted=row, said=said, address=f"10.0.0.{number}")
    first = row.remarks.get(number=1)
    commands.answer_remark(by=place.clerk, remark=first, outcome="adopted", text="已写进去")
    staff, public = reverse("consulted_text", args=[row.pk]), reverse("consulted_public", args=[row.slug])
    clerk, resident = entered(place.clerk), Client()
    for client, url in ((clerk, staff), (resident, public)):
        assert numbers(client, url) == [1, 2, 3]
        assert numbers(client, url, about=3) == [1]
        assert numbers(client, url, about="whole") == [2]
        assert numbers(client, url, outcome="none", sort="-number") == [3, 2]
        assert numbers(client, url, q="一处") == numbers(client, url, q="助餐") == [3]
        assert numbers(client, url, q="写进") == [1]
        page = text(client.get(url))
        for remark in row.remarks.all():
            assert page.count(f'id="remark-{remark.pk}"') == 1
        assert page.count("场所太小") == page.count("已写进去") == 1
        assert f'href="{url}?about=3#remarks"' in page
        assert part_of(client, url, about=1).startswith('<div id="table-remarks"')
    assert numbers(clerk, staff, q="李大爷") == [1]
    assert numbers(resident, public, q="李大爷") == []
    assert "李大爷" in str(sheet(clerk, staff))
    assert "李大爷" not in str(sheet(resident, public))
    third = reverse("remark_answer", args=[row.remarks.get(number=3).pk])
    assert f'href="{third}?outcome=none"' in text(clerk.get(staff, {"outcome": "none"}))
    assert third not in text(resident.get(public))
    done = clerk.post(
        f"{third}?outcome=none",
        {"submission_key": str(uuid.uuid4()), "outcome": "kept", "text": "已有规定"},
    )
    assert done["Location"] == f"{staff}?outcome=none#remarks"
