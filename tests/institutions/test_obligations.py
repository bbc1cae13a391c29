"""Every obligation of section D falls due, turns red without its evidence, green with it, and can be excused.

Each is lived in a small county: the planner makes the duty, the commands of the pages do the work (meetings, votes,
decisions, postings, petitions, registers; the work record for what has no page of its own), the excuse goes through
its command. The library ships for D1 to D13 exactly the rows that are listed here.
"""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from jiceng.institutions import kinds
from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.evidence import attest
from jiceng.institutions.commands.notices import remind
from jiceng.institutions.commands.waivers import waive
from jiceng.institutions.enums import Rhythm, State
from jiceng.institutions.models import Duty, Notice, WorkRecord
from jiceng.institutions.queries.duty import explain
from jiceng.institutions.queries.happenings import happenings
from jiceng.institutions.queries.states import duties_on
from jiceng.institutions.reading import read, shipped
from jiceng.kernel.access import Refused
from jiceng.meetings import commands
from jiceng.meetings.models import Decision, Objection, Topic
from jiceng.organisations.commands import ImpossibleError, end_term
from jiceng.organisations.models import Term
from jiceng.responsibility import commands as responsibility
from jiceng.responsibility.models import Problem
from tests.institutions import served, supervised
from tests.institutions.lived import EVENT, FIRST, Clock, County, obligations

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)
# Section D of the rules of the domain: institution → rows.
SECTION_D = {1: 4, 2: 4, 3: 5, 4: 4, 5: 7, 6: 5, 7: 5, 8: 3, 9: 4, 10: 4, 11: 2, 12: 3, 13: 4}
ROWS = {f"D{number}.{row}" for number, rows in SECTION_D.items() for row in range(1, rows + 1)}
# What the county adds beyond the rows: openness of party affairs each half year.
ADDED = {"D12.4"}
KEYS = [
    one.key
    for path in shipped.files("cn-2026")
    for one in read(path.read_text(encoding="utf-8")).file.obligations
]

# The decision itself is the evidence, whenever its minutes are signed.
OF_ITS_OWN_DAY = {"decision.made"}


@pytest.fixture(scope="module")
def clock():
    """Only the present moment is set; everything else is real."""
    patch, clock = pytest.MonkeyPatch(), Clock()
    patch.setattr(timezone, "now", clock.now)
    yield clock
    patch.undo()


@pytest.fixture(scope="module")
def county(clock, django_db_setup, django_db_blocker):
    """One county for the module; each test lives in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        clock.at(FIRST)
        county = County(clock)
        county.by_key = {one.key: one for one in obligations()}
        yield county
        transaction.set_rollback(True)


def test_each_row_of_section_d_is_shipped_and_tested():
    assert {key.rstrip("abcdefgh") for key in KEYS} == ROWS | ADDED
    assert len(KEYS) == len(set(KEYS)) >= 50


def test_the_planner_makes_each_for_every_kind_of_unit_that_it_names(county):
    """Those by calendar, by term and for always; those after an event wait for it."""
    for one in county.by_key.values():
        if one.rhythm == Rhythm.EVENT:
            continue
        owing = set(Duty.objects.filter(obligation=one).values_list("organisation__kind", flat=True))
        assert owing == set(one.organisation_kinds) & county.bodies.keys(), one.key


@pytest.mark.parametrize("key", KEYS)
def test_it_falls_due_turns_red_turns_green_and_can_be_excused(county, key):
    one = county.by_key[key]
    body = next(county.bodies[kind] for kind in one.organisation_kinds if kind in county.bodies)
    if served.at_once(county, one):
        return
    if one.rhythm == Rhythm.EVENT and one.trigger == one.evidence:
        duty = of_itself(county, one, body)
    else:
        duty = called_for(county, one, body) if one.rhythm == Rhythm.EVENT else by_the_calendar(one, body)
        due_then_red(duty)
    excused(county, duty)
    if one.trigger != one.evidence:
        done(county, duty)


def state(duty: Duty, day: date) -> str:
    return duties_on(day).get(pk=duty.pk).state


def by_the_calendar(one, body) -> Duty:
    """Of a time that begins after the county's first days, so that it is seen before it opens."""
    rows = Duty.objects.filter(obligation=one, organisation=body).order_by("opens_on")
    duty = rows.filter(opens_on__gte=date(2026, 3, 1)).first() or rows.first()
    assert duty.opens_on <= FIRST or state(duty, duty.opens_on - ONE) == State.PLANNED
    return duty


