"""The pages of open recruitment: the office's, the examiner's, and those without an account."""

import uuid
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.models import Appeal, Applicant, MarkCorrection, RecruitmentRound, ReviewBatch
from jiceng.kernel.pages import today
from jiceng.kernel.workbook import workbook
from tests.cadres.recruiting import Recruiting

pytestmark = pytest.mark.django_db
COUNTS = {
    "recruitments": 9,
    "recruitment": 24,
    "recruitment_applicants": 9,
    "recruitment_differences": 9,
    "recruitment_appeals": 9,
}


def posted(client, url, **data):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data})


def sheet(*rows) -> SimpleUploadedFile:
    return SimpleUploadedFile("marks.xlsx", workbook("成绩", ["准考证号", "成绩"], rows).content)


def words(content: bytes) -> str:
    word = Document(BytesIO(content))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in word.paragraphs), *cells])


def test_a_round_is_drawn_up_and_announced(enter):
    place = Recruiting()
    client = enter(place.officer)
    data = {
        "organisation": place.county["county"].pk,
        "title": "二〇二六年公开招聘",
        "opens_on": today().isoformat(),
        "closes_on": (today() + timedelta(days=5)).isoformat(),
        "written_weight": 50,
        "open_ratio": 5,
        "interview_ratio": 3,
        "pass_mark": 60,
        "age_at_most": 35,
        "drop_extremes": "on",
        "ties_by": "written",
        "publicity_days": 7,
        "appeal_days": 3,
        "probation_months": 12,
        "term_years": 3,
        "keep_months": 12,
        "without": ["background"],
    }
    wrong = posted(client, reverse("recruitment_new"), **{**data, "written_weight": 101})
    assert wrong.status_code == 422
    url = posted(client, reverse("recruitment_new"), **data).headers["Location"]
    row = RecruitmentRound.objects.latest("pk")
    assert row.weights == (50, 50)
    posted(client, f"{url}place/", post=place.post.pk, places=2, panel=1)
    posted(client, f"{url}place/", post=place.post.pk, places=2, panel=1)
    assert row.places.count() == 1
    step = row.steps.get(step="written")
    days = {"opens_on": step.opens_on.isoformat(), "closes_on": step.closes_on.isoformat()}
    assert posted(client, reverse("recruitment_step_edit", args=[step.pk]), **days, why="").status_code == 302
    assert client.get(reverse("recruitment_notice", args=[row.slug])).status_code == 404
    posted(client, f"{url}announce/")
    client.logout()
    assert row.title in client.get("/").content.decode()
    page = client.get(reverse("recruitment_notice", args=[row.slug])).content.decode()
    assert "社区工作者" in page
    assert "笔试50%、面试50%" in page
    assert "考察" not in page
    file = client.get(reverse("recruitment_notice_file", args=[row.slug])).content
    assert "二〇二六年公开招聘公告" in words(file)
    assert "社区工作者" in words(file)


