"""Pages of duties: who sees what, why red, why green, and the way from red to green."""

import uuid
from datetime import date, timedelta

import pytest

from jiceng.institutions import kinds
from jiceng.institutions.commands.notices import remind, send_mails, wish_mail
from jiceng.institutions.enums import State
from jiceng.institutions.models import Duty, Notice, WorkRecord
from jiceng.institutions.queries import boards
from jiceng.institutions.queries.states import by_urgency, duties_on
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Kind, Line
from tests.factories import (
    make_account_with_post,
    make_branch,
    make_organisation,
    make_post,
    place,
)
from tests.institutions.factories import make_obligation, work_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def street():
    street = make_organisation("嫩江街道党工委", Kind.STREET_WORKING_COMMITTEE)
    place(street, None, Line.PARTY)
    return street


@pytest.fixture
def branch(street):
    return make_branch(make_organisation(), under=street)


@pytest.fixture
def duty(branch):
    kinds.register(kinds.Kind("work.test", "谈心谈话", marks=(("list", "谈话名单"),)))
    year = today().year
    make_obligation(rhythm="year", evidence="work.test", title="开展谈心谈话", marks=("list",))
    work_out(today(), since=date(year, 1, 1))
    return Duty.objects.filter(organisation=branch).earliest("opens_on")


def key() -> dict:
    return {"submission_key": uuid.uuid4()}


def test_the_secretary_sees_what_is_due_and_the_neighbour_does_not(enter, branch, duty):
    mine = enter(make_account_with_post(branch))
    assert "开展谈心谈话" in mine.get("/duties/").content.decode()
    assert "开展谈心谈话" in mine.get("/").content.decode()
    assert "还差谈心谈话1次" in mine.get(f"/duties/{duty.pk}/").content.decode()
    other = enter(make_account_with_post(make_branch(make_organisation())))
    assert other.get(f"/duties/{duty.pk}/").status_code == 404


def test_my_list_begins_with_what_is_due_and_ends_with_what_is_done(enter, branch, duty):
    account, day = make_account_with_post(branch), today()
    kept = {"obligation": duty.obligation, "organisation": branch, "need": 1}
    spans = {
        "done": (-400, -300, -200),
        "late": (-90, -30, None),
        "missed": (-200, -120, -90),
        "due": (-9, 9, None),
    }
    for name, days in spans.items():
        opens, due, closes = (None if one is None else day + timedelta(days=one) for one in days)
        fulfilled = due if name == "done" else None
        row = Duty(**kept, opens_on=opens, due_on=due, closes_on=closes, fulfilled_on=fulfilled, subject=name)
        row.save()
    rows = boards.mine(seen_by=account, as_of=day).exclude(subject="")
    found = [one.subject for one in by_urgency(rows).order_by("urgency")]
    assert found == ["due", "late", "missed", "done"]
    page = enter(account).get("/duties/").content.decode()
    words = [State(one).label for one in found]
    places = [page.index(f"</svg>{word}</span>", page.index("<tbody")) for word in words]
    assert places == sorted(places)


def test_the_way_from_red_to_green(enter, branch, duty):
    client = enter(make_account_with_post(branch))
    form = client.get(f"/work-records/new/?duty={duty.pk}")
    assert "谈话名单" in form.content.decode()
    sent = {"on": today().isoformat(), "title": "与12名党员谈话", "marks": ["list"], **key()}
    answer = client.post(f"/work-records/new/?duty={duty.pk}", sent)
    work = WorkRecord.objects.get()
    assert answer.url == f"/work-records/{work.pk}/"
    assert duties_on(today()).get(pk=duty.pk).state == State.DONE
    page = client.get(f"/duties/{duty.pk}/").content.decode()
    assert "与12名党员谈话" in page
    assert "计入" in page
    client.post(f"/work-records/{work.pk}/annul/", {"reason": "日期记错", **key()})
    assert duties_on(today()).get(pk=duty.pk).state == State.DUE
    assert "已作废：日期记错" in client.get(f"/duties/{duty.pk}/").content.decode()


def test_a_record_without_its_list_says_what_is_missing(enter, branch, duty):
    client = enter(make_account_with_post(branch))
    client.post(f"/work-records/new/?duty={duty.pk}", {"on": today().isoformat(), "title": "谈话", **key()})
    assert "缺谈话名单" in client.get(f"/duties/{duty.pk}/").content.decode()


def test_a_day_to_come_is_refused_at_the_field(enter, branch, duty):
    client = enter(make_account_with_post(branch))
    answer = client.post(f"/work-records/new/?duty={duty.pk}", {"on": "2099-01-01", "title": "谈话", **key()})
    assert answer.status_code == 422
    assert "日期不能晚于今天" in answer.content.decode()


