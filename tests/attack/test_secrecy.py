"""A mark of secrecy is kept nowhere: no form, no raw POST, no file, no row of a sheet and no map lets it in."""

import html
import io
import json
import pkgutil
import re
import uuid
import zipfile
from importlib import import_module

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import jiceng
from jiceng.cadres.forms import applying
from jiceng.documents import forms as papers
from jiceng.kernel.once import OnceForm
from jiceng.kernel.secrecy import Unmarked
from jiceng.kernel.uploads import accepted
from jiceng.kernel.xlsx.cells import plain
from jiceng.kernel.xlsx.columns import Column
from jiceng.kernel.xlsx.tables import read_blocks
from jiceng.kernel.xlsx.writer import write_table
from jiceng.meetings import commands
from jiceng.meetings import forms as talks
from jiceng.meetings.enums import MeetingKind
from jiceng.meetings.models import Attachment, Contribution, Meeting, Topic
from jiceng.people import forms as people
from jiceng.responsibility import forms as matters
from jiceng.rezoning import forms as zones
from jiceng.rezoning.intake import Unreadable, units_from_geojson
from tests.meetings.rooms import Rooms

MARK = "机密★一年"
UNGUARDED = {
    "LogInForm": "opens a session and keeps nothing",
    "people.forms.CodeForm": "a code of six digits",
    "LanguageForm": "one of three",
    "FindPersonForm": "looks for people and keeps nothing",
    "DaysForm": "two days",
    "ExportMembersForm": "choices of an export",
    "service.forms.residents.CodeForm": "looks for the page of a code and keeps nothing",
    "cadres.forms.applying.CodeForm": "looks for the page of a code and keeps nothing",
    "VerifyForm": "compares a file with what was filed and keeps nothing",
    "NumberOfCommunities": "two numbers; its forms are guarded",
    "DeskForm": "units and places of a desk, by key",
}


def every_form():
    for module in pkgutil.walk_packages(jiceng.__path__, "jiceng."):
        if "forms" in module.name:
            import_module(module.name)
    waiting = [forms.BaseForm]
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.startswith("jiceng."):
                yield form


def test_every_form_that_keeps_something_is_guarded():
    open_ones = {form for form in every_form() if not issubclass(form, Unmarked)}
    full = {f"{form.__module__.removeprefix('jiceng.')}.{form.__name__}": form.__name__ for form in open_ones}
    named = {short if short in UNGUARDED else long for long, short in full.items()}
    assert named == set(UNGUARDED)


WRITTEN = [
    (talks.ItemForm, "title"),
    (talks.TopicForm, "title"),
    (talks.TopicForm, "text"),
    (talks.PublicTopicForm, "text"),
    (talks.PetitionForm, "title"),
    (talks.ContributionForm, "text"),
    (talks.ObjectionForm, "text"),
    (talks.ReplyForm, "answer"),
    (talks.OpinionForm, "answer"),
    (talks.VoiceForm, "reason"),
    (talks.ReadForm, "reply"),
    (talks.MinutesForm, "text"),
    (talks.PostForm, "text"),
    (papers.OpinionForm, "opinion"),
    (papers.ReasonForm, "why"),
    (papers.AnswerRemarkForm, "text"),
    (applying.ObjectionForm, "text"),
    (zones.AnswerForm, "text"),
    (matters.StatementForm, "text"),
    (people.UnmaskForm, "why"),
]


@pytest.mark.parametrize(("form", "field"), WRITTEN, ids=lambda one: getattr(one, "__name__", one))
def test_a_mark_is_refused_at_its_field(form, field):
    assert field in form.base_fields
    for text, refused in ((MARK, True), ("说明如下。\n绝  密 ★ 启用前", True), ("不得泄露国家秘密", False)):
        found = form(data={field: text}).errors.get(field)
        codes = [error.code for error in found.as_data()] if found else []
        assert ("secret" in codes) is refused, (text, codes)


class Sent(OnceForm):
    words = forms.JSONField(required=False)
    file = forms.FileField(required=False)


def test_lists_and_names_of_files_are_looked_through():
    upload = SimpleUploadedFile(f"{MARK}.pdf", b"%PDF-1.7")
    form = Sent({"words": json.dumps([{"a": ["好", MARK]}])}, {"file": upload})
    assert {"words", "file"} <= set(form.errors)
    harmless = Sent({"words": '["好"]'}, {"file": SimpleUploadedFile("通知.pdf", b"%PDF-1.7")})
    assert not {"words", "file"} & set(harmless.errors)


def docx(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "refused"),
    [
        ("机密★一年.pdf", b"%PDF-1.7", True),
        ("机密.docx", docx("好"), True),
        ("方案.docx", docx("机密★1年"), True),
        ("方案.docx", docx("保守秘密"), False),
        ("方案.txt", "密级：机密".encode(), True),
        ("方案.txt", "密级：机密".encode("gb18030"), True),
        ("方案.txt", "路灯".encode(), False),
    ],
)
def test_a_file_is_read_before_it_is_kept(name, content, refused):
    upload = SimpleUploadedFile(name, content)
    if not refused:
        assert accepted(upload).name == name
        return
    with pytest.raises(ValidationError, match="密级标志"):
        accepted(upload)


def test_a_row_of_a_sheet_says_where_the_mark_stands(tmp_path):
    columns = (Column("name", "姓名", plain, required=True), Column("about", "说明", plain))
    write_table(tmp_path / "people.xlsx", "人员", columns, [("张三", "路灯"), ("李四", MARK)])
    table = read_blocks([(tmp_path / "people.xlsx").read_bytes()], columns)
    assert [(fault.row, fault.column) for fault in table.faults] == [(3, "说明")]
    assert [row.good for row in table.rows] == [True, False]


