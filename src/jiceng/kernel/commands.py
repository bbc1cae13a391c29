"""Writers of the kernel itself."""

from django.db import transaction

from jiceng.kernel.access import must
from jiceng.kernel.models import ChainHead
from jiceng.kernel.record import record
from jiceng.kernel.rules import may_see_record


@transaction.atomic
def note_export(*, by, filters: dict[str, str], rows: int) -> None:
    """The record says who took it away: with which conditions and how many rows."""
    must(by, may_see_record)
    head = ChainHead.objects.get_or_create(pk=1)[0]
    record(by=by, verb="export_record", target=head, after={"filters": filters, "rows": rows})
