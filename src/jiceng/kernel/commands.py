"""Writers of the kernel itself. What an account keeps for its own eyes leaves no entry in the record."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from jiceng.kernel.access import must, signed_in
from jiceng.kernel.models import ChainHead, Night, SavedView
from jiceng.kernel.record import record
from jiceng.kernel.rules import may_see_record


@transaction.atomic
def note_export(*, by, filters: dict[str, str], rows: int) -> None:
    """The record says who took it away: with which conditions and how many rows."""
    must(by, may_see_record)
    head = ChainHead.objects.get_or_create(pk=1)[0]
    record(by=by, verb="export_record", target=head, after={"filters": filters, "rows": rows})


@transaction.atomic
def save_view(*, by, path: str, name: str, query: str) -> SavedView:
    """Keep a list's present filters, order and columns; the same name again replaces it."""
    must(by, signed_in)
    found, _made = SavedView.objects.update_or_create(
        account_id=by.pk, path=path, name=name, defaults={"query": query}
    )
    return found


@transaction.atomic
def remove_view(*, by, view: SavedView) -> None:
    must(by, signed_in)
    view.delete()


NIGHT_HOUR = 2


def ring(tasks: list) -> bool:
    """Queue the tasks of the night if that was not done yet today and it is past two o'clock; tells whether it did."""
    now = timezone.localtime()
    if now.hour < NIGHT_HOUR or Night.objects.filter(day=now.date()).exists():
        return False
    try:
        with transaction.atomic():
            Night.objects.create(day=now.date())
            for task in tasks:
                task.enqueue()
    except IntegrityError:
        return False
    return True
