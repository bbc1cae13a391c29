"""The way to the signature: submitted, reviewed, countersigned, signed; each step may send it back."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.documents.commands.state import ask_anew, locked, must_be_sound, note
from jiceng.documents.enums import DocumentState, Step
from jiceng.documents.models import Countersignature, Document
from jiceng.documents.norms import norms
from jiceng.documents.rules import UNSIGNED, may_agree, may_draft, may_review, may_sign
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Post, Term


def _move(by, document: Document, state: str, step: str, opinion: str = "") -> Document:
    """The document in its next state, noted on the handling sheet and in the record."""
    before = document.state
    document.state = state
    document.save()
    note(by, document, step, opinion)
    record(
        by=by,
        verb=f"documents.{step}",
        target=document,
        why=opinion,
        before={"state": before},
        after={"state": state},
    )
    return document


@transaction.atomic
def submit(*, by, document: Document) -> Document:
    """To the reviewer. Refused with all faults at once."""
    must(by, may_draft, document, _("无权送审这份公文。"))
    row = locked(document, DocumentState.DRAFT)
    must_be_sound(row)
    row.versions.filter(frozen=False).update(frozen=True)
    return _move(by, row, DocumentState.REVIEW, Step.SUBMITTED)


@transaction.atomic
def review(*, by, document: Document, opinion: str = "") -> Document:
    """The office agrees: on to those who countersign, or to who signs."""
    must(by, may_review, document, _("无权审核这份公文。"))
    row = locked(document, DocumentState.REVIEW)
    drafters = set(row.versions.values_list("written_by", flat=True))
    if by is not None and row.organisation.kind in norms().review_by_another and by.pk in drafters:
        raise ImpossibleError(_("起草人不能审核自己的文稿，请由他人审核。"))
    must_be_sound(row)
    waits = row.countersignatures.filter(agreed_at=None).exists()
    state = DocumentState.COUNTERSIGN if waits else DocumentState.SIGNING
    return _move(by, row, state, Step.REVIEWED, opinion)


@transaction.atomic
def agree(*, by, countersignature: Countersignature, opinion: str = "") -> Document:
    """An organisation asked agrees; the last one sends it on to who signs."""
    must(by, may_agree, countersignature, _("无权代表这个单位会签。"))
    row = locked(countersignature.document, DocumentState.COUNTERSIGN)
    mine = row.countersignatures.get(pk=countersignature.pk)
    if mine.agreed_at:
        raise ImpossibleError(_("%(unit)s已经会签。") % {"unit": mine.organisation})
    mine.agreed_by, mine.agreed_at = by, timezone.now()
    mine.save(update_fields=["agreed_by", "agreed_at"])
    waits = row.countersignatures.filter(agreed_at=None).exists()
    state = DocumentState.COUNTERSIGN if waits else DocumentState.SIGNING
    text = f"{mine.organisation} {opinion}".strip()
    return _move(by, row, state, Step.COUNTERSIGNED, text)


@transaction.atomic
def sign(*, by, document: Document, opinion: str = "", on: date | None = None, signer: str = "") -> Document:
    """The head signs; the day of the signature is the day of the document. `signer` only when the system itself
    enters what was signed on paper."""
    must(by, may_sign, document, _("无权签发这份公文。"))
    row = locked(document, DocumentState.SIGNING)
    _must_be_agreed(row)
    must_be_sound(row)
    name = str(getattr(by, "person", None) or signer).strip()
    if not name:
        raise ImpossibleError(_("请写明签发人。"))
    row.signed_by_name, row.signed_on = name[:60], on or today()
    row.signed_by_post = _post_of(by, row)
    return _move(by, row, DocumentState.SIGNED, Step.SIGNED, opinion)


def _must_be_agreed(document: Document) -> None:
    waits = document.countersignatures.filter(agreed_at=None).select_related("organisation")
    if names := "、".join(one.organisation.name for one in waits):
        raise ImpossibleError(_("%(units)s还没有会签，不能签发。") % {"units": names})


def _post_of(by, document: Document) -> str:
    """What the signer is in the issuing organisation, as an order names it."""
    held = Term.objects.on(document.signed_on).filter(
        person=getattr(by, "person_id", None), post__organisation=document.organisation
    )
    post = Post.objects.filter(terms__in=held).order_by("pk").first()
    return (post.title or str(post.get_kind_display()))[:60] if post else ""


BACK = {
    DocumentState.REVIEW: may_review,
    DocumentState.SIGNING: may_sign,
    DocumentState.SIGNED: may_review,
}


@transaction.atomic
def send_back(*, by, document: Document, opinion: str) -> Document:
    """To the drafter, with what is to be mended. Consent given so far is asked anew."""
    row = locked(document, *BACK, DocumentState.COUNTERSIGN)
    if row.state == DocumentState.COUNTERSIGN:
        _must_be_asked(by, row)
    else:
        must(by, BACK[row.state], row, _("无权退回这份公文。"))
    if not opinion.strip():
        raise ImpossibleError(_("请写明退回的理由。"))
    ask_anew(row)
    row.signed_by_name, row.signed_on = "", None
    return _move(by, row, DocumentState.DRAFT, Step.RETURNED, opinion)


def _must_be_asked(by, document: Document) -> None:
    asked = document.countersignatures.all()
    if by is not None and not any(may_agree.test(by, one) for one in asked):
        must(by, may_review, document, _("无权退回这份公文。"))


@transaction.atomic
def withdraw(*, by, document: Document, why: str) -> Document:
    """Give a document up before it is issued; it stays readable where it was made."""
    must(by, may_draft, document, _("无权撤回这份公文。"))
    row = locked(document, *UNSIGNED, DocumentState.SIGNED)
    if not why.strip():
        raise ImpossibleError(_("请写明撤回的理由。"))
    return _move(by, row, DocumentState.WITHDRAWN, Step.WITHDRAWN, why)
