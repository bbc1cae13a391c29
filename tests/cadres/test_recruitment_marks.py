"""Marks of recruitment: entered twice, given in secret, published, corrected; equals decided by a person."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.models import Applicant, InterviewMark, Kin, WrittenEntry
from jiceng.cadres.queries import recruitment as queries
from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.record import verify
from jiceng.organisations.commands import ImpossibleError
from tests import factories
from tests.cadres.recruiting import Recruiting

pytestmark = pytest.mark.django_db


def test_two_people_enter_the_marks_and_the_differences_show():
    place = Recruiting().registered(3).passing().seated()
    marks = {one.ticket: Decimal(70) for one in place.people()}
    tickets = list(marks)
    place.enter(marks)
    with pytest.raises(ImpossibleError):
        place.enter(marks, 2, by=place.officer)
    place.enter({**marks, tickets[0]: Decimal(71)}, 2)
    assert [one.ticket for one in queries.differing(place.round)] == [tickets[0]]
    with pytest.raises(ImpossibleError):
        place.publish()
    with pytest.raises(IntegrityError), transaction.atomic():
        WrittenEntry.objects.update(second_by=place.officer)
    with pytest.raises(ImpossibleError):
        place.enter({"999": Decimal(1)})
    place.enter({tickets[0]: Decimal(71)})
    place.publish()
    assert sorted(one.written for one in place.people()) == [70, 70, 71]


def test_absent_or_below_the_mark_is_out_and_equals_of_the_last_come_along():
    place = Recruiting().registered(8).passing().written(-1, 59, 60, 90, 80, 70, 70, 65)
    found = [(one.standing, one.out_why[:4], one.rank) for one in place.people()]
    assert found[0] == ("out", "笔试缺考", None)
    assert found[1][0] == "out"
    assert [one[0] for one in found[2:]] == ["waiting", "in", "in", "in", "in", "waiting"]
    assert [one[2] for one in found[2:]] == [6, 1, 2, 3, 3, 5]


def test_a_published_mark_changes_by_another_persons_decision_only():
    place = Recruiting().registered(4).passing().written(90, 80, 70, 65)
    last = place.people()[3]
    for value in (Decimal(99), None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Applicant.objects.filter(pk=last.pk).update(written=value)
    asked = commands.ask_correction(
        by=place.officer, applicant=last, kind="written", after=Decimal(75), why="漏加第三题"
    )
    with pytest.raises(ImpossibleError):
        commands.decide_correction(by=place.officer, correction=asked, granted=True, answer="同意")
    commands.decide_correction(by=place.head, correction=asked, granted=True, answer="查卷属实")
    found = [(one.written, one.rank, one.standing) for one in place.people()]
    assert found == [(90, 1, "in"), (80, 2, "in"), (70, 4, "waiting"), (75, 3, "in")]
    told = Entry.objects.filter(verb="cadres.decide_correction").get()
    assert '"mark":"75.00"' in told.body
    assert verify().ok


def test_a_correction_after_the_totals_puts_the_list_in_order_anew():
    place = Recruiting().registered(3).passing().written(90, 80, 70).passing().interviewed(80, 85, 90)
    place.publish()
    second = place.people()[1]
    asked = commands.ask_correction(
        by=place.officer, applicant=second, kind="interview", after=Decimal(99), why="录入错误"
    )
    commands.decide_correction(by=place.head, correction=asked, granted=True, answer="核对原始评分表")
    found = [(one.total, one.rank, one.standing, one.step) for one in place.people()]
    assert found[0] == (Decimal(86), 2, "waiting", "health")
    assert found[1] == (Decimal("87.6"), 1, "in", "health")


def test_examiners_mark_once_secretly_and_keep_out_where_they_have_an_interest():
    place = Recruiting().registered(3).passing().written(90, 80, 70).passing()
    people = [one.person for one in place.examiners]
    commands.seat_examiners(by=place.officer, round_=place.round, people=people, panel=1)
    one, examiner = place.people()[0], place.examiners[0]
    with pytest.raises(Refused):
        commands.mark_interview(by=place.officer, applicant=one, mark=Decimal(80))
    commands.mark_interview(by=examiner, applicant=one, mark=Decimal(80))
    with pytest.raises(ImpossibleError):
        commands.mark_interview(by=examiner, applicant=one, mark=Decimal(90))
    assert "80" not in Entry.objects.filter(verb="cadres.mark_interview").get().body.split('"why"')[0][-40:]
    file = factories.make_cadre(place.examiners[1].person)
    Kin.objects.create(file=file, relation="child", name=one.name)
    with pytest.raises(ImpossibleError):
        commands.mark_interview(by=place.examiners[1], applicant=one, mark=Decimal(99))
    commands.recuse(by=place.examiners[1], applicant=one, why="父子")
    with pytest.raises(IntegrityError), transaction.atomic():
        InterviewMark.objects.filter(recused=True).update(mark=99)
    with pytest.raises(ImpossibleError):
        place.publish()


def test_extremes_are_dropped_and_a_recusal_leaves_the_others():
    place = Recruiting().registered(3).passing().written(90, 80, 70).passing()
    people = [one.person for one in place.examiners]
    commands.seat_examiners(by=place.officer, round_=place.round, people=people, panel=1)
    for number, one in enumerate(place.people()):
        for examiner, mark in zip(place.examiners, (0, 70, 80, 91, 100), strict=True):
            if number == 0 and mark == 100:
                commands.recuse(
                    by=place.officer, applicant=one, why="亲属", examiner=examiner.person.examinations.get()
                )
            else:
                commands.mark_interview(by=examiner, applicant=one, mark=Decimal(mark))
    place.publish()
    assert [one.interview for one in place.people()] == [75, Decimal("80.33"), Decimal("80.33")]


def test_equals_at_the_edge_need_a_person_and_a_reason():
    place = Recruiting(ties_by="decided").registered(3).passing().written(80, 80, 70).passing()
    place.interviewed(80, 80, 90)
    with pytest.raises(ImpossibleError):
        place.publish()
    ((_place, tied),) = queries.ties(place.round)
    assert len(tied) == 2
    order = {"by": place.officer, "place": place.place}
    with pytest.raises(ImpossibleError):
        commands.break_tie(**order, order=tied[:1], why="加试")
    commands.break_tie(**order, order=tied[::-1], why="加试成绩")
    place.publish()
    assert [(one.rank, one.standing) for one in place.people()] == [(2, "waiting"), (1, "in"), (3, "waiting")]


def test_equals_who_wait_for_a_gap_are_put_in_order_too():
    place = Recruiting(ties_by="decided").registered(3).passing().written(90, 80, 80).passing()
    place.interviewed(90, 80, 80).publish()
    place.rule(place.people(standing="in"), passed=False, why="体检不合格")
    place.publish()
    with pytest.raises(ImpossibleError):
        commands.fill_gap(by=place.officer, place=place.place, why="体检不合格")
    ((_place, tied),) = queries.ties(place.round)
    commands.break_tie(by=place.officer, place=place.place, order=tied[::-1], why="加试")
    (next_one,) = commands.fill_gap(by=place.officer, place=place.place, why="体检不合格")
    assert (next_one.number, next_one.rank) == (3, 2)


def test_a_correction_fills_no_gap_that_nobody_decided_on():
    place = Recruiting().registered(5).passing().written(90, 80, 70, 65, 64)
    commands.withdraw_application(applicant=place.people()[0])
    asked = commands.ask_correction(
        by=place.officer, applicant=place.people()[4], kind="written", after=Decimal(75), why="漏加"
    )
    commands.decide_correction(by=place.head, correction=asked, granted=True, answer="属实")
    found = [(one.number, one.standing) for one in place.people()]
    assert found == [(1, "withdrawn"), (2, "in"), (3, "waiting"), (4, "waiting"), (5, "in")]


def test_a_mark_corrected_below_the_pass_mark_is_out():
    place = Recruiting().registered(4).passing().written(90, 80, 70, 65)
    asked = commands.ask_correction(
        by=place.officer, applicant=place.people()[0], kind="written", after=Decimal(50), why="错卷"
    )
    commands.decide_correction(by=place.head, correction=asked, granted=True, answer="属实")
    assert [one.standing for one in place.people()] == ["out", "in", "in", "in"]
