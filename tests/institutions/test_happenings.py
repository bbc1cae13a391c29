"""What no page keeps is written once, and calls for its duties; what a page keeps is never written by hand."""

import uuid
from datetime import timedelta

import pytest

from jiceng.institutions import kinds
from jiceng.institutions.commands.work import record_event, record_work
from jiceng.institutions.enums import State
from jiceng.institutions.models import Duty, Evidence, Obligation, WorkRecord
from jiceng.institutions.queries.duty import action_of
from jiceng.institutions.queries.happenings import happenings
from jiceng.institutions.queries.states import duties_on
from jiceng.institutions.reading import read, shipped
from jiceng.kernel.pages import today
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import Kind
from tests.factories import make_account_with_post, make_branch, make_organisation
from tests.institutions.factories import make_obligation, work_out

pytestmark = pytest.mark.django_db
ASKED, ANSWER = "case.test", "case.test_answer"
# Attested by meetings, decisions, postings, rolls, visits and the end of terms.
KEPT = """
    absence.third affair.arisen decision.assigned decision.made deliberation.carried_out deliberation.result
    matter.weighty objection.answered objection.raised openness.party openness.posted openness.taken_down
    petition.answered petition.filed post.left problem.answered problem.raised roll.representatives seat.reviewed
    topic.answered topic.handed_in visit.leader
""".split()


@pytest.fixture
def branch(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", kinds.known())
    kinds.register(kinds.Kind(ASKED, "接到诉求"), kinds.Kind(ANSWER, "答复诉求"))
    make_obligation(rhythm="event", trigger=ASKED, evidence=ANSWER, title="十五日内答复", due_days=15)
    branch = make_branch(make_organisation())
    work_out(today(), since=today() - timedelta(days=30))
    return branch


def sent(**changed) -> dict:
    return {"on": today().isoformat(), "title": "三号楼漏水", "submission_key": uuid.uuid4(), **changed}


def url(branch, kind=ASKED) -> str:
    return f"/work-records/units/{branch.pk}/{kind}/"


@pytest.mark.parametrize("kind", KEPT)
def test_what_a_page_keeps_is_never_written_by_hand(branch, kind):
    assert not kinds.by_hand(kind)
    with pytest.raises(ImpossibleError, match="别处登记"):
        record_work(by=None, kind=kind, organisation=branch, on=today(), title="x")


@pytest.mark.parametrize("kind", [kind for kind in KEPT if kind not in {"decision.made"}])
def test_the_duty_of_a_kept_kind_never_opens_the_plain_record(branch, kind):
    obligation = make_obligation(evidence=kind)
    duty = Duty(obligation=obligation, organisation=branch, opens_on=today(), due_on=today(), need=1)
    assert "work-records" not in action_of(duty)


@pytest.mark.parametrize("pack", ["cn-2026", "era-2002"])
def test_every_happening_of_the_library_can_come_about(pack):
    """An app attests it, or the unit's page offers it, or it is done from the button of its own duty."""
    made = [
        one for path in shipped.files(pack) for one in read(path.read_text(encoding="utf-8")).file.obligations
    ]
    asked = {one.what.evidence for one in made}
    for one in made:
        if one.rhythm.every != "event":
            continue
        kind = one.rhythm.after
        assert kinds.of(kind), kind
        if kinds.by_hand(kind) and kind not in asked:
            for unit_kind in one.who.organisation:
                make_obligation(
                    organisation_kinds=[unit_kind], rhythm="event", trigger=kind, evidence=one.what.evidence
                )
                assert kind in happenings(make_organisation(kind=Kind(unit_kind)), today())
                Obligation.objects.all().delete()


def test_written_once_it_calls_for_its_duty_and_shows_why(enter, branch):
    client = enter(make_account_with_post(branch))
    assert f"/work-records/units/{branch.pk}/" in client.get("/duties/").content.decode()
    offered = client.get(f"/work-records/units/{branch.pk}/").content.decode()
    assert "接到诉求" in offered
    assert "十五日内答复" in offered
    fields = sent()
    first = client.post(url(branch), fields)
    assert client.post(url(branch), fields).url == first.url
    work = WorkRecord.objects.get()
    duty = Duty.objects.get(organisation=branch)
    assert (duty.due_on, duty.subject) == (today() + timedelta(days=15), work.subject)
    assert work.subject.endswith(f":{work.pk}")
    assert work.person == work.written_by.person
    assert "三号楼漏水" in client.get(f"/duties/{duty.pk}/").content.decode()
    assert "十五日内答复" in client.get(first.url).content.decode()
    client.post(f"/work-records/new/?duty={duty.pk}", sent(title="已修好"))
    assert duties_on(today()).get(pk=duty.pk).state == State.DONE
    page = client.get(f"/duties/{duty.pk}/").content.decode()
    assert "已修好" in page
    assert "计入" in page


def test_two_of_one_day_are_two_matters_and_an_answer_meets_its_own(branch):
    for title in ("三号楼漏水", "五号楼漏水"):
        record_event(by=None, kind=ASKED, organisation=branch, on=today(), title=title)
    first, second = Duty.objects.filter(organisation=branch).order_by("pk")
    assert first.subject != second.subject
    record_work(by=None, kind=ANSWER, organisation=branch, on=today(), title="已修好", subject=second.subject)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.fulfilled_on, second.fulfilled_on) == (None, today())


