"""A post of the place's line with somebody in reserve for it; a plan of training with a tour."""

from datetime import date

from jiceng.cadres.models import TourProposal, Trainee, Training, TrainingPlan
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation
from tests import factories
from tests.access.objects import register, shared


def body_of(place):
    """The body of the place on the role's line: the branch, or the residents' committee."""
    if place.party:
        return place.branch
    return Organisation.objects.get(kind=Kind.RESIDENTS_COMMITTEE, territory=place.territory)


def post_of(world, place):
    body = body_of(place)
    return shared(
        world,
        ("post with a reserve", body.pk),
        lambda: factories.make_post(body, PostKind.PUBLICITY_MEMBER, title="后备"),
    )


@register("reserve_post", "reserve_new")
def of_post(world, place):
    return {"pk": post_of(world, place).pk}


@register("reserve", "reserve_review", "reserve_leave")
def of_reserve(world, place):
    post = post_of(world, place)
    return {"pk": shared(world, ("reserve", post.pk), lambda: factories.make_reserve(post)).pk}


def plan_of(world, place):
    """A plan of the place's organisation."""
    unit = place.organisation
    make = lambda: TrainingPlan.objects.create(unit=unit, year=2026)  # noqa: E731  # one use, one line
    return shared(world, ("training plan", unit.pk), make)


def training_of(world, place):
    plan = plan_of(world, place)
    day = date(2026, 1, 5)
    usual = {"kind": "tour", "audience": "all", "title": "考察", "place": "大庆", "hours": 8}
    return shared(
        world,
        ("training", plan.pk),
        lambda: Training.objects.create(plan=plan, starts_on=day, ends_on=day, state="called", **usual),
    )


@register("training_plan", "training_plan_adopt", "training_plan_import", "training_new")
def of_plan(world, place):
    return {"pk": plan_of(world, place).pk}


@register(
    *("training", "training_call", "training_results", "training_close", "training_drop"),
    *("training_release_all", "tour_proposal_new"),
)
def of_training(world, place):
    return {"pk": training_of(world, place).pk}


@register("training_release", "trainee_leave_out")
def of_trainee(world, place):
    row = training_of(world, place)
    make = lambda: Trainee.objects.create(training=row, person=place.term.person)  # noqa: E731  # one use, one line
    return {"pk": shared(world, ("trainee", row.pk), make).pk}


@register("tour_proposal", "tour_proposal_adopt", "tour_proposal_decline")
def of_proposal(world, place):
    row = training_of(world, place)
    said = {"seen_at": "大庆", "learned": "清单", "title": "列清单"}
    make = lambda: TourProposal.objects.create(training=row, **said)  # noqa: E731  # one use, one line
    return {"pk": shared(world, ("tour proposal", row.pk), make).pk}
