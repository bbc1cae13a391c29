"""A county officer writes a fourteenth institution by forms, without a programmer and without touching the file; from
its day on its duties fall due, and one record makes the duty green. What contradicts itself, the law or the rules
against formalism is said when it is kept, and not published."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from jiceng.institutions.commands import editions
from jiceng.institutions.commands.duties import catch_up, refresh
from jiceng.institutions.enums import State
from jiceng.institutions.models import Duty, Edition, Evidence, Institution
from jiceng.institutions.queries.states import duties_on
from jiceng.institutions.reading import read
from jiceng.kernel.pages import today
from tests.factories import make_account_with_post, make_county
from tests.institutions.test_editions_pages import as_shown, draft_of, send, text_of

pytestmark = pytest.mark.django_db
DRILL = {
    "clause": 1,
    "title": "每季度组织一次消防演练",
    "organisation": ["residents_committee"],
    "post": ["director"],
    "own_work": "消防演练",
    "marks": ["minutes", "list"],
    "every": "quarter",
    "severity": "must",
}


@pytest.fixture
def county():
    editions.load_library(by=None)
    return make_county()


@pytest.fixture
def keeper(county):
    return make_account_with_post(county["department"], "officer")


def begun(client) -> Edition:
    url = reverse("institution_new")
    fields = {
        "name": "消防安全演练制度",
        "purpose": "人人知道怎样逃生",
        "title": "目的",
        "text": "人人知道怎样逃生。",
    }
    answer = send(client, url, on=today().isoformat(), **fields)
    draft = Edition.objects.get(published_at=None)
    assert answer.url == reverse("edition_draft", args=[draft.pk])
    return draft


def said(answer) -> str:
    """The words of a page without its tags."""
    return re.sub(r"<[^>]+>|\s+", "", text_of(answer))


def obligation_page(draft: Edition) -> str:
    return reverse("edition_obligation", args=[draft.pk])


def add(client, draft: Edition, **changes):
    url = obligation_page(draft)
    return send(client, url, **as_shown(client, url, **{**DRILL, **changes}))


def test_from_the_first_article_to_a_green_duty(county, enter, keeper):
    client, director = enter(keeper), make_account_with_post(county["first_committee"], "director")
    draft = begun(client)
    article = reverse("edition_article", args=[draft.pk])
    text = "社区居民委员会每季度组织一次消防演练。\r\n\r\n演练要有**记录**和参加人员清单：不拍照。"
    send(client, article, title="演练", text=text, level="house", source="")
    assert add(client, draft, clause=2).status_code == 302
    page = said(client.get(reverse("edition_draft", args=[draft.pk])))
    assert "新增义务1" in page
    assert "涉及单位2" in page
    assert "错误" not in page
    publish = reverse("edition_publish", args=[draft.pk])
    assert send(client, publish, on=today().isoformat(), why="去年两起火情").status_code == 302
    edition = Edition.objects.get(institution__name="消防安全演练制度")
    assert (edition.institution.number, edition.author, edition.why) == (14, keeper, "去年两起火情")
    assert edition.valid_from == today()
    catch_up()
    duty = Duty.objects.filter(organisation=county["first_committee"], obligation__edition=edition)
    duty = duty.earliest("opens_on")
    works(enter(director), duty)


def works(client, duty: Duty) -> None:
    """The director sees it, follows the one button, and writes the drill down once."""
    opened = duty.opens_on
    Duty.objects.filter(pk=duty.pk).update(opens_on=min(opened, today()))
    assert "每季度组织一次消防演练" in text_of(client.get(reverse("duties")))
    page = text_of(client.get(reverse("duty", args=[duty.pk])))
    assert "还差消防演练1次" in page
    assert f"/work-records/new/?duty={duty.pk}" in page
    form = f"/work-records/new/?duty={duty.pk}"
    assert "会议记录" in text_of(client.get(form))
    send(client, form, on=today().isoformat(), title="二号楼演练", marks=["minutes"])
    assert state(duty) == State.DUE
    assert "缺清单" in text_of(client.get(reverse("duty", args=[duty.pk])))
    send(client, form, on=today().isoformat(), title="一号楼演练", marks=["minutes", "list"])
    assert state(duty) == State.DONE
    assert Evidence.objects.filter(kind="own.消防演练").count() == 2
    assert "一号楼演练" in text_of(client.get(reverse("duty", args=[duty.pk])))


def state(duty: Duty) -> str:
    return duties_on(today()).get(pk=duty.pk).state


def test_an_obligation_changed_by_form_and_one_taken_out(county, enter, keeper):
    client = enter(keeper)
    draft = begun(client)
    add(client, draft)
    add(client, draft, title="每年检查一次灭火器", own_work="检查灭火器", every="year", window_until="06-30")
    url = obligation_page(draft) + "?n=1"
    changes = {"need": 2, "quorum_kind": "at_least", "quorum_share": "1/2", "county": 30, "window_until": ""}
    assert send(client, url, **as_shown(client, url, **changes)).status_code == 302
    draft.refresh_from_db()
    first, second = read(draft.source_text).file.obligations
    assert (first.key, first.what.evidence, second.key) == ("N14.1", "own.消防演练", "N14.2")
    assert (second.what.need, second.quorum.at_least, second.rhythm.until) == (2, "1/2", None)
    assert [(step.to, step.after) for step in second.escalation] == [("superior", 7), ("county", 30)]
    remove = reverse("edition_entry_remove", args=[draft.pk])
    assert send(client, remove + "?obligations=0").status_code == 302
    assert send(client, remove + "?clauses=0").status_code == 302
    assert send(client, remove + "?obligations=7").status_code == 404
    draft.refresh_from_db()
    file = read(draft.source_text).file
    assert ([one.key for one in file.obligations], len(file.clauses)) == (["N14.2"], 1)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"organisation": []}, "organisation", ""),
        ({"own_work": ""}, "evidence", "请选一种记录"),
        ({"evidence": "meeting.discussion"}, "own_work", "二者取一"),
        ({"own_work": "演练！"}, "own_work", "2至30个字"),
        ({"window_until": "六月底"}, "window_until", "11-01"),
    ],
)
def test_a_mistake_comes_back_at_its_field(county, enter, keeper, changes, field, words):
    client = enter(keeper)
    answer = add(client, begun(client), **changes)
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[field])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "按演练次数排名通报个人"}, "不得对个人搞积分、活跃度一类的排名通报"),
        ({"own_work": "消防打卡"}, "不得以登录、签到、打卡考核人员"),
        ({"title": "每季度演练并上传照片"}, "照片只能是可选的"),
        ({"title": "每季度报送居民花名册"}, "不得重复索要已有的数据"),
        ({"bearer": "holder", "weight": 3}, "不给个人计分排名"),
    ],
)
def test_formalism_is_refused_in_the_site_with_its_rule(county, enter, keeper, changes, words):
    """Ranking of persons, forced sign-in, photos as proof, data that the system holds."""
    client = enter(keeper)
    draft = begun(client)
    add(client, draft, **changes)
    page = said(client.get(reverse("edition_draft", args=[draft.pk])))
    assert "整治形式主义为基层减负若干规定" in page
    assert words in page
    assert "还有1处错误或冲突" in page
    answer = send(client, reverse("edition_publish", args=[draft.pk]), on=today().isoformat(), why="试")
    assert answer.status_code == 422
    assert words in said(answer)
    assert not Institution.objects.get(number=14).editions.filter(published_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ({}, {"due_days": 10, "reminders": "3"}, "与N14.1是同一组织的同一件事，期限却不同"),
        (
            {},
            {"title": "另一件", "own_work": "巡查", "quorum_kind": "more_than", "quorum_share": "1/1"},
            "不可能超过",
        ),
        ({}, {"title": "另一件", "own_work": "巡查", "post": ["secretary"]}, "没有人能承担"),
        (
            {},
            {"title": "另一件", "own_work": "巡查", "every": "month", "due_days": 25, "due_working": "on"},
            "期限超过",
        ),
    ],
)
def test_conflicts_are_said_when_it_is_kept(county, enter, keeper, first, second, words):
    """Two deadlines, a quorum that cannot be, a duty that no post can do, a day behind the time."""
    client = enter(keeper)
    draft = begun(client)
    add(client, draft, **first)
    add(client, draft, **second)
    page = said(client.get(reverse("edition_draft", args=[draft.pk])))
    assert words in page
    assert "处错误或冲突，改正之后才能发布" in page
    assert "发布…" not in page


def test_a_clause_of_the_county_is_changed_as_a_new_version(county, enter, keeper):
    """Text and obligation of one clause, from a day to come: until then the former holds."""
    client = enter(keeper)
    draft = draft_of("service_contact", keeper)
    refresh()
    url = reverse("edition_article", args=[draft.pk]) + "?n=1"
    shown = as_shown(client, url)
    assert send(client, url, **{**shown, "text": shown["text"] + "\n走访时间由社区自定。"}).status_code == 302
    on = today() + timedelta(days=40)
    send(client, reverse("edition_publish", args=[draft.pk]), on=on.isoformat(), why="给社区自主")
    draft.refresh_from_db()
    assert (draft.version, draft.why, draft.valid_from, draft.author) == (3, "给社区自主", on, keeper)
    url = reverse("institution", args=["service_contact"])
    assert "走访时间由社区自定" not in text_of(client.get(url))
    assert "走访时间由社区自定" in text_of(client.get(f"{url}?as_of={on.isoformat()}"))