def test_only_somebody_above_excuses(enter, branch, street, duty):
    own = enter(make_account_with_post(branch))
    assert own.post(f"/duties/{duty.pk}/waive/", {"reason": "忙", **key()}).status_code == 403
    above = enter(make_account_with_post(street))
    assert above.post(f"/duties/{duty.pk}/waive/", {"reason": "", **key()}).status_code == 422
    assert above.post(f"/duties/{duty.pk}/waive/", {"reason": "疫情", **key()}).status_code == 302
    assert duties_on(today()).get(pk=duty.pk).state == State.WAIVED
    assert above.post(f"/duties/{duty.pk}/owed/", key()).status_code == 302
    assert duties_on(today()).get(pk=duty.pk).state == State.DUE


def test_the_board_counts_what_the_lists_show(enter, branch, street, duty):
    account = make_account_with_post(street)
    client = enter(account)
    columns, lines = boards.county_board(seen_by=account, as_of=today(), year=today().year)
    assert [line.what for line in lines] == [branch]
    page = client.get("/duties/board/").content.decode()
    assert f"unit={branch.pk}" in page
    rows = client.get(f"/duties/?all=1&unit={branch.pk}&year={today().year}").content.decode()
    assert "开展谈心谈话" in rows
    assert client.get(f"/duties/units/{branch.pk}/").status_code == 200
    assert client.get("/duties/?all=1&unit=x&year=x&month=x").status_code == 200


def test_what_is_wrong_stands_in_one_list_with_its_button(enter, branch, street, duty):
    post = make_post(branch, "organisation_member")
    Duty.objects.filter(pk=duty.pk).update(
        due_on=today() - timedelta(days=1), opens_on=today() - timedelta(days=9), closes_on=None
    )
    client = enter(make_account_with_post(branch))
    page = client.get(f"/duties/units/{branch.pk}/wrong/").content.decode()
    assert "开展谈心谈话" in page
    assert f"/work-records/new/?duty={duty.pk}" in page
    assert "职数1个，在任0人，空缺1个。" in page
    assert "党支部" in page
    client = enter(make_account_with_post(street))
    assert client.get(f"/duties/units/{branch.pk}/wrong/").status_code == 200
    assert f"/duties/units/{branch.pk}/wrong/" in client.get(f"/organisations/{branch.pk}/").content.decode()
    assert f"/organisations/posts/{post.pk}/appoint/" in page or "看职务" in page
    other = enter(make_account_with_post(make_branch(make_organisation())))
    assert other.get(f"/duties/units/{branch.pk}/wrong/").status_code == 404


@pytest.mark.parametrize("month", ["2026-11", "2027-01", "x", "9999-12"])
def test_the_calendar(enter, branch, duty, month):
    client = enter(make_account_with_post(branch))
    assert client.get(f"/duties/calendar/?month={month}").status_code == 200


def test_a_year_at_a_glance(enter, branch, duty):
    client = enter(make_account_with_post(branch))
    page = client.get(f"/duties/calendar/year/?year={duty.due_on.year}").content.decode()
    assert page.count('class="card year-month"') == 12
    assert 'class="due soon"' in page
    assert client.get("/duties/calendar/year/?year=x").status_code == 200


def test_the_feed_is_a_key_that_can_be_taken_back(enter, client, branch, duty):
    own = enter(make_account_with_post(branch))
    page = own.post("/notices/calendar/open/", key()).content.decode()
    address = page.split('value="http://testserver')[1].split('"')[0]
    feed = client.get(address)
    assert feed["Content-Type"].startswith("text/calendar")
    assert "开展谈心谈话" in feed.content.decode()
    own.post("/notices/calendar/revoke/", key())
    assert client.get(address).status_code == 404
    assert client.get("/calendar/guessed.ics").status_code == 404


def test_reminders_come_once_and_climb(branch, street, duty, mailoutbox):

    obligation = duty.obligation
    obligation.reminders, obligation.escalation = [14, 3], [{"after": 1, "to": "superior"}]
    obligation.save()
    mine, above = make_account_with_post(branch), make_account_with_post(street)
    assert remind(on=duty.due_on - timedelta(days=20)) == 0
    assert remind(on=duty.due_on - timedelta(days=14)) == 1
    assert remind(on=duty.due_on - timedelta(days=13)) == 0
    assert remind(on=duty.due_on - timedelta(days=2)) == 1
    assert Notice.objects.filter(person=mine.person).count() == 2
    Duty.objects.filter(pk=duty.pk).update(closes_on=None)
    assert remind(on=duty.due_on + timedelta(days=1)) == 1
    assert Notice.objects.get(step=1).person == above.person
    wish_mail(by=above, way="digest", address="a@example.cn")
    assert send_mails(way="digest") == 1
    assert send_mails(way="digest") == 0
    assert "开展谈心谈话" in mailoutbox[0].body
