"""Training: needs worked out, a class from plan to file, hours against the norm, what tours bring home."""

import random
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiceng.cadres import commands, results_sheet
from jiceng.cadres.commands import NewTraining, Result
from jiceng.cadres.enums_development import Audience, Need, Norm
from jiceng.cadres.models import Trainee, Training
from jiceng.cadres.queries.people import cadres
from jiceng.cadres.queries.training import effect, learnt
from jiceng.cadres.queries.training_needs import (
    hours_norms,
    need_lines,
    needs,
    needs_of,
    reasons_of,
    with_hours,
)
from jiceng.cadres.standard_texts import register_standards
from jiceng.documents.commands import finish_task
from jiceng.documents.filling import filled
from jiceng.documents.standards import shipped
from jiceng.documents.standards import standard as standard_of
from jiceng.institutions.models import Evidence
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.kernel.workbook import workbook
from jiceng.organisations.commands import ImpossibleError
from tests import factories
from tests.cadres.training_place import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db):
    return Place()


def called(place, *people, **fields):
    row = place.training(**fields)
    commands.enrol(by=place.head, training=row, people=dict.fromkeys(people, Need.FIRST))
    return commands.call_training(by=place.head, training=row)


def test_a_class_from_the_plan_to_the_file(place):
    new = NewTraining("任职培训班", "县委党校", today(), today(), 40)
    row = commands.plan_training(by=place.head, plan=place.plan, new=new)
    commands.adopt_training_plan(by=place.head, plan=place.plan)
    people = {place.secretary.person: Need.FIRST, place.member: Need.HOURS}
    assert commands.enrol(by=place.head, training=row, people=people) == 2
    assert commands.enrol(by=place.head, training=row, people=people) == 0
    commands.call_training(by=place.head, training=row)
    first, second = row.trainees.order_by("pk")
    commands.answer_release(by=place.street, trainees=[first], granted=True)
    with pytest.raises(ImpossibleError, match="理由"):
        commands.answer_release(by=place.street, trainees=[second], granted=False)
    with pytest.raises(ImpossibleError, match="评估"):
        commands.close_training(by=place.head, training=row, evaluation=" ")
    with pytest.raises(ImpossibleError, match="实到学时"):
        commands.close_training(by=place.head, training=row, evaluation="好")
    results = {first.pk: Result(40, 50, 80, "passed"), second.pk: Result(0, note="病假")}
    commands.enter_results(by=place.head, training=row, results=results)
    assert learnt(place.secretary.person_id, today()).hours == 0
    commands.close_training(by=place.head, training=row, evaluation="好")
    found = learnt(place.secretary.person_id, today())
    assert (found.hours, [one.training for one in found.rows]) == (40, [row])
    done = effect(Training.objects.get())
    assert (done.before, done.after, done.passed, done.attended) == (50, 80, 1, 1)


def test_a_secretary_s_hours_are_evidence_and_move_with_a_correction(place):
    row = called(place, place.secretary.person, place.member)
    first, second = row.trainees.order_by("person")
    mine = row.trainees.get(person=place.secretary.person)
    commands.enter_results(
        by=place.head, training=row, results={one.pk: Result(32) for one in (first, second)}
    )
    commands.close_training(by=place.head, training=row, evaluation="好")
    [one] = Evidence.objects.all()
    branch = place.county["first_branch"]
    assert (one.kind, one.organisation, one.person, one.amount) == (
        "training.own",
        branch,
        place.secretary.person,
        32,
    )
    commands.enter_results(by=place.head, training=row, results={mine.pk: Result(24)})
    assert list(Evidence.objects.filter(annulled_at=None).values_list("amount", flat=True)) == [24]
    commands.enter_results(by=place.head, training=row, results={mine.pk: Result(0, note="没有来")})
    assert not Evidence.objects.filter(annulled_at=None).exists()


def test_hours_of_members_are_evidence_of_their_branch_by_head(place):
    """32 hours for each member: what the trainings of the year gave, shared among the roll."""
    branch = place.county["first_branch"]
    members = [factories.make_member(branch).person for _one in range(4)]
    factories.make_member(place.county["second_branch"])

    def held(title, *hours):
        row = called(place, *members[: len(hours)], title=title)
        rows = zip(members, hours, strict=False)
        results = {row.trainees.get(person=one).pk: Result(many) for one, many in rows}
        commands.enter_results(by=place.head, training=row, results=results)
        return commands.close_training(by=place.head, training=row, evaluation="好")

    def told():
        rows = Evidence.objects.filter(kind="training.members", annulled_at=None).order_by("pk")
        return [(one.organisation, one.source_name, one.amount) for one in rows]

    held("春训", 3)
    assert told() == [], "less than an hour a head"
    second = held("秋训", 40, 40, 40, 8)
    assert told() == [(branch, "秋训", 32)], "131 hours among four"
    held("冬训", 1)
    assert told()[1] == (branch, "冬训", 1), "the rest of before counts too"
    first = second.trainees.get(person=members[0])
    commands.enter_results(by=place.head, training=second, results={first.pk: Result(0, note="没有来")})
    assert sum(amount for _branch, _name, amount in told()) == 92 // 4


