"""The search in the background: plans, live figures, a stop that keeps, conflicts and their relaxation."""

import pytest
from django.utils.translation import override

from jiceng.kernel.models import Job
from jiceng.rezoning import commands
from jiceng.rezoning.models import Plan, Run
from jiceng.rezoning.queries.runs import live
from jiceng.rezoning.queries.wishes import locks_shown
from jiceng.rezoning.queries.words import chosen, phase_text, proof_of, term_name, unit_of
from jiceng.rezoning.tasks import Watch
from jiceng.zoning.plan import Plan as ZoningPlan
from tests.factories import make_county
from tests.rezoning.town import loaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(db):
    return loaded(make_county()["town"])


def searched(made, django_capture_on_commit_callbacks, **fields):
    with django_capture_on_commit_callbacks(execute=True):
        run = commands.search(by=None, project=made, **fields)
    run.refresh_from_db()
    return run


def test_the_best_plan_is_proved_and_kept(made, django_capture_on_commit_callbacks):
    run = searched(made, django_capture_on_commit_callbacks, count=1)
    plan = made.plans.get()
    assert run.job.state == Job.State.DONE
    assert (plan.status, plan.k, plan.violations, plan.gap) == ("optimal", 17, [], 0)
    assert plan.versions["highspy"]
    assert run.best == plan.assignment


def test_the_same_seed_finds_the_same_plan_and_keeps_it_once(made, django_capture_on_commit_callbacks):
    for _ in range(2):
        run = searched(made, django_capture_on_commit_callbacks, count=1, seed=7)
    first = made.plans.get()
    assert live(run, made).nothing_new
    commands.discard_plan(by=None, plan=first)
    searched(made, django_capture_on_commit_callbacks, count=1, seed=7)
    again = made.plans.get(discarded_at=None)
    assert (again.assignment, again.input_sha256) == (first.assignment, first.input_sha256)


def test_a_further_plan_is_proved_only_among_those_that_differ(made, django_capture_on_commit_callbacks):
    searched(made, django_capture_on_commit_callbacks, count=2)
    best, other = made.plans.order_by("number")
    assert (best.proved_alone, other.proved_alone) == (True, False)
    assert "相差20%" not in proof_of(best)
    assert "已证明没有更好的方案" in proof_of(best)
    assert "相差20%" in proof_of(other)
    assert "标准之后有改动" not in proof_of(best)
    best.violations = [{"communities": ["1"], "zh": "户数不少于1900", "en": "at least 1900 households"}]
    assert "标准之后有改动" in proof_of(best)


def test_what_conflicts_is_named_and_one_button_relaxes_it(made, django_capture_on_commit_callbacks):
    norms = {"households": [1995, 2005], "full_members": [3, 50]}
    made.norms = norms
    made.revision += 1
    made.save()
    run = searched(made, django_capture_on_commit_callbacks, count=1)
    shown = live(run, made)
    assert not made.plans.exists()
    assert shown.conflict
    assert shown.relaxations
    commands.relax(by=None, run=run, index=0)
    made.refresh_from_db()
    assert made.norms != norms
    searched(made, django_capture_on_commit_callbacks, count=1)
    assert made.plans.get().violations == []


def test_locks_say_what_they_cost(made, django_capture_on_commit_callbacks):
    commands.lock(by=None, project=made, kind="together", units=["01", "51"])
    commands.lock(by=None, project=made, kind="apart", units=["01", "02"])
    commands.unlock(by=None, project=made, kind="together", index=0)
    with django_capture_on_commit_callbacks(execute=True):
        commands.price_locks(by=None, project=made)
    [lock] = locks_shown(made)
    assert lock.price is not None
    assert lock.price >= 0


def test_the_map_shows_the_best_plan_so_far(made):
    job = Job.objects.create(kind="rezoning.search", title="试", state=Job.State.RUNNING)
    run = Run.objects.create(project=made, job=job)
    from jiceng.rezoning.queries.problem import problem_of

    problem = problem_of(made)
    watch = Watch(run)
    watch.write("anneal", ZoningPlan.of(problem, [n // 3 for n in range(problem.n)]), 200.0, 150.0)
    run.refresh_from_db()
    shown = live(run, made)
    assert '"01": ' in shown.fills
    assert not shown.phase.isascii()
    assert shown.gap == 25.0
    Job.objects.filter(pk=job.pk).update(stop_asked=True)
    assert watch.cancelled()


def test_what_the_optimiser_says_is_read_in_the_readers_language():
    with override("zh-hant"):
        assert term_name("household_imbalance") == "戶數不均"
        assert chosen("每个社区正式党员不少于 3", "") == "每個社區正式黨員不少於 3"
    with override("en"):
        assert str(unit_of("streets_split")) == "places"
        assert str(unit_of("without_venue")) == "communities"
        assert phase_text("enumerate") == "Listing possible communities"
        assert Plan(aim="balanced-2", title="综合平衡之2").called == "Balanced mix, no. 2"
    assert Plan(aim="balanced-2", title="改过的名").called == "改过的名"
