"""Whatever is founded, moved, merged, split and abolished in whatever order: every day stays consistent, and no
earlier day ever changes."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiceng.organisations import commands
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import Kind, Line
from jiceng.organisations.models import Organisation, OrganisationName, Placement

pytestmark = pytest.mark.django_db
START = date(2020, 1, 1)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["found", "move", "merge", "split", "abolish", "rename"]),
        st.integers(0, 20),
        st.integers(0, 20),
        st.integers(0, 40),
    ),
    min_size=3,
    max_size=14,
)


def found(name: str, superior: Organisation | None, on: date) -> Organisation:
    return commands.found(
        by=None, kind=Kind.RESIDENT_UNIT, name=name, on=on, places={Line.RESIDENTS: superior}
    )


def act(step: tuple, number: int, day: date) -> None:
    """One act on the day; what the state of things forbids is simply not done."""
    verb, first, second, _days = step
    there = list(Organisation.objects.order_by("pk"))
    one, other = there[first % len(there)], there[second % len(there)]
    if verb == "found":
        found(f"单位{number}", one, day)
    elif verb == "move":
        commands.move(by=None, organisation=one, line=Line.RESIDENTS, superior=other, on=day)
    elif verb == "merge":
        commands.merge(by=None, predecessors=[one], into=other, on=day)
    elif verb == "rename":
        commands.rename(by=None, organisation=one, name=f"改名{number}", on=day)
    elif verb == "split":
        parts = (found(f"甲{number}", other, day), found(f"乙{number}", other, day))
        commands.split_in_two(
            by=None, organisation=one, first=parts[0], second=parts[1], people=(), subordinates=(), on=day
        )
    else:
        commands.abolish(by=None, organisation=one, on=day)


def picture(day: date) -> tuple:
    """The whole structure as it was on the day."""
    places = (
        Placement.objects.on(day).order_by("organisation_id").values_list("organisation", "superior", "path")
    )
    names = OrganisationName.objects.on(day).order_by("organisation_id").values_list("organisation", "name")
    there = Organisation.objects.on(day).order_by("pk").values_list("pk", flat=True)
    return list(there), list(places), list(names)


def consistent(day: date) -> None:
    there, places, names = picture(day)
    paths = {pk: path for pk, _superior, path in places}
    assert len(paths) == len(places), "two places on one line"
    assert set(paths) == set(there), "an organisation without a place, or a place without one"
    assert [pk for pk, _name in names] == there, "one name a day"
    for pk, superior, path in places:
        above = "" if superior is None else paths[superior]
        assert path == f"{above}{pk:010d}", "the path does not lead from the superior"


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_history_is_never_overwritten(steps):
    with transaction.atomic():
        found("县", None, START)
        found("镇", Organisation.objects.get(), START)
        day, days, seen = START, [START], {}
        for number, step in enumerate(steps):
            day += timedelta(days=step[3])
            try:
                with transaction.atomic():
                    act(step, number, day)
            except ImpossibleError:
                pass
            for earlier, before in seen.items():
                if earlier < day:
                    assert picture(earlier) == before, f"{step[0]} on {day} changed {earlier}"
            seen[day] = picture(day)
            days.append(day)
        for one in (*days, day + timedelta(days=400)):
            consistent(one)
        transaction.set_rollback(True)
