"""A matter from registration to re-opening: only its lead works on it, only its office checks, reds are facts."""

from datetime import date, timedelta

import pytest

from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.editions import load_library
from jiceng.institutions.models import Duty, Freshness
from jiceng.institutions.reading import read, shipped
from jiceng.kernel.access import Refused
from jiceng.organisations.enums import PostKind
from jiceng.responsibility import commands
from jiceng.responsibility.commands import ImpossibleError, NewMatter, Part
from jiceng.responsibility.models import Extension, Matter
from jiceng.responsibility.norms import norms
from jiceng.responsibility.queries.matters import matters
from tests import factories
from tests.responsibility.place import Place

pytestmark = pytest.mark.django_db
START = date(2026, 9, 1)
ONE = timedelta(days=1)


@pytest.fixture
def place():
    return Place()


def register(place, kind="note", on=START, **fields):
    new = NewMatter(
        title="修路灯",
        measure="二十盏路灯都亮",
        kind=kind,
        office=place.county["department"],
        lead=fields.pop("lead", place.county["first_branch"]),
        raised_on=on,
        **fields,
    )
    return commands.register_matter(by=place.clerk, new=new, on=on)


def colour(matter, day):
    return matters(seen_by=None, as_of=day).get(pk=matter.pk).colour


def test_days_by_kind_agree_with_the_institution(place):
    assert norms().matter_days == {"document": 30, "minutes": 20, "note": 15, "hard": 30, "urgent": 5}
    path = next(one for one in shipped.files("cn-2026") if "supervision" in one.name)
    due = {
        one.rhythm.after: one.due.days
        for one in read(path.read_text(encoding="utf-8")).file.obligations
        if one.rhythm.after
    }
    for kind in ("document", "minutes", "note", "urgent"):
        assert due[f"matter.{kind}"] == norms().matter_days[kind]
    assert register(place, "urgent").due_on == START + timedelta(days=5)


def test_numbers_follow_each_other_in_a_year(place):
    rows = [register(place), register(place), register(place, on=date(2027, 1, 4))]
    assert [one.number for one in rows] == ["督〔2026〕1号", "督〔2026〕2号", "督〔2027〕1号"]


def test_lights_blue_yellow_red(place):
    row = register(place)
    assert colour(row, START) == "plain"
    assert colour(row, START + timedelta(days=3)) == "yellow"
    commands.acknowledge_matter(by=place.secretary, matter=row, on=START + ONE)
    assert colour(row, START + timedelta(days=3)) == "plain"
    assert colour(row, START + timedelta(days=8)) == "yellow"
    commands.report_progress(by=place.secretary, matter=row, text="已开工", on=START + timedelta(days=7))
    assert colour(row, START + timedelta(days=8)) == "plain"
    assert colour(row, row.due_on - ONE) == "blue"
    assert colour(row, row.due_on + ONE) == "red"


def test_only_the_lead_works_and_only_the_office_supervises(place):
    row = register(place)
    for wrong in (place.neighbour, place.clerk, place.leaders[0]):
        with pytest.raises(Refused):
            commands.acknowledge_matter(by=wrong, matter=row)
    for wrong in (place.secretary, place.neighbour, place.leaders[0]):
        with pytest.raises(Refused):
            commands.urge_matter(by=wrong, matter=row)
        with pytest.raises(Refused):
            commands.check_matter(by=wrong, matter=row, done=True, note="好")
    assert not matters(seen_by=place.neighbour, as_of=date(2026, 12, 1)).filter(pk=row.pk).exists()


def test_an_extension_is_asked_before_the_day_and_granted_by_another(place):
    boss = factories.make_account_with_post(place.county["county"], PostKind.SECRETARY)
    row = register(place)
    commands.acknowledge_matter(by=place.secretary, matter=row, on=START)
    later = row.due_on + timedelta(days=10)
    with pytest.raises(ImpossibleError, match="期限已过"):
        commands.ask_extension(
            by=place.secretary, matter=row, to_day=later, reason="等料", on=row.due_on + ONE
        )
    asked = commands.ask_extension(by=place.secretary, matter=row, to_day=later, reason="等料", on=row.due_on)
    with pytest.raises(Refused):
        commands.decide_extension(by=place.secretary, extension=asked, granted=True)
    commands.decide_extension(by=boss, extension=asked, granted=True, on=row.due_on)
    assert colour(row, row.due_on + ONE) == "blue" or colour(row, row.due_on + ONE) == "yellow"
    assert Matter.objects.get(pk=row.pk).due_on == later
    with pytest.raises(ImpossibleError, match="已经处理"):
        commands.decide_extension(by=boss, extension=asked, granted=False)


