"""Papers that come in: signed for and registered, their way through the office, what is refused."""

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from jiceng.documents import commands
from jiceng.documents.commands import HandOn, ImpossibleError, NewIncoming
from jiceng.documents.models import Hand, Incoming
from jiceng.documents.queries import incoming as queries
from jiceng.documents.reading import words_in
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.kernel.uploads import accepted
from tests.documents.place import Place

pytestmark = pytest.mark.django_db

NEW = NewIncoming("中共黑河市委组织部", "关于报送社区建设情况的通知", "黑组发〔2026〕7号")


def word(*paragraphs: str, **extra: bytes) -> bytes:
    from docx import Document as Word

    out, made = BytesIO(), Word()
    for one in paragraphs:
        made.add_paragraph(one)
    made.save(out)
    with zipfile.ZipFile(out, "a") as package:
        for name, content in extra.items():
            package.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.fixture
def place():
    return Place()


def registered(place, new=NEW, **more):
    return commands.register_incoming(by=place.town_officer, organisation=place.town, new=new, **more)


def test_from_registration_to_the_answer(place):
    row = registered(place)
    assert row.register_number == f"收〔{today().year}〕1号"
    due = today() + timedelta(days=9)
    with pytest.raises(ImpossibleError, match="办理期限"):
        commands.propose(by=place.town_officer, incoming=row, need="act", opinion="请办")
    commands.propose(by=place.town_officer, incoming=row, need="act", opinion="请党建办办理", due_on=due)
    with pytest.raises(Refused):
        commands.instruct(by=place.town_officer, incoming=row, opinion="同意")
    commands.instruct(by=place.town_secretary, incoming=row, opinion="按拟办意见办")
    to = [HandOn(place.other_town, due), HandOn(place.department, due)]
    late = HandOn(place.other_town, due + timedelta(days=1))
    with pytest.raises(ImpossibleError, match="不能晚于来文"):
        commands.hand_on(by=place.town_officer, incoming=row, to=[late])
    commands.hand_on(by=place.town_officer, incoming=row, to=to)
    lead, helper = row.hands.all()
    assert (lead.unit, lead.lead, helper.lead) == (place.other_town, True, False)
    commands.urge_hand(by=place.town_officer, hand=lead)
    with pytest.raises(ImpossibleError, match="今天已经催办"):
        commands.urge_hand(by=place.town_officer, hand=lead)
    assert list(queries.waiting_for(seen_by=place.other_officer)) == [row]
    with pytest.raises(Refused):
        commands.answer_hand(by=place.town_officer, hand=lead, text="已办")
    commands.answer_hand(by=place.other_officer, hand=lead, text="已办，附情况。")
    with pytest.raises(ImpossibleError, match="县委组织部还没有答复"):
        commands.close_incoming(by=place.town_officer, incoming=row, result="已书面答复")
    commands.answer_hand(by=place.clerk, hand=helper, text="无补充。")
    commands.opine(by=place.other_officer, incoming=row, opinion="已阅")
    row = commands.close_incoming(by=place.town_officer, incoming=row, result="已书面答复市委组织部")
    acts = list(row.steps.values_list("act", flat=True))
    assert acts == [
        *("registered", "proposed", "instructed", "handed", "urged", "answered", "answered", "read"),
        "closed",
    ]


def test_who_sees_it(place):
    row = registered(place)
    assert not queries.incoming(seen_by=place.other_officer).exists()
    assert not queries.incoming(seen_by=place.clerk).exists()
    with pytest.raises(Refused):
        commands.opine(by=place.other_officer, incoming=row, opinion="看")


def test_registered_once_and_numbered_without_gap(place):
    registered(place)
    with pytest.raises(ImpossibleError, match="已经登记为收"):
        registered(place)
    other = registered(place, NewIncoming("县教育局", "关于校舍的函"))
    assert other.serial == 2
    mine = commands.register_incoming(by=None, organisation=place.other_town, new=NEW)
    assert mine.serial == 1


def test_a_paper_of_this_site_is_signed_for_and_registered_in_one(place):
    document = place.issued()
    recipient = document.recipients.get(organisation=place.town)
    row = commands.register_received(by=place.town_officer, recipient=recipient)
    assert (row.number, row.title, row.document) == (document.number_text, document.title, document)
    assert recipient.receipt.by == place.town_officer
    with pytest.raises(ImpossibleError, match="已经登记"):
        commands.register_received(by=place.town_officer, recipient=recipient)


def test_sent_back_with_a_reason(place):
    row = registered(place)
    with pytest.raises(ImpossibleError, match="理由"):
        commands.refuse_incoming(by=place.town_officer, incoming=row, why=" ")
    row = commands.refuse_incoming(by=place.town_officer, incoming=row, why="文种不符")
    with pytest.raises(ImpossibleError, match="已退文"):
        commands.propose(by=place.town_officer, incoming=row, need="read", opinion="阅")
    assert not queries.waiting_for(seen_by=place.town_officer).exists()


