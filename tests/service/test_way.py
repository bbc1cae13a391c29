"""A request from asking to the resident's word: who has it, until when, what it attests, what nobody else reads."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.editions import load_library
from jiceng.institutions.models import Duty, Evidence, Freshness
from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days
from jiceng.service import commands
from jiceng.service.commands import ImpossibleError
from jiceng.service.enums import CaseState
from jiceng.service.models import Case, CaseRound, Handing
from jiceng.service.queries.cases import case_or_404, cases
from jiceng.service.rules import may_read_contact
from tests.service.place import MONDAY, PHONE, TEXT, Place, working_day

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def place():
    return Place()


def attested(case) -> list[str]:
    """Evidence that stands, as kind, unit and day."""
    rows = Evidence.objects.filter(source_kind="service.case", source_id=str(case.pk), annulled_at=None)
    return [f"{one.kind} {one.organisation} {one.on}" for one in rows.order_by("pk")]


def state(case) -> tuple[str, str]:
    case.refresh_from_db()
    return case.state, case.held_on(today()).holder.name


def test_asked_on_the_page_it_lands_with_the_community_and_attests_each_step(place):
    row, code = place.asked()
    committee = place.committee.name
    assert re.fullmatch(r"([2-9a-z]{4}-){4}[2-9a-z]{4}", code)
    assert row.number == "诉〔2026〕1号"
    assert state(row) == (CaseState.RECEIVED, committee)
    running = row.rounds.get()
    assert running.due_on == working_day(5)
    # The institution counts calendar days from the evidence: it falls due on the round's own day.
    called = f"case.ordinary {committee} {running.due_on - timedelta(days=5)}"
    assert attested(row) == [f"case.received {committee} {MONDAY}", called]
    commands.accept(by=place.worker, case=row, on=MONDAY)
    commands.answer(by=place.secretary, case=row, text="已换灯泡", on=working_day(4))
    assert state(row)[0] == CaseState.ANSWERED
    assert attested(row)[2:] == [
        f"case.accepted {committee} {MONDAY}",
        f"case.closed {committee} {working_day(4)}",
    ]
    running.refresh_from_db()
    assert running.took == 4
    assert row.first_asked == str(place.worker)


def test_the_duty_to_answer_is_done_by_the_answer_whenever_it_came(place):
    """At once, in time, extended and earlier than that, again after a re-opening; late it is late."""
    load_library(by=None)
    Freshness.objects.update_or_create(pk=1, defaults={"since": date(2026, 1, 1)})
    refresh()
    give = {"by": place.worker, "on": MONDAY}
    place.answered(after=0)
    place.answered(after=4)
    place.answered(after=0, urgency="urgent")
    row, code = place.taken()
    commands.extend(**give, case=row, to_day=working_day(15), why="等配件")
    commands.answer(by=place.worker, case=row, text="好了", on=working_day(3))
    commands.reopen(code=code, why="没好", on=working_day(4))
    commands.answer(by=place.worker, case=row, text="好了", on=working_day(4))
    duties = Duty.objects.filter(
        obligation__evidence="case.closed", organisation=place.committee, withdrawn_on=None
    )
    assert [one.fulfilled_on for one in duties.order_by("subject")] == [
        MONDAY,
        working_day(4),
        MONDAY,
        working_day(3),
        working_day(4),
    ]
    assert all(one.fulfilled_on <= one.due_on for one in duties)
    place.answered(after=9)
    late = duties.order_by("-subject").first()
    assert late.fulfilled_on == working_day(9) > late.due_on == working_day(5)


def test_what_is_written_is_encrypted_and_never_in_the_record(place):
    row, code = place.asked(name="王大娘")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, place, name, phone, code_print FROM service_case")
        stored = " ".join(cursor.fetchone())
    commands.hand_on(by=place.worker, case=row, to=place.bureau, why=f"{PHONE}说归住建")
    told = " ".join(Entry.objects.values_list("body", flat=True))
    for secret in (TEXT, "南山小区", "王大娘", PHONE, code, code.replace("-", "")):
        assert secret not in stored
        assert secret not in told
    assert Case.objects.get().phone == PHONE


def test_first_asked_has_it_until_another_took_it(place):
    row, _code = place.taken()
    assert state(row) == (CaseState.ACCEPTED, place.committee.name)
    hand_on = lambda **more: commands.hand_on(  # noqa: E731  # said five times
        **{
            "by": place.worker,
            "case": row,
            "to": place.bureau,
            "why": "归住建管",
            "on": working_day(1),
            **more,
        }
    )
    for account in (place.neighbour, place.builder, place.town, place.leader):
        with pytest.raises(Refused):
            hand_on(by=account)
    for wrong in ({"to": place.committee}, {"to": place.first}, {"why": " "}):
        with pytest.raises(ImpossibleError):
            hand_on(**wrong)
    hand_on()
    assert state(row) == (CaseState.OFFERED, place.committee.name)
    with pytest.raises(ImpossibleError, match="转出待接收"):
        commands.answer(by=place.worker, case=row, text="好了")
    with pytest.raises(Refused):
        commands.take_over(by=place.neighbour, case=row)
    commands.hand_back(by=place.builder, case=row, why="公共路灯归城管", on=working_day(1))
    assert state(row) == (CaseState.ACCEPTED, place.committee.name)
    hand_on(to=place.unit)
    commands.recall(by=place.director, case=row, on=working_day(2))
    hand_on(on=working_day(2))
    commands.take_over(by=place.builder, case=row, on=working_day(3))
    assert state(row) == (CaseState.ACCEPTED, place.bureau.name)
    assert row.held_on(working_day(2)).holder == place.committee
    assert [one.split()[0] for one in attested(row)] == ["case.received", "case.accepted"]
    assert row.rounds.get().due_on == working_day(5)
    with pytest.raises(Refused):
        commands.answer(by=place.worker, case=row, text="好了")
    commands.answer(by=place.builder, case=row, text="已修好", on=working_day(4))
    assert row.returned == 1
    assert Handing.objects.filter(recalled=True).count() == 1


def test_more_time_only_before_the_day_once_and_with_the_reason(place):
    row, _code = place.taken()
    give = {"by": place.worker, "case": row, "why": "等配件"}
    with pytest.raises(ImpossibleError, match="理由"):
        commands.extend(**give | {"why": ""}, to_day=working_day(6), on=MONDAY)
    for day in (working_day(5), working_day(21)):
        with pytest.raises(ImpossibleError, match="只能延到"):
            commands.extend(**give, to_day=day, on=MONDAY)
    with pytest.raises(ImpossibleError, match="过了期限"):
        commands.extend(**give, to_day=working_day(9), on=working_day(6))
    commands.extend(**give, to_day=working_day(8), on=working_day(5))
    with pytest.raises(ImpossibleError, match="延过一次"):
        commands.extend(**give, to_day=working_day(9), on=working_day(5))
    last = attested(row)[-1]
    assert last == f"case.ordinary {place.committee.name} {working_day(8) - timedelta(days=5)}"
    assert len(attested(row)) == 3


def test_another_urgency_moves_the_day_and_the_duty(place):
    row, _code = place.taken()
    with pytest.raises(ImpossibleError, match="没有改"):
        commands.sort(by=place.worker, case=row, kind="lighting", urgency="ordinary", why="试")
    commands.sort(by=place.worker, case=row, kind="power", urgency="urgent", why="线路打火", on=MONDAY)
    assert row.rounds.get().due_on == working_day(1)
    assert [one.split()[0] for one in attested(row)][-1] == "case.urgent"
    with pytest.raises(ImpossibleError, match="不能再改急缓"):
        commands.sort(by=place.worker, case=row, kind="power", urgency="hard", why="试", on=working_day(2))


def test_the_resident_has_the_last_word_and_asks_again_within_the_term(place):
    row, code = place.answered()
    done = working_day(1)
    with pytest.raises(ValidationError, match="还要办什么"):
        commands.rate(code=code, solved="no", satisfied=False, again=True, on=done)
    commands.rate(code=code.upper(), solved="no", satisfied=False, note="又灭了", again=True, on=done)
    assert state(row) == (CaseState.ACCEPTED, place.committee.name)
    first, second = row.rounds.all()
    assert (first.answer, first.solved, second.opened_why) == ("已换灯泡", "no", "又灭了")
    assert second.due_on == add_working_days(done, 5)
    with pytest.raises(ImpossibleError, match="没有要评价"):
        commands.rate(code=code, solved="yes", satisfied=True)
    commands.answer(by=place.worker, case=row, text="换了线路", on=done)
    commands.rate(code=code, solved="yes", satisfied=True, on=done)
    with pytest.raises(ImpossibleError, match="评价过了"):
        commands.rate(code=code, solved="yes", satisfied=True, on=done)
    commands.reopen(code=code, why="还是不亮", on=done + 15 * ONE)
    commands.answer(by=place.worker, case=row, text="报电业", on=done + 15 * ONE)
    with pytest.raises(ImpossibleError, match="期限已过"):
        commands.reopen(code=code, why="还是不亮", on=done + 31 * ONE)
    commands.call_back(by=place.worker, case=row, note="电话无人接", on=done + 16 * ONE)
    assert not row.rounds.last().solved
    assert Case.objects.get().round == 2


def test_who_may_read_what(place):
    mine, _code = place.taken()
    other, _code = place.taken(by=place.neighbour, community=place.second)
    seen = {
        account: set(cases(seen_by=account, as_of=today()).values_list("pk", flat=True))
        for account in (
            place.worker,
            place.secretary,
            place.neighbour,
            place.town,
            place.leader,
            place.builder,
        )
    }
    both = {mine.pk, other.pk}
    assert seen[place.worker] == seen[place.secretary] == {mine.pk}
    assert seen[place.neighbour] == {other.pk}
    assert seen[place.town] == seen[place.leader] == both
    assert seen[place.builder] == set()
    with pytest.raises(Refused):
        place.taken(by=place.worker, community=place.second)
    commands.hand_on(by=place.worker, case=mine, to=place.unit, why="请学校开门")
    assert case_or_404(mine.pk, seen_by=place.contact) == mine
    assert may_read_contact(place.contact, mine)
    assert not may_read_contact(place.leader, mine)
    assert not may_read_contact(place.neighbour, mine)


def test_the_floods_and_the_faults_of_the_form(place):
    for _one in range(10):
        commands.ask(new=place.new(), address="10.1.1.1")
    with pytest.raises(ImpossibleError, match="太多"):
        commands.ask(new=place.new(), address="10.1.1.1")
    commands.ask(new=place.new(), address="10.1.1.2")
    with pytest.raises(ValidationError) as found:
        place.asked(text=" ", phone="12", kind="nichts", on=today() + ONE)
    assert set(found.value.message_dict) == {"text", "phone", "kind", "on"}
    serials = list(Case.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == list(range(1, 12))


def test_what_must_always_hold_is_held_by_the_database(place):
    row, _code = place.answered()
    for model, wrong in (
        (Case, {"accepted_on": MONDAY - ONE}),
        (Case, {"accepted_on": None}),
        (Case, {"erased_on": today()}),
        (CaseRound, {"answer": ""}),
        (CaseRound, {"solved": "yes"}),
        (CaseRound, {"extended_from": MONDAY}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all().update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.holdings.create(community=place.second, holder=place.committee, valid_from=today())