def due_then_red(duty: Duty) -> None:
    """Due from the first day to the last; late while it can be made good, missed when its time is over: red both."""
    assert state(duty, duty.opens_on) == State.DUE
    assert state(duty, duty.due_on) == State.DUE
    after = duty.due_on + ONE
    over = duty.closes_on is not None and duty.closes_on <= after
    assert state(duty, after) == (State.MISSED if over else State.LATE)
    if duty.closes_on:
        assert state(duty, duty.closes_on) == State.MISSED
    why = explain(duties_on(after).select_related("obligation").get(pk=duty.pk), as_of=after)
    assert why.missing
    assert why.heading[0] == "late"
    climbs(duty, after)


def climbs(duty: Duty, after: date) -> None:
    """The first step of its escalation reaches somebody, who did not hear of it before."""
    if not duty.obligation.escalation:
        return
    first = min(duty.obligation.escalation, key=lambda step: step["after"])
    Notice.objects.filter(duty=duty).delete()
    with transaction.atomic():
        remind(on=after + timedelta(days=first["after"]))
        assert Notice.objects.filter(duty=duty, step=first["after"]).exists()
        transaction.set_rollback(True)


def excused(county, duty: Duty) -> None:
    with transaction.atomic():
        day = duty.opens_on
        county.clock.at(day)
        approver = type(county.leader).objects.get(pk=county.approver(duty).pk)
        with pytest.raises(Refused):
            waive(by=type(approver).objects.get(pk=county.secretary.pk), duty=duty, reason="忙")
        made = waive(by=approver, duty=duty, reason="上级统一安排", on=day)
        assert (made.reason, made.approved_by) == ("上级统一安排", approver)
        assert state(duty, duty.due_on + ONE) == State.WAIVED
        assert state(duty, day - ONE) != State.WAIVED
        transaction.set_rollback(True)


def done(county, duty: Duty) -> None:
    """In time; and, where it can be made good, late."""
    with transaction.atomic():
        on = min(duty.opens_on + timedelta(days=2), duty.due_on)
        fulfilled(county, duty, on)
        duty.refresh_from_db()
        assert duty.fulfilled_on == (duty.opens_on if duty.obligation.evidence in OF_ITS_OWN_DAY else on)
        assert state(duty, on) == State.DONE
        if duty.opens_on < duty.fulfilled_on:
            assert state(duty, on - ONE) == State.DUE
        transaction.set_rollback(True)
    if duty.obligation.evidence in OF_ITS_OWN_DAY:
        return
    if duty.closes_on is None or duty.closes_on > duty.due_on + ONE:
        fulfilled(county, duty, duty.due_on + ONE)
        assert state(duty, duty.due_on) == State.DUE
        assert state(duty, duty.due_on + ONE) == State.DONE


def fulfilled(county, duty: Duty, on: date) -> None:
    """By the command of the page that does such work; the work record where there is none."""
    kind = duty.obligation.evidence
    if kind.startswith("meeting."):
        meeting(county, duty, on)
    elif kind in DONE_BY:
        county.clock.at(on)
        DONE_BY[kind](county, duty, on)
    else:
        assert kinds.by_hand(kind), f"{kind} has a page of its own"
        county.wrote(duty, on)


def meeting(county, duty: Duty, on: date):
    """Held with all that the clause asks: its agenda, minutes signed, votes."""
    kind = duty.obligation.evidence.removeprefix("meeting.")
    agenda = None if kind in {"organisation_life", "congress"} else ("通报情况",)
    held = county.held(kind, duty.organisation, on, agenda=agenda)
    county.signed(held)
    return held


