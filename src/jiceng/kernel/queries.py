"""Reading the record of writes."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from jiceng.kernel.models import Entry, Job, SavedView
from jiceng.kernel.record import kind_of
from jiceng.kernel.rules import may_see_record
from jiceng.kernel.words import field_text, value_text

VERIFYING = "verify_record"


@dataclass(frozen=True)
class ChangedField:
    """One line of before and after, in words."""

    label: str
    before: str
    after: str


def entries(*, seen_by, first: date | None = None, last: date | None = None) -> QuerySet[Entry]:
    """The record for whoever may read it, of the days `first` to `last` (both included); empty for others.
    `seen_by=None` is the system itself."""
    if seen_by is not None and not may_see_record.test(seen_by):
        return Entry.objects.none()
    rows = Entry.objects.all()
    if first:
        rows = rows.filter(at__gte=_midnight(first))
    if last:
        rows = rows.filter(at__lt=_midnight(last + timedelta(days=1)))
    return rows


def record_of(*, target, limit: int = 20) -> list[Entry]:
    """The newest entries about one row, for the page of that row, whose own rule was asked."""
    return list(Entry.objects.filter(target_kind=kind_of(target), target_id=str(target.pk))[:limit])


def changes(entry: Entry) -> list[ChangedField]:
    """Before and after of an entry, by field, in words."""
    body = json.loads(entry.body)
    before, after = body["before"] or {}, body["after"] or {}
    kind = entry.target_kind
    return [
        ChangedField(
            field_text(kind, name),
            value_text(kind, name, before.get(name)) if name in before else "",
            value_text(kind, name, after.get(name)) if name in after else "",
        )
        for name in dict.fromkeys([*before, *after])
    ]


def reason(entry: Entry) -> str:
    return json.loads(entry.body)["why"]


def last_verification() -> Job | None:
    """The newest finished walk along the whole chain, by whomever."""
    return Job.objects.filter(kind=VERIFYING, state=Job.State.DONE).first()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def saved_views(*, seen_by, path: str) -> list[SavedView]:
    """The account's own views of the list at an address."""
    return list(SavedView.objects.filter(account_id=seen_by.pk, path=path)) if seen_by.pk else []
