"""Who carries an item of a plan out may change, and the plan itself; no past day does."""

from datetime import date

import pytest

from jiceng.documents import commands
from jiceng.documents.commands import Aim, Charge, Clause, ImpossibleError, NewItem, NewTask, PlanWords
from jiceng.documents.queries.items import item_events
from jiceng.documents.queries.plans import branch_of
from jiceng.documents.queries.succession import orphans
from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Lineage
from jiceng.organisations.queries.unit import successors
from tests import factories
from tests.documents.place import Place
from tests.documents.test_plans import END, ONE, START, a_plan, a_task, an_item


@pytest.fixture
def place(db):
    return Place()


def test_a_version_with_its_reason_and_the_day_before_as_it_was(place):
    plan = a_plan(place)
    item = an_item(place, plan)
    person = place.other_officer.person
    charge = Charge("建好场所", place.other_town, person, (place.town,))
    with pytest.raises(ImpossibleError, match="变更理由"):
        commands.change_item(by=place.clerk, item=item, charge=charge, why=" ")
    with pytest.raises(Refused):
        commands.change_item(by=place.town_secretary, item=item, charge=charge, why="换")
    day = date(2026, 5, 1)
    made = commands.change_item(by=place.clerk, item=item, charge=charge, why="分工调整", on=day)
    assert (made.version, made.why) == (2, "分工调整")
    before, after = branch_of(item, day - ONE).item, branch_of(item, day).item
    assert (before.title, before.unit, before.owner, before.helping) == ("建设场所", place.town, None, [])
    assert (after.title, after.unit, after.owner, after.helping) == (
        *("建好场所", place.other_town, person),
        [place.town],
    )
    told = [one.title for one in item_events(item, day)]
    assert told == ["第2版：建好场所", "第1版：建设场所"]
    item.refresh_from_db()
    with pytest.raises(ImpossibleError, match="没有改动"):
        commands.change_item(by=place.clerk, item=item, charge=charge, why="再换")
    with pytest.raises(ImpossibleError, match="不能早于上一次"):
        commands.change_item(
            by=place.clerk, item=item, charge=Charge("x", place.town), why="再换", on=day - ONE
        )
    helped = Charge("x", place.town, None, (place.town,))
    with pytest.raises(ImpossibleError, match="不能同时是协办"):
        commands.change_item(by=place.clerk, item=item, charge=helped, why="再换")


def test_successors_are_offered_and_open_tasks_go_along(place):
    """As after a re-zoning: the unit of the item and its helper end, each with those that came after it."""
    make, plan, end = factories.make_organisation, a_plan(place), date(2026, 6, 1)
    olds = [make(f"第{n}居委会", Kind.RESIDENTS_COMMITTEE, under=place.town) for n in range(3)]
    new = make("铁东社区居委会", Kind.RESIDENTS_COMMITTEE, under=place.town)
    small = make("铁西社区居委会", Kind.RESIDENTS_COMMITTEE, under=place.town)
    item = an_item(place, plan, unit=olds[0])
    commands.change_item(
        by=place.clerk,
        item=item,
        charge=Charge(item.title, olds[0], None, (olds[1],)),
        why="加协办",
        on=START,
    )
    other = an_item(place, plan, "无人承接", unit=olds[2])
    open_task, done = (
        commands.give_item_task(by=place.clerk, item=item, new=NewTask(title, olds[0], END), on=START)
        for title in ("做着", "做完")
    )
    commands.finish_task(by=None, task=done, result="好", on=START)
    for old in olds:
        old.valid_to = end
        old.save()
    link = {"kind": "split", "on": end}
    Lineage.objects.create(predecessor=olds[0], successor=small, households=100, **link)
    Lineage.objects.create(predecessor=olds[0], successor=new, households=300, **link)
    Lineage.objects.create(predecessor=olds[1], successor=new, households=200, **link)
    assert orphans(plan, end - ONE) == []
    found = {one.item.pk: one for one in orphans(plan, end)}
    assert found[item.pk].heirs == [new, small]
    assert found[item.pk].helpers == [new]
    assert found[other.pk].heirs == []
    with pytest.raises(ImpossibleError, match="不是原责任单位的承接单位"):
        commands.succeed_items(by=place.clerk, plan=plan, units={other.pk: new}, why="撤并", on=end)
    commands.succeed_items(by=place.clerk, plan=plan, units={item.pk: small}, why="撤并", on=end)
    now = branch_of(item, end).item
    assert (now.unit, now.helping) == (small, [new])
    assert branch_of(item, end - ONE).item.unit == olds[0]
    open_task.refresh_from_db()
    done.refresh_from_db()
    assert (open_task.unit, done.unit) == (small, olds[0])
    assert open_task.steps.last().note == "第0居委会 → 铁西社区居委会"
    assert [one.item for one in orphans(plan, end)] == [other]