def test_what_cannot_be_is_refused_with_a_sentence(place):
    with pytest.raises(Refused):
        commands.make_training_plan(by=place.secretary, unit=place.county["street"], year=2027)
    with pytest.raises(Refused):
        commands.make_training_plan(by=place.desk, unit=place.county["department"], year=2027)
    assert commands.make_training_plan(by=place.desk, unit=place.county["street"], year=2027).pk
    with pytest.raises(ImpossibleError, match="已有这一年"):
        commands.make_training_plan(by=place.head, unit=place.county["department"], year=today().year)
    with pytest.raises(ImpossibleError, match="还没有培训"):
        commands.adopt_training_plan(by=place.head, plan=place.plan)
    row = place.training(starts_on=today() + timedelta(days=1), ends_on=today() + timedelta(days=1))
    with pytest.raises(ImpossibleError, match="确定学员"):
        commands.call_training(by=place.head, training=row)
    commands.enrol(by=place.head, training=row, people={place.member: Need.OTHER})
    commands.call_training(by=place.head, training=row)
    one = row.trainees.get()
    with pytest.raises(ImpossibleError, match="还没有开始"):
        commands.enter_results(by=place.head, training=row, results={one.pk: Result(1)})
    with pytest.raises(ImpossibleError, match="还没有结束"):
        commands.close_training(by=place.head, training=row, evaluation="好")
    with pytest.raises(Refused):
        commands.answer_release(by=place.secretary, trainees=[one], granted=True)
    commands.drop_training(by=place.head, training=row, why="并入下期")
    with pytest.raises(ImpossibleError, match="已取消"):
        commands.drop_training(by=place.head, training=row, why="再")
    held = called(place, place.member, title="第二期")
    with pytest.raises(ImpossibleError, match="多于"):
        commands.enter_results(by=place.head, training=held, results={held.trainees.get().pk: Result(41)})