def test_a_map_with_a_mark_is_not_read():
    graph = {"units": [{"id": "1", "name": MARK}], "edges": []}
    with pytest.raises(Unreadable, match="密级标志"):
        units_from_geojson(json.dumps(graph).encode())
    graph["units"][0]["name"] = "第一居民委员会"
    assert units_from_geojson(json.dumps(graph).encode()).rows[0]["name"] == "第一居民委员会"


def key(**fields):
    return {"submission_key": str(uuid.uuid4()), **fields}


@pytest.fixture
def rooms():
    return Rooms(members=1, representatives=6)


@pytest.mark.django_db
def test_residents_may_not_hand_in_a_mark(rooms, client):
    url = reverse("topic_public", args=[rooms.committee.pk])
    answer = client.post(url, key(title="路灯", text=MARK, signed="住户"))
    assert answer.status_code == 422
    assert "密级标志" in answer.content.decode()
    assert not Topic.objects.exists()
    topic = commands.hand_in(
        by=None, organisation=rooms.committee, kind=MeetingKind.DELIBERATION, title="坡道", public=True
    )
    forum = commands.open_forum(by=rooms.director, topic=topic, question="哪一侧", concerned="3号楼", days=7)
    answer = client.post(reverse("forum", args=[forum.slug]), key(text=MARK, stance="support"))
    assert "密级标志" in answer.content.decode()
    assert not Contribution.objects.exists()
    assert (
        client.post(reverse("forum", args=[forum.slug]), key(text="东侧", stance="support")).status_code
        == 302
    )


@pytest.mark.django_db
def test_what_no_form_of_the_view_saw_is_not_written_either(rooms, enter):
    """A field that the view's form does not know, with a text that it would hand on."""
    meeting = rooms.prepared("coordination", days=20)
    client, url = enter(rooms.secretary), reverse("meeting_annul", args=[meeting.pk])
    state = meeting.state
    answer = client.post(url, key(why="改期", besides=MARK))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "没有保存" in page
    assert "密级标志" in page
    assert 'class="side' in page
    meeting.refresh_from_db()
    assert meeting.state == state
    after = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "没有保存" not in after
    assert client.post(url, key(why="改期")).status_code == 302
    assert Meeting.objects.get().state != state


def fields_of(page: str) -> dict[str, list[str]]:
    """What the page's own form would send."""
    form = page.split('enctype="multipart/form-data"', 1)[1].split("</form>", 1)[0]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="(?:hidden|text)" name="([^"]+)"[^>]* value="([^"]*)"', form):
        found.setdefault(name, []).append(html.unescape(value))
    for name, value in re.findall(r'<textarea name="([^"]+)"[^>]*>\n([^<]*)</textarea>', form):
        found.setdefault(name, []).append(html.unescape(value))
    return found


@pytest.mark.django_db
def test_what_may_not_be_kept_is_given_back_and_sent_again_once_it_is_mended(rooms, enter):
    """A dialog's form whose reason bears a mark: the page names the field, holds all that was written, and sends."""
    meeting = rooms.prepared("coordination", days=20)
    client, url = enter(rooms.secretary), reverse("meeting_annul", args=[meeting.pk])
    reason = f"改期，“另行通知”。\n第二行 <b>\n{MARK}"
    sent = key(why=reason, besides=["甲 乙", "x1"])
    page = client.post(url, sent).content.decode()
    again = fields_of(page)
    assert again["why"] == [reason]
    assert again["besides"] == ["甲 乙", "x1"]
    assert again["submission_key"] == [sent["submission_key"]]
    field = page.split('name="why"', 1)[0].rsplit('<div class="field', 1)[1]
    assert field.startswith(" faulty")
    assert ">理由</label>" in field
    assert "密级标志" in field
    assert page.count("faulty") == 1
    assert page.count("文中有密级标志") == 2  # above the form and at the field; no message besides
    again["why"] = ["改期，另行通知。"]
    assert client.post(url, again).status_code == 302
    assert Meeting.objects.get().state != meeting.state


@pytest.mark.django_db
def test_what_residents_wrote_is_given_back_on_a_public_page(rooms, client):
    topic = commands.hand_in(
        by=None, organisation=rooms.committee, kind=MeetingKind.DELIBERATION, title="坡道", public=True
    )
    forum = commands.open_forum(by=rooms.director, topic=topic, question="哪一侧", concerned="3号楼", days=7)
    address = reverse("forum", args=[forum.slug])
    page = client.post(address, key(text="东侧", stance="support", besides=MARK, new_password="hunter2"))
    assert page.status_code == 422
    body = page.content.decode()
    assert "public-top" in body
    assert fields_of(body)["text"] == ["东侧"]
    assert fields_of(body)["stance"] == ["support"]
    assert "hunter2" not in body
    assert f'action="{address}"' in body


@pytest.mark.django_db
def test_a_paper_of_the_agenda_is_read(rooms, enter):
    meeting = rooms.prepared("coordination", agenda=["路灯"], days=20)
    client, url = enter(rooms.secretary), reverse("paper_add", args=[meeting.pk])
    for name, text in (("方案.docx", MARK), ("绝密★启用前.docx", "好")):
        answer = client.post(url, key(upload=SimpleUploadedFile(name, docx(text))), follow=True)
        assert "密级标志" in answer.content.decode()
    assert not Attachment.objects.exists()
    client.post(url, key(upload=SimpleUploadedFile("方案.docx", docx("好"))))
    assert Attachment.objects.exists()