def test_successors_of_successors(place):
    make = factories.make_organisation
    one, two, three = (make(name, Kind.RESIDENTS_COMMITTEE, under=place.town) for name in "甲乙丙")
    for old, new, on in ((one, two, date(2026, 3, 1)), (two, three, date(2026, 9, 1))):
        Lineage.objects.create(predecessor=old, successor=new, kind="succeeded", on=on)
        old.valid_to = on
        old.save()
    assert successors([one, two], as_of=date(2026, 9, 1)) == {one.pk: [three], two.pk: [three]}
    assert successors([one], as_of=date(2026, 5, 1)) == {one.pk: [two]}


def test_a_plan_names_the_document_that_issued_it_later(place):
    plan = a_plan(place)
    an_item(place, plan, due_on=date(2028, 6, 30))
    document = place.issued()
    words = PlanWords("社区建设三年规划（修订）", date(2028, 9, 30), document)
    with pytest.raises(ImpossibleError, match="变更理由"):
        commands.change_plan(by=place.clerk, plan=plan, words=words, why="")
    draft = PlanWords(plan.title, END, place.draft())
    short = PlanWords(plan.title, date(2028, 6, 29), document)
    with pytest.raises(ImpossibleError, match="已经印发"):
        commands.change_plan(by=place.clerk, plan=plan, words=draft, why="印发")
    with pytest.raises(ImpossibleError, match="不早于各事项"):
        commands.change_plan(by=place.clerk, plan=plan, words=short, why="印发")
    with pytest.raises(Refused):
        commands.change_plan(by=place.town_secretary, plan=plan, words=words, why="印发")
    row = commands.change_plan(by=place.clerk, plan=plan, words=words, why="已印发")
    assert (row.title, row.ends_on, row.document) == (words.title, words.ends_on, document)
    told = Entry.objects.get(verb="documents.change_plan").body
    assert '"why":"已印发"' in told
    assert '"title":"社区建设三年规划"' in told
    with pytest.raises(ImpossibleError, match="没有改动"):
        commands.change_plan(by=place.clerk, plan=plan, words=words, why="再来")


def test_a_clause_or_task_marked_secret_stays_out(place):
    plan = a_plan(place)
    item = an_item(place, plan)
    clause = Clause("来文", 1, "机　密★1年　任务", None)
    with pytest.raises(ImpossibleError, match="涉密文件"):
        commands.add_items(
            by=place.clerk, plan=plan, news=[NewItem("任务", place.town, Aim("做", END), clause=clause)]
        )
    with pytest.raises(ImpossibleError, match="涉密文件"):
        commands.give_item_task(by=place.clerk, item=item, new=NewTask("机密★任务", place.town, END))
    task = a_task(place, item)
    for words in ("秘 密★1年", "★机密"):
        with pytest.raises(ImpossibleError, match="涉密文件"):
            commands.finish_task(by=place.town_secretary, task=task, result=words)
        with pytest.raises(ImpossibleError, match="涉密文件"):
            commands.tell_progress(by=place.town_secretary, task=task, text=words)