def test_the_same_words_of_the_same_day_are_refused_with_the_form(enter, branch):
    client = enter(make_account_with_post(branch))
    client.post(url(branch), sent())
    again = client.post(url(branch), sent())
    assert again.status_code == 422
    assert "已经登记过同样的事项" in again.content.decode()
    assert WorkRecord.objects.count() == 1


def test_it_is_corrected_by_a_new_entry_and_nothing_goes(enter, branch):
    client = enter(make_account_with_post(branch))
    made = client.post(url(branch), sent())
    wrong = WorkRecord.objects.get()
    client.post(f"{made.url}annul/", {"reason": "楼号写错", "submission_key": uuid.uuid4()})
    assert duties_on(today()).filter(organisation=branch, withdrawn_on__isnull=True).count() == 0
    page = client.get(made.url).content.decode()
    assert f"instead={wrong.pk}" in page
    form = client.get(f"{url(branch)}?instead={wrong.pk}").content.decode()
    assert "三号楼漏水" in form
    client.post(f"{url(branch)}?instead={wrong.pk}", sent(title="四号楼漏水"))
    assert WorkRecord.objects.count() == 2
    assert Duty.objects.filter(organisation=branch, withdrawn_on__isnull=True).count() == 1
    assert Evidence.objects.filter(kind=ASKED).count() == 2


@pytest.mark.parametrize(
    "changed", [{"on": "2099-01-01"}, {"on": ""}, {"title": " "}, {"title": "长" * 121}, {"on": "昨天"}]
)
def test_mistakes_come_back_at_their_field(enter, branch, changed):
    answer = enter(make_account_with_post(branch)).post(url(branch), sent(**changed))
    assert answer.status_code == 422
    assert not WorkRecord.objects.exists()


def test_a_neighbour_a_kept_kind_and_an_unknown_one_find_nothing(enter, branch):
    other = make_account_with_post(make_branch(make_organisation()))
    assert enter(other).post(url(branch), sent()).status_code == 404
    mine = enter(make_account_with_post(branch))
    for kind in ("decision.made", "post.left", ANSWER, "nichts"):
        assert mine.post(url(branch, kind), sent()).status_code == 404
    assert not WorkRecord.objects.exists()


def test_the_page_goes_when_an_app_takes_the_kind_over(enter, branch):
    client = enter(make_account_with_post(branch))
    assert client.get(url(branch)).status_code == 200
    kinds.take_over(ASKED)
    assert client.get(url(branch)).status_code == 404
    assert "接到诉求" not in client.get(f"/work-records/units/{branch.pk}/").content.decode()


def test_what_must_itself_be_right_asks_for_its_pieces(enter, branch):
    kinds.register(kinds.Kind("vote.test", "选举", marks=(("roll", "名册"),)))
    make_obligation(
        rhythm="event", trigger="vote.test", evidence="vote.test", marks=("roll",), quorum_num=1, quorum_den=2
    )
    client = enter(make_account_with_post(branch))
    assert "名册" in client.get(url(branch, "vote.test")).content.decode()
    wrong = client.post(url(branch, "vote.test"), sent(entitled=5, present=6, marks=["roll"]))
    assert "不能多于应到" in wrong.content.decode()
    client.post(url(branch, "vote.test"), sent(entitled=10, present=6, marks=["roll"]))
    duty = Duty.objects.get(organisation=branch, obligation__evidence="vote.test")
    assert duty.fulfilled_on == today()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_few_questions_for_any_number(enter, branch, django_assert_num_queries, rows):
    client = enter(make_account_with_post(branch))
    for number in range(rows):
        record_event(by=None, kind=ASKED, organisation=branch, on=today(), title=f"第{number}件")
    client.get(f"/work-records/units/{branch.pk}/")
    with django_assert_num_queries(10):
        client.get(f"/work-records/units/{branch.pk}/")
