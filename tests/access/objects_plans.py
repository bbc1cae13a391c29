"""A plan of the place's organisation with one item, and a task of the organisation from nowhere else."""

from datetime import date

from jiceng.documents import commands
from jiceng.documents.commands import Aim, NewItem, NewPlan, NewTask
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Lineage, Organisation
from tests import factories
from tests.access.objects import register, shared

START, ENDED, END = date(2026, 1, 1), date(2026, 6, 1), date(2028, 12, 31)


def plan_of(world, place):
    def make():
        new = NewPlan("yearly", "年度计划", place.organisation, START, END, START)
        return commands.make_plan(by=None, new=new)

    return shared(world, ("plan", place.organisation.pk), make)


def item_of(world, place):
    def make():
        new = NewItem("建设场所", place.organisation, Aim("够用", END))
        return commands.add_items(by=None, plan=plan_of(world, place), news=[new], on=START)[0]

    return shared(world, ("plan item", place.organisation.pk), make)


def task_of(world, place):
    def make():
        return commands.give_task(by=None, new=NewTask("补齐器材", place.organisation, None), on=START)

    return shared(world, ("plain task", place.organisation.pk), make)


@register(
    "plan",
    "plan_change",
    "plan_gantt",
    "plan_items",
    "plan_docx",
    "plan_item_new",
    "plan_clauses",
    "plan_import",
)
def of_plan(world, place):
    return {"pk": plan_of(world, place).pk}


@register("plan_item", "plan_item_change", "plan_item_target", "plan_item_drop", "plan_item_task")
def of_item(world, place):
    return {"pk": item_of(world, place).pk}


@register("plan_succeed")
def of_ended_unit(world, place):
    """A plan of the place with an item of a unit that has ended; the place came after it."""

    def make():
        new = NewPlan("yearly", "撤并前的计划", place.organisation, START, END, START)
        plan = commands.make_plan(by=None, new=new)
        old = factories.make_organisation("原居委会", Kind.RESIDENTS_COMMITTEE, valid_from=START)
        Lineage.objects.create(predecessor=old, successor=place.organisation, kind="merged", on=ENDED)
        commands.add_items(by=None, plan=plan, news=[NewItem("建设场所", old, Aim("够用", END))], on=START)
        Organisation.objects.filter(pk=old.pk).update(valid_to=ENDED)
        return plan

    return {"pk": shared(world, ("plan of an ended unit", place.organisation.pk), make).pk}


@register("task", "task_acknowledge", "task_progress", "task_finish", "task_move", "task_drop")
def of_task(world, place):
    return {"pk": task_of(world, place).pk}
