"""A year under the institutions: the boards count what an independent recount counts."""

from collections import Counter
from datetime import date

import pytest

from jiceng.console.demo import build
from jiceng.console.demo.after import carry_through
from jiceng.console.demo.documents import write
from jiceng.console.demo.statistics import look_again
from jiceng.console.demo.voting import vote
from jiceng.console.demo.waivers import excuse
from jiceng.console.demo.year import live
from jiceng.console.figures import gather
from jiceng.documents.models import Document
from jiceng.institutions.enums import State
from jiceng.institutions.models import Duty, Evidence, Waiver
from jiceng.institutions.queries.boards import county_board
from jiceng.institutions.queries.states import duties_on
from jiceng.kernel.pages import today
from jiceng.kernel.record import verify
from jiceng.meetings.enums import FlowStep
from jiceng.meetings.enums_votes import PollState
from jiceng.meetings.models import Decision, Flow, Forum, Meeting, Poll
from jiceng.meetings.models.results import DECISION
from jiceng.meetings.queries.flows import next_of
from jiceng.meetings.queries.votes.pages import result_of
from jiceng.meetings.queries.votes.results import recount

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker):
    """The whole county once for this module; rolled back at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        look_again()  # counted while empty: the worst that PostgreSQL can know of a database being filled
        known = build.build(build.SEED)
        carry_through(known, build.SEED, lambda _text: None)
        live(build.SEED, lambda _text: None)
        yield known
        transaction.set_rollback(True)


def counts(duty: Duty, evidence: Evidence) -> bool:
    """The clause in plain words, one duty and one record at a time."""
    one = duty.obligation
    if evidence.annulled_at or evidence.on < duty.opens_on:
        return False
    if duty.closes_on and evidence.on >= duty.closes_on:
        return False
    if duty.term_id and evidence.person_id != duty.term.person_id:
        return False
    if duty.subject and evidence.subject != duty.subject:
        return False
    if one.quorum_den:
        have, want = evidence.present * one.quorum_den, one.quorum_num * evidence.entitled
        if not evidence.entitled or have < want or (one.quorum_strict and have == want):
            return False
    return {row.mark for row in one.required_marks.all()} <= {row.mark for row in evidence.marks.all()}


def state_of(duty: Duty, records: list[Evidence], day: date) -> State:
    total = 0
    for evidence in sorted(records, key=lambda one: one.on):
        if evidence.on <= day and counts(duty, evidence):
            total += evidence.amount
            if total >= duty.need:
                return State.DONE
    if duty.opens_on > day:
        return State.PLANNED
    if duty.due_on >= day:
        return State.DUE
    return State.LATE if duty.closes_on is None or duty.closes_on > day else State.MISSED


def test_the_boards_equal_an_independent_recount(lived):
    day, records = today(), {}
    for evidence in Evidence.objects.prefetch_related("marks"):
        records.setdefault((evidence.organisation_id, evidence.kind), []).append(evidence)
    expected: dict[int, Counter] = {}
    duties = Duty.objects.filter(withdrawn_on__isnull=True, due_on__year=day.year)
    for duty in duties.select_related("obligation", "term").prefetch_related("obligation__required_marks"):
        mine = records.get((duty.organisation_id, duty.obligation.evidence), [])
        expected.setdefault(duty.organisation_id, Counter())[state_of(duty, mine, day)] += 1
    _columns, lines = county_board(seen_by=None, as_of=day, year=day.year)
    shown = {line.what.pk: Counter({State(key): n for key, n in line.all.counts.items()}) for line in lines}
    assert shown == expected
    whole = sum(expected.values(), Counter())
    assert whole[State.DONE] > 1000
    assert whole[State.LATE] > 0
    assert whole[State.MISSED] > 0


def test_the_figures_name_institutions_obligations_duties_meetings_decisions(lived):
    found = gather(today(), check_chain=False)
    assert found["institutions"] == 13
    assert found["obligations"] >= 50
    assert sum(found["duties"].values()) > 1000
    assert found["meetings"] == Meeting.objects.filter(state="closed").count() > 500
    assert found["decisions"] > 100


def test_what_a_meeting_shows_is_what_its_evidence_says(lived):
    for meeting in Meeting.objects.order_by("?")[:50]:
        evidence = Evidence.objects.get(source_kind="meetings.meeting", source_id=str(meeting.pk))
        assert meeting.roll.filter(entitled=True).count() == evidence.entitled
        assert meeting.roll.filter(attendance__isnull=False).count() == evidence.present


def test_a_decision_of_the_year_was_issued_as_a_paper_that_names_it(lived):
    write(lived, lambda _text: None)
    paper = Document.objects.exclude(source_kind="").get()
    decision = Decision.objects.get(pk=paper.source_id)
    assert (paper.source_kind, paper.state) == (DECISION, "issued")
    assert paper.source_name.startswith(decision.number)
    assert decision.decided_on < paper.signed_on < paper.issued_on <= today()
    earlier = Document.objects.filter(series=paper.series, year=paper.year, number__lt=paper.number)
    assert all(one.issued_on <= paper.issued_on for one in earlier)
    assert verify().ok


def test_votes_by_hand_by_name_and_in_secret_add_up_again(lived):
    assert vote(build.SEED, lambda _text: None) == {"polls": 3}
    polls = list(Poll.objects.select_related("item__meeting"))
    assert {poll.way for poll in polls} == {"hands", "named", "secret"}
    assert all(poll.state == PollState.PUBLISHED and recount(poll).ok for poll in polls)
    secret = next(poll for poll in polls if poll.is_secret)
    assert "（另选）2票" in result_of(secret).sentence
    assert secret.receipts.count() == secret.ballots.count() >= 5
    assert all(poll.opened_at < poll.closed_at < poll.item.meeting.closed_at for poll in polls)
    assert Forum.objects.get().contributions.count() == 3
    half_way, begun = Flow.objects.order_by("pk")
    assert next_of(half_way) == FlowStep.RESULT_OPEN
    assert next_of(begun) == FlowStep.CONFERRED
    days = [one.on for one in half_way.stations.all()]
    assert days == sorted(days)
    assert days[0] >= half_way.begun_on
    assert all(one.item is None or one.item.decisions.exists() for one in half_way.stations.all())


def test_what_was_excused_says_why_and_by_whom(lived):
    assert excuse(lambda _text: None) == {"waivers": 2}
    for waiver in Waiver.objects.select_related("duty"):
        assert duties_on(today()).get(pk=waiver.duty_id).state == State.WAIVED
        assert waiver.reason
        assert waiver.approved_by.username == "buzhang"
