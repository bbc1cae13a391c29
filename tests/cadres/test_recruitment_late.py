"""Whoever wins an appeal after the marks were entered goes on: a seat, a late sitting, marks, a place in the order."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.models import Applicant, MarkCorrection
from jiceng.cadres.queries import recruitment as queries
from jiceng.cadres.queries.applicants import examined_or_404, to_examine
from jiceng.kernel.pages import today
from jiceng.organisations.commands import ImpossibleError
from tests.cadres.recruiting import Recruiting

pytestmark = pytest.mark.django_db
SITTING = today() + timedelta(days=3)


def refused(many=5):
    """The last of so many is refused at the first review."""
    place = Recruiting().registered(many)
    *rest, last = place.people()
    place.rule([last], passed=False, why="没有毕业证")
    place.rule(rest)
    place.publish()
    return place, last


def wins(place, one, step="qualification"):
    appeal = commands.make_appeal(applicant=one, step=step, text="毕业证已补")
    commands.answer_appeal(by=place.officer, appeal=appeal, upheld=True, answer="补交属实")
    one.refresh_from_db()


def seat_late(place, on=SITTING):
    return commands.seat_late(by=place.officer, round_=place.round, room="补考室", on=on)


def sit(place, one, mark):
    """Both hands enter the mark of the late sitting."""
    one.refresh_from_db()
    place.enter({one.ticket: Decimal(mark)}, 1)
    place.enter({one.ticket: Decimal(mark)}, 2)


def decided(place, one, by=None, granted=True):
    row = MarkCorrection.objects.get(applicant=one, state="asked")
    return commands.decide_correction(
        by=by or place.officer, correction=row, granted=granted, answer="补考成绩无误"
    )


def test_who_comes_back_while_marks_are_entered_gets_a_seat_and_is_marked_with_the_others():
    place, last = refused()
    place.seated()
    rest = place.people(standing="in")
    for hand in (1, 2):
        place.enter({one.ticket: Decimal(70) for one in rest}, hand)
    wins(place, last)
    with pytest.raises(ImpossibleError, match="没有准考证和座位"):
        place.publish()
    assert seat_late(place) == 1
    last.refresh_from_db()
    assert (last.room, last.seat, last.sits_on) == ("补考室", 1, SITTING)
    assert last.ticket not in {one.ticket for one in rest}
    with pytest.raises(ImpossibleError, match="没有要补考的人"):
        seat_late(place)
    with pytest.raises(ImpossibleError, match="两遍"):
        place.publish()
    sit(place, last, 90)
    assert not MarkCorrection.objects.exists(), "nothing was published yet"
    place.publish()
    last.refresh_from_db()
    assert (last.written, last.rank, last.standing) == (90, 1, "in")


@pytest.mark.parametrize(("mark", "rank", "standing"), [(85, 2, "in"), (66, 4, "waiting"), (59, None, "out")])
def test_after_the_marks_are_out_the_late_one_needs_a_decided_correction(mark, rank, standing):
    place, last = refused()
    place.written(90, 80, 70, 65)
    wins(place, last)
    seat_late(place)
    sit(place, last, mark)
    last.refresh_from_db()
    assert last.written is None, "only a decision publishes it"
    with pytest.raises(IntegrityError), transaction.atomic():
        Applicant.objects.filter(pk=last.pk).update(written=mark)
    with pytest.raises(ImpossibleError, match="另一人"):
        decided(place, last, by=place.head)  # the second hand asked for it
    decided(place, last)
    last.refresh_from_db()
    assert (last.written, last.rank, last.standing) == (mark, rank, standing)
    others = [one.standing for one in place.people() if one.pk != last.pk]
    assert others == ["in", "in", "in", "waiting"], "nobody who was let on loses it"
    if standing == "in":
        assert last.step == "second_check"


def test_the_round_waits_for_the_late_one_before_the_interview_and_the_totals():
    place, last = refused(many=4)
    place.written(90, 80, 70).passing()
    wins(place, last)
    with pytest.raises(ImpossibleError, match="1人还在补办笔试"):
        place.publish()
    seat_late(place)
    sit(place, last, 95)
    decided(place, last)
    with pytest.raises(ImpossibleError, match="没有资格复审"):
        place.publish()
    place.rule([last], step="second_check")
    place.interviewed(80, 80, 80, 90).publish()
    assert [one.standing for one in place.people()] == ["waiting", "waiting", "waiting", "in"]


def test_a_late_interview_is_marked_by_the_panel_and_ranked_by_decision():
    place = Recruiting(interview_ratio=2).registered(3).passing().written(90, 80, 80)
    *rest, last = place.people()
    place.rule([last], passed=False, why="材料不全")
    place.rule(rest)
    place.publish().interviewed(80, 85).publish()
    wins(place, last, "second_check")
    assert (place.round.step, last.step) == ("health", "interview")
    for number, examiner in enumerate(place.examiners):
        ((_seat, rows),) = to_examine(seen_by=examiner)
        assert rows == [last]
        found = examined_or_404(last.pk, seen_by=examiner)
        if number == 4:
            commands.recuse(by=examiner, applicant=found, why="同学")
        else:
            commands.mark_interview(by=examiner, applicant=found, mark=Decimal(100))
    decided(place, last)
    found = [(one.rank, one.standing, one.step) for one in place.people()]
    # 60:40 of (90, 80), (80, 85), (80, 100)
    assert found == [(2, "waiting", "health"), (3, "waiting", "total"), (1, "in", "health")]


def test_who_was_wrongly_absent_sits_again():
    place = Recruiting().registered(3).passing().written(-1, 80, 70)
    first = place.people()[0]
    wins(place, first, "written")
    assert (first.standing, first.step, first.ticket) == ("in", "written", "")
    seat_late(place)
    sit(place, first, -1)
    first.refresh_from_db()
    assert (first.standing, first.out_why, first.written) == ("out", "笔试缺考", None)


def test_who_was_put_out_meanwhile_does_not_come_back_with_the_mark():
    place, last = refused()
    place.written(90, 80, 70, 65)
    wins(place, last)
    seat_late(place)
    sit(place, last, 90)
    commands.exclude(by=place.officer, applicant=last, why="替考")
    decided(place, last)
    last.refresh_from_db()
    assert (last.standing, last.out_why, last.written) == ("out", "替考", 90)


def test_a_place_that_was_cancelled_takes_nobody_back():
    place = Recruiting(open_ratio=5).registered(2).passing()
    commands.decide_ratio(by=place.officer, place=place.place, decision="cancel", why="报名不足")
    place.publish()
    first = place.people()[0]
    appeal = commands.make_appeal(applicant=first, step="written", text="请恢复")
    with pytest.raises(ImpossibleError, match="岗位已经取消"):
        commands.answer_appeal(by=place.officer, appeal=appeal, upheld=True, answer="可以")
    first.refresh_from_db()
    assert first.standing == "out"


def test_a_late_sitting_has_a_day_to_come_and_its_own_room():
    place, last = refused()
    place.written(90, 80, 70, 65)
    with pytest.raises(ImpossibleError, match="没有要补考的人"):
        seat_late(place)
    wins(place, last)
    with pytest.raises(ImpossibleError, match="不能早于今天"):
        seat_late(place, on=today() - timedelta(days=1))
    with pytest.raises(ImpossibleError, match="考场名称不能重复"):
        commands.seat_late(by=place.officer, round_=place.round, room="第一考场", on=SITTING)
    assert queries.unseated(place.round).count() == 1
