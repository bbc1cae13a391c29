"""Organisations, rolls, tables in and out."""

from jiceng.organisations.enums import BatchKind
from jiceng.organisations.models import ImportBatch
from tests.access.objects import register


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
