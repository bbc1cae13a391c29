import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override
from shapely.geometry import shape

from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning import commands
from jiceng.rezoning.commands.approval import Reasons
from jiceng.rezoning.commands.desk import StaleError, assignment_of
from jiceng.rezoning.commands.participation import HOURLY, FloodError, Words
from jiceng.rezoning.commands.plans import Naming, Origin
from jiceng.rezoning.enums import Aim
from jiceng.rezoning.models import Plan
from jiceng.rezoning.queries.compare import colours_beside, difference
from jiceng.rezoning.queries.consultation import pins_of, support
from jiceng.rezoning.queries.doubts import doubts_of, unanswered_remarks
from jiceng.rezoning.queries.drawing import colours_of
from jiceng.rezoning.queries.intake import open_faults, strangers
from jiceng.rezoning.queries.problem import allowed_number, problem_of
from jiceng.zoning.alternatives import THEMES
from jiceng.zoning.plan import Plan as ZoningPlan
from tests.factories import make_account_with_post, make_county
from tests.rezoning.county import old_county
from tests.rezoning.town import BARRIERS, UNITS, collection, feature, loaded, project, square

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_county()["town"]


def a_plan(made, by=None, groups=17):
    """Any plan: units dealt out in order."""
    problem = problem_of(made)
    dealt = [place * groups // problem.n for place in range(problem.n)]
    return commands.keep_plan(
        by=by, project=made, plan=ZoningPlan.of(problem, dealt), title="试", origin=Origin()
    )


def test_the_town_comes_in_whole_with_its_barriers(town):
    made = loaded(town)
    assert made.units.count() == 51
    assert made.barriers.count() == 3
    assert 120 <= made.edges.count() <= 140
    assert made.edges.exclude(barrier="").count() > 20
    problem = problem_of(made)
    assert problem.totals["full_members"] == 565
    assert Entry.objects.filter(verb="rezoning.load_units").exists()


def test_faults_are_named_and_nothing_is_half_loaded(town):
    bowtie = {"type": "Polygon", "coordinates": [[[2, 0], [3, 1], [3, 0], [2, 1], [2, 0]]]}
    content = collection(
        feature("a", square(0, 0)),
        feature("a", square(1, 0), name="同号"),
        feature("c", bowtie),
        feature("d", square(50, 50), households="很多"),
        feature("e", square(0, 0), name="同一块地"),
        feature("f", square(0, 1), residents=None),
    )
    made = project(town, k=2)
    intake = commands.take_in(by=None, project=made, file_name="x.geojson", content=content)
    kinds = {fault.kind for fault in open_faults(intake)}
    assert {"duplicate", "invalid", "island", "number", "twice", "missing"} <= kinds
    with pytest.raises(ImpossibleError):
        commands.load_intake(by=None, intake=intake)
    assert not made.units.exists()
    decisions = {
        "1.key": {"repair": "repair"},
        "2.valid": {"repair": "repair"},
        "2.parts": {"repair": "repair"},
        "3.households": {"repair": "edit", "value": "800"},
        "3.island": {"repair": "accept"},
        "4.key": {"repair": "drop"},
        "4.overlap.0": {"repair": "drop"},
        "5.residents": {"repair": "accept"},
    }
    intake = commands.decide_faults(by=None, intake=intake, decisions=decisions)
    assert [fault.sentence for fault in open_faults(intake)] == []
    assert commands.load_intake(by=None, intake=intake) == 5
    assert sorted(made.units.values_list("key", flat=True)) == ["a", "a-2", "c", "d", "f"]
    assert made.units.get(key="d").households == 800


def test_a_plan_never_changes_and_counts_its_branches(town):
    made = loaded(town)
    first = a_plan(made)
    assert first.k == 17
    assert first.communities.count() == 17
    assert len(set(first.communities.values_list("name", flat=True))) == 17
    with pytest.raises(DatabaseError), transaction.atomic():
        Plan.objects.filter(pk=first.pk).update(assignment={})
    assert Plan.objects.filter(pk=first.pk).update(title="另名") == 1


def test_the_desk_moves_undoes_redoes_and_saves_a_branch(town):
    made = loaded(town)
    officer = make_account_with_post(town, "officer")
    plan = a_plan(made, by=officer)
    draft = commands.open_desk(by=officer, plan=plan)
    key, to = "04", plan.assignment["01"]
    draft = commands.move_units(by=officer, draft=draft, cursor=0, units=[key], to=to)
    assert assignment_of(draft)[key] == to
    with pytest.raises(StaleError):
        commands.move_units(by=officer, draft=draft, cursor=0, units=["05"], to=to)
    draft = commands.undo(by=officer, draft=draft, cursor=1)
    assert assignment_of(draft) == plan.assignment
    draft = commands.redo(by=officer, draft=draft, cursor=0)
    draft = commands.move_units(by=officer, draft=draft, cursor=1, units=["10"], to="+")
    assert len(set(assignment_of(draft).values())) == 18
    branch = commands.save_desk(by=officer, draft=draft, title="手工一稿")
    assert (branch.parent, branch.author, branch.k) == (plan, officer, 18)
    assert not made.drafts.exists()


def test_names_differ_and_seats_lie_inside(town):
    made = loaded(town)
    plan = a_plan(made)
    labels = list(plan.communities.values_list("label", flat=True))
    inside = next(key for key, label in plan.assignment.items() if label == labels[0])
    outside = next(key for key, label in plan.assignment.items() if label == labels[1])
    with pytest.raises(ImpossibleError):
        commands.name_communities(by=None, plan=plan, rows=[Naming(labels[0], "甲"), Naming(labels[1], "甲")])
    with pytest.raises(ImpossibleError):
        commands.name_communities(by=None, plan=plan, rows=[Naming(labels[0], "甲", seat=outside)])
    rows = [Naming(label, f"第{place}社区") for place, label in enumerate(labels)]
    rows[0] = Naming(labels[0], "铁东社区", seat=inside, venue=inside)
    commands.name_communities(by=None, plan=plan, rows=rows)
    assert plan.communities.get(label=labels[0]).seat.key == inside


def test_locks_and_edges_change_the_problem(town):
    made = loaded(town)
    commands.lock(by=None, project=made, kind="together", units=["01", "02"])
    commands.lock(by=None, project=made, kind="fixed", units=["03"], label="1")
    assert problem_of(made).locks.together == (("01", "02"),)
    commands.unlock(by=None, project=made, kind="together", index=0)
    assert not problem_of(made).locks.together
    before = len(problem_of(made).edges)
    commands.change_edge(by=None, project=made, a="01", b="51", joined=True, barrier="river", bridged=True)
    assert len(problem_of(made).edges) == before + 1
    assert problem_of(made).edges[-1].barrier == "river.bridged"
    commands.change_edge(by=None, project=made, a="51", b="01", joined=False)
    assert len(problem_of(made).edges) == before
    with pytest.raises(ImpossibleError):
        commands.lock(by=None, project=made, kind="apart", units=["01", "99"])


MENDED = "试点，另行报告。"


def a_consultation(plan, **fields):
    fields = {"opens_on": today(), "closes_on": today() + timedelta(days=15), **fields}
    return commands.publish(by=None, plan=plan, **fields)


def good_plan(made):
    """Communities that hang together: each unit alone (51 of them)."""
    problem = problem_of(made)
    alone = ZoningPlan.of(problem, list(range(problem.n)))
    return commands.keep_plan(by=None, project=made, plan=alone, title="各自成社区", origin=Origin())


def test_residents_remark_and_every_remark_wants_an_answer(town):
    made = loaded(town)
    plan = good_plan(made)
    shown = a_consultation(plan)
    words = Words(stance="object", text="铁路隔开了我们", pin="boundary", unit="01", other_unit="08")
    said = commands.remark(by=None, consultation=shown, words=words, address="192.0.2.7")
    assert "192.0.2.7" not in said.origin
    with pytest.raises(ImpossibleError):
        commands.remark(by=None, consultation=shown, words=Words(stance="object"))
    with pytest.raises(ImpossibleError, match="没有答复"):
        commands.propose(by=None, plan=plan, proposer=town)
    waived = commands.propose(
        by=None, plan=plan, proposer=town, reasons=Reasons("已当面说明，本人外出未归。", MENDED)
    )
    commands.send_back(by=None, approval=waived, why="先答复意见。")
    commands.answer(by=None, remark=said, outcome="adopted", text="已把两处分开。")
    with pytest.raises(ImpossibleError):
        commands.answer(by=None, remark=said, outcome="adopted", text="再答。")
    asked = commands.propose(by=None, plan=plan, proposer=town, reasons=Reasons(doubts=MENDED))
    done = commands.approve(by=None, approval=asked, number="嫩政发〔2026〕31号", issued_on=today())
    made.refresh_from_db()
    assert (made.state, done.instrument.number, done.unanswered) == ("approved", "嫩政发〔2026〕31号", 0)


def test_who_only_supports_wants_no_answer(town):
    plan = good_plan(loaded(town))
    shown = a_consultation(plan)
    commands.remark(by=None, consultation=shown, words=Words(stance="support"))
    assert (support(shown).waiting, unanswered_remarks(plan)) == (0, 0)
    commands.remark(by=None, consultation=shown, words=Words("support", "请早些办", pin="unit", unit="03"))
    commands.remark(by=None, consultation=shown, words=Words("object", "太远", pin="unit", unit="03"))
    assert (support(shown).waiting, unanswered_remarks(plan)) == (2, 2)
    (pin,) = pins_of(shown)
    assert (pin.count, pin.objections) == (2, 1)


def test_the_norms_say_how_many_communities_there_can_be(town):
    found = allowed_number(loaded(town))
    assert (found.low, found.middle) == (12, 17)
    assert found.low <= found.middle <= found.high


def test_a_flood_is_held_off(town):
    shown = a_consultation(good_plan(loaded(town)))
    for _ in range(HOURLY):
        commands.remark(by=None, consultation=shown, words=Words(stance="support"), address="192.0.2.7")
    with pytest.raises(FloodError):
        commands.remark(by=None, consultation=shown, words=Words(stance="support"), address="192.0.2.7")
    commands.remark(by=None, consultation=shown, words=Words(stance="support"), address="192.0.2.8")
    assert shown.remarks.count() == HOURLY + 1


def test_what_is_proposed_is_frozen(town):
    plan = good_plan(loaded(town))
    commands.propose(by=None, plan=plan, proposer=town, reasons=Reasons(doubts=MENDED))
    community = plan.communities.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        plan.communities.filter(pk=community.pk).update(name="改名")
    with pytest.raises(DatabaseError), transaction.atomic():
        plan.communities.filter(pk=community.pk).delete()
    with pytest.raises(ImpossibleError):
        commands.lock(by=None, project=plan.project, kind="together", units=["01", "02"])


def test_a_scattered_plan_is_not_published(town):
    made = loaded(town)
    problem = problem_of(made)
    scattered = ZoningPlan.of(problem, [place % 2 for place in range(problem.n)])
    plan = commands.keep_plan(by=None, project=made, plan=scattered, title="散", origin=Origin())
    with pytest.raises(ImpossibleError, match="连成一片"):
        a_consultation(plan)


def test_an_aim_of_the_optimiser_is_called_in_the_readers_language(town):
    assert [(one.id, one.zh) for one in THEMES] == [
        (value, str(label)) for value, label in Aim.choices if value != Aim.TRADE
    ]
    plan = Plan(title="综合平衡", aim="balanced")
    with override("en"):
        assert plan.called == str(plan) == "Balanced mix"
        plan.title = "镇里的方案"
        assert plan.called == "镇里的方案"


def test_a_consultation_that_has_ended_can_be_held_again(town):
    plan = good_plan(loaded(town))
    first = a_consultation(plan)
    with pytest.raises(ImpossibleError, match="再次公示"):
        a_consultation(plan)
    first.opens_on, first.closes_on = today() - timedelta(days=20), today() - timedelta(days=5)
    first.save()
    again = a_consultation(plan)
    assert again.slug != first.slug
    assert plan.consultations.filter(withdrawn_at=None).count() == 2


def test_what_is_the_same_in_two_plans_is_not_said_to_differ(town):
    """A community keeps its colour beside the other plan, and one name for two communities says who is in them."""
    made = loaded(town)
    problem = problem_of(made)
    whole = [place // 3 for place in range(problem.n)]
    other = [17 if place in {3, 6} else group for place, group in enumerate(whole)]
    left, right = (
        commands.keep_plan(
            by=None, project=made, plan=ZoningPlan.of(problem, numbers), title="一", origin=Origin()
        )
        for numbers in (whole, other)
    )
    found = difference(made, left, right)
    assert all(one.left != one.right for one in found.moved)
    colours = colours_beside(made, left, right)
    beside = colours_of(made, left.assignment)
    same = problem.units[0].id
    assert colours[right.assignment[same]] == beside[left.assignment[same]]


def test_a_plan_with_doubts_is_proposed_only_with_a_reason(town):
    """Never shown to residents, scattered, outside the norms, of units that nobody knows: each is said."""
    made = loaded(town)
    problem = problem_of(made)
    scattered = ZoningPlan.of(problem, [place % 2 for place in range(problem.n)])
    plan = commands.keep_plan(by=None, project=made, plan=scattered, title="散", origin=Origin())
    with pytest.raises(ImpossibleError) as refused:
        commands.propose(by=None, plan=plan, proposer=town)
    said = " ".join(refused.value.messages)
    assert all(word in said for word in ("没有公示过", "不合要求", "51个单元不是现有组织"))
    asked = commands.propose(by=None, plan=plan, proposer=town, reasons=Reasons(doubts=MENDED))
    assert asked.doubts_reason == MENDED
    assert len(asked.doubts) == 2 + len(plan.violations)


def test_what_residents_did_not_see_or_can_still_say_gives_pause(town):
    plan = good_plan(loaded(town))
    assert any("没有公示过" in one for one in doubts_of(plan))
    commands.publish(by=None, plan=plan, opens_on=today(), closes_on=today() + timedelta(days=9))
    assert any("才结束" in one for one in doubts_of(plan))
    plan.consultations.update(closes_on=today())
    assert not any("公示" in one for one in doubts_of(plan))
    labels = sorted(set(plan.assignment.values()))
    unit = next(key for key, label in plan.assignment.items() if label == labels[0])
    changed = ZoningPlan.of(problem_of(plan.project), plan.assignment | {unit: labels[1]})
    grown = commands.keep_plan(
        by=None, project=plan.project, plan=changed, title="改", origin=Origin(parent=plan)
    )
    assert any("方案1，之后的改动居民没有看到" in one for one in doubts_of(grown))


def test_a_missing_unit_in_the_middle_is_named_and_can_be_filled(town):
    made = project(town, k=1)
    ring = [(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    units = collection(*(feature(f"{x}{y}", square(x, y)) for x, y in ring))
    intake = commands.take_in(by=None, project=made, file_name="x.geojson", content=units)
    (gap,) = open_faults(intake)
    assert "不属于任何单元" in gap.sentence
    intake = commands.decide_faults(by=None, intake=intake, decisions={gap.id: {"repair": "repair"}})
    assert open_faults(intake) == []
    commands.load_intake(by=None, intake=intake)
    assert sum(shape(unit.geometry).area for unit in made.units.all()) == pytest.approx(9)


def test_units_of_a_file_are_the_countys_own_by_code_or_name(db):
    county = old_county(members_each=0)
    made = project(county["town"])
    data = json.loads(UNITS)
    for place, one in enumerate(data["features"]):
        if place == 0:
            one["properties"] |= {"code": "", "name": "外来的单元"}
        elif place == 1:
            one["properties"]["code"] = ""
    intake = commands.take_in(
        by=None, project=made, file_name="units.geojson", content=json.dumps(data).encode(), barriers=BARRIERS
    )
    assert strangers(intake) == ["外来的单元"]
    commands.load_intake(by=None, intake=intake)
    assert list(made.units.filter(source=None).values_list("name", flat=True)) == ["外来的单元"]
    assert all(unit.source.name == unit.name for unit in made.units.exclude(source=None))
