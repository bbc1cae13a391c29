"""A resident's request in each place, in the hands of its committee."""

from jiceng.kernel.pages import today
from jiceng.service import commands
from jiceng.service.commands import NewCase, NewHousehold
from tests.access.objects import register, shared


def asked_of(world, place):
    def make():
        new = NewCase(place.territory, "lighting", "楼道灯不亮", way="page")
        return commands.ask(new=new, on=today())

    return shared(world, ("request", place.territory.pk), make)


@register(
    "case",
    "case_code_shown",
    "case_accept",
    "case_hand_on",
    "case_take_over",
    "case_hand_back",
    "case_recall",
    "case_sort",
    "case_extend",
    "case_answer",
    "case_call_back",
)
def of_case(world, place):
    return {"pk": asked_of(world, place)[0].pk}


@register("service_own", "service_word", "service_again", none={"code": "nichts"})
def of_code(world, place):
    return {"code": asked_of(world, place)[1]}


@register("service_place", "service_ask", "service_poster")
def of_place(world, place):
    return {"pk": place.territory.pk}


def ticket_of(world, place):
    def make():
        for _one in range(3):
            new = NewCase(place.territory, "noise", "施工噪声", "一号楼", way="page")
            row, _code = commands.ask(new=new, on=today())
        return row.tickets.get().ticket

    return shared(world, ("ticket", place.territory.pk), make)


@register("problem_ticket", "problem_ticket_settle")
def of_ticket(world, place):
    return {"pk": ticket_of(world, place).pk}


@register("certificate")
def of_certificate(world, place):
    def make():
        return commands.ask_certificate(community=place.territory, certificate="dog")

    return {"pk": shared(world, ("certificate", place.territory.pk), make).pk}


@register("service_certificate")
def of_certificates(world, place):
    return {"pk": place.territory.pk}


@register("service_certificate_told", none={"key": "nichts"})
def of_told(world, place):
    return {"pk": place.territory.pk, "key": "dog"}


def household_of(world, place):
    def make():
        new = NewHousehold("old", "孙桂芝")
        return commands.enter_household(by=None, community=place.territory, new=new)

    return shared(world, ("household", place.territory.pk), make)


@register("household", "household_change", "household_visit", "household_leave")
def of_household(world, place):
    return {"pk": household_of(world, place).pk}


@register("household_visit_annul")
def of_household_visit(world, place):
    def make():
        given = {"household": household_of(world, place), "on": today(), "found": "well"}
        return commands.visit_household(by=None, **given)

    return {"pk": shared(world, ("household visit", place.territory.pk), make).pk}


@register("service_unit")
def of_unit(world, place):
    return {"pk": place.organisation.pk}