def test_what_is_reported_long_before_a_later_day_does_the_duty(place):
    """With the later day the institution counts from a later day, too: a report before it is called for at once."""
    load_library(by=None)
    Freshness.objects.update_or_create(pk=1, defaults={"since": date(2026, 1, 1)})
    refresh()
    boss = factories.make_account_with_post(place.county["county"], PostKind.SECRETARY)
    row = register(place)
    commands.acknowledge_matter(by=place.secretary, matter=row, on=START)
    asked = commands.ask_extension(
        by=place.secretary, matter=row, to_day=START + 40 * ONE, reason="等料", on=START
    )
    commands.decide_extension(by=boss, extension=asked, granted=True, on=START)
    commands.report_matter(by=place.secretary, matter=row, text="全亮了", on=START + 10 * ONE)
    duties = Duty.objects.filter(obligation__evidence="matter.reported", withdrawn_on=None)
    standing = duties.filter(organisation=row.lead, trigger__annulled_at=None)
    assert [one.fulfilled_on for one in standing] == [START + 10 * ONE]


def test_a_split_matter_waits_for_its_parts(place):
    row = register(place)
    commands.acknowledge_matter(by=place.secretary, matter=row, on=START)
    part = Part("换灯", place.county["second_branch"], row.due_on + ONE)
    with pytest.raises(ImpossibleError, match="分解项的期限"):
        commands.split_matter(by=place.secretary, matter=row, parts=[part], on=START)
    part = Part("换灯", place.county["second_branch"], row.due_on)
    made = commands.split_matter(by=place.secretary, matter=row, parts=[part], on=START)[0]
    with pytest.raises(ImpossibleError, match="分解项没有销号"):
        commands.report_matter(by=place.secretary, matter=row, text="好了", on=START)
    commands.acknowledge_matter(by=place.neighbour, matter=made, on=START)
    commands.report_matter(by=place.neighbour, matter=made, text="换了", on=START)
    commands.check_matter(by=place.clerk, matter=made, done=True, note="看过", on=START)
    commands.report_matter(by=place.secretary, matter=row, text="好了", on=START)


def test_two_days_passed_are_two_reds_once_each(place):
    row = register(place, "urgent")
    commands.acknowledge_matter(by=place.secretary, matter=row, on=START)
    assert commands.note_reds(on=row.due_on) == 0
    late = row.due_on + ONE
    assert [commands.note_reds(on=late) for _one in range(2)] == [1, 0]
    row = commands.urge_matter(by=place.clerk, matter=row, note="抓紧", on=late)
    assert commands.note_reds(on=row.urged_until) == 0
    assert [commands.note_reds(on=row.urged_until + ONE) for _one in range(2)] == [1, 0]
    assert row.reds.count() == 2
    assert row.steps.filter(act="red").count() == 2


def test_residents_say_not_done_and_it_is_open_again(place):
    row = register(place)
    commands.acknowledge_matter(by=place.secretary, matter=row, on=START)
    commands.report_matter(by=place.secretary, matter=row, text="修好了", on=START + ONE)
    back = commands.check_matter(by=place.clerk, matter=row, done=False, note="两盏不亮", on=START + ONE)
    assert (back.state, back.poor, back.round) == ("working", True, 1)
    commands.report_matter(by=place.secretary, matter=row, text="都修好了", on=START + 2 * ONE)
    row = commands.check_matter(by=place.clerk, matter=row, done=True, note="都亮了", on=START + 2 * ONE)
    assert colour(row, row.closed_on) == "done"
    row = commands.confirm_matter(mark=row.mark, solved=False, note="三单元还黑", on=START + 3 * ONE)
    assert (row.state, row.reopened, row.round) == ("working", 1, 2)
    assert row.due_on == START + 3 * ONE + timedelta(days=15)
    with pytest.raises(ImpossibleError):
        commands.confirm_matter(mark=row.mark, solved=True)


