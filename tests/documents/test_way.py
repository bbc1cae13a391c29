"""The way of a document from draft to archive, its rules of form, and what is kept."""

from datetime import date
from urllib.parse import urlsplit

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from jiceng.documents import commands, rules
from jiceng.documents.body import blocks, differences, length
from jiceng.documents.checks import secret_mark
from jiceng.documents.commands import Addressee, ImpossibleError
from jiceng.documents.models import Document, Receipt
from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from tests.documents.code import code_on
from tests.documents.place import DAY, TEXT, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def test_from_draft_to_receipt(place):
    row = commands.draft(by=place.clerk, organisation=place.county, series=place.series, words=place.words())
    commands.submit(by=place.clerk, document=row)
    with pytest.raises(ImpossibleError, match="起草人不能审核"):
        commands.review(by=place.clerk, document=row)
    commands.review(by=place.second_clerk, document=row, opinion="同意")
    with pytest.raises(Refused):
        commands.sign(by=place.clerk, document=row)
    row = commands.sign(by=place.leader, document=row, on=DAY)
    assert row.signed_by_name == str(place.leader.person)
    assert row.number_text == ""
    row = commands.issue(by=place.clerk, document=row, on=DAY)
    assert row.number_text == "嫩发〔2026〕1号"
    assert len(row.sha256) == len(row.sm3) == 64
    recipient = row.recipients.get(organisation=place.town)
    with pytest.raises(Refused):
        commands.receive(by=place.other_officer, recipient=recipient)
    commands.receive(by=place.town_officer, recipient=recipient)
    commands.receive(by=place.town_officer, recipient=recipient)
    assert Receipt.objects.get().by == place.town_officer
    steps = list(row.handlings.values_list("step", flat=True))
    assert steps == ["submitted", "reviewed", "signed", "issued"]
    told = Entry.objects.filter(target_kind="documents.document", target_id=str(row.pk))
    assert told.filter(verb="documents.receive").count() == 1


def test_a_change_after_the_signature_goes_back_to_who_signs(place):
    row = place.signed()
    words = place.words(text=TEXT + "\n附则。")
    with pytest.raises(ImpossibleError, match="写明理由"):
        commands.revise(by=place.second_clerk, document=row, words=words)
    row = commands.revise(by=place.second_clerk, document=row, words=words, why="补充附则")
    assert (row.state, row.signed_by_name, row.signed_on) == ("signing", "", None)
    assert list(row.versions.values_list("version", "frozen")) == [(1, True), (2, True)]
    with pytest.raises(ImpossibleError, match="待签发"):
        commands.issue(by=place.clerk, document=row)
    commands.issue(by=None, document=commands.sign(by=place.leader, document=row))
    first, second = row.versions.all()
    signs = [(one.sign, one.text) for one in differences(first.text, second.text)]
    assert ("+", "附则。") in signs
    assert sum(sign != " " for sign, _text in signs) == 1


def test_countersigned_by_everyone_asked_before_it_is_signed(place):
    row = place.draft(countersigners=(place.town, place.other_town))
    commands.submit(by=None, document=row)
    row = commands.review(by=None, document=row)
    assert row.state == "countersign"
    one, two = row.countersignatures.all()
    assert rules.reached(place.town_secretary).filter(pk=row.pk).exists()
    with pytest.raises(Refused):
        commands.agree(by=place.town_officer, countersignature=one)
    assert commands.agree(by=place.town_secretary, countersignature=one).state == "countersign"
    with pytest.raises(ImpossibleError, match="已经会签"):
        commands.agree(by=None, countersignature=one)
    assert commands.agree(by=None, countersignature=two).state == "signing"


def test_sent_back_and_mended(place):
    row = commands.submit(by=None, document=place.draft())
    with pytest.raises(ImpossibleError, match="退回的理由"):
        commands.send_back(by=place.second_clerk, document=row, opinion=" ")
    row = commands.send_back(by=place.second_clerk, document=row, opinion="请补充分工")
    row = commands.revise(by=place.clerk, document=row, words=place.words(title="关于分工的通知"))
    assert row.versions.count() == 2
    commands.revise(by=place.clerk, document=row, words=place.words(title="关于再分工的通知"))
    assert row.versions.count() == 2
    assert commands.submit(by=place.clerk, document=row).title == "关于再分工的通知"


def test_given_up_before_it_is_issued(place):
    row = commands.withdraw(by=place.clerk, document=place.signed(), why="不再需要")
    assert row.state == "withdrawn"
    with pytest.raises(ImpossibleError):
        commands.issue(by=None, document=row)
    assert place.issued().number == 1


FORMS = [
    ({"kind": "request", "title": "关于增加经费的请示"}, "只能有一个主送机关"),
    (
        {"kind": "request", "title": "关于经费和用房等事项的请示", "main": (Addressee("市委"),)},
        "一文一事",
    ),
    (
        {
            "kind": "report",
            "title": "情况报告",
            "text": "工作已完成。恳请市委解决经费。",
            "main": (Addressee("市委"),),
        },
        "不得夹带请示",
    ),
    ({"kind": "minutes", "title": "会议纪要"}, "没有主送机关"),
    ({"main": ()}, "写明主送机关"),
    ({"text": " "}, "正文还是空的"),
    ({"text": "社" * 5001}, "超过5000字"),
    ({"text": "社" * 4001, "special_task": True}, "超过4000字"),
]


@pytest.mark.parametrize(("changed", "sentence"), FORMS)
def test_wrong_forms_go_no_further(place, changed, sentence):
    row = place.draft(**changed)
    with pytest.raises(ImpossibleError, match=sentence):
        commands.submit(by=None, document=row)
    assert Document.objects.get().state == "draft"


