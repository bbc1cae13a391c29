"""A resident's request in each place, in the hands of its committee."""

from jiceng.kernel.pages import today
from jiceng.service import commands
from jiceng.service.commands import NewCase
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
