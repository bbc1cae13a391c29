"""Two people act on the same contact point, matter, hand-over or plan of inspections at the same moment."""

from datetime import date

import pytest

from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Entry, Ground, ImpossibleError, NewItem, NewMatter
from jiceng.responsibility.models import Check, CheckItem, ContactPoint, Handover, Liaison, Matter
from tests import factories
from tests.attack.test_once import together
from tests.responsibility.place import SINCE, Place

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


def told(command, **values):
    """What it gave back, or its sentence of refusal; anything else is a fault of the server."""
    try:
        return command(**values)
    except ImpossibleError as error:
        return error.messages[0]


def test_the_second_to_name_the_first_liaison_gets_a_sentence():
    place = Place()
    place.charge()
    other = factories.make_account_with_post(place.county["department"], PostKind.LEADER)
    leader = place.leaders[0].person
    outcomes = together(
        *(
            lambda by=by, officer=officer: told(
                commands.link, by=by, leader=leader, officer=officer.person, ground=Ground(SINCE)
            )
            for by, officer in zip((place.clerk, other), place.officers, strict=True)
        )
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Liaison", "str"], outcomes
    assert Liaison.objects.count() == 1


def test_the_second_to_name_the_first_leader_gets_a_sentence():
    place = Place()
    outcomes = together(
        *(
            lambda leader=leader: told(
                commands.put_in_charge,
                by=None,
                community=place.first,
                leader=leader.person,
                ground=Ground(SINCE),
            )
            for leader in place.leaders
        )
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["ContactPoint", "str"], outcomes


def test_matters_registered_at_once_have_numbers_without_gap_or_double():
    place = Place()
    new = NewMatter(
        "修路灯", "都亮", "note", place.county["department"], place.county["first_branch"], date(2026, 9, 1)
    )
    outcomes = together(
        *(
            lambda: told(commands.register_matter, by=place.clerk, new=new, on=date(2026, 9, 1))
            for _one in range(4)
        )
    )
    assert all(isinstance(one, Matter) for one in outcomes), outcomes
    assert sorted(one.serial for one in outcomes) == [1, 2, 3, 4]


def registered(place, title="修路灯") -> Matter:
    new = NewMatter(title, "都亮", "note", place.county["department"], place.county["first_branch"], today())
    return commands.register_matter(by=place.clerk, new=new)


def sentences(outcomes) -> list[str]:
    """The refusals among the outcomes; a fault of the server fails."""
    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    return [one for one in outcomes if isinstance(one, str)]


def test_acknowledged_and_handed_back_at_once_only_one_holds():
    place = Place()
    row = registered(place)
    outcomes = together(
        lambda: told(commands.acknowledge_matter, by=place.secretary, matter=row),
        lambda: told(commands.return_matter, by=place.secretary, matter=row, why="不归我们管"),
    )
    row.refresh_from_db()
    refused = sentences(outcomes)
    # Acknowledging after handing back takes it back; handing back after acknowledging is refused.
    assert (row.state, row.returned_on) == ("working", None)
    assert refused in ([], ["已经签收，不能再退回；办不完的申请延期。"])
    again = registered(place, "修井盖")
    commands.return_matter(by=place.secretary, matter=again, why="不归我们管")
    lead = place.county["second_branch"]
    outcomes = together(
        lambda: told(commands.reassign_matter, by=place.clerk, matter=again, lead=lead),
        lambda: told(commands.insist_on_matter, by=place.clerk, matter=again, why="归你们管"),
    )
    assert sentences(outcomes) == ["现在没有要答复的退回。"]
    assert again.steps.filter(act__in=["reassigned", "insisted"]).count() == 1


def test_both_sign_two_answer_and_two_take_over_at_once():
    place = Place()
    place.full()
    problem = commands.raise_problem(by=None, community=place.first, text="没有办公用房")
    one, two = (account.person for account in place.leaders)
    rows = [Entry(place.first, two, None, Ground(today()))]
    outcomes = together(
        *(lambda: told(commands.take_over_register, by=place.clerk, rows=rows) for _one in range(2))
    )
    assert not sentences(outcomes) or len(sentences(outcomes)) == 1
    assert ContactPoint.objects.filter(community=place.first, valid_to=None).count() == 1
    handover = Handover.objects.get()
    assert (handover.giver, handover.taker) == (one, two)
    outcomes = together(
        *(
            lambda by=by: told(commands.sign_handover, by=by, handover=handover)
            for by in (*place.leaders, place.leaders[1])
        )
    )
    assert sentences(outcomes) == ["已经签过字。"]
    handover.refresh_from_db()
    assert [item["text"] for item in handover.listed] == ["没有办公用房"]
    outcomes = together(
        *(
            lambda by=by: told(commands.answer_problem, by=by, problem=problem, text="已划拨")
            for by in (place.leaders[1], place.clerk)
        )
    )
    assert sentences(outcomes) == ["已经答复过了。"]


def test_the_same_inspection_planned_adopted_and_held_at_once():
    place = Place()
    unit, year, month = place.county["department"], today().year, today().month

    def plan(title):
        return told(
            commands.plan_check,
            by=place.clerk,
            unit=unit,
            year=year,
            new=NewItem(title, "安全", month, month),
        )

    assert not sentences(together(lambda: plan("消防"), lambda: plan("燃气")))
    item = CheckItem.objects.get()
    assert set(item.title.split("、")) == {"消防", "燃气"}
    adopting = [lambda: told(commands.adopt_check_plan, by=place.clerk, plan=item.plan)] * 2
    assert len(sentences(together(*adopting))) == 1
    holding = [
        lambda: told(commands.hold_check, by=place.clerk, item=item, community=place.first, found="好")
    ] * 2
    assert len(sentences(together(*holding))) == 1
    assert Check.objects.count() == 1
