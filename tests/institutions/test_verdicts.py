"""What is owed and what counts, against a slow and obvious reckoning: every rhythm, terms that begin or end in the
middle, leap days, holidays, ends of years, every share; and never a difference by the order of records."""

import random
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from jiceng.institutions.commands.duties import horizon, refresh
from jiceng.institutions.commands.editions import load_library
from jiceng.institutions.commands.evidence import add_marks, annul, attest
from jiceng.institutions.enums import CALENDAR, Rhythm
from jiceng.institutions.models import Duty, Freshness, WorkRecord
from jiceng.institutions.queries.states import duties_on
from jiceng.organisations.models import Organisation
from tests.factories import make_branch, make_county, make_organisation, make_person, make_post, make_term
from tests.institutions.factories import make_obligation, work_out
from tests.institutions.lived import Clock
from tests.institutions.slowly import Clause, Owed, Record, Stay, World, verdicts

MARKS = ("minutes", "roll")
EDGES = [date(2024, 2, 29), date(2025, 2, 28), date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 16)]
EDGES += [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 10, 8), date(2024, 1, 1)]
# A day of note and some days around it, or any.
days = st.one_of(
    st.builds(lambda day, n: day + timedelta(days=n), st.sampled_from(EDGES), st.integers(-2, 2)),
    st.dates(date(2023, 9, 1), date(2027, 3, 1)),
)
shares = st.sampled_from(
    [(0, 0, False), (1, 2, False), (1, 2, True), (2, 3, False), (4, 5, False), (1, 1, False)]
)
pieces = st.frozensets(st.sampled_from(MARKS))


@st.composite
def clauses(draw) -> Clause:
    rhythm = draw(st.sampled_from([*CALENDAR, Rhythm.TERM, Rhythm.EVENT, Rhythm.SINCE_LAST, Rhythm.ALWAYS]))
    by_calendar = rhythm in CALENDAR
    windows = [("", ""), ("", "01-31"), ("11-01", ""), ("11-01", "01-15"), ("02-29", "06-30"), ("", "02-29")]
    begins = draw(st.one_of(st.just(date(2000, 1, 1)), days))
    return Clause(
        rhythm=str(rhythm.value),
        days=draw(st.sampled_from([0, -3, 1, 2, 10] if by_calendar else [0, 1, 2, 10, 30])),
        working=draw(st.booleans()),
        window=draw(st.sampled_from(windows)) if rhythm == Rhythm.YEAR else ("", ""),
        months={Rhythm.SINCE_LAST: draw(st.integers(1, 14)), Rhythm.TERM: draw(st.sampled_from([0, 36]))}.get(
            rhythm, 0
        ),
        by_holder=draw(st.booleans()),
        need=draw(st.integers(1, 4)),
        quorum=draw(shares),
        marks=draw(st.one_of(st.just(frozenset()), pieces)),
        begins=begins,
        ends=draw(st.one_of(st.just(date.max), days.filter(lambda day: day > begins))),
    )


