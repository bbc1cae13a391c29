"""How a batch is taken back: what it created, changed and removed, and what stands in the way.

The undo of a batch is plain JSON: `created` maps a model to [primary keys, marks], `changed` to rows of
[key, values before, values after], `removed` to rows of [key, values]; values are what the database keeps. A row
that no longer is as the batch left it, or that something else has come to hang on, blocks the undo.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.kernel import bulk
from jiceng.organisations.models import (
    Boundary,
    Instrument,
    Organisation,
    OrganisationName,
    Placement,
    Post,
    Term,
    TerritoryFigures,
)

WATCHED = (
    Instrument,
    Organisation,
    OrganisationName,
    Placement,
    TerritoryFigures,
    Boundary,
    Post,
    Term,
)
MOST_NAMED = 20


def created_rows(model: type[Model], columns: Sequence[str], rows: Iterable[tuple]) -> dict:
    """The part of an undo for rows that are being inserted; `columns` and `rows` begin with the primary key."""
    order = [columns.index(column) for column in bulk.columns_of(model)]
    keys, marks = [], []
    for row in rows:
        keys.append(row[0])
        marks.append(bulk.mark([bulk.as_text(row[index]) for index in order]))
    return {model._meta.label_lower: [keys, marks]} if keys else {}


def changed_rows(model: type[Model], rows: Sequence[Sequence]) -> dict:
    """The part of an undo for rows about to be changed: reads what stands there now."""
    if not rows:
        return {}
    columns = sorted({column for _pk, values in rows for column in values})
    kept = bulk.raw(model, columns, [pk for pk, _values in rows])
    found = []
    for pk, values in rows:
        before = dict(zip(columns, kept[pk], strict=True))
        after = {column: bulk.as_text(value) for column, value in values.items()}
        found.append([pk, {column: before[column] for column in values}, after])
    return {model._meta.label_lower: found}


class Watched:
    """The tables of organisations before a batch; afterwards `undo` tells what became of them."""

    def __init__(self):
        self.before = {model: bulk.raw(model, bulk.columns_of(model)) for model in WATCHED}

    def undo(self) -> dict:
        found: dict[str, dict] = {"created": {}, "changed": {}, "removed": {}}
        for model, before in self.before.items():
            columns, label = bulk.columns_of(model), model._meta.label_lower
            after = bulk.raw(model, columns)
            fresh = [(pk, bulk.mark(row)) for pk, row in after.items() if pk not in before]
            if fresh:
                found["created"][label] = [list(part) for part in zip(*fresh, strict=True)]
            gone = [
                [pk, dict(zip(columns, row, strict=True))] for pk, row in before.items() if pk not in after
            ]
            if gone:
                found["removed"][label] = gone
            changed = [
                _difference(pk, columns, before[pk], row)
                for pk, row in after.items()
                if pk in before and before[pk] != row
            ]
            if changed:
                found["changed"][label] = changed
        return found


def _difference(pk: int, columns: Sequence[str], old: tuple, new: tuple) -> list:
    pairs = [
        (column, one, other) for column, one, other in zip(columns, old, new, strict=True) if one != other
    ]
    return [pk, {column: one for column, one, _o in pairs}, {column: other for column, _o, other in pairs}]


def blockers(undo: dict) -> list[str]:
    """Sentences on what stands in the way; empty when the batch can be taken back."""
    return [*_altered(undo), *_hanging(undo)]


def _altered(undo: dict) -> Iterable[str]:
    for label, (keys, marks) in undo["created"].items():
        model = apps.get_model(label)
        now = bulk.raw(model, bulk.columns_of(model), keys)
        yield from _named(
            model,
            [pk for pk, mark in zip(keys, marks, strict=True) if pk in now and bulk.mark(now[pk]) != mark],
        )
        if len(now) < len(keys):
            yield _("有 %(count)s 项之后已被删除") % {"count": len(keys) - len(now)}
    for label, rows in undo["changed"].items():
        model = apps.get_model(label)
        columns = sorted({column for _pk, _before, after in rows for column in after})
        now = bulk.raw(model, columns, [row[0] for row in rows])
        altered = [
            pk
            for pk, _before, after in rows
            if pk not in now
            or any(now[pk][columns.index(column)] != value for column, value in after.items())
        ]
        yield from _named(model, altered)


def _named(model: type[Model], keys: list[int]) -> Iterable[str]:
    for row in model._default_manager.filter(pk__in=keys[:MOST_NAMED]):
        yield _("“%(name)s”之后又有变动") % {"name": row}
    if len(keys) > MOST_NAMED:
        yield _("另有 %(count)s 项之后又有变动") % {"count": len(keys) - MOST_NAMED}


def _hanging(undo: dict) -> Iterable[str]:
    """Rows of any app that point at something the batch created, and were not created by it."""
    for label, (keys, _marks) in undo["created"].items():
        for relation in apps.get_model(label)._meta.related_objects:
            if not relation.field.concrete or relation.many_to_many:
                continue
            model, name = relation.related_model, relation.field.name
            own = set(undo["created"].get(model._meta.label_lower, [[]])[0])
            # A row that the batch only changed has its old value back before anything is deleted.
            own |= {row[0] for row in undo["changed"].get(model._meta.label_lower, [])}
            found: list[int] = []
            for part in bulk.chunks(keys):
                rows = model._default_manager.filter(**{f"{name}__in": part})
                found += [pk for pk in rows.values_list("pk", flat=True) if pk not in own]
            for row in model._default_manager.filter(pk__in=found[:MOST_NAMED]).select_related(name):
                target = getattr(row, name)
                yield _("“%(name)s”之后已有“%(row)s”") % {"name": target, "row": row}
            if len(found) > MOST_NAMED:
                yield ngettext(
                    "另有 %(count)s 项登记在这批数据之上",
                    "另有 %(count)s 项登记在这批数据之上",
                    len(found) - MOST_NAMED,
                ) % {"count": len(found) - MOST_NAMED}


def take_back(undo: dict) -> None:
    """Restore what was. Inside a transaction, after `blockers` found nothing."""
    for label, (keys, _marks) in undo["created"].items():
        model = apps.get_model(label)
        for part in bulk.chunks(keys):
            # Foreign keys are checked at the end of the transaction, so the order does not matter.
            model._default_manager.filter(pk__in=part)._raw_delete(using="default")
    for label, rows in undo["changed"].items():
        model = apps.get_model(label)
        by_columns = defaultdict(list)
        for pk, before, _after in rows:
            by_columns[tuple(before)].append((*before.values(), pk))
        for columns, kept in by_columns.items():
            bulk.change(model, columns, kept)
    for label, rows in undo["removed"].items():
        model = apps.get_model(label)
        for pk, values in rows:
            bulk.insert(model, ("id", *values), [(pk, *values.values())])
