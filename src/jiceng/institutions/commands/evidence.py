"""The seam: what was done is attested here, in the transaction of the record that it comes from."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import transaction
from django.utils import timezone

from jiceng.institutions.commands.duties import follow_up, follow_up_many
from jiceng.institutions.commands.verdicts import weigh
from jiceng.institutions.enums import Rhythm
from jiceng.institutions.models import Evidence, EvidenceMark, Obligation
from jiceng.kernel.record import kind_of
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person


@transaction.atomic(savepoint=False)
def attest(
    *,
    kind: str,
    organisation: Organisation,
    on: date,
    source,
    source_url: str = "",
    person: Person | None = None,
    amount: int = 1,
    entitled: int = 0,
    present: int = 0,
    marks: Iterable[str] = (),
    subject: str = "",
) -> Evidence:
    """State that `source` (a saved row) is evidence of `kind` for `organisation` on a day, and weigh the duties that
    it can change. `entitled` and `present` are heads, `amount` is in the unit of the kind.

    No rule is asked and nothing recorded: the command that keeps the source has done both.
    """
    evidence = Evidence.objects.create(
        kind=kind,
        organisation=organisation,
        person=person,
        on=on,
        amount=amount,
        entitled=entitled,
        present=present,
        subject=subject,
        source_kind=kind_of(source),
        source_id=str(source.pk),
        source_name=str(source)[:200],
        source_url=source_url,
    )
    EvidenceMark.objects.bulk_create(
        EvidenceMark(evidence=evidence, mark=mark) for mark in sorted(set(marks))
    )
    _take_note(evidence)
    return evidence


@transaction.atomic(savepoint=False)
def add_marks(*, source, marks: Iterable[str], kind: str = "") -> None:
    """Further pieces of a source whose evidence stands already (minutes approved, result posted)."""
    for evidence in _standing(source, kind):
        EvidenceMark.objects.bulk_create(
            (EvidenceMark(evidence=evidence, mark=mark) for mark in sorted(set(marks))), ignore_conflicts=True
        )
        _take_note(evidence)


@transaction.atomic(savepoint=False)
def remove_marks(*, source, marks: Iterable[str], kind: str = "") -> None:
    for evidence in _standing(source, kind):
        evidence.marks.filter(mark__in=set(marks)).delete()
        _take_note(evidence)


@transaction.atomic(savepoint=False)
def annul(*, source, why: str, kind: str = "", subject: str = "") -> int:
    """The source no longer holds: its evidence is annulled, the duties weighed again. Gives back how many."""
    found = [one for one in _standing(source, kind) if not subject or one.subject == subject]
    for evidence in found:
        evidence.annulled_at, evidence.annulled_why = timezone.now(), why[:200]
        evidence.save(update_fields=["annulled_at", "annulled_why"])
        _take_note(evidence)
    return len(found)


_put_off: ContextVar[set[str] | None] = ContextVar("kinds of evidence to weigh later", default=None)


@contextmanager
def weighed_later() -> Iterator[None]:
    """Many facts at once: they are kept as they come, and their duties follow once, at the end."""
    kinds: set[str] = set()
    token = _put_off.set(kinds)
    try:
        yield
    finally:
        _put_off.reset(token)
    follow_up_many(kinds)


def _weigh(evidence: Evidence) -> None:
    if (later := _put_off.get()) is not None:
        later.add(evidence.kind)
    else:
        weigh(evidence)


def _take_note(evidence: Evidence) -> None:
    """Weigh what it can change, then see to the duties that it calls for."""
    _weigh(evidence)
    if _put_off.get() is not None:
        return
    moving = Obligation.objects.filter(evidence=evidence.kind, rhythm=Rhythm.SINCE_LAST)
    if moving.exists() or Obligation.objects.filter(trigger=evidence.kind).exists():
        follow_up(evidence)


def _standing(source, kind: str) -> list[Evidence]:
    rows = Evidence.objects.filter(
        source_kind=kind_of(source), source_id=str(source.pk), annulled_at__isnull=True
    ).select_related("organisation")
    return list(rows.filter(kind=kind) if kind else rows)
