"""Trade-offs beside the site: worked out, told in words, taken into the gallery, refused when the project changed."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from jiceng.kernel.models import Job
from jiceng.organisations.enums import PostKind
from jiceng.rezoning import commands
from jiceng.rezoning.enums import RunKind
from jiceng.rezoning.queries.problem import problem_of
from jiceng.rezoning.queries.trades import _round_step, aims_of, trades_of
from jiceng.rezoning.queries.words import proof_of
from tests.factories import make_account_with_post, make_county
from tests.rezoning.town import loaded, wishes

pytestmark = pytest.mark.django_db
AIMS = ["streets_split", "without_venue", "barrier_m"]


@pytest.fixture
def place(db):
    return make_county()


@pytest.fixture
def made(place):
    return loaded(place["town"])


@pytest.fixture
def worked_out(django_capture_on_commit_callbacks):
    def run_it(project, aims=AIMS, communities=17, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            run = commands.work_out_trades(
                by=None, project=project, aims=list(aims), communities=communities, **fields
            )
        run.refresh_from_db()
        return run

    return run_it


def test_every_plan_that_no_plan_beats_stands_on_the_page(made, place, worked_out, enter):
    run = worked_out(made, budget_seconds=600)
    assert (run.job.state, run.kind) == (Job.State.DONE, RunKind.TRADES)
    trades = trades_of(made)
    assert trades.whole
    assert not trades.stale
    values = [row["values"] for row in run.answer["points"]]
    assert values == sorted(values)
    assert len(values) == 7
    assert [shade for shade, _said in trades.shades] == sorted({point.shade for point in trades.points})
    assert [point.number for point in trades.points] == list(range(1, 8))
    assert all(0 < point.x < 640 and 0 < point.y < 380 for point in trades.points)
    client = enter(make_account_with_post(place["town"], PostKind.OFFICER))
    page = client.get(reverse("rezoning_trades", args=[made.pk]), {"point": 3}).content.decode()
    assert page.count('<tr class="marked"') == 1
    assert page.count("<circle cx=") >= 7
    assert all(sentence in page for sentence in trades.sums)
    assert page.count('class="unit" d=') == 51


def test_a_plan_is_taken_into_the_gallery_once(made, worked_out):
    run = worked_out(made)
    plan = commands.take_trade(by=None, run=run, number=2)
    assert (plan.called, plan.status, plan.k, plan.violations) == ("取舍之2", "unbeaten", 17, [])
    assert [plan.terms[aim] for aim in AIMS] == run.answer["points"][1]["values"]
    assert "已证明没有别的方案" in proof_of(plan)
    assert commands.take_trade(by=None, run=run, number=2) == plan
    assert {point.number: point.plan for point in trades_of(made).points}[2] == plan.number
    with override("en"):
        assert "no other plan" in proof_of(plan)
        assert plan.called == "Trade-offs, no. 2"


@pytest.mark.parametrize("number", [0, 99])
def test_a_plan_that_is_not_there_is_not_taken(made, worked_out, number):
    run = worked_out(made)
    with pytest.raises(ValidationError):
        commands.take_trade(by=None, run=run, number=number)


def test_what_was_worked_out_before_a_change_is_told_and_not_taken(made, worked_out):
    run = worked_out(made)
    commands.lock(by=None, project=made, kind="together", units=["01", "02"], label="")
    made.refresh_from_db()
    run = made.runs.get(pk=run.pk)
    assert trades_of(made).stale
    with pytest.raises(ValidationError, match="重新"):
        commands.take_trade(by=None, run=run, number=1)


def test_a_stop_keeps_what_was_found(made, worked_out, monkeypatch):
    looks = iter(range(10_000))
    monkeypatch.setattr("jiceng.rezoning.tasks.Watch.cancelled", lambda self: next(looks) > 12)
    run = worked_out(made)
    assert not run.answer["whole"]
    assert len(run.answer["points"]) < 7
    assert not trades_of(made).whole
    assert trades_of(made).sums == ()


def test_what_cannot_be_traded_is_refused_at_once(made):
    for aims, communities in ((AIMS[:1], 17), (["streets_split", "streets_split"], 17), (AIMS, 16)):
        with pytest.raises(ValidationError):
            commands.work_out_trades(by=None, project=made, aims=aims, communities=communities)
    assert not made.runs.exists()


def test_only_what_is_known_of_the_units_is_offered(made):
    offered = dict(aims_of(problem_of(made)))
    assert {"household_imbalance", "streets_split", "barrier_m"} <= set(offered)
    assert "units_moved" not in offered
    made.units.update(street="")
    commands.set_wishes(by=None, project=made, wishes=wishes(k_low=16, k_high=18))
    made.refresh_from_db()
    assert "streets_split" not in dict(aims_of(problem_of(made)))


def test_the_form_keeps_what_was_chosen_when_two_aims_are_the_same(made, place, enter):
    client = enter(make_account_with_post(place["town"], PostKind.OFFICER))
    page = client.get(reverse("rezoning_trades", args=[made.pk]))
    key = page.context["form"]["submission_key"].value()
    chosen = {
        "first": "barrier_m",
        "second": "barrier_m",
        "third": "",
        "communities": 17,
        "budget_seconds": 10,
    }
    answer = client.post(
        reverse("rezoning_work_out_trades", args=[made.pk]), {"submission_key": key, **chosen}
    )
    assert answer.status_code == 422
    assert "另选一项" in answer.content.decode()
    assert answer.context["form"]["first"].value() == "barrier_m"
    assert not made.runs.exists()


@pytest.mark.parametrize(
    ("width", "whole", "step"),
    [(0.3, True, 1), (1.2, True, 2), (37, False, 50), (130, False, 200), (99, True, 100)],
)
def test_axes_have_round_steps(width, whole, step):
    assert _round_step(width, whole=whole) == step


def known_anew(project):
    """No norm asks for what is not known."""
    project.norms, project.revision = {}, project.revision + 1
    project.save(update_fields=["norms", "revision"])


def test_where_hardly_anything_is_known_the_page_says_so(made, place, enter):
    made.units.update(street="", households=None, residents=None, full_members=None, venue_area_m2=None)
    made.edges.update(boundary_dm=0, barrier="")
    known_anew(made)
    client = enter(make_account_with_post(place["town"], PostKind.OFFICER))
    page = client.get(reverse("rezoning_trades", args=[made.pk]))
    assert page.context["form"] is None
    assert "单元的数据太少" in page.content.decode()


def test_what_is_offered_first_is_known(made, place, enter):
    made.units.update(street="", households=None)
    known_anew(made)
    client = enter(make_account_with_post(place["town"], PostKind.OFFICER))
    form = client.get(reverse("rezoning_trades", args=[made.pk])).context["form"]
    assert [form[name].value() for name in ("first", "second", "third")] == [
        "resident_imbalance",
        "without_venue",
        None,
    ]
