"""A re-zoning project of three units, led by the town or street above the place, at each of its stations."""

from datetime import timedelta
from uuid import uuid4

from jiceng.kernel.models import Job
from jiceng.kernel.pages import today
from jiceng.organisations.models import Reorganisation
from jiceng.rezoning import commands
from jiceng.rezoning.commands.participation import Words
from jiceng.rezoning.commands.plans import Origin
from jiceng.rezoning.models import Adoption, Draft, Run
from jiceng.rezoning.queries.problem import problem_of
from jiceng.zoning.plan import Plan as ZoningPlan
from tests.access.objects import register, shared
from tests.rezoning.town import collection, feature, project, square

FILE = collection(*(feature(key, square(number, 0)) for number, key in enumerate("abc")))


def begun(world, place, station=""):
    def make():
        made = project(place.above, k=3)
        intake = commands.take_in(by=None, project=made, file_name="x.geojson", content=FILE)
        commands.load_intake(by=None, intake=intake)
        made.refresh_from_db()
        return made

    return shared(world, ("project", place.above.pk, station), make)


def planned(world, place, station=""):
    def make():
        made = begun(world, place, station)
        alone = ZoningPlan.of(problem_of(made), [0, 1, 2])
        return commands.keep_plan(by=None, project=made, plan=alone, title="各自成社区", origin=Origin())

    return shared(world, ("plan", place.above.pk, station), make)


def consulted(world, place):
    days = {"opens_on": today(), "closes_on": today() + timedelta(days=15)}
    return shared(
        world,
        ("consultation", place.above.pk),
        lambda: commands.publish(by=None, plan=planned(world, place), **days),
    )


@register(
    "rezoning_project",
    "rezoning_units",
    "rezoning_load_present",
    "rezoning_upload",
    "rezoning_wishes",
    "rezoning_locks",
    "rezoning_unlock",
    "rezoning_prices",
    "rezoning_neighbours",
    "rezoning_search",
    "rezoning_trades",
    "rezoning_work_out_trades",
    "rezoning_compare",
    "rezoning_consultation",
    "rezoning_approval",
    "rezoning_propose",
    "rezoning_adoption",
    "rezoning_result",
)
def of_project(world, place):
    planned(world, place)
    return {"pk": begun(world, place).pk}


@register(
    "rezoning_why",
    "rezoning_open_desk",
    "rezoning_discard",
    "rezoning_names",
    "rezoning_publish",
    "rezoning_plan_file",
)
def of_plan(world, place):
    return {"pk": planned(world, place).pk}


@register("rezoning_intake", "rezoning_intake_load", "rezoning_intake_drop")
def of_intake(world, place):
    def make():
        made = begun(world, place, "intake")
        return commands.take_in(by=None, project=made, file_name="x.geojson", content=FILE)

    return {"pk": shared(world, ("intake", place.above.pk), make).pk}


@register("rezoning_run", "rezoning_relax", "rezoning_take_trade")
def of_run(world, place):
    def make():
        job = Job.objects.create(kind="rezoning", title="求解", state=Job.State.DONE)
        return Run.objects.create(project=begun(world, place), job=job)

    return {"pk": shared(world, ("run", place.above.pk), make).pk}


@register("rezoning_public", none={"slug": "nichts"})
def of_public(world, place):
    return {"slug": consulted(world, place).slug}


@register("rezoning_withdraw")
def of_consultation(world, place):
    return {"pk": consulted(world, place).pk}


@register("rezoning_answer")
def of_remark(world, place):
    def make():
        return commands.remark(by=None, consultation=consulted(world, place), words=Words(stance="support"))

    return {"pk": shared(world, ("remark", place.above.pk), make).pk}


@register("rezoning_desk", "rezoning_desk_save")
def of_desk(world, place):
    """Somebody else's desk: whoever it is, never one's own."""

    def make():
        plan = planned(world, place)
        return Draft.objects.create(project=plan.project, plan=plan, account=place.account)

    return {"pk": shared(world, ("desk", place.above.pk), make).pk}


def proposed(world, place, station):
    def make():
        plan = planned(world, place, station)
        for number, community in enumerate(plan.communities.all()):
            plan.communities.filter(pk=community.pk).update(name=f"{station}第{number}社区")
        return commands.propose(
            by=None, plan=plan, proposer=place.above, reasons=commands.Reasons(doubts="试点")
        )

    return shared(world, ("approval", place.above.pk, station), make)


@register("rezoning_approve", "rezoning_return")
def of_approval(world, place):
    return {"pk": proposed(world, place, "proposed").pk}


@register("rezoning_execute", "rezoning_reverse")
def of_adoption(world, place):
    def make():
        asked = proposed(world, place, "approved")
        number = f"嫩政发〔2026〕{place.above.pk}号"
        done = commands.approve(by=None, approval=asked, number=number, issued_on=today())
        orders = {"version": 1, "town": place.above.pk, "communities": []}
        planned_one = Reorganisation.objects.create(
            key=uuid4(), title="调整", effective_on=today(), instrument=done.instrument, orders=orders
        )
        return Adoption.objects.create(approval=done, reorganisation=planned_one)

    return {"pk": shared(world, ("adoption", place.above.pk), make).pk}
