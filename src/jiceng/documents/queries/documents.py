"""Lists of documents, each within what the account may read, and the one next step of each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.documents import sources
from jiceng.documents.enums import DocumentState, Right
from jiceng.documents.models import Countersignature, Document, FiledCopy, Recipient, SealUse, Series
from jiceng.documents.models.documents import ISSUED
from jiceng.documents.rules import reached, worked_at
from jiceng.kernel.components import Fact, Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.pages import end_of, today
from jiceng.kernel.search import Hit
from jiceng.kernel.search import matching as matching_text
from jiceng.kernel.validity import holds_on
from jiceng.organisations.models import Organisation

SHOWN = 5
LIGHTS = {
    "draft": "none",
    "review": "soon",
    "countersign": "soon",
    "signing": "soon",
    "signed": "info",
    "issued": "done",
    "filed": "done",
    "withdrawn": "none",
}


def documents(*, seen_by) -> QuerySet[Document]:
    """What the account may read, the newest first."""
    rows = reached(seen_by).select_related("organisation", "series")
    open_ones = Q(state__in=ISSUED, recipients__organisation__isnull=False, recipients__receipt=None)
    waits = Count("recipients", filter=open_ones)
    return rows.annotate(unreceived=waits)


def documents_on(*, seen_by, as_of: date) -> QuerySet[Document]:
    """Those known on the day with `state_then`; of a past day it is told what was signed, issued and filed by then, and
    everything before that as under way."""
    rows = documents(seen_by=seen_by)
    if as_of >= today():
        return rows.annotate(state_then=F("state"))
    over = end_of(as_of)
    known = Q(issued_on__lte=as_of) | Q(signed_on__lte=as_of) | Q(made_at__lt=over)
    words = (
        When(Q(state=DocumentState.WITHDRAWN), then=Value(DocumentState.WITHDRAWN)),
        When(
            Exists(FiledCopy.objects.filter(document=OuterRef("pk"), filed_at__lt=over)), then=Value("filed")
        ),
        When(issued_on__lte=as_of, then=Value(DocumentState.ISSUED)),
        When(signed_on__lte=as_of, then=Value(DocumentState.SIGNED)),
    )
    then = Case(*words, default=Value(DocumentState.DRAFT), output_field=CharField())
    return rows.filter(known).annotate(state_then=then)


def document_or_404(pk: int, *, seen_by, right: str = Right.SEE) -> Document:
    """One that the account may read; for another right also one of an organisation where the account holds it."""
    rows = reached(seen_by).select_related("organisation", "series", "replaced_by__series")
    if right != Right.SEE:
        rows = rows.filter(organisation__in=worked_at(seen_by, right).order_by().values("pk"))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def carrying_out(kind: str, pk, *, seen_by) -> QuerySet[Document]:
    """Documents in reach that were drafted from a source, the first one first."""
    rows = reached(seen_by).filter(source_kind=kind, source_id=str(pk))
    return rows.select_related("series").order_by("pk")


def source_of(document: Document, *, seen_by) -> Fact | None:
    """What the document carries out; it opens for whoever may see that."""
    if not document.source_kind:
        return None
    source = sources.of(document.source_kind)
    opens = source.begin(seen_by, document.source_id) is not None
    return Fact(str(source.label), document.source_name, source.url(document.source_id) if opens else "")


def organisation_or_404(pk: int, *, seen_by, right: str) -> Organisation:
    found = worked_at(seen_by, right).on(today()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def draftable(*, seen_by) -> list[Organisation]:
    """Organisations for which the account may draft and that have a series; at most thirty."""
    own = Series.objects.on(today()).filter(organisation=OuterRef("pk"))
    rows = worked_at(seen_by, Right.DRAFT).on(today()).filter(Exists(own))
    return list(rows.order_by("code", "pinyin")[:30])


def numbering(*, seen_by) -> list[Organisation]:
    """Organisations for which the account may open a series of numbers; at most thirty."""
    return list(worked_at(seen_by, Right.ISSUE).on(today()).order_by("code", "pinyin")[:30])


def waiting_for(*, seen_by) -> QuerySet[Document]:
    """Documents whose next step is the account's own: to review, countersign, sign or issue."""
    steps = {
        DocumentState.REVIEW: Right.REVIEW,
        DocumentState.SIGNING: Right.SIGN,
        DocumentState.SIGNED: Right.ISSUE,
    }
    found = Q(pk__in=[])
    for state, right in steps.items():
        found |= Q(state=state, organisation__in=worked_at(seen_by, right).order_by().values("pk"))
    asked = Countersignature.objects.filter(
        document=OuterRef("pk"),
        agreed_at=None,
        organisation__in=worked_at(seen_by, Right.AGREE).order_by().values("pk"),
    )
    found |= Q(state=DocumentState.COUNTERSIGN) & Q(Exists(asked))
    return documents(seen_by=seen_by).filter(found)


