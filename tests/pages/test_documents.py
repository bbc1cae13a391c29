"""Each page of official documents: the whole way of one over HTTP, who may see it, queries of the lists."""

import re
import uuid
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as Word

from jiceng.documents import commands
from jiceng.documents.models import Document, Receipt, SealUse, StandardTemplate
from jiceng.kernel.pages import today
from tests.documents.place import TEXT, Place
from tests.documents.test_templates import word

pytestmark = pytest.mark.django_db


def send(client, name, *args, **fields):
    return client.post(reverse(name, args=args), {"submission_key": str(uuid.uuid4()), **fields}, follow=True)


def text(response) -> str:
    return response.content.decode()


def entered(account) -> Client:
    """A browser of its own for each account."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def place():
    return Place()


WRITTEN = {
    "kind": "notice",
    "title": "关于加强社区建设的通知",
    "text": TEXT,
    "main": "嫩江镇党委\n县直各单位",
    "attachments": "附件：名单\n|社区|户数|\n|邮政|2000|\n附件：说明\n一段。",
    "sealed": "on",
}


def test_the_whole_way_over_http(place):
    clerk, second, leader, town = (
        entered(who) for who in (place.clerk, place.second_clerk, place.leader, place.town_officer)
    )
    answer = send(clerk, "document_draft", place.county.pk, series=place.series.pk, **WRITTEN)
    assert answer.status_code == 200, answer.context["form"].errors
    row = Document.objects.get()
    assert list(row.current.attachments.values_list("title", flat=True)) == ["名单", "说明"]
    assert row.recipients.get(organisation=place.town).part == "main"
    assert "送审" in text(clerk.get(reverse("document", args=[row.pk])))
    send(clerk, "document_submit", row.pk)
    assert "起草人不能审核" in text(send(clerk, "document_review", row.pk))
    send(second, "document_review", row.pk, opinion="同意")
    assert row.title in text(leader.get(reverse("documents") + "?mine=do"))
    send(leader, "document_sign", row.pk)
    page = text(send(clerk, "document_issue", row.pk, on=today().isoformat()))
    assert "已印发，文号嫩发〔" in page
    row.refresh_from_db()
    assert (row.state, row.number) == ("issued", 1)
    assert row.title in text(town.get(reverse("documents") + "?mine=receive"))
    page = text(clerk.get(reverse("document", args=[row.pk])))
    assert "待签收" in page
    assert "已签收" not in page
    send(town, "recipient_receive", row.recipients.get(organisation=place.town).pk)
    assert Receipt.objects.count() == 1
    assert "已签收" in text(clerk.get(reverse("document", args=[row.pk])))
    assert row.title not in text(town.get(reverse("documents") + "?mine=receive"))
    send(clerk, "document_file", row.pk, archive_number="A1-10-001", retention="10")
    row.refresh_from_db()
    assert row.state == "filed"
    assert row.title in text(clerk.get(reverse("documents_filing") + "?filed=filed"))


def test_what_is_wrong_is_said_and_nothing_is_lost(place, enter):
    clerk = enter(place.clerk)
    answer = send(
        clerk,
        "document_draft",
        place.county.pk,
        series=place.series.pk,
        **{**WRITTEN, "text": "机密★1年\n正文"},
    )
    assert answer.status_code == 422
    assert "涉密文件不得进入本系统" in text(answer)
    assert "关于加强社区建设的通知" in text(answer)
    assert not Document.objects.exists()
    wrong = {**WRITTEN, "countersigners": "天上人间"}
    assert "本县没有这些组织" in text(
        send(clerk, "document_draft", place.county.pk, series=place.series.pk, **wrong)
    )
    row = place.draft(kind="request", title="关于经费的请示")
    page = text(clerk.get(reverse("document", args=[row.pk])))
    assert "只能有一个主送机关" in page
    assert "post_button" not in page
    send(clerk, "document_submit", row.pk)
    row.refresh_from_db()
    assert row.state == "draft"


def test_revised_after_the_signature_with_a_reason(place, enter):
    second, row = enter(place.second_clerk), place.signed()
    changed = {**WRITTEN, "attachments": "", "text": TEXT + "\n附则。"}
    assert send(second, "document_revise", row.pk, **changed).status_code == 422
    send(second, "document_revise", row.pk, why="补充附则", **changed)
    row.refresh_from_db()
    assert row.state == "signing"
    page = text(second.get(reverse("document_versions", args=[row.pk])))
    assert "<ins>附则。</ins>" in page
    assert "补充附则" in page


def test_files(place, enter):
    clerk, row = enter(place.clerk), place.issued()
    assert clerk.get(reverse("document_pdf", args=[row.pk])).content.startswith(b"%PDF")
    assert clerk.get(reverse("document_docx", args=[row.pk])).content.startswith(b"PK")
    picture = clerk.get(reverse("document_picture", args=[row.pk, 99]))
    assert picture["Content-Type"] == "image/png"
    assert "Noto Serif SC" in text(clerk.get(reverse("document", args=[row.pk])))


def test_anyone_with_the_paper_verifies_it(place, client):
    row = place.issued()
    url = reverse("document_verify", args=[row.mark])
    page = text(client.get(url))
    assert row.number_text in page
    assert row.sha256 in page
    assert row.title not in page
    assert "一致" in text(client.post(url, {"fingerprint": row.sm3.upper()}))
    copy = commands.file(by=None, document=row, archive_number="1")
    paper = BytesIO(bytes(copy.content))
    paper.name = "a.pdf"
    assert "与本系统保存的公文一致" in text(client.post(url, {"paper": paper}))
    other = BytesIO(bytes(copy.content) + b" ")
    other.name = "a.pdf"
    assert "请勿采用" in text(client.post(url, {"paper": other}))
    draft = place.draft()
    assert client.get(reverse("document_verify", args=[draft.mark])).status_code == 404


def test_in_force_on_the_day_of_the_page(place, enter):
    clerk, row = enter(place.clerk), place.issued()
    commands.repeal(by=None, document=row, on=date(2026, 12, 1), why="过时")
    url = reverse("documents_in_force")
    assert row.title in text(clerk.get(url + "?as_of=2026-11-30"))
    assert row.title not in text(clerk.get(url + "?as_of=2026-12-01"))
    assert row.title not in text(clerk.get(url + "?as_of=2026-11-02"))


def test_a_neighbour_finds_nothing(place, enter):
    other, row = enter(place.other_officer), place.issued()
    assert row.title not in text(other.get(reverse("documents")))
    for name in ("document", "document_pdf", "document_docx", "document_versions"):
        assert other.get(reverse(name, args=[row.pk])).status_code == 404
    assert send(other, "recipient_receive", row.recipients.get(organisation=place.town).pk).status_code == 404


@pytest.mark.parametrize(
    ("name", "most"), [("documents", 30), ("documents_in_force", 20), ("documents_filing", 20)]
)
def test_as_many_queries_for_three_rows_as_for_one(place, enter, name, most, django_assert_max_num_queries):
    clerk = enter(place.clerk)
    place.issued()
    clerk.get(reverse(name))
    with django_assert_max_num_queries(most) as one:
        assert clerk.get(reverse(name)).status_code == 200
    place.issued()
    place.issued()
    with django_assert_max_num_queries(len(one)):
        assert clerk.get(reverse(name)).status_code == 200


def test_a_code_is_opened(place, enter):
    clerk = enter(place.clerk)
    send(clerk, "document_series", organisation=place.county.pk, code="嫩办发")
    assert "嫩办发" in text(clerk.get(reverse("document_series")))
    assert "已经有机关在用" in text(send(clerk, "document_series", organisation=place.county.pk, code="嫩发"))


def test_a_unit_that_does_not_agree_sends_it_back(place):
    row = commands.submit(by=None, document=place.draft(countersigners=(place.town,)))
    row = commands.review(by=None, document=row)
    asked = row.countersignatures.get()
    head = entered(place.town_secretary)
    assert "不同意会签" in text(head.get(reverse("document", args=[row.pk])))
    send(head, "countersignature_refuse", asked.pk, why="第二条与本镇规定不一致")
    row.refresh_from_db()
    assert row.state == "draft"
    assert "第二条与本镇规定不一致" in text(entered(place.clerk).get(reverse("document", args=[row.pk])))


def test_damaged_text_is_mended_in_the_form_and_not_saved(place, enter):
    clerk = enter(place.clerk)
    damaged = {
        **WRITTEN,
        "text": "社區（shè qū）建设要认真落实,抓好１７个社区，把力量放到社区。",
        "repair": "1",
    }
    answer = send(clerk, "document_draft", place.county.pk, series=place.series.pk, **damaged)
    page = text(answer)
    assert "社区建设要认真落实，抓好17个社区，把力量放到社区。" in page
    assert "文字已整理，还没有保存" in page
    assert "<del>（shè qū）</del>" in page
    assert not Document.objects.exists()


def test_the_seal_is_entered_with_the_issue(place):
    row = place.signed()
    clerk = entered(place.clerk)
    send(clerk, "document_issue", row.pk, on=today().isoformat(), copies="12")
    assert row.seal_use.copies == 12
    page = text(clerk.get(reverse("seal_uses")))
    assert row.title in page
    commands.issue(by=None, document=place.signed(kind="minutes", title="纪要", main=()))
    assert SealUse.objects.count() == 1


def test_standard_texts_over_http(place):
    clerk, officer = entered(place.clerk), entered(place.town_officer)
    assert "任职通知" in text(officer.get(reverse("standard_texts")))
    page = text(officer.get(reverse("standard_text", args=["appointment"])))
    assert "换成本县的范本" not in page
    term = place.town_secretary.person.terms.get()
    got = officer.get(reverse("standard_filled", args=["appointment", term.pk]))
    assert str(term.person) in "".join(one.text for one in Word(BytesIO(got.content)).paragraphs)
    other = place.other_officer.person.terms.get()
    assert officer.get(reverse("standard_filled", args=["appointment", other.pk])).status_code == 404
    wrong = SimpleUploadedFile("a.docx", word("{{名字}}"))
    answer = send(clerk, "standard_text", "appointment", file=wrong)
    assert answer.status_code == 422
    assert "没有字段“名字”" in text(answer)
    right = SimpleUploadedFile("b.docx", word("任{{姓名}}"))
    assert "范本已更换" in text(send(clerk, "standard_text", "appointment", file=right))
    assert "改用通用范本" in text(clerk.get(reverse("standard_text", args=["appointment"])))
    send(clerk, "standard_use", "appointment", 0)
    assert not StandardTemplate.objects.filter(in_use=True).exists()
    assert send(officer, "standard_text", "appointment", file=right).status_code == 404


def test_opinions_are_written_where_one_decides(place):
    """Review, consent, signature: each with its opinion field, each opinion on the handling sheet."""
    row = commands.submit(by=None, document=place.draft(countersigners=(place.town,)))
    second, head, leader = (entered(one) for one in (place.second_clerk, place.town_secretary, place.leader))
    url = reverse("document", args=[row.pk])
    page = text(second.get(url))
    assert 'id="opinion_opinion"' in page
    assert 'id="return_why"' in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    send(second, "document_review", row.pk, opinion="分工明确")
    asked = row.countersignatures.get()
    assert f'id="agree-{asked.pk}-opinion"' in text(head.get(url))
    send(head, "countersignature_agree", asked.pk, opinion="请注意第二条")
    assert 'id="opinion_opinion"' in text(leader.get(url))
    send(leader, "document_sign", row.pk, opinion="同意，抓紧办")
    page = text(second.get(url))
    for words in ("分工明确", "嫩江镇党委 请注意第二条", "同意，抓紧办"):
        assert words in page


def test_the_whole_text_is_read_on_the_page(place):
    """Headings are headings, tables are tables, attachments stand below; the picture is beside it."""
    attachments = (("名单", "|社区|户数|\n|邮政|2000|"), ("说明", "第二个附件。"))
    row = place.issued(attachments=attachments, note="此件公开发布")
    page = text(entered(place.town_officer).get(reverse("document", args=[row.pk])))
    assert "<h3>一、总体要求</h3>" in page
    assert "<b>（一）明确责任。</b>每个社区由一名县级领导联系。" in page
    assert '<p class="to">嫩江镇党委，县直各单位：</p>' in page
    assert '<th scope="col">户数</th>' in page
    assert "<td>2000</td>" in page
    assert "附件2：说明" in page
    assert "（此件公开发布）" in page
    assert page.index("第二个附件。") < page.index(reverse("document_picture", args=[row.pk, 1]))


def test_more_papers_than_last_year_are_told_early_and_reasoned_at_the_issue(place):
    """The reason is asked for when the number is taken: the document need not go back to its signer."""
    place.issued(date(today().year - 1, 3, 1))
    place.issued(date(today().year, 1, 5))
    clerk, draft, row = entered(place.clerk), place.draft(), place.signed(today())
    for one in (draft, row):
        assert "今年发文已达上年的1件" in text(clerk.get(reverse("document", args=[one.pk])))
    form = text(clerk.get(reverse("document_issue", args=[row.pk])))
    assert "发文多于上年的理由" in form
    assert send(clerk, "document_issue", row.pk, on=today().isoformat()).status_code == 422
    send(clerk, "document_issue", row.pk, on=today().isoformat(), count_reason="机构改革后首年")
    row.refresh_from_db()
    assert (row.number, row.count_reason) == (2, "机构改革后首年")
    assert "机构改革后首年" in text(clerk.get(reverse("document", args=[row.pk])))
    explained = place.signed(today(), count_reason="已有理由")
    assert "发文多于上年的理由" not in text(clerk.get(reverse("document_issue", args=[explained.pk])))