def assigned(county, duty: Duty, on: date) -> None:
    decision = Decision.objects.get(pk=duty.subject.split(":")[1])
    commands.assign(by=None, decision=decision, owner=county.secretary.person, due_on=on + timedelta(days=9))


def decided(county, duty: Duty, on: date) -> None:
    """The decision of the members' meeting gets its vote and its minutes."""
    decision = Decision.objects.get(pk=duty.subject.split(":")[1])
    county.signed(decision.meeting)


def reviewed(county, duty: Duty, on: date) -> None:
    term = Term.objects.get(pk=duty.subject.split(":")[1])
    with pytest.raises(ImpossibleError, match="怎样处理"):
        commands.review_absences(by=None, term=term, year=on.year, decision=" ")
    commands.review_absences(
        by=None, term=term, year=on.year, decision="保留资格，提醒一次", statement="外出务工"
    )


def answered_topic(county, duty: Duty, on: date) -> None:
    commands.answer_topic(by=None, topic=Topic.objects.get(), reason="已安排维修。")


def posted_decision(county, duty: Duty, on: date) -> None:
    county.posted(decision=Decision.objects.get(pk=duty.subject.split(":")[1]), body=duty.organisation)


def carried_out(county, duty: Duty, on: date) -> None:
    decision = Decision.objects.get(pk=duty.subject.split(":")[1])
    commands.finish_decision(by=None, decision=decision, result="已经办好。")


def answered_objection(county, duty: Duty, on: date) -> None:
    commands.answer_objection(by=None, objection=Objection.objects.get(), answer="已核对，账目无误。")


def visited(county, duty: Duty, on: date) -> None:
    """The leader comes to the own community; nothing is left to answer."""
    point = county.contact_point(leader=duty.term.person)
    responsibility.record_visit(by=None, point=point, on=on, brought=responsibility.Brought())


def answered_problem(county, duty: Duty, on: date) -> None:
    responsibility.answer_problem(by=None, problem=Problem.objects.get(), text="路灯已修好。", on=on)


DONE_BY = {
    **supervised.DONE_BY,
    **served.DONE_BY,
    "visit.leader": visited,
    "problem.answered": answered_problem,
    "decision.assigned": assigned,
    "decision.made": decided,
    "petition.answered": lambda county, duty, on: county.held("congress", duty.organisation, on),
    "roll.representatives": lambda county, duty, on: commands.confirm_representatives(
        by=None, organisation=duty.organisation
    ),
    "seat.reviewed": reviewed,
    "topic.answered": answered_topic,
    "openness.posted": posted_decision,
    "openness.party": lambda county, duty, on: county.posted(body=duty.organisation),
    "deliberation.carried_out": carried_out,
    "objection.answered": answered_objection,
}


def called_for(county, one, body) -> Duty:
    """What happened calls for it."""
    known = set(Duty.objects.filter(obligation=one).values_list("pk", flat=True))
    HAPPENS.get(one.trigger, by_hand)(county, one, body)
    return Duty.objects.exclude(pk__in=known).get(obligation=one, organisation=body)


def by_hand(county, one, body) -> None:
    """Through the page's own command, where every such kind must be offered for the unit; or from its own duty."""
    if one.trigger in happenings(body, EVENT):
        county.happened(one.trigger, body, EVENT)
    else:
        assert kinds.by_hand(one.trigger)
        assert any(other.evidence == one.trigger for other in county.by_key.values())
        county.said(one.trigger, body, EVENT, subject="case:1")


def petition(county, one, body) -> None:
    county.clock.at(EVENT)
    row = commands.begin_petition(
        by=None, organisation=body, kind="congress", title="请召开代表大会", base="representatives"
    )
    for term in county.representatives:
        row.refresh_from_db()
        if row.filed_on is None:
            commands.sign_petition(by=None, petition=row, person=term.person)


def three_absences(county, one, body) -> None:
    absent = county.representatives[0].person_id
    for days in (40, 20, 0):
        assert not Duty.objects.filter(obligation=one).exists()
        county.held("congress", body, EVENT - timedelta(days=days), away=[absent])