def test_long_with_a_reason_and_plain_reports_pass(place):
    assert commands.submit(by=None, document=place.draft(text="社" * 5001, length_reason="汇编")).pk
    report = place.draft(
        kind="report", title="情况报告", text="请示已于上月报送。", main=(Addressee("市委"),)
    )
    assert commands.submit(by=None, document=report).state == "review"


MARKED = [
    *("机密★1年", "★秘密", "正文\n绝密\n正文", "密级：机密", "保密期限:十年", "【秘密】"),
    *("机　密★1年", "秘　密", "机 密", "　机　密　", "机\u00a0密☆１年", "秘\u200b密\ufeff★", "绝\u2060密"),
    *("机\n密\n★\n1年", "| 秘密 | 2026 |", "|机|密|", "000017　机密★1年　特急", "秘密 10年", "機密★1年"),
    *("密 级 ： 机 密", "（绝 密）", "本文件属于机 密级", "国家秘密★长期", "机密⭐", "(机密)"),
]


@pytest.mark.parametrize("text", MARKED)
def test_what_is_marked_secret_stays_out(place, text):
    for changed in ({"text": text}, {"attachments": (("附件", text),)}, {"text": TEXT + "\n" + text}):
        with pytest.raises(ImpossibleError, match="涉密文件不得进入本系统"):
            place.draft(**changed)
    assert not Document.objects.exists()


NO_MARK = [
    *("保守国家秘密", "采用无记名秘密投票方式", "工作秘密管理办法", "五星★级社区", "保守秘密"),
    *("* 秘密投票须知", "★爱岗敬业★保守秘密★", "司机 密切联系群众", "动机\n密切", "密级：公开", "密级：无。"),
    *("投票 秘密 进行", "|秘密投票|公开投票|", "各单位要保守\n秘密，不得外传。", "商业秘密★号条款"),
    *("个人隐私和商业秘密", "严守机密要求", "保密期限届满的解密", "机要密码"),
]


@pytest.mark.parametrize("text", NO_MARK)
def test_words_alone_are_no_mark(text):
    assert secret_mark(text) == ""


def test_minutes_bear_no_seal(place):
    row = place.draft(kind="minutes", title="会议纪要", main=(), sealed=True)
    assert not row.sealed
    assert row.retention == "permanent"


def test_in_force_on_any_day(place):
    old = commands.issue(by=None, document=place.signed(date(2026, 1, 5)), on=date(2026, 1, 6))
    new = commands.issue(by=None, document=place.signed(), on=DAY, in_force=date(2026, 12, 1))
    commands.replace(by=place.leader, document=old, successor=new, why="新文件")

    def on(day):
        return list(Document.objects.on(day).order_by("pk"))

    assert on(date(2026, 1, 5)) == []
    assert on(date(2026, 11, 30)) == [old]
    assert on(date(2026, 12, 1)) == [new]
    commands.repeal(by=place.leader, document=new, on=date(2027, 1, 1), why="废止")
    assert on(date(2027, 1, 1)) == []
    with pytest.raises(ImpossibleError, match="已经失效"):
        commands.repeal(by=None, document=old, on=date(2027, 1, 1), why="再废止")


def test_filed_with_its_bytes(place):
    row = place.issued()
    copy = commands.file(by=place.clerk, document=row, archive_number="A1-2026-Y-001", retention="30")
    row.refresh_from_db()
    assert (row.state, row.retention, row.number) == ("filed", "30", 1)
    assert bytes(copy.content).startswith(b"%PDF")
    assert b"pdfaid" in bytes(copy.content)


@pytest.mark.parametrize(("text", "pages"), [(TEXT, 2), ("\n".join([TEXT] * 3), 3)])
def test_the_code_on_the_filed_copy_is_read_back_and_opens(place, client, text, pages):
    """On an odd last page and on an even one; the page that it leads to compares the very bytes that were filed."""
    row = place.issued(text=text)
    address = f"https://jiceng.example.gov.cn{reverse('document_verify', args=[row.mark])}"
    copy = commands.file(by=None, document=row, archive_number="A1-2026-Y-001", address=address)
    content = bytes(copy.content)
    assert len(pypdfium2.PdfDocument(content)) == pages
    assert code_on(content) == address
    assert copy.sha256 in client.get(urlsplit(code_on(content)).path).content.decode()


def test_the_database_holds_it_too(place):
    issued, draft = place.issued(), place.draft()
    wrong = [
        {"pk": draft.pk, "number": 2, "year": 2026},
        {"pk": issued.pk, "number": None},
        {"pk": issued.pk, "valid_to": date(2020, 1, 1), "ending": "repealed"},
        {"pk": issued.pk, "valid_to": date(2027, 1, 1)},
        {"pk": draft.pk, "state": "signed"},
    ]
    for fields in wrong:
        pk = fields.pop("pk")
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=pk).update(**fields)
    other = place.issued()
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=other.pk).update(number=1)


def test_neighbours_see_nothing(place):
    sent = place.issued()
    draft = place.draft()

    def seen(account):
        return list(rules.reached(account).order_by("pk"))

    assert seen(place.town_officer) == [sent]
    assert seen(place.other_officer) == []
    assert seen(place.clerk) == [sent, draft]


def test_text_is_read_by_its_numbering():
    found = blocks(
        "引言。\n一、标题\n（二）带头。其余文字\n3.事项\n（4）小项\n|甲|乙|\n|---|---|\n|1|\n3.5公里"
    )
    assert [one.level for one in found] == [0, 1, 2, 3, 4, 0, 0]
    assert (found[2].lead, found[2].text) == ("（二）带头。", "其余文字")
    assert found[5].rows == (("甲", "乙"), ("1", ""))
    assert length("一 二\n|三|") == 3