def to_receive(*, seen_by) -> QuerySet[Recipient]:
    """Issued documents that came to the account's organisations and nobody has signed for."""
    mine = worked_at(seen_by, Right.RECEIVE).order_by().values("pk")
    rows = Recipient.objects.filter(organisation__in=mine, document__state__in=ISSUED, receipt=None)
    return rows.select_related("document__series", "organisation").order_by("document__issued_on", "pk")


def own_recipients(document: Document, *, seen_by) -> list[Recipient]:
    """Recipients of a document that the account may sign for, not yet signed."""
    if not document.is_issued:
        return []
    mine = worked_at(seen_by, Right.RECEIVE).order_by().values("pk")
    return list(document.recipients.filter(organisation__in=mine, receipt=None))


def own_countersignatures(document: Document, *, seen_by) -> list[Countersignature]:
    if document.state != DocumentState.COUNTERSIGN:
        return []
    mine = worked_at(seen_by, Right.AGREE).order_by().values("pk")
    rows = document.countersignatures.filter(organisation__in=mine, agreed_at=None)
    return list(rows.select_related("organisation"))


def in_force(*, seen_by, as_of: date) -> QuerySet[Document]:
    """The register of what is in force on a day."""
    return documents(seen_by=seen_by).filter(holds_on(as_of), state__in=ISSUED)


def to_file(*, seen_by, as_of: date) -> QuerySet[Document]:
    """The filing list: documents of the account's own offices issued by the day, filed or not, by term and number."""
    mine = worked_at(seen_by, Right.ISSUE).order_by().values("pk")
    return documents_on(seen_by=seen_by, as_of=as_of).filter(state_then__in=ISSUED, organisation__in=mine)


def seal_uses(*, seen_by, as_of: date) -> QuerySet[SealUse]:
    """Up to and on the day."""
    mine = worked_at(seen_by, Right.ISSUE).order_by().values("pk")
    rows = SealUse.objects.filter(document__organisation__in=mine, on__lte=as_of)
    return rows.select_related("document__series", "document__organisation")


def issued_until(as_of: date) -> int:
    """Documents issued up to and on a day."""
    return Document.objects.filter(state__in=ISSUED, issued_on__lte=as_of).count()


def figures(*, seen_by, as_of: date) -> list[Figure]:
    waiting, coming = waiting_for(seen_by=seen_by).count(), to_receive(seen_by=seen_by).count()
    listed = reverse("documents")
    return [
        Figure(_("待我办理"), waiting, url=f"{listed}?mine=do", tone="soon" if waiting else ""),
        Figure(_("待我签收"), coming, url=f"{listed}?mine=receive", tone="soon" if coming else ""),
        Figure(
            _("现行有效"),
            in_force(seen_by=seen_by, as_of=as_of).count(),
            url=reverse("documents_in_force"),
        ),
    ]


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now: a word, the address of its form, the right it needs."""

    label: Promise
    url_name: str
    right: str


NEXT = {
    DocumentState.DRAFT: NextStep(gettext_lazy("送审"), "document_submit", Right.DRAFT),
    DocumentState.REVIEW: NextStep(gettext_lazy("审核通过"), "document_review", Right.REVIEW),
    DocumentState.SIGNING: NextStep(gettext_lazy("签发"), "document_sign", Right.SIGN),
    DocumentState.SIGNED: NextStep(gettext_lazy("编号印发"), "document_issue", Right.ISSUE),
}


def waiting_card(*, seen_by, as_of: date) -> Card | None:
    """What waits for me on the front page: documents to handle, then those to sign for."""
    todo = waiting_for(seen_by=seen_by)
    coming = to_receive(seen_by=seen_by)
    count = todo.count() + coming.count()
    if not count:
        return None
    rows = [
        Row(one.title, reverse("document", args=[one.pk]), "soon", one.get_state_display())
        for one in todo[:SHOWN]
    ]
    rows += [
        Row(one.document.title, reverse("document", args=[one.document_id]), "soon", _("待签收"))
        for one in coming[: SHOWN - len(rows)]
    ]
    return Card(_("待办公文"), rows, count, reverse("documents"), tone="soon")


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    """By title, pinyin or initials."""
    found = reached(seen_by).select_related("series", "organisation")
    rows = found.filter(matching_text(text, name="title", pinyin="pinyin", initials="initials"))[:limit]
    return [
        Hit(
            one.title,
            reverse("document", args=[one.pk]),
            one.number_text or one.get_state_display(),
            "document",
        )
        for one in rows
    ]


def receipts(document: Document) -> QuerySet[Recipient]:
    return document.recipients.select_related("organisation", "receipt")