def test_an_applicant_on_the_phone_without_an_account(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    place = Recruiting().announce()
    apply_url = reverse("recruitment_apply", args=[place.round.slug])
    new = place.somebody()
    data = {**vars(new), "place": place.place.pk, "agreed": "on", "party_member": ""}
    wrong = posted(client, apply_url, **{**data, "id_number": "231121199001010001"})
    assert wrong.status_code == 422
    assert "校验位不对" in wrong.content.decode()
    own = posted(client, apply_url, **data).headers["Location"]
    page = client.get(own).content.decode()
    assert new.name in page
    assert new.id_number not in page
    assert posted(client, apply_url, **data).status_code == 422
    code = own.rstrip("/").rsplit("/", 1)[1]
    entered = client.post(reverse("recruitments_public"), {"code": code.replace("-", " ").upper()})
    assert client.get(entered.headers["Location"]).status_code == 200
    assert client.post(reverse("recruitments_public"), {"code": "wrong"}).status_code == 422
    bad = posted(client, f"{own}hand-in/", file=SimpleUploadedFile("a.exe", b"MZ"))
    assert bad.status_code == 422
    posted(client, f"{own}hand-in/", file=SimpleUploadedFile("毕业证.pdf", b"%PDF-1.4 x"))
    paper = Applicant.objects.get().files.get()
    assert b"".join(client.get(f"{own}paper/{paper.pk}/").streaming_content).startswith(b"%PDF")
    assert client.get(f"{own}ticket/").status_code == 404
    posted(client, f"{own}withdraw/")
    assert "本人放弃" in client.get(own).content.decode()
    other = "2" * 20
    assert client.get(reverse("applicant_own", args=[other])).status_code == 404


def test_many_are_reviewed_together_with_preview_and_undo(enter):
    place = Recruiting().registered(4)
    client = enter(place.officer)
    url = reverse("applicants_rule")
    first, *rest = place.people()
    page = client.get(f"{url}?pk={first.pk}").content.decode()
    assert first.name in page
    assert rest[0].name not in page
    assert posted(client, url, pk=[first.pk], many=1, passed="no", why="").status_code == 422
    assert posted(client, url, pk=[first.pk], many=2, passed="no", why="无证").status_code == 422
    assert posted(client, url, pk=[first.pk], many=1, passed="no", why="无证").status_code == 302
    assert "3人" in client.get(f"{url}?round={place.round.pk}").content.decode()
    posted(client, url, round=place.round.pk, many=3, passed="yes", why="")
    batch = ReviewBatch.objects.first()
    assert batch.many == 3
    posted(client, reverse("review_undo", args=[batch.pk]))
    posted(client, url, round=place.round.pk, many=3, passed="yes", why="")
    assert "没有要审核的人" in client.get(f"{url}?round={place.round.pk}").content.decode()
    posted(client, reverse("recruitment_publish", args=[place.round.pk]))
    assert Applicant.objects.get(pk=first.pk).out_why == "无证"
    letters = reverse("recruitment_letters", args=[place.place.pk])
    assert "无证" in words(client.get(letters).content)
    called = words(client.get(f"{letters}?to=in").content)
    assert "已进入笔试环节" in called
    assert first.name not in called


def test_seats_tickets_and_marks_from_sheets(enter):
    place = Recruiting().registered(3).passing()
    officer = enter(place.officer)
    pk = place.round.pk
    assert posted(officer, reverse("recruitment_seats", args=[pk]), rooms="第一考场").status_code == 422
    assert posted(officer, reverse("recruitment_seats", args=[pk]), rooms="第一考场 2").status_code == 422
    posted(officer, reverse("recruitment_seats", args=[pk]), rooms="第一考场 2\n第二考场 1")
    tickets = [one.ticket for one in place.people()]
    assert tickets[0] in words(officer.get(reverse("recruitment_tickets", args=[place.place.pk])).content)
    marks = reverse("recruitment_marks", args=[pk])
    blank = officer.get(reverse("recruitment_marks_sheet", args=[pk])).content
    page = posted(officer, marks, hand=1, file=SimpleUploadedFile("blank.xlsx", blank))
    assert "必填" in page.content.decode()
    broken = sheet([tickets[0], 101], ["", 5])
    page = posted(officer, marks, hand=1, file=broken)
    assert page.status_code == 422
    assert "101" in page.content.decode()
    rows = [[tickets[0], 80.5], [tickets[1], "缺考"], [tickets[2], 70]]
    assert posted(officer, marks, hand=1, file=sheet(*rows)).status_code == 302
    assert posted(officer, marks, hand=2, file=sheet(*rows)).status_code == 422
    head = enter(place.head)
    rows[0] = [tickets[0], 81]
    posted(head, marks, hand=2, file=sheet(*rows))
    page = head.get(reverse("recruitment_differences", args=[pk])).content.decode()
    assert "80.5" in page
    assert tickets[2] not in page
    posted(head, marks, hand=2, ticket=tickets[0], mark="80.50")
    posted(head, reverse("recruitment_publish", args=[pk]))
    assert [one.written for one in place.people()] == [Decimal("80.5"), None, 70]


def test_who_wins_an_appeal_after_the_test_is_seated_marked_and_decided_upon(enter):
    place = Recruiting().registered(4)
    *rest, last = place.people()
    place.rule([last], passed=False, why="没有毕业证")
    place.rule(rest)
    place.publish().written(90, 80, 70)
    appeal = commands.make_appeal(applicant=last, step="qualification", text="已补")
    officer, pk = enter(place.officer), place.round.pk
    posted(officer, reverse("appeal_answer", args=[appeal.pk]), upheld="yes", answer="属实")
    assert "安排补考座位（1人）" in officer.get(reverse("recruitment", args=[pk])).content.decode()
    seats = reverse("recruitment_seats", args=[pk])
    early = posted(officer, seats, room="补考室", on=(today() - timedelta(days=2)).isoformat())
    assert (early.status_code, "不能早于今天" in early.content.decode()) == (422, True)
    posted(officer, seats, room="补考室", on=(today() + timedelta(days=2)).isoformat())
    last.refresh_from_db()
    assert f"{(today() + timedelta(days=2)).day}日" in words(
        officer.get(reverse("recruitment_tickets", args=[place.place.pk])).content
    )
    assert "登补考的分（1人）" in officer.get(reverse("recruitment", args=[pk])).content.decode()
    marks = reverse("recruitment_marks", args=[pk])
    other = place.people()[0].ticket
    assert posted(officer, marks, hand=1, ticket=other, mark="1").status_code == 422
    posted(officer, marks, hand=1, ticket=last.ticket, mark="88")
    head = enter(place.head)
    posted(head, marks, hand=2, ticket=last.ticket, mark="88")
    asked = MarkCorrection.objects.get(applicant=last)
    page = head.get(reverse("applicant", args=[last.pk])).content.decode()
    assert "— → 88.00" in page
    decide = reverse("correction_decide", args=[asked.pk])
    assert posted(head, decide, granted="yes", answer="同意").status_code == 422
    assert "笔试成绩由—更正为88.00" in head.get(decide).content.decode()
    assert posted(enter(place.officer), decide, granted="yes", answer="同意").status_code == 302
    last.refresh_from_db()
    assert (last.written, last.rank, last.step) == (88, 2, "second_check")


def test_an_examiner_sees_the_own_marks_only(enter):
    place = Recruiting().registered(3).passing().written(90, 80, 70).passing()
    office = enter(place.officer)
    url = reverse("recruitment_examiners", args=[place.round.pk])
    names = "\n".join(one.username for one in place.examiners)
    assert posted(office, url, panel=1, accounts="niemand").status_code == 422
    posted(office, url, panel=1, accounts=names)
    first, second, third = place.people()
    examiner = enter(place.examiners[0])
    assert "3人待打分" in examiner.get("/").content.decode()
    mark = reverse("interview_mark", args=[first.pk])
    assert posted(examiner, mark).status_code == 422
    posted(examiner, mark, mark="77.25")
    posted(examiner, reverse("interview_mark", args=[second.pk]), recused="on", why="同学")
    assert reverse("own_interviews") in examiner.get("/").content.decode()
    page = examiner.get(reverse("own_interviews")).content.decode()
    assert "77.25" in page
    assert "已回避" in page
    other = enter(place.examiners[1]).get(reverse("own_interviews")).content.decode()
    assert "77.25" not in other
    for account in (place.officer, place.head):
        assert "77.25" not in enter(account).get(reverse("applicant", args=[first.pk])).content.decode()
    assert enter(place.secretary).get(mark).status_code == 404
    assert third.name in page


def test_decisions_corrections_appeals_and_the_contract(enter):
    place = Recruiting(ties_by="decided").registered(3).passing().written(80, 80, 70).passing()
    place.interviewed(80, 80, 90)
    office, pk = enter(place.officer), place.round.pk
    assert "同分" in office.get(reverse("recruitment", args=[pk])).content.decode()
    first, second, third = place.people()
    tie = reverse("recruitment_tie", args=[place.place.pk])
    order = {f"order_{first.pk}": 1, f"order_{second.pk}": 1}
    assert posted(office, tie, **order, why="加试").status_code == 422
    posted(office, tie, **{**order, f"order_{second.pk}": 2}, why="加试")
    posted(office, reverse("recruitment_publish", args=[pk]))
    correct = reverse("applicant_correct", args=[third.pk])
    posted(office, correct, kind="written", after="71", why="漏加一题")
    row = MarkCorrection.objects.get()
    decide = reverse("correction_decide", args=[row.pk])
    assert posted(office, decide, granted="yes", answer="同意").status_code == 422
    head = enter(place.head)
    assert posted(head, decide, granted="yes", answer="查卷属实").status_code == 302
    commands.make_appeal(applicant=third, step="written", text="请复查")
    appeal = Appeal.objects.get()
    assert "请复查" in head.get(reverse("appeal_answer", args=[appeal.pk])).content.decode()
    posted(head, reverse("appeal_answer", args=[appeal.pk]), upheld="no", answer="已复查")
    place.round.refresh_from_db()
    place.publicised().publish()
    assert posted(head, reverse("applicant_contract", args=[third.pk]), starts_on=today()).status_code == 422
    posted(head, reverse("applicant_contract", args=[first.pk]), starts_on=today().isoformat(), number="1")
    assert "试用期" in head.get(reverse("applicant", args=[first.pk])).content.decode()
    assert first.name in head.get(reverse("recruitment_notice", args=[place.round.slug])).content.decode()
    posted(head, reverse("recruitment_close", args=[pk]))
    page = head.get(reverse("recruitment_forget", args=[pk])).content.decode()
    assert "保存到" in page


def test_anybody_objects_while_the_names_are_public(client):
    place = Recruiting().registered(3).passing().written(90, 80, 70).passing().interviewed(80, 85, 90)
    place.publish().passing().passing()
    one = place.people(standing="in")[0]
    page = client.get(reverse("recruitment_notice", args=[place.round.slug])).content.decode()
    assert one.name in page
    url = reverse("applicant_object", args=[place.round.slug, one.pk])
    assert posted(client, url, text="学历不实").status_code == 422
    posted(client, url, text="学历不实", contact="王某")
    assert Appeal.objects.get().contact == "王某"
    other = place.people(standing="waiting")[0]
    assert client.get(reverse("applicant_object", args=[place.round.slug, other.pk])).status_code == 404


def test_a_lost_code_is_made_anew_and_shown_once(enter, client):
    place = Recruiting().announce()
    one, old = commands.apply_for(place=place.place, new=place.somebody())
    office = enter(place.officer)
    shown = posted(office, reverse("applicant_code", args=[one.pk]), why="遗失，已核身份证").headers[
        "Location"
    ]
    page = office.get(shown).content.decode()
    assert "当面交给本人" in page
    assert "只显示一次" in office.get(shown).content.decode()
    assert client.get(reverse("applicant_own", args=[old])).status_code == 404


def test_pages_ask_the_same_number_of_questions_with_one_applicant_and_with_six(
    enter, django_assert_num_queries
):
    place = Recruiting().announce()
    client = enter(place.head)
    for many in (1, 5):
        RecruitmentRound.objects.update(step="registration")
        place.apply(many)
        Applicant.objects.update(step="written")
        RecruitmentRound.objects.update(step="written")
        for name, count in COUNTS.items():
            url = reverse(name, args=[] if name == "recruitments" else [place.round.pk])
            with django_assert_num_queries(count):
                assert client.get(url).status_code == 200
