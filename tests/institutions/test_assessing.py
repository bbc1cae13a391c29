"""The assessment of a quarter is worked out by the night, from the duties themselves."""

from datetime import date

import pytest

from jiceng.institutions import kinds
from jiceng.institutions.commands.assessing import KIND, assess
from jiceng.institutions.commands.waivers import waive
from jiceng.institutions.commands.work import record_for
from jiceng.institutions.models import Duty, WorkRecord
from jiceng.institutions.queries.duty import action_of
from jiceng.kernel.models import Entry
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import Kind
from tests.factories import make_branch, make_organisation
from tests.institutions.factories import make_obligation, work_out

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 3)


@pytest.fixture
def branch():
    """A community with a branch that owes a talk a month (weight 2) and the value of each quarter."""
    kinds.register(kinds.Kind("work.test", "谈心谈话"))
    make_obligation(rhythm="month", evidence="work.test", title="谈心谈话", weight=2)
    make_obligation(rhythm="quarter", evidence=KIND, title="测算", due_days=15, weight=0, marks=("formula",))
    branch = make_branch(make_organisation())
    work_out(DAY, since=date(2026, 1, 1))
    return branch


def owed(branch, evidence) -> list[Duty]:
    rows = Duty.objects.filter(organisation=branch, obligation__evidence=evidence)
    return list(rows.order_by("opens_on"))


def test_in_time_of_all_that_fell_due_the_excused_left_out(branch):
    first, second, third, *_rest = owed(branch, "work.test")
    Duty.objects.filter(pk=first.pk).update(fulfilled_on=first.due_on)
    Duty.objects.filter(pk=second.pk).update(fulfilled_on=date(2026, 3, 9))
    waive(by=None, duty=third, reason="集中培训", on=third.opens_on)
    assert assess(on=DAY) == 1
    work = WorkRecord.objects.get()
    assert work.title == "2026-01-01至2026-03-31测算：50分"
    assert "按期完成2，到期4" in work.text
    value = next(one for one in owed(branch, KIND) if one.opens_on == date(2026, 4, 1))
    assert value.fulfilled_on == DAY
    assert Entry.objects.filter(verb="institutions.assess").exists()
    assert assess(on=DAY) == 0


def test_nobody_writes_it(branch):
    value = next(one for one in owed(branch, KIND) if one.opens_on == date(2026, 4, 1))
    assert action_of(value) == ""
    with pytest.raises(ImpossibleError, match="在别处登记"):
        record_for(by=None, duty=value, on=DAY, title="测算", marks=["formula"])


def test_all_that_serve_a_territory_count_together_and_nothing_due_is_said(branch):
    make_obligation(
        evidence="work.other", title="公开", weight=4, organisation_kinds=[Kind.RESIDENTS_COMMITTEE]
    )
    make_organisation("居民委员会", Kind.RESIDENTS_COMMITTEE, territory=branch.territory)
    new = {"valid_from": date(2026, 3, 30)}
    elsewhere = make_branch(make_organisation("远处社区", Kind.COMMUNITY, **new), **new)
    work_out(DAY, since=date(2026, 1, 1))
    Duty.objects.filter(obligation__evidence="work.other", due_on=date(2026, 3, 31)).update(
        fulfilled_on=date(2026, 3, 1)
    )
    assess(on=DAY)
    texts = dict(WorkRecord.objects.values_list("organisation", "title"))
    assert texts[branch.pk].endswith("测算：40分")
    assert texts[elsewhere.pk].endswith("没有到期的职责")
