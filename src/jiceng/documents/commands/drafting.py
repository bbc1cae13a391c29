"""A document is drafted and its wording changed; every wording that was handed on is kept."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.documents import sources
from jiceng.documents.body import clean, same_wording
from jiceng.documents.commands.register import Cause
from jiceng.documents.commands.state import ask_anew, locked, must_stay_out, note
from jiceng.documents.enums import DocumentState, Part, Step
from jiceng.documents.models import Attachment, Countersignature, Document, Recipient, Series, Version
from jiceng.documents.norms import norms
from jiceng.documents.rules import may_draft, may_issue, may_review
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation


@dataclass(frozen=True)
class Addressee:
    """An organisation of the county, or only a name."""

    name: str
    organisation: Organisation | None = None

    @classmethod
    def of(cls, organisation: Organisation) -> "Addressee":
        return cls(organisation.name, organisation)


@dataclass(frozen=True)
class Words:
    """What the drafter writes. `retention` and `sealed` left out: as the kind has it."""

    kind: str
    title: str
    text: str
    main: tuple[Addressee, ...] = ()
    copies: tuple[Addressee, ...] = ()
    attachments: tuple[tuple[str, str], ...] = ()
    countersigners: tuple[Organisation, ...] = ()
    urgency: str = ""
    retention: str = ""
    sealed: bool | None = None
    special_task: bool = False
    length_reason: str = ""
    count_reason: str = ""
    note: str = ""

    def columns(self) -> dict:
        rule = norms().kinds[self.kind]
        title = " ".join(self.title.split())[:200]
        return {
            "kind": self.kind,
            "title": title,
            "pinyin": spelled(title)[:1200],
            "initials": initials(title)[:200],
            "urgency": self.urgency,
            "retention": self.retention or rule.retention,
            "sealed": rule.seal if self.sealed is None else self.sealed and rule.seal,
            "special_task": self.special_task,
            "length_reason": self.length_reason.strip()[:300],
            "count_reason": self.count_reason.strip()[:300],
            "note": self.note.strip()[:100],
        }

    @property
    def sha256(self) -> str:
        parts = [clean(self.text), *(part for pair in self.attachments for part in pair)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@transaction.atomic
def open_series(
    *, by, organisation: Organisation, code: str, name: str = "", on: date | None = None
) -> Series:
    """A new series of numbers for an organisation; a code belongs to one series at a time."""
    must(by, may_issue, organisation, _("无权管理这个机关的发文字号。"))
    code = "".join(code.split())
    if not code or any(one in code for one in "〔〕[]（）()"):
        raise ImpossibleError(_("发文代字不能为空，也不能带括号。"))
    if Series.objects.filter(code=code, valid_to=None).exists():
        raise ImpossibleError(_("发文代字“%(code)s”已经有机关在用。") % {"code": code})
    row = Series.objects.create(
        organisation=organisation, code=code[:20], name=name.strip()[:60], valid_from=on or today()
    )
    record(by=by, verb="documents.open_series", target=row, after={"organisation": organisation.name})
    return row


@transaction.atomic
def draft(
    *, by, organisation: Organisation, series: Series, words: Words, cause: Cause | None = None
) -> Document:
    """The first version of a document. `cause` names by kind and id what it carries out, such as a decision."""
    must(by, may_draft, organisation, _("无权为这个机关起草公文。"))
    if series.organisation_id != organisation.pk:
        raise ImpossibleError(_("这个发文代字不属于该机关。"))
    _must_stay_out(words)
    document = Document.objects.create(
        organisation=organisation, series=series, made_by=by, **words.columns(), **_carried_out(by, cause)
    )
    version = Version.objects.create(
        document=document, version=1, text=clean(words.text), sha256=words.sha256, written_by=by
    )
    _attach(version, words)
    _address(document, words)
    after = {"kind": words.kind} | ({"source": document.source_name} if cause else {})
    record(by=by, verb="documents.draft", target=document, after=after)
    return document


def _carried_out(by, cause: Cause | None) -> dict:
    if cause is None:
        return {}
    found = sources.of(cause.kind).begin(by, cause.pk)
    if found is None:
        raise ImpossibleError(_("没有这个来源，或者您看不到它。"))
    return {"source_kind": cause.kind, "source_id": cause.pk, "source_name": found.name[:200]}


def _must_stay_out(words: Words) -> None:
    """Nothing that is marked secret is kept, not even as a draft."""
    parts = [
        words.title,
        words.text,
        words.note,
        words.length_reason,
        words.count_reason,
        *(part for pair in words.attachments for part in pair),
    ]
    must_stay_out(*parts)


def _attach(version: Version, words: Words) -> None:
    version.attachments.all().delete()
    rows = [
        Attachment(version=version, order=order, title=title.strip()[:120], text=clean(text))
        for order, (title, text) in enumerate(words.attachments, 1)
    ]
    Attachment.objects.bulk_create(rows)


def _address(document: Document, words: Words) -> None:
    """Recipients and who is asked to countersign, anew."""
    document.recipients.all().delete()
    rows, known = [], set()
    for part, addressees in ((Part.MAIN, words.main), (Part.COPY, words.copies)):
        for order, one in enumerate(addressees, 1):
            if one.organisation is not None and one.organisation.pk in known:
                raise ImpossibleError(_("“%(name)s”在主送和抄送中重复。") % {"name": one.name})
            known.add(getattr(one.organisation, "pk", None))
            rows.append(
                Recipient(
                    document=document,
                    part=part,
                    order=order,
                    organisation=one.organisation,
                    name=one.name[:120],
                )
            )
    Recipient.objects.bulk_create(rows)
    document.countersignatures.exclude(organisation__in=words.countersigners).delete()
    for organisation in words.countersigners:
        Countersignature.objects.get_or_create(document=document, organisation=organisation)


@transaction.atomic
def revise(*, by, document: Document, words: Words, why: str = "") -> Document:
    """Change the wording: of a draft by its office, in review by the reviewer, after the signature only with a reason,
    and then it goes back to whoever signs (Regulations 2012, article 25), by way of those who countersign: what they
    agreed to were other words."""
    row = locked(document, DocumentState.DRAFT, DocumentState.REVIEW, DocumentState.SIGNED)
    rule = may_draft if row.state == DocumentState.DRAFT else may_review
    must(by, rule, row, _("无权修改这份公文。"))
    _must_stay_out(words)
    after_signature = row.state == DocumentState.SIGNED
    if after_signature and not why.strip():
        raise ImpossibleError(_("签发后的修改要写明理由，并退回签发人重新签发。"))
    version = _version_to_write_on(row, by, why)
    before = version.sha256
    version.text, version.sha256, version.written_by = clean(words.text), words.sha256, by
    version.frozen = row.state != DocumentState.DRAFT
    version.save()
    _attach(version, words)
    for name, value in words.columns().items():
        setattr(row, name, value)
    _address(row, words)
    if after_signature:
        row.signed_by_name, row.signed_on = "", None
        row.state = DocumentState.COUNTERSIGN if ask_anew(row) else DocumentState.SIGNING
    row.save()
    if after_signature:
        note(by, row, Step.REOPENED, why)
    changed = {"version": version.version, "sha256": version.sha256}
    record(by=by, verb="documents.revise", target=row, why=why, before={"sha256": before}, after=changed)
    return row


@transaction.atomic
def rewrite(*, by, document: Document, text: str, why: str) -> Document:
    """The wording comes from elsewhere (a consultation): a version of its own, while the one before stays readable.
    Only before the document went to be signed."""
    row = locked(document, DocumentState.DRAFT, DocumentState.REVIEW)
    must(by, may_draft if row.state == DocumentState.DRAFT else may_review, row, _("无权修改这份公文。"))
    last = row.current
    text = clean(text)
    if same_wording(last.text, text):
        raise ImpossibleError(_("公文稿已经是这样的文字。"))
    must_stay_out(text)
    attached = tuple(last.attachments.values_list("title", "text"))
    words = Words(row.kind, row.title, text, attachments=attached)
    last.frozen = True
    last.save(update_fields=["frozen"])
    version = Version.objects.create(
        document=row,
        version=last.version + 1,
        text=text,
        why=why.strip()[:300],
        sha256=words.sha256,
        frozen=row.state != DocumentState.DRAFT,
        written_by=by,
    )
    _attach(version, words)
    changed = {"version": version.version, "sha256": version.sha256}
    before = {"sha256": last.sha256}
    record(by=by, verb="documents.revise", target=row, why=why, before=before, after=changed)
    return row


def _version_to_write_on(document: Document, by, why: str) -> Version:
    """The open version, or the next one when the last was handed on."""
    last = document.current
    if not last.frozen:
        return last
    return Version(document=document, version=last.version + 1, why=why.strip()[:300], sha256=last.sha256)
