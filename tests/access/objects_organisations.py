"""Organisations, rolls, tables in and out."""

from datetime import timedelta

from jiceng.kernel.pages import today
from jiceng.organisations.enums import BatchKind
from jiceng.organisations.models import Deputyship, ImportBatch
from tests.access.objects import register, shared


@register("import_batch", "import_apply", "import_recheck", "import_undo", "import_faults")
def foreign_batch(world, place):
    """A batch that somebody of this place uploaded: not one's own."""
    batch = ImportBatch.objects.create(
        kind=BatchKind.MEMBERS,
        state=ImportBatch.State.FAULTY,
        file_name="党员.xlsx",
        file_sha256="0" * 64,
        path="",
        account=place.account,
    )
    return {"pk": batch.pk}


@register("deputies_end")
def foreign_deputyship(world, place):
    """Somebody of this place acts for somebody of this place: seen by those two and by whoever appoints there."""

    def make():
        return Deputyship.objects.create(
            term=place.term,
            person=place.member.person,
            valid_from=today(),
            valid_to=today() + timedelta(days=9),
            why="外出学习",
        )

    return {"pk": shared(world, ("deputyship", place.term.pk), make).pk}