@st.composite
def records(draw) -> Record:
    entitled = draw(st.integers(0, 12))
    return Record(
        on=draw(days),
        person=draw(st.integers(0, 1)),
        amount=draw(st.integers(1, 3)),
        entitled=entitled,
        present=draw(st.integers(entitled // 2, entitled)),
        marks=draw(st.one_of(st.just(frozenset(MARKS)), pieces)),
        subject=draw(st.sampled_from(["", "a:1", "a:2"])),
        annulled=draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def worlds(draw) -> World:
    """A unit, those who led it one after the other, what happened, and what was recorded; looked at on a day."""
    today = draw(days)
    since = draw(st.sampled_from([today, today - timedelta(days=200), today.replace(month=1, day=1)]))
    unit = Stay(draw(st.one_of(st.just(date(2000, 1, 1)), days)))
    if draw(st.booleans()):
        unit = Stay(unit.begins, unit.begins + timedelta(days=draw(st.integers(1, 1200))))
    bounds = sorted(set(draw(st.lists(days, min_size=1, max_size=4))))
    ends = [*bounds[1:], draw(st.one_of(st.none(), st.just(bounds[-1] + timedelta(days=300))))]
    terms = [Stay(begin, end, n % 2) for n, (begin, end) in enumerate(zip(bounds, ends, strict=True))]
    world = World(draw(clauses()), unit, terms, today, since, horizon(today))
    world.records = draw(st.lists(records(), max_size=6))
    if world.clause.rhythm == "event":
        world.events = draw(st.lists(records(), min_size=1, max_size=3))
    return world


class Place:
    """A world in the database."""

    def __init__(self, world: World):
        self.world, clause = world, world.clause
        Freshness.objects.update_or_create(pk=1, defaults={"since": world.since})
        branch = make_branch(make_organisation())
        Organisation.objects.filter(pk=branch.pk).update(
            valid_from=world.unit.begins, valid_to=world.unit.ends
        )
        self.branch = Organisation.objects.get(pk=branch.pk)
        self.persons = [make_person(), make_person()]
        post = make_post(self.branch, "secretary", valid_from=date(2000, 1, 1))
        self.terms = {}
        for one in world.terms:
            term = make_term(post, self.persons[one.person], valid_from=one.begins, valid_to=one.ends)
            self.terms[term.pk] = one
        num, den, strict = clause.quorum
        self.obligation = make_obligation(
            marks=clause.marks,
            rhythm=clause.rhythm,
            trigger="matter.arisen" if clause.rhythm == "event" else "",
            due_days=clause.days,
            due_working=clause.working,
            window_from=clause.window[0],
            window_until=clause.window[1],
            interval_months=clause.months,
            bearer="holder" if clause.by_holder else "organisation",
            need=clause.need,
            quorum_num=num,
            quorum_den=den,
            quorum_strict=strict,
            valid_from=clause.begins,
            valid_to=None if clause.ends == date.max else clause.ends,
        )

    def tell(self, chance: random.Random) -> None:
        """All that is known, one after another in any order; pieces come later, what is annulled stood for a time."""
        told = [(self.obligation.evidence, one) for one in self.world.records]
        told += [("matter.arisen", one) for one in self.world.events]
        late = []
        for kind, one in chance.sample(told, len(told)):
            work = WorkRecord.objects.create(kind=kind, organisation=self.branch, on=one.on, title="x")
            first = [mark for mark in sorted(one.marks) if chance.random() < 0.5]
            self._attest(kind, one, work, first)
            late.append((one, work, [mark for mark in sorted(one.marks) if mark not in first]))
        for one, work, marks in chance.sample(late, len(late)):
            add_marks(source=work, marks=marks)
            if one.annulled:
                annul(source=work, why="记错了")

    def _attest(self, kind: str, one: Record, work: WorkRecord, marks: list[str]) -> None:
        attest(
            kind=kind,
            organisation=self.branch,
            on=one.on,
            source=work,
            person=self.persons[one.person],
            amount=one.amount,
            entitled=one.entitled,
            present=one.present,
            marks=marks,
            subject=one.subject,
        )

    def verdicts(self) -> set[Owed]:
        rows = Duty.objects.filter(obligation=self.obligation, withdrawn_on__isnull=True)
        found = [
            Owed(
                one.opens_on,
                one.due_on,
                one.closes_on,
                one.subject,
                self.terms.get(one.term_id),
                one.fulfilled_on,
                one.amount,
            )
            for one in rows
        ]
        assert len(found) == len(set(found))
        return set(found)


def by_state(rows: set[Owed], day: date) -> list[str]:
    """How each stands on a day, in plain words."""
    said = []
    for one in rows:
        if one.fulfilled_on and one.fulfilled_on <= day:
            said.append("done")
        elif day < one.opens:
            said.append("planned")
        elif day <= one.due:
            said.append("due")
        else:
            said.append("late" if one.closes is None or day < one.closes else "missed")
    return sorted(said)


class SlowReckoning(TestCase):
    def setUp(self):
        self.clock, self.patch = Clock(), pytest.MonkeyPatch()
        self.patch.setattr(timezone, "now", self.clock.now)

    def tearDown(self):
        self.patch.undo()

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )
    @given(worlds(), days, st.integers(0, 1000))
    def test_duties_and_verdicts_are_those_of_the_slow_reckoning(self, world, day, seed):
        """Records told one by one before the duties were worked out (weighed by one statement), and after (each
        weighing what it can change), in two orders: the same, and what the slow reckoning says."""
        self.clock.at(today := world.today)
        place, expected = Place(world), verdicts(world)
        event(
            f"{world.clause.rhythm}: {'some' if any(one.fulfilled_on for one in expected) else 'none'} done"
        )
        with transaction.atomic():
            place.tell(random.Random(seed))
            work_out(today, since=world.since)
            assert place.verdicts() == expected
            states = duties_on(day).filter(obligation=place.obligation, withdrawn_on__isnull=True)
            assert sorted(states.values_list("state", flat=True)) == by_state(expected, day)
            transaction.set_rollback(True)
        work_out(today, since=world.since)
        place.tell(random.Random(seed + 1))
        assert place.verdicts() == expected
        assert not refresh(on=today).any
        assert place.verdicts() == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "present", "met"),
    [
        (2003, 30, False),
        (2003, 31, True),
        (2019, 31, True),
        (2026, 31, False),
        (2026, 39, False),
        (2026, 40, True),
    ],
)
def test_a_congress_is_judged_by_the_rules_of_its_day(year, present, met):
    """Sixty entitled: more than half before 2026, two thirds since; by the shipped packs."""
    load_library(by=None)
    committee, on = make_county()["first_committee"], date(year, 5, 20)
    committee.valid_from = date(2002, 1, 1)
    committee.save()
    work_out(on, since=date(year, 1, 1))
    work = WorkRecord.objects.create(kind="x", organisation=committee, on=on, title="x")
    marks = ("minutes", "roll")
    attest(
        kind="meeting.congress",
        organisation=committee,
        on=on,
        source=work,
        entitled=60,
        present=present,
        marks=marks,
    )
    duty = Duty.objects.get(organisation=committee, obligation__key="D3.1", opens_on=date(year, 1, 1))
    assert duty.obligation.edition.pack == ("cn-2026" if year == 2026 else "era-2002")
    assert (duty.fulfilled_on == on) == met
