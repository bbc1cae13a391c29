"""Facts in time, as all commands here treat them: what stands in the way, and how a fact ends and goes on."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from jiceng.kernel.sentences import sentence as _
from jiceng.organisations.models import Organisation


class ImpossibleError(ValidationError):
    """The state of things forbids it; the message is a sentence for the person who asked."""


def overlaps(start: date, end: date | None) -> Q:
    """Rows whose time has a day in common with [start, end); `end` None is open."""
    reach = Q(valid_to__isnull=True) | Q(valid_to__gt=start)
    return reach & Q(valid_from__lt=end) if end else reach


def must_exist(organisation: Organisation, start: date, end: date | None = None) -> None:
    """The organisation must exist throughout [start, end); `end` None means for good. It is locked until the
    transaction ends, so that nobody abolishes it meanwhile."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    name, ends = organisation.name, organisation.valid_to
    if organisation.valid_from > start:
        raise ImpossibleError(
            _("“%(name)s”自%(day)s起才设立。") % {"name": name, "day": organisation.valid_from.isoformat()}
        )
    if ends and (ends <= start or end is None or end > ends):
        raise ImpossibleError(_("“%(name)s”自%(day)s起已撤销。") % {"name": name, "day": ends.isoformat()})


def must_follow(start: date, end: date | None) -> None:
    if end is not None and end <= start:
        raise ImpossibleError(
            _("结束日期%(end)s须晚于开始日期%(start)s。")
            % {"end": end.isoformat(), "start": start.isoformat()}
        )


def refuse_later(rows: models.QuerySet, on: date, sentence: str) -> None:
    """Refuse with `sentence` (it may name %(day)s) when a row begins after `on`: a later fact stands on this."""
    later = rows.filter(valid_from__gt=on).order_by("valid_from").first()
    if later is not None:
        raise ImpossibleError(sentence % {"day": later.valid_from.isoformat(), "object": str(later)})


def carry_on(rows: models.QuerySet, on: date, change: Callable[[models.Model], None]) -> int:
    """End the facts of `rows` that hold on `on` and begin changed ones, which keep the end they had.

    A fact that began on `on` itself is changed in place: nobody can have seen it on an earlier day. Two statements
    and a bulk insert, however many rows. Returns how many facts changed.
    """
    found = list(rows.on(on))
    fresh = [row for row in found if row.valid_from == on]
    older = [row for row in found if row.valid_from < on]
    for row in found:
        change(row)
    if fresh:
        names = [field.name for field in rows.model._meta.concrete_fields if not field.primary_key]
        rows.model.objects.bulk_update(fresh, names, batch_size=200)
    if older:
        rows.model.objects.filter(pk__in=[row.pk for row in older]).update(valid_to=on)
        for row in older:
            row.pk, row.valid_from = None, on
            row._state.adding = True
        rows.model.objects.bulk_create(older, batch_size=2000)
    return len(found)


def end_all(rows: models.QuerySet, on: date) -> int:
    """End what holds on `on`; what was to begin on that very day never comes to be."""
    rows.filter(valid_from=on).delete()
    return rows.on(on).update(valid_to=on)