def test_late_is_red(place):
    row = registered(place, NewIncoming("县教育局", "函", received_on=date(2026, 1, 5)))
    commands.propose(by=None, incoming=row, need="act", opinion="办", due_on=date(2026, 1, 20))
    assert list(queries.late(seen_by=place.town_officer, as_of=date(2026, 1, 21))) == [row]
    row.refresh_from_db()
    assert queries.light_of(row, date(2026, 1, 21))[0] == "late"
    assert queries.light_of(row, date(2026, 1, 20))[0] == "info"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("通知.exe", b"MZ", "不是可以上传的文件"),
        ("通知.pdf", b"<html>", "内容和文件类型不符"),
        ("通知.png", b"%PDF-1.7", "内容和文件类型不符"),
        ("通知.txt", b"a\x00b", "内容和文件类型不符"),
        ("通知.docx", b"PK\x03\x04 torn", "已损坏"),
        ("通知.docx", word("好", word__vbaProject_bin=b"x", word__vbaProject=b"x"), "含有宏"),
        ("通知.docx", word("好", word__embeddings__a=b"x"), "含有宏或嵌入"),
        ("通知.pdf", b"", "是空的"),
    ],
)
def test_files_are_judged_by_their_bytes(name, content, sentence):
    with pytest.raises(ValidationError, match=sentence):
        accepted(SimpleUploadedFile(name, content))


def test_a_file_is_kept_once_under_a_name_of_ours(place, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    files = (
        SimpleUploadedFile("a/b\\通知.pdf", b"%PDF-1.7 x"),
        SimpleUploadedFile("又一份.pdf", b"%PDF-1.7 x"),
    )
    kept = registered(place, files=files).files.get()
    assert kept.name == "又一份.pdf"
    assert kept.file.name.startswith("incoming/")
    assert kept.sha256[:24] in kept.file.name


def test_a_paper_marked_secret_stays_out_also_inside_a_file(place):
    assert words_in(SimpleUploadedFile("a.docx", word("第一段", "a < b"))) == "第一段\na < b\n"
    assert words_in(SimpleUploadedFile("a.txt", "密级".encode("gb18030"))) == "密级"
    with pytest.raises(ImpossibleError, match="不得进入本系统"):
        registered(place, NewIncoming("市委", "通知", text="机密★1年"))
    with pytest.raises(ValidationError, match="不得进入本系统"):
        registered(place, files=(SimpleUploadedFile("通知.docx", word("秘密★半年", "正文")),))
    assert not Incoming.objects.exists()


def test_what_must_always_hold_is_held_by_the_database(place):
    row = registered(place)
    for changes in ({"state": "closed"}, {"state": "proposed"}, {"title": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Incoming.objects.filter(pk=row.pk).update(**changes)
    hand = Hand.objects.create(incoming=row, unit=place.town, lead=True, due_on=today())
    with pytest.raises(IntegrityError), transaction.atomic():
        Hand.objects.create(incoming=row, unit=place.other_town, lead=True, due_on=today())
    with pytest.raises(IntegrityError), transaction.atomic():
        Hand.objects.filter(pk=hand.pk).update(answer="好")


def test_a_paper_to_read_goes_round_and_each_says_that_it_read(place):
    row = registered(place)
    commands.propose(by=place.town_officer, incoming=row, need="read", opinion="请传阅")
    row.refresh_from_db()
    assert "hand_on" in queries.acts(row, place.town_officer)
    due = today() + timedelta(days=3)
    to = [HandOn(place.other_town, due), HandOn(place.department, due)]
    row = commands.hand_on(by=place.town_officer, incoming=row, to=to)
    assert queries.light_of(row, today())[1] == "传阅中"
    assert not row.hands.filter(lead=True).exists()
    first, second = row.hands.all()
    assert queries.hand_light(first, today(), row.need)[1] == "待阅"
    with pytest.raises(ImpossibleError, match="还没有答复"):
        commands.close_incoming(by=place.town_officer, incoming=row, result="已传阅")
    first = commands.answer_hand(by=place.other_officer, hand=first, text="")
    assert (first.answer, queries.hand_light(first, today(), row.need)[1]) == ("已阅", "已阅")
    commands.answer_hand(by=place.clerk, hand=second, text="建议转各社区")
    commands.close_incoming(by=place.town_officer, incoming=row, result="已传阅")
    acts = list(row.steps.values_list("act", flat=True))
    assert acts == ["registered", "proposed", "circulated", "read", "read", "closed"]


def test_no_opinion_brings_in_what_is_marked_secret(place):
    row = registered(place)
    with pytest.raises(ImpossibleError, match="涉密文件"):
        commands.propose(by=place.town_officer, incoming=row, need="read", opinion="机密★1年")
    draft = commands.submit(by=None, document=place.draft())
    with pytest.raises(ImpossibleError, match="涉密文件"):
        commands.review(by=place.second_clerk, document=draft, opinion="★秘密")
    draft.refresh_from_db()
    assert draft.state == "review"
