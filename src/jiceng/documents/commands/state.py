"""What every command here asks first: the row locked, and in a state that allows it."""

from django.utils.translation import gettext as _

from jiceng.documents.checks import secret_fault, secret_mark
from jiceng.documents.enums import Step
from jiceng.documents.models import Document, Handling
from jiceng.documents.queries.findings import findings
from jiceng.organisations.commands import ImpossibleError


def locked(document: Document, *states: str) -> Document:
    """The document as it is now, locked until the transaction ends; refused in any other state."""
    rows = Document.objects.select_for_update(of=("self",)).select_related("organisation", "series")
    row = rows.get(pk=document.pk)
    if states and row.state not in states:
        raise ImpossibleError(_("公文%(state)s，不能这样办理。") % {"state": row.get_state_display()})
    return row


def name_of(by) -> str:
    """Who acts, as the handling sheet and receipts name them."""
    return str(by or "系统")[:120]


def must_stay_out(*texts: str) -> None:
    """Nothing that bears a mark of secrecy is kept: not as a draft, nor in an opinion, a clause or a task."""
    if mark := secret_mark("\n".join(texts)):
        raise ImpossibleError(secret_fault(mark))


def note(by, document: Document, step: str, opinion: str = "") -> Handling:
    """One line of the handling sheet."""
    must_stay_out(opinion)
    return Handling.objects.create(
        document=document,
        step=Step(step),
        version=document.current.version,
        by=by,
        by_name=name_of(by),
        opinion=opinion.strip()[:500],
    )


def must_be_sound(document: Document) -> None:
    if faults := findings(document).faults:
        raise ImpossibleError(faults)


def ask_anew(document: Document) -> bool:
    """Whatever consent was given is gone; whether any is to be asked for."""
    return bool(document.countersignatures.update(agreed_by=None, agreed_at=None))
