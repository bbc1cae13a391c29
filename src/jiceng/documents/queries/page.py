"""What the account may do with a document now: one main step, and what else."""

from django.urls import reverse

from jiceng.documents import rules
from jiceng.documents.enums import DocumentState
from jiceng.documents.models import Document
from jiceng.documents.queries.documents import NEXT, own_countersignatures, own_recipients
from jiceng.documents.queries.findings import findings

EDITABLE = {
    DocumentState.DRAFT: rules.may_draft,
    DocumentState.REVIEW: rules.may_review,
    DocumentState.SIGNED: rules.may_review,
}
RETURNABLE = {
    DocumentState.REVIEW: rules.may_review,
    DocumentState.SIGNING: rules.may_sign,
    DocumentState.SIGNED: rules.may_review,
}


def actions(document: Document, *, seen_by) -> dict:
    """The next step as (label, address), and which other buttons stand on the page."""
    step, state = NEXT.get(document.state), document.state
    may = step and rules.at(step.right).test(seen_by, document)
    unissued = state not in {DocumentState.ISSUED, DocumentState.FILED, DocumentState.WITHDRAWN}
    return {
        "step": (step.label, reverse(step.url_name, args=[document.pk])) if may else None,
        "waits": step.label if step and not may else "",
        "findings": findings(document) if unissued else None,
        "may_edit": state in EDITABLE and EDITABLE[state].test(seen_by, document),
        "may_return": state in RETURNABLE and RETURNABLE[state].test(seen_by, document),
        "may_withdraw": unissued and rules.may_draft.test(seen_by, document),
        "may_consult": unissued and rules.may_review.test(seen_by, document),
        "may_end": document.is_issued
        and document.ending in {"", "expired"}
        and rules.may_sign.test(seen_by, document),
        "may_file": state == DocumentState.ISSUED and rules.may_issue.test(seen_by, document),
        "own_recipients": own_recipients(document, seen_by=seen_by),
        "own_countersignatures": own_countersignatures(document, seen_by=seen_by),
    }
