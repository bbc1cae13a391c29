"""The file of whoever holds a post in the place."""

from tests import factories
from tests.access.objects import register, shared


def file_of(world, place):
    return shared(
        world, ("cadre file", place.term.person_id), lambda: factories.make_cadre(place.term.person)
    )


@register("cadre")
def of_file(world, place):
    return {"pk": file_of(world, place).pk}


@register("composition_chart", none={"chart": "nichts", "ending": "svg"})
def of_chart(world, place):
    return {"chart": "ladder", "ending": "svg"}