def test_an_open_extension_ends_with_the_round_that_it_was_asked_in(place):
    boss = factories.make_account_with_post(place.county["county"], PostKind.SECRETARY)
    row = register(place)
    commands.acknowledge_matter(by=place.secretary, matter=row, on=START)
    asked = commands.ask_extension(
        by=place.secretary, matter=row, to_day=row.due_on + ONE, reason="等料", on=START
    )
    commands.report_matter(by=place.secretary, matter=row, text="好了", on=START + ONE)
    asked.refresh_from_db()
    assert (asked.granted, asked.decided_by, asked.decided_on) == (False, None, START + ONE)
    row = commands.check_matter(by=place.clerk, matter=row, done=True, note="看过", on=START + ONE)
    row = commands.confirm_matter(mark=row.mark, solved=False, note="还黑", on=START + 2 * ONE)
    with pytest.raises(ImpossibleError, match="已经处理"):
        commands.decide_extension(by=boss, extension=asked, granted=True, on=START + 3 * ONE)
    later = row.due_on + 5 * ONE
    asked = commands.ask_extension(
        by=place.secretary, matter=row, to_day=later, reason="等料", on=START + 3 * ONE
    )
    commands.decide_extension(by=boss, extension=asked, granted=True, on=START + 3 * ONE)
    assert Matter.objects.get(pk=row.pk).due_on == later


def test_an_extension_of_another_day_is_only_declined(place):
    boss = factories.make_account_with_post(place.county["county"], PostKind.SECRETARY)
    row = register(place)
    asked = Extension.objects.create(
        matter=row, asked_on=START, from_day=START + ONE, to_day=START + 2 * ONE, reason="旧申请"
    )
    with pytest.raises(ImpossibleError, match="期限已经改变"):
        commands.decide_extension(by=boss, extension=asked, granted=True, on=START)
    commands.decide_extension(by=boss, extension=asked, granted=False, on=START)
    assert Matter.objects.get(pk=row.pk).due_on == row.due_on


def test_an_extension_ends_with_the_unit_that_asked(place):
    row = register(place)
    asked = commands.ask_extension(
        by=place.secretary, matter=row, to_day=row.due_on + ONE, reason="等料", on=START
    )
    commands.return_matter(by=place.secretary, matter=row, why="不归我们", on=START)
    commands.reassign_matter(by=place.clerk, matter=row, lead=place.county["second_branch"], on=START)
    asked.refresh_from_db()
    assert asked.granted is False
    assert row.steps.filter(act="lapsed").count() == 1
    row = Matter.objects.get(pk=row.pk)
    commands.ask_extension(by=place.neighbour, matter=row, to_day=row.due_on + ONE, reason="新", on=START)


def test_a_day_passed_is_red_also_when_the_night_was_missed(place):
    row = register(place)
    commands.acknowledge_matter(by=place.secretary, matter=row, on=START)
    late = row.due_on + 3 * ONE
    commands.report_matter(by=place.secretary, matter=row, text="好了", on=late)
    assert [(one.due_on, one.on) for one in row.reds.all()] == [(row.due_on, row.due_on + ONE)]
    assert commands.note_reds(on=late + ONE) == 0


def test_a_part_is_never_due_after_the_whole(place):
    boss = factories.make_account_with_post(place.county["county"], PostKind.SECRETARY)
    row = register(place)
    commands.acknowledge_matter(by=place.secretary, matter=row, on=START)
    part = Part("换灯", place.county["second_branch"], row.due_on)
    made = commands.split_matter(by=place.secretary, matter=row, parts=[part], on=START)[0]
    with pytest.raises(ImpossibleError, match="分解项"):
        commands.ask_extension(
            by=place.neighbour, matter=made, to_day=row.due_on + ONE, reason="等料", on=START
        )
    asked = Extension.objects.create(
        matter=made, asked_on=START, from_day=made.due_on, to_day=row.due_on + ONE, reason="等料"
    )
    with pytest.raises(ImpossibleError, match="分解项"):
        commands.decide_extension(by=boss, extension=asked, granted=True, on=START)