def test_the_database_keeps_a_closed_training_evaluated_and_a_person_once(place):
    row = called(place, place.member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.filter(pk=row.pk).update(state="held", closed_on=today())
    with pytest.raises(IntegrityError), transaction.atomic():
        Trainee.objects.create(training=row, person=place.member)


def test_needs_are_worked_out_from_what_is_known(place):
    day = date(2026, 11, 1)
    new = factories.make_cadre().person
    factories.make_term(place.seat, new, valid_from=date(2026, 5, 1))
    moved = factories.make_term(place.seat, factories.make_cadre().person, valid_to=date(2026, 1, 1)).person
    director = factories.make_post(place.county["first_committee"], "director")
    factories.make_term(director, moved, valid_from=date(2026, 3, 1))
    place.file.results.create(year=2025, grade="basic")
    factories.make_reserve(director, place.member, valid_from=date(2026, 1, 1))
    found = {one.pk: reasons_of(one) for one in needs(seen_by=place.head, as_of=day)}
    assert found[new.pk] == [Need.FIRST, Need.HOURS]
    assert found[moved.pk] == [Need.NEW_POST, Need.HOURS]
    assert found[place.secretary.person_id] == [Need.APPRAISAL, Need.HOURS]
    assert found[place.member.pk] == [Need.HOURS, Need.RESERVE]
    lines = {one.need: one for one in need_lines(needs(seen_by=place.head, as_of=day))}
    assert (lines[Need.FIRST].counts, lines[Need.NEW_POST].counts) == ((0, 0, 1), (0, 1, 0))
    assert (lines[Need.HOURS].total, lines[Need.HOURS].planned) == (5, 0)
    commands.enrol(by=place.head, training=place.training(), people={new: Need.FIRST})
    lines = {one.need: one for one in need_lines(needs(seen_by=place.head, as_of=day))}
    assert lines[Need.FIRST].planned == 1


def test_who_holds_training_learns_nothing_of_the_reserve(place):
    factories.make_reserve(place.secretary.person.terms.get().post, place.neighbour.person)
    desk, head = (
        {one.pk: reasons_of(one) for one in needs(seen_by=account, as_of=today())}
        for account in (place.desk, place.head)
    )
    assert Need.RESERVE in head[place.neighbour.person_id]
    assert Need.RESERVE not in desk[place.neighbour.person_id]
    found = needs_of([place.neighbour.person_id], seen_by=place.head, as_of=today())
    assert list(found.values()) == [Need.HOURS]


def test_what_a_tour_brought_home_becomes_a_task_or_a_no_with_its_reason(place):
    tour = called(place, place.secretary.person, kind="tour", title="赴大庆考察")
    said = {"training": tour, "seen_at": "大庆某社区", "learned": "场所列成清单"}
    with pytest.raises(Refused):
        commands.bring_home(by=place.neighbour, title="列清单", **said)
    one = commands.bring_home(by=place.secretary, title="列清单", **said)
    other = commands.bring_home(by=place.head, title="新建中心", **said)
    with pytest.raises(ImpossibleError, match="答复"):
        commands.decline_proposal(by=place.head, proposal=other, answer="")
    commands.decline_proposal(by=place.head, proposal=other, answer="财力不够")
    given_ = {"unit": place.county["street"], "due_on": today() + timedelta(days=30), "answer": "先试三个"}
    adopted = commands.adopt_proposal(by=place.head, proposal=one, **given_)
    assert (adopted.task.source_kind, adopted.task.title) == ("cadres.tourproposal", "列清单")
    with pytest.raises(ImpossibleError, match="已经答复"):
        commands.adopt_proposal(by=place.head, proposal=one, **given_)
    finish_task(by=place.street, task=adopted.task, result="清单已公布")
    with pytest.raises(ImpossibleError, match="外出考察"):
        commands.bring_home(by=place.head, title="x", **said | {"training": place.training(title="班")})


def test_results_go_out_as_a_sheet_and_come_back(place):
    row = called(place, place.secretary.person, place.member)
    people = list(row.trainees.select_related("person"))
    headings, rows = results_sheet.sheet(people)
    rows[0][2:] = [40, 60, 85, "合格", ""]
    rows[1][2:] = [0, "", "", "", "病假"]
    read, faults = results_sheet.read_results([workbook("x", headings, rows).content], row, people)
    assert faults == []
    assert read == {people[0].pk: Result(40, 60, 85, "passed"), people[1].pk: Result(0, note="病假")}
    rows[0][2], rows[1][0] = 99, "没有的人"
    _read, faults = results_sheet.read_results([workbook("x", headings, rows).content], row, people)
    assert len(faults) == 2


def test_the_plan_is_printed(place):
    place.training(cost=5000)
    register_standards()
    one = standard_of("training_plan")
    paper = Document(BytesIO(filled(shipped(one.key), one.values(seen_by=place.head, pk=place.plan.pk))))
    text = "".join(cell.text for row in paper.tables[0].rows for cell in row.cells)
    assert "任职培训班" in text
    assert "5,000.00" in text
    assert one.values(seen_by=place.neighbour, pk=place.plan.pk) is None


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_hours_and_norms_are_what_a_slow_look_counts(seed, db):
    """Random trainings of two years, closed or not, attended or not, under the county's norms."""
    chance = random.Random(seed)
    with transaction.atomic():
        place = Place()
        norms = {Norm.HOURS_LEADS: chance.randint(0, 60), Norm.HOURS_OTHERS: chance.randint(0, 60)}
        for norm, value in norms.items():
            commands.set_development_norm(by=None, norm=norm, value=value, on=date(2020, 1, 1), why="x")
        people = [place.secretary.person, place.neighbour.person, place.member]
        for number in range(6):
            ends = date(2025, 10, 1) + timedelta(days=chance.randint(0, 300))
            closed = ends + timedelta(days=chance.randint(0, 40)) if chance.random() < 0.8 else None
            state = {"state": "held", "closed_on": closed, "evaluation": "x"} if closed else {}
            row = place.training(title=str(number), starts_on=ends, ends_on=ends, **state)
            for one in chance.sample(people, 2):
                hours = chance.choice((None, 0, 8, 40))
                Trainee.objects.create(training=row, person=one, hours=hours)
        day = date(2026, 1, 1) + timedelta(days=chance.randint(0, 200))
        asked = hours_norms(day)
        assert asked[Audience.OTHERS] == norms[Norm.HOURS_OTHERS]
        for one in with_hours(cadres(seen_by=None, as_of=day), day):
            wanted = sum(
                row.hours or 0
                for row in Trainee.objects.filter(person=one).select_related("training")
                if row.training.state == "held"
                and row.training.ends_on.year == day.year
                and row.training.closed_on <= day
            )
            assert one.hours == wanted
            lead = place.member.pk != one.pk
            assert one.norm == norms[Norm.HOURS_LEADS if lead else Norm.HOURS_OTHERS]
        transaction.set_rollback(True)
