"""Duties are made, weighed and follow what changes."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.evidence import add_marks, annul, attest, remove_marks
from jiceng.institutions.commands.notices import remind
from jiceng.institutions.commands.verdicts import weigh_all
from jiceng.institutions.models import Duty, Evidence, Notice, WorkRecord
from jiceng.institutions.queries.states import duties_on
from jiceng.organisations.enums import Kind, Line
from tests.factories import (
    make_branch,
    make_member,
    make_organisation,
    make_person,
    make_post,
    make_term,
    place,
)
from tests.institutions.factories import make_edition, make_institution, make_obligation, work_out

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def make_work(branch, on=date(2026, 10, 20), **fields) -> WorkRecord:
    return WorkRecord.objects.create(kind="x", organisation=branch, on=on, title="开会", **fields)


def say(obligation, branch, on=date(2026, 10, 20), **fields) -> WorkRecord:
    work = make_work(branch, on)
    attest(kind=obligation.evidence, organisation=branch, on=on, source=work, **fields)
    return work


def states(branch, on=TODAY) -> list[str]:
    return list(
        duties_on(on).filter(organisation=branch).order_by("opens_on").values_list("state", flat=True)
    )


@pytest.fixture
def branch():
    return make_branch(make_organisation())


def test_each_quarter_of_the_year_has_its_duty(branch):
    make_obligation()
    work_out(TODAY)
    assert states(branch) == ["missed", "missed", "missed", "due", "planned", "planned", "planned", "planned"]


def test_a_record_makes_it_done_and_annulling_takes_that_back(branch):
    obligation = make_obligation()
    work_out(TODAY)
    work = say(obligation, branch)
    assert states(branch)[3] == "done"
    assert states(branch, date(2026, 10, 19))[3] == "due"
    annul(source=work, why="记错了")
    assert states(branch)[3] == "due"


def test_another_unit_another_day_another_kind_do_not_count(branch):
    obligation, other = make_obligation(), make_branch(make_organisation())
    work_out(TODAY)
    say(obligation, other)
    say(obligation, branch, on=date(2026, 9, 30))
    attest(kind="meeting.else", organisation=branch, on=date(2026, 10, 20), source=make_work(branch))
    assert states(branch)[2:4] == ["done", "due"]


@pytest.mark.parametrize(
    ("strict", "present", "done"),
    [(False, 34, True), (False, 33, False), (True, 34, True), (True, 33, False)],
)
def test_the_quorum_counts(branch, strict, present, done):
    obligation = make_obligation(quorum_num=2, quorum_den=3, quorum_strict=strict)
    work_out(TODAY)
    say(obligation, branch, entitled=50, present=present)
    assert (states(branch)[3] == "done") == done


def test_exactly_half_is_not_more_than_half(branch):
    obligation = make_obligation(quorum_num=1, quorum_den=2, quorum_strict=True)
    work_out(TODAY)
    say(obligation, branch, entitled=50, present=25)
    assert states(branch)[3] == "due"
    say(obligation, branch, entitled=50, present=26)
    assert states(branch)[3] == "done"


def test_without_heads_no_quorum(branch):
    obligation = make_obligation(quorum_num=1, quorum_den=2)
    work_out(TODAY)
    say(obligation, branch)
    assert states(branch)[3] == "due"


def test_every_required_mark_is_needed(branch):
    obligation = make_obligation(marks=("minutes", "role:secretary"))
    work_out(TODAY)
    work = say(obligation, branch, marks=("role:secretary",))
    assert states(branch)[3] == "due"
    add_marks(source=work, marks=("minutes",))
    assert states(branch)[3] == "done"
    remove_marks(source=work, marks=("minutes",))
    assert states(branch)[3] == "due"


def test_an_amount_adds_up(branch):
    obligation = make_obligation(rhythm="year", need=32, unit="学时")
    work_out(TODAY)
    say(obligation, branch, on=date(2026, 3, 1), amount=20)
    say(obligation, branch, on=date(2026, 9, 1), amount=12)
    duty = Duty.objects.get(organisation=branch, opens_on=date(2026, 1, 1))
    assert (duty.amount, duty.fulfilled_on) == (32, date(2026, 9, 1))


def test_a_promise_by_january_is_late_then_missed(branch):
    make_obligation(rhythm="year", window_until="01-31")
    work_out(TODAY)
    duty = Duty.objects.get(organisation=branch, opens_on=date(2026, 1, 1))
    days = {date(2026, 1, 31): "due", date(2026, 2, 1): "late", date(2027, 1, 1): "missed"}
    for day, state in days.items():
        assert duties_on(day).get(pk=duty.pk).state == state


def test_a_holder_owes_for_the_time_in_office(branch):
    post, one, other = make_post(branch, "secretary"), make_person(), make_person()
    make_term(post, one, valid_from=date(2026, 1, 1), valid_to=date(2026, 9, 1))
    make_term(post, other, valid_from=date(2026, 9, 1))
    obligation = make_obligation(bearer="holder")
    work_out(TODAY)
    owed = Duty.objects.filter(opens_on__lt=date(2027, 1, 1)).values_list("term__person", "opens_on")
    assert sorted(owed, key=lambda row: row[1]) == [
        (one.pk, date(2026, 1, 1)),
        (one.pk, date(2026, 4, 1)),
        (other.pk, date(2026, 10, 1)),
    ]
    say(obligation, branch, person=one)
    assert states(branch)[2] == "due"
    say(obligation, branch, person=other)
    assert states(branch)[2] == "done"


def test_an_event_calls_for_an_answer_about_the_same_matter(branch):
    obligation = make_obligation(rhythm="event", trigger="petition.filed", due_days=30)
    work_out(TODAY)
    petition = make_work(branch, date(2026, 11, 1))
    attest(
        kind="petition.filed",
        organisation=branch,
        on=date(2026, 11, 1),
        source=petition,
        subject="congress:1",
    )
    duty = Duty.objects.get(organisation=branch)
    assert (duty.due_on, duty.trigger.source_id) == (date(2026, 12, 1), str(petition.pk))
    say(obligation, branch, on=date(2026, 11, 2), subject="congress:2")
    assert states(branch) == ["due"]
    say(obligation, branch, on=date(2026, 11, 3), subject="congress:1")
    assert states(branch) == ["done"]


def test_without_its_event_an_answer_is_not_owed(branch):
    make_obligation(rhythm="event", trigger="petition.filed", due_days=30)
    work_out(TODAY)
    petition = make_work(branch)
    attest(kind="petition.filed", organisation=branch, on=date(2026, 11, 1), source=petition)
    assert states(branch) == ["due"]
    annul(source=petition, why="撤回")
    assert states(branch) == []


def test_the_time_counts_from_the_last_actual_day(branch):
    obligation = make_obligation(rhythm="since_last", interval_months=6)
    work_out(TODAY)
    assert list(Duty.objects.values_list("due_on", flat=True)) == [date(2026, 7, 1)]
    say(obligation, branch, on=date(2026, 8, 31))
    assert list(Duty.objects.order_by("due_on").values_list("due_on", "fulfilled_on")) == [
        (date(2026, 7, 1), date(2026, 8, 31)),
        (date(2027, 2, 28), None),
    ]


def test_what_must_always_be_there(branch):
    obligation = make_obligation(rhythm="always", due_days=30)
    work_out(TODAY)
    assert states(branch) == ["late"]
    say(obligation, branch, on=date(2026, 2, 1))
    assert states(branch) == ["done"]


def test_a_condition_decides_who_owes(branch):
    make_obligation(conditions=["seven_full_members"])
    work_out(TODAY)
    assert states(branch) == []
    for _ in range(7):
        make_member(branch)
    changes = refresh(on=TODAY)
    assert changes.made == len(states(branch)) > 0


def test_an_abolished_unit_owes_no_more_but_keeps_what_was_decided(branch):
    obligation = make_obligation()
    work_out(TODAY)
    say(obligation, branch, on=date(2026, 5, 5))
    branch.valid_to = date(2026, 11, 1)
    branch.save()
    changes = refresh(on=TODAY)
    assert states(branch) == ["missed", "done", "missed"]
    assert changes.withdrawn == 5


def test_what_was_withdrawn_comes_back(branch):
    make_obligation()
    work_out(TODAY)
    branch.valid_to = date(2026, 11, 1)
    branch.save()
    refresh(on=TODAY)
    branch.valid_to = None
    branch.save()
    assert refresh(on=TODAY).returned == 5
    assert len(states(branch)) == 8


def test_a_meeting_is_judged_by_the_edition_of_its_day(branch):
    institution = make_institution()
    old = make_edition(institution, valid_from=date(2000, 1, 1), valid_to=date(2026, 7, 1))
    new = make_edition(institution, version=2, valid_from=date(2026, 7, 1))
    evidence = {"evidence": "meeting.congress", "key": "D3.1"}
    make_obligation(edition=old, quorum_num=1, quorum_den=2, quorum_strict=True, **evidence)
    make_obligation(edition=new, quorum_num=2, quorum_den=3, **evidence)
    work_out(TODAY)
    for on in (date(2026, 6, 1), date(2026, 8, 1)):
        work = make_work(branch, on)
        attest(kind="meeting.congress", organisation=branch, on=on, source=work, entitled=60, present=31)
    assert states(branch)[:4] == ["missed", "done", "missed", "due"]


def test_looking_twice_changes_nothing(branch):
    make_obligation()
    make_obligation(rhythm="since_last", interval_months=3)
    assert work_out(TODAY).any
    assert not refresh(on=TODAY).any


def test_a_leader_who_leaves_hands_over_and_who_stays_does_not(branch):
    make_obligation(rhythm="event", trigger="post.left", due_days=10, post_kinds=[])
    post, one = make_post(branch, "secretary"), make_person()
    term = make_term(post, one, valid_to=date(2026, 9, 1))
    again = make_term(post, one, valid_from=date(2026, 9, 1), valid_to=date(2026, 11, 1))
    make_term(make_post(branch, "worker"), valid_to=date(2026, 9, 1))
    work_out(TODAY)
    assert Duty.objects.get(organisation=branch).opens_on == date(2026, 11, 1)
    assert Evidence.objects.get(kind="post.left").source_id == str(again.pk)
    again.valid_to = None
    again.save()
    refresh(on=TODAY, organisations=[branch.pk])
    assert states(branch) == []
    assert term.valid_to == date(2026, 9, 1)


def test_what_was_missed_climbs_the_line_for_a_while():
    street = make_organisation("街道党工委", Kind.STREET_WORKING_COMMITTEE)
    place(street, None, Line.PARTY)
    above = make_term(make_post(street, "secretary")).person
    make_branch(make_organisation(), under=street)
    make_obligation(escalation=[{"after": 1, "to": "superior"}])
    work_out(TODAY)
    assert remind(on=date(2026, 10, 1)) == 1
    notice = Notice.objects.get()
    assert (notice.person, notice.duty.due_on) == (above, date(2026, 9, 30))
    assert remind(on=date(2026, 10, 2)) == 0


def test_one_source_counts_once(branch):
    obligation = make_obligation()
    work_out(TODAY)
    work = say(obligation, branch)
    with pytest.raises(Exception, match="(?i)unique"):
        attest(kind=obligation.evidence, organisation=branch, on=TODAY, source=work)


def test_a_new_record_weighs_only_what_it_can_change(branch, django_assert_max_num_queries):
    obligation = make_obligation()
    for _ in range(5):
        make_branch(make_organisation())
    work_out(TODAY)
    work = make_work(branch)
    with django_assert_max_num_queries(8):
        attest(kind=obligation.evidence, organisation=branch, on=work.on, source=work)


facts = st.lists(
    st.tuples(st.integers(0, 364), st.integers(1, 9), st.integers(0, 20)), min_size=1, max_size=5
)


class OrderOfRecords(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(facts, st.integers(1, 20))
    def test_a_verdict_never_depends_on_the_order_of_records(self, rows, need):
        obligation = make_obligation(rhythm="year", need=need, quorum_num=1, quorum_den=2)
        first = date(2026, 1, 1)
        expected = None
        for order in list(permutations(rows))[:6]:
            branch = make_branch(make_organisation())
            work_out(TODAY)
            for day, amount, present in order:
                say(
                    obligation,
                    branch,
                    on=first + timedelta(days=day),
                    amount=amount,
                    entitled=20,
                    present=present,
                )
            duty = Duty.objects.get(organisation=branch, opens_on=first)
            verdict = (duty.amount, duty.fulfilled_on)
            assert expected in (None, verdict)
            expected = verdict
            counting = sorted((day, amount) for day, amount, present in rows if present * 2 >= 20)
            total = sum(amount for _, amount in counting)
            assert duty.amount == total
            assert (duty.fulfilled_on is not None) == (total >= need)
            weigh_all()
            duty.refresh_from_db()
            assert (duty.amount, duty.fulfilled_on) == verdict
        Evidence.objects.all()
