"""The file of whoever holds a post in the place."""

from datetime import date

from django.core.files.base import ContentFile

from jiceng.cadres.models import FileChange, Proof
from tests import factories
from tests.access.objects import register, shared


def file_of(world, place):
    return shared(
        world, ("cadre file", place.term.person_id), lambda: factories.make_cadre(place.term.person)
    )


@register("cadre", "cadre_form", "cadre_discipline_new")
def of_file(world, place):
    return {"pk": file_of(world, place).pk}


@register("composition_chart", none={"chart": "nichts", "ending": "svg"})
def of_chart(world, place):
    return {"chart": "ladder", "ending": "svg"}


@register("cadre_change_new", none={"section": "nichts"})
def of_section(world, place):
    return {"pk": file_of(world, place).pk, "section": "schooling"}


def change_of(world, place):
    def make():
        return FileChange.objects.create(
            file=file_of(world, place),
            section="basics",
            content='{"native_place": "嫩江"}',
            why="补录",
            asked_by=place.account,
            answer_by=date(2030, 1, 1),
        )

    return shared(world, ("cadre change", place.term.person_id), make)


@register("cadre_change", "cadre_change_decide", "cadre_change_withdraw")
def of_change(world, place):
    return {"pk": change_of(world, place).pk}


@register("cadre_proof")
def of_proof(world, place):
    def make():
        file = ContentFile(b"%PDF-1.4", "proof.pdf")
        return Proof.objects.create(
            change=change_of(world, place), name="毕业证.pdf", file=file, size=8, sha256="0" * 64
        )

    return {"pk": shared(world, ("cadre proof", place.term.person_id), make).pk}
