"""A merger: new communities owe from their first day, old ones no more, and duties do not block the way back."""

from datetime import date

import pytest

from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.evidence import attest
from jiceng.institutions.models import Duty, WorkRecord
from jiceng.institutions.queries.states import duties_on
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.commands.reorganisation import execute, reverse
from jiceng.organisations.models import Organisation
from tests.institutions.factories import make_obligation, work_out
from tests.organisations.test_reorganisation import DAY, planned
from tests.organisations.test_reorganisation import place as place

pytestmark = pytest.mark.django_db
LATER = date(2003, 7, 1)


@pytest.fixture
def rebuilt(place):
    make_obligation(rhythm="month")
    work_out(date(2003, 4, 20), since=date(2003, 1, 1))
    reorganisation = planned(place)
    execute(by=None, reorganisation=reorganisation)
    return reorganisation


def owing(on: date) -> set[str]:
    rows = duties_on(on).filter(opens_on=on.replace(day=1))
    return set(rows.values_list("organisation__name", flat=True))


def test_new_branches_owe_and_old_ones_do_not(rebuilt, place):
    old = {branch.name for branch in place.branches}
    assert owing(date(2003, 4, 20)) == old
    changes = refresh(on=LATER)
    assert changes.made > 0
    assert changes.withdrawn > 0
    new = set(Organisation.objects.filter(kind="party_branch", valid_from=DAY).values_list("name", flat=True))
    assert owing(LATER) == new


def test_duties_do_not_block_the_way_back_but_what_was_done_does(rebuilt, place):
    refresh(on=LATER)
    branch = Organisation.objects.filter(kind="party_branch", valid_from=DAY).first()
    work = WorkRecord.objects.create(kind="x", organisation=branch, on=LATER, title="开会")
    evidence = attest(kind="x", organisation=branch, on=LATER, source=work)
    with pytest.raises(ImpossibleError, match="不能撤回"):
        reverse(by=None, reorganisation=rebuilt, why="再议")
    evidence.delete()
    work.delete()
    reverse(by=None, reorganisation=rebuilt, why="再议")
    assert not Duty.objects.filter(organisation__valid_from=DAY).exists()
    assert refresh(on=LATER).returned > 0
    assert owing(LATER) == {branch.name for branch in place.branches}
