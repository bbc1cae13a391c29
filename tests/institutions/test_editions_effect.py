"""What publishing would do, counted before it is done, is what it does."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiceng.institutions.commands import editions
from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.models import Duty, Evidence, EvidenceMark, Institution
from jiceng.institutions.periods import add_months
from jiceng.institutions.queries.effect import effect_of
from jiceng.institutions.queries.library import pieces
from jiceng.institutions.reading import edit, read
from jiceng.kernel.pages import today
from tests.factories import make_account_with_post, make_county


@pytest.fixture
def county(db):
    editions.load_library(by=None)
    return make_county()


def draft(by, key: str, **changes):
    institution = Institution.objects.get(key=key)
    text = institution.editions.get(valid_to=None).source_text
    file = read(text).file
    for obligation, values in changes.items():
        wanted = obligation.replace("_", ".")
        number = next(n for n, one in enumerate(file.obligations) if one.key == wanted)
        text = edit.changed(text, {("obligations", number, *path): value for path, value in values.items()})
    return editions.draft_edition(by=by, institution=institution, text=text)


def held(organisation, on: date, *marks) -> None:
    one = Evidence.objects.create(
        kind="visit.household",
        organisation=organisation,
        on=on,
        source_kind="t",
        source_id=f"{organisation.pk}-{on}",
        source_name="走访",
    )
    EvidenceMark.objects.bulk_create(EvidenceMark(evidence=one, mark=mark) for mark in marks)


def quarters_before(day: date) -> list[date]:
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return [add_months(first, -3 * number) for number in (1, 2, 3)]


def test_nothing_changed_touches_nothing(county):
    effect = effect_of(draft(None, "service_contact"), today())
    assert (effect.changes, effect.units, effect.duties_after) == ([], 0, 0)
    assert effect.ok


def test_units_and_duties_are_those_that_publishing_makes(county):
    on = today().replace(day=1)
    on = add_months(on, 1)
    one = draft(None, "service_contact", D13_3={("rhythm", "every"): "month", ("reminders",): [7]})
    effect = effect_of(one, on)
    assert [(pair.key, pair.sort) for pair in effect.changes] == [("D13.3", "changed")]
    assert (effect.units, effect.altered, effect.added, effect.removed) == (2, 1, 0, 0)
    assert effect.duties_after == 24
    assert effect.duties_before == 8
    editions.publish_edition(by=None, edition=one, on=on, why="试")
    refresh()
    made = Duty.objects.filter(obligation__edition=one, obligation__key="D13.3", withdrawn_on=None)
    until = add_months(on, 12)
    assert made.filter(opens_on__lt=until).count() == 24


def test_the_last_year_is_tried_with_its_records(county):
    """One committee visited in each full quarter, the other never; asked monthly both would have been red."""
    first = county["first_committee"]
    quarters = quarters_before(today())
    for begin in quarters:
        held(first, begin + timedelta(days=40), "coverage")
    one = draft(None, "service_contact", D13_3={("rhythm", "every"): "month", ("reminders",): [7]})
    replay = effect_of(one, today()).replay
    assert replay.owed_before in (6, 8)
    assert replay.red_before == replay.owed_before - len(quarters)
    assert replay.owed_after > replay.owed_before
    assert replay.red_after == replay.owed_after - len(quarters)
    assert {name for name, _number in replay.units} == {first.name, county["second_committee"].name}


def test_a_record_without_its_piece_does_not_count_in_the_trial(county):
    for begin in quarters_before(today()):
        held(county["first_committee"], begin + timedelta(days=40))
    one = draft(None, "service_contact", D13_3={("severity",): "must"})
    replay = effect_of(one, today()).replay
    assert replay.red_before == replay.owed_before == replay.red_after


def test_a_text_with_mistakes_shows_them_and_no_effect(county):
    one = draft(None, "service_contact", D13_3={("title",): "每季度走访并上传照片"})
    effect = effect_of(one, today())
    assert not effect.ok
    assert effect.changes == []


def test_an_obligation_added_and_one_dropped(county):
    keeper = make_account_with_post(county["department"], "leader")
    one = draft(keeper, "service_contact", D13_3={("key",): "D13.9"})
    effect = effect_of(one, today())
    assert {(pair.key, pair.sort) for pair in effect.changes} == {("D13.9", "new"), ("D13.3", "gone")}
    assert effect.duties_after == effect.duties_before


@given(st.text(max_size=60), st.text(max_size=60))
def test_pieces_put_together_are_the_texts(before, after):
    gone, come = pieces(before, after)
    assert "".join(piece.text for piece in gone) == before.replace("**", "")
    assert "".join(piece.text for piece in come) == after.replace("**", "")
    assert [p.text for p in gone if p.sort == "same"] == [p.text for p in come if p.sort == "same"]