def left_post(county, one, body) -> None:
    county.clock.at(EVENT)
    end_term(by=None, term=Term.objects.get(post__organisation=body, post__kind="secretary"), on=EVENT)
    refresh(on=EVENT, organisations=[body.pk])


def weighty(county, one, body) -> None:
    county.held("members", body, EVENT, matter="weighty", vote=True, decide=True, agenda=("小区改造",))


def posted_and_asked(county, one, body) -> None:
    county.clock.at(EVENT)
    commands.object_to(by=None, posting=county.posted(body=body), text="账目不清楚")


def decision_at(kind: str, **how):
    def happens(county, one, body) -> None:
        county.held(kind, body, EVENT, decide=True, **how)

    return happens


def made_decision(county, one, body) -> None:
    county.held("joint" if body == county.county else "members", body, EVENT, decide=True)


def handed_in(county, one, body) -> None:
    county.clock.at(EVENT)
    commands.hand_in(by=None, organisation=body, kind="deliberation", title="修路灯")


def affair(county, one, body) -> None:
    """A decision that must be posted: the members' meeting says so itself."""
    held = county.opened("members", body, EVENT)
    commands.decide(by=None, item=held.items.first(), text="同意。", to_be_posted=True)
    commands.close_meeting(by=None, meeting=held)


def problem(county, one, body) -> None:
    """Brought by a leader from the community; the liaison's department owes the answer."""
    county.clock.at(EVENT)
    point = county.contact_point(leader=county.leader.person)
    responsibility.link(
        by=None, leader=county.leader.person, officer=county.head.person, ground=responsibility.Ground(FIRST)
    )
    brought = responsibility.Brought(problems=("路灯不亮",))
    responsibility.record_visit(by=None, point=point, on=EVENT, brought=brought)


HAPPENS = {
    **supervised.HAPPENS,
    **served.HAPPENS,
    "problem.raised": problem,
    "petition.filed": petition,
    "absence.third": three_absences,
    "post.left": left_post,
    "matter.weighty": weighty,
    "objection.raised": posted_and_asked,
    "decision.made": made_decision,
    "deliberation.result": decision_at("deliberation"),
    "topic.handed_in": handed_in,
    "affair.arisen": affair,
}


def of_itself(county, one, body) -> Duty:
    """What happens must itself have been done rightly: one without the pieces is due, then red, whatever comes after
    it; one with them is green by itself."""
    poor = WorkRecord.objects.create(kind=one.evidence, organisation=body, on=EVENT, title="x")
    attest(kind=one.evidence, organisation=body, on=EVENT, source=poor, subject="x:1")
    duty = Duty.objects.get(obligation=one, organisation=body)
    due_then_red(duty)
    with transaction.atomic():
        right(county, one, body, EVENT + timedelta(days=30))
        good = Duty.objects.filter(obligation=one, organisation=body).exclude(pk=duty.pk).latest("opens_on")
        assert state(good, good.due_on) == State.DONE
        assert state(duty, good.due_on) == State.LATE
        transaction.set_rollback(True)
    return duty


def right(county, one, body, on: date) -> None:
    if one.evidence.startswith("meeting."):
        kind = one.evidence.removeprefix("meeting.")
        topics = ("社区经费",) if kind == "joint" else ()
        held = county.held(kind, body, on, topics=topics)
        county.signed(held)
        if "posted" in {row.mark for row in one.required_marks.all()}:
            county.posted(held)
    elif one.evidence == "matter.extended":
        supervised.extended(county, body, on)
    elif one.evidence == "openness.taken_down":
        county.clock.at(on - timedelta(days=15))
        posting = county.posted(body=body)
        county.clock.at(on)
        commands.take_down(by=None, posting=posting)
    else:
        marks = [row.mark for row in one.required_marks.all()]
        assert kinds.by_hand(one.evidence)
        heads = {"entitled": 30, "present": 28} if one.evidence == "election.held" else {}
        county.clock.at(on)
        work = WorkRecord.objects.create(kind=one.evidence, organisation=body, on=on, title="x")
        attest(kind=one.evidence, organisation=body, on=on, source=work, marks=marks, subject="x:2", **heads)
