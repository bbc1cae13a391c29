"""Plans: items from clauses, targets as versions, progress from tasks and measured figures on any day."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from docx import Document as Word
from hypothesis import given
from hypothesis import strategies as st

from jiceng.documents import commands, measures
from jiceng.documents.commands import Aim, Clause, ImpossibleError, NewItem, NewPlan, NewTask
from jiceng.documents.forms_plans import headline
from jiceng.documents.layout.plan import docx
from jiceng.documents.models import PlanTarget
from jiceng.documents.progress import Node, progress, way_gone
from jiceng.documents.queries.gantt import gantt
from jiceng.documents.queries.plans import branch_of, plans, tree
from jiceng.documents.queries.tasks import plan_tasks_until
from jiceng.kernel.access import Refused
from jiceng.organisations.enums import Kind
from tests import factories
from tests.documents.place import Place

START, END = date(2026, 1, 1), date(2028, 12, 31)
ONE = timedelta(days=1)


@pytest.fixture
def place(db):
    return Place()


def a_plan(place, title="社区建设三年规划", **fields):
    new = NewPlan("three_year", title, place.county, START, END, START, **fields)
    return commands.make_plan(by=place.clerk, new=new)


def an_item(place, plan, title="建设场所", parent=None, on=START, **aim):
    unit = aim.pop("unit", place.town)
    new = NewItem(title, unit, Aim("够用", aim.pop("due_on", END), **aim), None, parent)
    return commands.add_items(by=place.clerk, plan=plan, news=[new], on=on)[0]


def a_task(place, item, on=START, due_on=END):
    return commands.give_item_task(by=place.clerk, item=item, new=NewTask("摸底", place.town, due_on), on=on)


def percent(item, day):
    return branch_of(item, day).percent


class TestProgress:
    """Rolled up; never typed."""

    def slow(self, node: Node) -> Fraction:
        """Word for word: every part as often as it weighs, then the plain mean."""
        if node.figure is not None:
            return node.figure
        parts = [self.slow(one) for one in node.below for _time in range(one.weight)]
        if node.tasks:
            parts.append(sum((Fraction(1) for _one in range(node.done)), Fraction(0)) / node.tasks)
        return sum(parts, Fraction(0)) / len(parts) if parts else Fraction(0)

    nodes = st.recursive(
        st.builds(
            lambda weight, figure, tasks, done: Node(weight, figure, tasks, min(done, tasks)),
            st.integers(1, 5),
            st.none() | st.integers(0, 20).map(lambda part: Fraction(part, 20)),
            st.integers(0, 6),
            st.integers(0, 6),
        ),
        lambda below: st.builds(
            lambda weight, tasks, done, rows: Node(weight, None, tasks, min(done, tasks), tuple(rows)),
            st.integers(1, 5),
            st.integers(0, 3),
            st.integers(0, 3),
            st.lists(below, max_size=3),
        ),
        max_leaves=8,
    )

    @given(nodes)
    def test_it_agrees_with_a_slow_reckoning(self, node):
        found = progress(node)
        assert found == self.slow(node)
        assert 0 <= found <= 1

    @given(st.integers(0, 99), st.integers(0, 99), st.integers(-50, 150))
    def test_the_way_gone_is_a_part_up_or_down(self, baseline, goal, value):
        if baseline == goal:
            return
        gone = way_gone(Decimal(baseline), Decimal(goal), Decimal(value))
        assert 0 <= gone <= 1
        assert (gone == 1) == ((value >= goal) if goal > baseline else (value <= goal))

    def test_from_tasks_items_and_a_plan_that_carries_it_out(self, place):
        plan = a_plan(place)
        top = an_item(place, plan)
        first, second = an_item(place, plan, "摸底", top), an_item(place, plan, "改造", top)
        task = a_task(place, first)
        a_task(place, first, on=START + 9 * ONE)
        commands.finish_task(by=place.town_secretary, task=task, result="做完", on=START + 20 * ONE)
        assert percent(first, START) == 0
        assert percent(first, START + 5 * ONE) == 0
        assert percent(first, START + 20 * ONE) == 50
        assert percent(top, START + 20 * ONE) == 25
        year = commands.make_plan(
            by=place.town_secretary,
            new=NewPlan("yearly", "2026年计划", place.town, START, date(2026, 12, 31), START, None, second),
        )
        own = NewItem("腾房", place.town, Aim("腾空", date(2026, 12, 31)))
        made = commands.add_items(by=place.town_secretary, plan=year, news=[own], on=START)[0]
        new = NewTask("腾空", place.town, date(2026, 6, 1))
        task = commands.give_item_task(by=place.town_officer, item=made, new=new, on=START)
        commands.finish_task(by=None, task=task, result="腾空", on=START + 30 * ONE)
        assert percent(second, START + 30 * ONE) == 100
        assert tree(plan, START + 30 * ONE).percent == 75
        assert plan_tasks_until(START) == 2
        assert plan_tasks_until(START + 9 * ONE) == 3

    def test_from_a_measured_figure_of_the_day(self, place):
        item = an_item(place, a_plan(place), figure="territories", baseline=Decimal(5), goal=Decimal(1))
        for _one in range(3):
            factories.make_organisation(kind=Kind.COMMUNITY)
        factories.make_organisation(kind=Kind.COMMUNITY, valid_from=date(2026, 6, 1))
        assert percent(item, date(2026, 5, 31)) == 50
        branch = branch_of(item, date(2026, 6, 1))
        assert (branch.percent, branch.reading.value) == (25, 4)
        assert "as_of=2026-06-01" in branch.reading.url

    def test_each_registered_figure_is_measured_and_opens(self, place, enter):
        area = factories.make_county()
        client = enter(factories.make_account_with_post(area["county"]))
        for one in measures.known():
            value = one.on(START)
            assert value is None or value >= 0
            assert client.get(one.url(START)).status_code == 200, one.key


class TestTargets:
    """A change is a version with its reason, and no past figure changes."""

    def test_a_version_changes_no_past_figure(self, place):
        plan = a_plan(place)
        item = an_item(place, plan, figure="territories", baseline=Decimal(10), goal=Decimal(0))
        other = an_item(place, plan, "另一项")
        for _one in range(5):
            factories.make_organisation(kind=Kind.COMMUNITY)
        days = [START + 40 * number * ONE for number in range(8)]
        changed = days[4]
        before = {day: (tree(plan, day).percent, percent(item, day)) for day in days if day < changed}
        aim = Aim("更多", END - ONE, "territories", Decimal(10), Decimal(4), weight=3)
        with pytest.raises(ImpossibleError, match="理由"):
            commands.change_target(by=place.clerk, item=item, aim=aim, why=" ", on=changed)
        commands.change_target(by=place.clerk, item=item, aim=aim, why="户数变了", on=changed)
        with pytest.raises(ImpossibleError, match="不能早于"):
            commands.change_target(by=place.clerk, item=item, aim=aim, why="倒填", on=changed - ONE)
        after = {day: (tree(plan, day).percent, percent(item, day)) for day in days if day < changed}
        assert before == after
        assert percent(item, changed - ONE) == 50
        assert percent(item, changed) == 83.3
        assert tree(plan, changed).percent == 62.5
        assert percent(other, changed) == 0
        assert list(PlanTarget.objects.filter(item=item).values_list("version", "why")) == [
            (1, ""),
            (2, "户数变了"),
        ]

    def test_a_figure_needs_a_way_to_go(self, place):
        plan = a_plan(place)
        with pytest.raises(ImpossibleError, match="没有要做的事"):
            an_item(place, plan, figure="territories", baseline=Decimal(3), goal=Decimal(3))
        with pytest.raises(ImpossibleError, match="没有这项计量指标"):
            an_item(place, plan, figure="nothing", goal=Decimal(3))
        item = an_item(place, plan, figure="territories", goal=Decimal(3))
        assert item.targets.get().baseline == 0  # what was measured on the day

    def test_the_weight_and_the_day_belong_to_the_version(self, place):
        item = an_item(place, a_plan(place), due_on=date(2026, 6, 30))
        aim = Aim("够用", date(2026, 12, 31), weight=4)
        commands.change_target(by=place.leader, item=item, aim=aim, why="延后", on=date(2026, 5, 1))
        assert branch_of(item, date(2026, 4, 30)).target.due_on == date(2026, 6, 30)
        assert branch_of(item, date(2026, 8, 1)).target.weight == 4


class TestItems:
    def test_from_the_clauses_of_a_document(self, place):
        document = place.issued()
        clause = Clause("嫩发〔2026〕1号", 4, "（一）明确责任。每个社区由一名县级领导联系。", document)
        new = NewItem(headline(clause.text), place.town, Aim(clause.text, END), clause=clause)
        item = commands.add_items(by=place.clerk, plan=a_plan(place, document=document), news=[new])[0]
        assert (item.title, item.cites, item.passage_no) == ("明确责任", document, 4)
        assert item.passage == clause.text

    @pytest.mark.parametrize(
        ("passage", "title"),
        [
            ("（一）理顺组织。五十一个", "理顺组织"),
            ("1.每年不少于四次。", "每年不少于四次"),
            ("一、总体要求", "总体要求"),
            ("县委成立领导小组；下设办公室", "县委成立领导小组"),
            ("3.5万元列入预算。", "3.5万元列入预算"),
        ],
    )
    def test_what_an_item_is_called(self, passage, title):
        assert headline(passage) == title

    def test_who_may(self, place):
        plan = a_plan(place)
        item = an_item(place, plan)
        own = NewItem("镇里的", place.town, Aim("做", END), None, item)
        commands.add_items(by=place.town_officer, plan=plan, news=[own])
        for wrong in (place.other_officer, factories.make_account()):
            with pytest.raises(Refused):
                commands.add_items(by=wrong, plan=plan, news=[own])
        with pytest.raises(Refused):
            commands.add_items(
                by=place.town_officer, plan=plan, news=[NewItem("x", place.town, Aim("x", END))]
            )
        with pytest.raises(Refused):
            commands.change_target(by=place.town_secretary, item=item, aim=Aim("x", END), why="x")
        with pytest.raises(Refused):
            commands.make_plan(
                by=place.town_officer, new=NewPlan("county", "县的", place.county, START, END, START)
            )
        assert plans(seen_by=place.other_officer, as_of=START).get() == plan  # the county's plans are open

    def test_dropped_with_a_reason_when_nothing_is_left_below(self, place):
        plan = a_plan(place)
        top = an_item(place, plan)
        below = an_item(place, plan, "下级", top)
        with pytest.raises(ImpossibleError, match="下面还有"):
            commands.drop_item(by=place.clerk, item=top, why="不做了")
        task = a_task(place, below)
        with pytest.raises(ImpossibleError, match="没完成的任务"):
            commands.drop_item(by=place.clerk, item=below, why="不做了")
        commands.drop_task(by=place.clerk, task=task, why="不做了", on=START)
        commands.drop_item(by=place.clerk, item=below, why="不做了", on=date(2026, 5, 1))
        assert [one.number for one in tree(plan, date(2026, 4, 30)).rows] == ["1", "1.1"]
        assert [one.number for one in tree(plan, date(2026, 5, 1)).rows] == ["1"]

    def test_lights(self, place):
        plan = a_plan(place)
        item = an_item(place, plan, due_on=date(2026, 10, 8))
        assert branch_of(item, START).light == "empty"
        task = a_task(place, item, due_on=date(2026, 9, 1))
        assert branch_of(item, date(2026, 2, 1)).light == "behind"
        assert branch_of(item, date(2026, 10, 9)).light == "late"
        commands.finish_task(by=None, task=task, result="好", on=date(2026, 3, 1))
        assert branch_of(item, date(2026, 3, 1)).light == "done"


def test_paper_and_line_of_time(place):
    plan = a_plan(place)
    item = an_item(place, plan, due_on=date(2027, 6, 30))
    commands.finish_task(by=None, task=a_task(place, item), result="好", on=START)
    word = Word(BytesIO(docx(tree(plan, date(2026, 3, 1)))))
    assert "2026年3月1日" in "".join(one.text for one in word.paragraphs)
    assert [cell.text for cell in word.tables[0].rows[1].cells][:2] == ["1", "建设场所"]
    assert word.tables[0].rows[1].cells[-1].text == "100%"
    drawn = gantt(tree(plan, date(2026, 3, 1)))
    strip = drawn.strips[0]
    assert (drawn.years, strip.x, strip.done) == ([2026, 2027, 2028], 0, strip.width)
    assert 490 < strip.width < 502
