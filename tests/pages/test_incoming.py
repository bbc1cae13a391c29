"""Each page of incoming papers over HTTP: a form's refusal, who may see it, queries of the register."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jiceng.documents import commands
from jiceng.documents.commands import NewIncoming
from jiceng.documents.models import Incoming
from jiceng.kernel.pages import today
from tests.documents.place import Place
from tests.pages.test_documents import entered, send, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def test_the_whole_way_over_http(place, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    officer, head, unit = (
        entered(who) for who in (place.town_officer, place.town_secretary, place.other_officer)
    )
    written = {
        "sender": "县教育局",
        "title": "关于借用场地的函",
        "received_on": today().isoformat(),
        "copies": "1",
    }
    wrong = {**written, "files": SimpleUploadedFile("a.pdf", b"no")}
    answer = send(officer, "incoming_register", place.town.pk, **wrong)
    assert answer.status_code == 422
    assert "内容和文件类型不符" in text(answer)
    assert "关于借用场地的函" in text(answer)
    right = {
        **written,
        "files": [SimpleUploadedFile("a.pdf", b"%PDF-1"), SimpleUploadedFile("b.png", b"\x89PNG\r\n\x1a\n")],
    }
    assert "已登记为收" in text(send(officer, "incoming_register", place.town.pk, **right))
    row = Incoming.objects.get()
    kept = row.files.first()
    got = officer.get(reverse("incoming_file", args=[kept.pk]))
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.content == b"%PDF-1"
    due = (today() + timedelta(days=3)).isoformat()
    assert send(officer, "incoming_propose", row.pk, need="act", opinion="").status_code == 422
    send(officer, "incoming_propose", row.pk, need="act", opinion="请党建办办", due_on=due)
    assert row.title in text(head.get(reverse("incoming_papers") + "?mine=do"))
    send(head, "incoming_instruct", row.pk, opinion="同意")
    unknown = send(officer, "incoming_hand_on", row.pk, units="没有这个单位", due_on=due)
    assert "本县没有这些组织" in text(unknown)
    assert unit.get(reverse("incoming_paper", args=[row.pk])).status_code == 404
    send(officer, "incoming_hand_on", row.pk, units="多宝山镇党委", due_on=due)
    hand = row.hands.get()
    assert "已催办" in text(send(officer, "hand_urge", hand.pk))
    assert unit.get(reverse("incoming_file", args=[kept.pk])).content
    assert "已保存" in text(send(unit, "hand_answer", hand.pk, text="场地已借"))
    send(unit, "incoming_opine", row.pk, opinion="已阅")
    assert "已保存" in text(send(officer, "incoming_close", row.pk, result="已复函"))
    page = text(officer.get(reverse("incoming_paper", args=[row.pk])))
    assert all(word in page for word in ("场地已借", "已复函", "催办", "已阅"))


def test_one_click_signs_and_registers(place):
    officer = entered(place.town_officer)
    recipient = place.issued().recipients.get(organisation=place.town)
    assert "签收并登记" in text(officer.get(reverse("incoming_papers")))
    assert "已登记为收" in text(send(officer, "recipient_receive", recipient.pk))
    assert "已经登记" in text(send(officer, "recipient_receive", recipient.pk))
    page = text(officer.get(reverse("incoming_paper", args=[Incoming.objects.get().pk])))
    assert "打开本系统印发的原文" in page


def test_sent_back_over_http(place):
    officer = entered(place.town_officer)
    row = commands.register_incoming(by=None, organisation=place.town, new=NewIncoming("甲局", "函"))
    send(officer, "incoming_refuse", row.pk, why="不属本镇")
    row.refresh_from_db()
    assert row.state == "refused"


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_takes_the_same_queries(place, enter, django_assert_num_queries, count):
    client = enter(place.town_officer)
    for number in range(count):
        new = NewIncoming("甲局", f"函{number}")
        commands.register_incoming(by=None, organisation=place.town, new=new)
    client.get(reverse("incoming_papers"))
    with django_assert_num_queries(13):
        client.get(reverse("incoming_papers"))
