"""Editions of institutions: loaded with the program, drafted, published for a day, withdrawn. Never overwritten."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.institutions.commands.duties import catch_up_soon
from jiceng.institutions.models import Clause, Edition, Institution, Obligation, RequiredMark
from jiceng.institutions.queries.library import checked
from jiceng.institutions.reading import Fault, InstitutionFile, Reading, edit, errors, read
from jiceng.institutions.reading.compiled import compiled
from jiceng.institutions.reading.faults import Unreadable
from jiceng.institutions.reading.schema import PACKS
from jiceng.institutions.reading.shipped import read_all
from jiceng.institutions.rules import may_keep_institutions
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError

COUNTY = PACKS[-1]


class FaultyError(ImpossibleError):
    """The text has mistakes; bears them with their lines."""

    def __init__(self, faults: list[Fault]):
        self.faults = faults
        lines = [_("第%(line)d行：%(said)s") % {"line": one.line, "said": one.message} for one in faults[:20]]
        super().__init__(lines)


@transaction.atomic
def load_library(*, by=None) -> list[Edition]:
    """Bring in the institutions that come with the program, published for their days; what is there stays as it is.

    Idempotent. A newer text of the program becomes a draft, which the county publishes when it wants.
    """
    must(by, may_keep_institutions)
    made = []
    for _path, text, file in read_all():
        institution = _institution(file)
        known = institution.editions.filter(pack=file.pack)
        if known.filter(source_text=text).exists():
            continue
        if known.exists() or _taken(institution, file):
            made.append(_written(institution, file, text, by, why=_("程序附带的新版本")))
            continue
        edition = _written(institution, file, text, by, why=_("程序附带"))
        _compile(edition, read(text))
        Edition.objects.filter(pk=edition.pk).update(published_at=timezone.now())
        made.append(edition)
    if made:
        keys = [str(edition) for edition in made]
        record(by=by, verb="institutions.load_library", target=made[0], after={"editions": keys})
        catch_up_soon()
    return made


def _institution(file: InstitutionFile) -> Institution:
    found = Institution.objects.filter(key=file.institution).first()
    return found or Institution.objects.create(key=file.institution, number=file.number, name=file.name)


def _taken(institution: Institution, file: InstitutionFile) -> bool:
    """Another published edition holds on a day of the file."""
    rows = institution.editions.filter(published_at__isnull=False).exclude(valid_to__lte=file.effective_from)
    return rows.filter(valid_from__lt=file.effective_to).exists() if file.effective_to else rows.exists()


def _written(
    institution: Institution, file: InstitutionFile, text: str, by, why: str, based_on=None
) -> Edition:
    last = institution.editions.aggregate(last=Max("version"))["last"] or 0
    return Edition.objects.create(
        institution=institution,
        version=last + 1,
        pack=file.pack,
        purpose=file.purpose,
        source_text=text,
        author=by,
        why=why[:300],
        based_on=based_on,
        valid_from=file.effective_from,
        valid_to=file.effective_to,
    )


@transaction.atomic
def draft_edition(*, by, text: str, institution: Institution | None = None, why: str = "") -> Edition:
    """Keep a text as a draft: of an institution, or of a new one (then its key and number must be free). A draft may
    have mistakes of content, but its shape must be right: it bears key, name and day. Raises FaultyError."""
    must(by, may_keep_institutions)
    reading, file = _readable(text)
    if institution is None:
        _is_free(file)
        institution = _institution(file)
    _is_of(file, institution, reading)
    edition = _written(institution, file, text, by, why, based_on=edition_before(institution, today()))
    record(by=by, verb="institutions.draft_edition", target=edition, why=why, after=_about(edition))
    return edition


@transaction.atomic
def change_draft(*, by, edition: Edition, text: str, why: str = "") -> Edition:
    """Another text for a draft that nobody is bound by yet."""
    must(by, may_keep_institutions)
    edition = _draft(edition)
    reading, file = _readable(text)
    _is_of(file, edition.institution, reading)
    edition.source_text, edition.purpose, edition.pack = text, file.purpose, file.pack
    edition.valid_from, edition.valid_to = file.effective_from, file.effective_to
    if why:
        edition.why = why[:300]
    edition.save()
    record(by=by, verb="institutions.change_draft", target=edition, why=why, after=_about(edition))
    return edition


@transaction.atomic
def publish_edition(*, by, edition: Edition, on: date, why: str) -> Edition:
    """Put a draft into force from `on`; the edition before it ends that day. Refused: a day that has passed (the past
    was judged by its rules), mistakes, contradictions, formalism, and less than law or party rules ask for."""
    must(by, may_keep_institutions)
    edition = _draft(edition)
    institution = Institution.objects.select_for_update().get(pk=edition.institution_id)
    if not why.strip():
        raise ImpossibleError(_("请写明修订理由。"))
    if by is not None and on < today():
        raise ImpossibleError(_("施行日不能早于今天：过去的事按当时的制度评判。"))
    text = _dated(edition.source_text, on)
    reading = checked(text, institution, on)
    if not reading.ok:
        raise FaultyError(errors(reading.faults))
    _end_before(institution, edition, on)
    edition.source_text, edition.why, edition.valid_from = text, why[:300], on
    edition.valid_to = reading.file.effective_to
    edition.author, edition.published_at = edition.author or by, timezone.now()
    edition.save()
    _compile(edition, reading)
    Institution.objects.filter(pk=institution.pk).update(name=reading.file.name)
    said = record(by=by, verb="institutions.publish_edition", target=edition, why=why, after=_about(edition))
    catch_up_soon(said)
    return edition


@transaction.atomic
def withdraw_draft(*, by, edition: Edition, why: str = "") -> None:
    """Drop a draft; an institution that never had another edition goes with it."""
    must(by, may_keep_institutions)
    edition = _draft(edition)
    institution = edition.institution
    record(by=by, verb="institutions.withdraw_draft", target=edition, why=why, before=_about(edition))
    Edition.objects.filter(based_on=edition).update(based_on=None)
    edition.delete()
    if not institution.editions.exists():
        institution.delete()


def _draft(edition: Edition) -> Edition:
    edition = Edition.objects.select_for_update(of=("self",)).select_related("institution").get(pk=edition.pk)
    if edition.published_at is not None:
        raise ImpossibleError(_("这个版本已经发布，不能再改；请另起草新版本。"))
    return edition


def _readable(text: str) -> tuple[Reading, InstitutionFile]:
    reading = read(text)
    if reading.file is None:
        raise FaultyError(reading.faults)
    return reading, reading.file


def _is_free(file: InstitutionFile) -> None:
    if Institution.objects.filter(key=file.institution).exists():
        raise ValidationError(_("代号“%(key)s”已有制度使用。") % {"key": file.institution})
    if Institution.objects.filter(number=file.number).exists():
        raise ValidationError(_("序号%(number)d已有制度使用。") % {"number": file.number})


def _is_of(file: InstitutionFile, institution: Institution, reading: Reading) -> None:
    for key, mine, theirs in (
        ("institution", file.institution, institution.key),
        ("number", file.number, institution.number),
    ):
        if mine != theirs:
            said = _("这里应写%(right)s：代号和序号不能改动。") % {"right": theirs}
            line, column = reading.source.value_place((key,)) if reading.source else (1, 1)
            raise FaultyError([Fault(line, column, "other_institution", said)])


def _dated(text: str, on: date) -> str:
    """The text with its day of force."""
    try:
        return edit.changed(text, {("effective_from",): on})
    except Unreadable as unreadable:
        raise FaultyError(unreadable.faults) from None


def _end_before(institution: Institution, edition: Edition, on: date) -> None:
    others = institution.editions.filter(published_at__isnull=False).exclude(pk=edition.pk)
    later = others.filter(valid_from__gte=on).order_by("valid_from").first()
    if later is not None:
        raise ImpossibleError(
            _("已有%(day)s起施行的版本，请选更晚的日子。") % {"day": later.valid_from.isoformat()}
        )
    for former in others.on(on):
        before = former.valid_to
        former.valid_to = on
        former.save(update_fields=["valid_to"])
        Obligation.objects.filter(edition=former, valid_from__lt=on).exclude(valid_to__lte=on).update(
            valid_to=on
        )
        record(
            by=None,
            verb="institutions.end_edition",
            target=former,
            before={"valid_to": before},
            after={"valid_to": on},
        )


def _compile(edition: Edition, reading: Reading) -> None:
    """Clauses and obligations from the text; what was compiled before is replaced."""
    edition.obligations.all().delete()
    edition.clauses.all().delete()
    found = compiled(reading.file, reading.source, edition)
    Clause.objects.bulk_create(found.clauses)
    Obligation.objects.bulk_create(found.obligations)
    RequiredMark.objects.bulk_create(
        RequiredMark(obligation=one, mark=mark)
        for one, marks in zip(found.obligations, found.marks, strict=True)
        for mark in marks
    )


def edition_before(institution: Institution, day: date) -> Edition | None:
    """What holds on a day, else what held last."""
    rows = institution.editions.filter(published_at__isnull=False)
    return rows.on(day).first() or rows.order_by("-valid_from").first()


def _about(edition: Edition) -> dict:
    return {
        "version": edition.version,
        "pack": edition.pack,
        "valid_from": edition.valid_from,
        "valid_to": edition.valid_to,
        "published": edition.published_at is not None,
    }
