"""A decision is issued as an official document: what it begins with, its way on one page, the links both ways."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from jiceng.documents import commands as documents
from jiceng.documents.commands import Cause, ImpossibleError, Words
from jiceng.documents.models import Document
from jiceng.kernel.pages import chinese_day, today
from jiceng.meetings import commands
from jiceng.meetings.papers import begin
from jiceng.meetings.queries.way import way
from jiceng.organisations.enums import PostKind
from tests import factories
from tests.meetings.rooms import Rooms

pytestmark = pytest.mark.django_db
DUE = today() + timedelta(days=30)


@pytest.fixture
def rooms():
    rooms = Rooms()
    rooms.series = documents.open_series(
        by=None, organisation=rooms.branch, code="铁支发", on=date(2020, 1, 1)
    )
    return rooms


def decided(rooms, kind="committee", **fields):
    topic = commands.hand_in(by=None, organisation=rooms.branch, kind=kind, title="东门路灯")
    meeting = rooms.opened(kind, agenda=["东门路灯"], days=4)
    row = commands.decide(
        by=None, item=meeting.items.get(), text="修好东门路灯。", owner=rooms.deputy, due_on=DUE, **fields
    )
    commands.close_meeting(by=None, meeting=meeting)
    return topic, row


def address(rooms, row) -> str:
    return f"{reverse('document_draft', args=[rooms.branch.pk])}?from=meetings.decision&id={row.pk}"


def test_it_begins_with_the_words_of_the_decision(rooms):
    _topic, row = decided(rooms, basis="支部工作条例")
    found = begin(rooms.secretary, str(row.pk))
    assert (found.kind, found.title) == ("notice", "关于东门路灯的通知")
    first, second, third = found.text.split("\n")
    assert first.startswith("根据支部工作条例，")
    assert row.number in first
    assert second == "修好东门路灯。"
    assert third == f"1.修好东门路灯，由{rooms.deputy.name}负责，{chinese_day(DUE)}前完成。"


def test_a_meeting_of_all_members_passes_a_resolution(rooms):
    _topic, row = decided(rooms, "members")
    found = begin(rooms.secretary, str(row.pk))
    assert (found.kind, found.title) == ("resolution", "关于东门路灯的决议")


def test_from_topic_to_result_on_one_page_and_back(rooms, enter):
    _topic, row = decided(rooms)
    client = enter(rooms.secretary)
    page = client.get(reverse("decision", args=[row.pk])).content.decode()
    assert address(rooms, row).replace("&", "&amp;") in page
    form = client.get(address(rooms, row)).content.decode()
    assert "关于东门路灯的通知" in form
    assert "修好东门路灯。" in form
    data = {"submission_key": str(uuid.uuid4()), "series": rooms.series.pk, "kind": "notice", "sealed": "on"}
    data |= {"title": "关于修好东门路灯的通知", "text": "修好东门路灯。", "main": "各党小组"}
    client.post(address(rooms, row), data)
    paper = Document.objects.get()
    assert (paper.source_kind, paper.source_id) == ("meetings.decision", str(row.pk))
    page = client.get(reverse("document", args=[paper.pk])).content.decode()
    assert row.number in page
    assert reverse("decision", args=[row.pk]) in page
    for name in ("submit", "review", "sign"):
        paper = getattr(documents, name)(
            by=None, document=paper, **({"signer": "李书记"} if name == "sign" else {})
        )
    paper = documents.issue(by=None, document=paper)
    documents.finish_task(by=None, task=row.tasks.get(), result="灯亮了")
    row = commands.finish_decision(by=None, decision=row, result="路灯已亮")
    page = client.get(reverse("decision", args=[row.pk])).content.decode()
    titles = re.findall(r'class="event-title">(?:<a[^>]*>)?([^<]+)', page)
    assert titles == [
        *("议题：东门路灯", "讨论：东门路灯", "决定", "交办", "任务：修好东门路灯。"),
        *("公文：关于修好东门路灯的通知", "结果", *titles[7:]),
    ]
    assert paper.number_text in page
    assert reverse("document", args=[paper.pk]) in page


def test_who_does_not_see_the_decision_makes_nothing_of_it(rooms, enter):
    _topic, row = decided(rooms)
    neighbour = factories.make_account_with_post(rooms.county["second_branch"], PostKind.SECRETARY)
    own = documents.open_series(by=None, organisation=rooms.county["second_branch"], code="二支发")
    assert begin(neighbour, str(row.pk)) is None
    url = reverse("document_draft", args=[rooms.county["second_branch"].pk])
    asks = f"?from=meetings.decision&id={row.pk}"
    assert enter(neighbour).get(url + asks).status_code == 404
    assert enter(neighbour).get(f"{url}?from=meetings.decision&id=x").status_code == 404
    words = Words(kind="notice", title="通知", text="文", main=())
    with pytest.raises(ImpossibleError, match="没有这个来源"):
        documents.draft(
            by=neighbour,
            organisation=own.organisation,
            series=own,
            words=words,
            cause=Cause("meetings.decision", str(row.pk)),
        )


def test_a_paper_on_its_way_is_for_the_eyes_of_its_office(rooms, enter):
    """A plain member who carries the decision out sees its way, not the draft."""
    _topic, row = decided(rooms)
    member = rooms.members[1].person
    commands.assign(by=None, decision=row, owner=member, due_on=DUE)
    words = Words(kind="notice", title="关于路灯的通知", text="文", main=())
    cause = Cause("meetings.decision", str(row.pk))
    documents.draft(by=None, organisation=rooms.branch, series=rooms.series, words=words, cause=cause)
    url = reverse("decision", args=[row.pk])
    assert "关于路灯的通知" in enter(rooms.secretary).get(url).content.decode()
    owner = factories.make_account(person=member)
    page = enter(owner).get(url).content.decode()
    assert "关于路灯的通知" not in page
    assert [one.title for one in way(row)][-2:] == ["任务：修好东门路灯。", "结果"]
