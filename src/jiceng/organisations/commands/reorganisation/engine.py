"""Carries changes out in set SQL, keeps a step for each, and takes them back exactly."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.apps import apps
from django.db import connection, models
from django.utils.translation import gettext as _

from jiceng.kernel import bulk
from jiceng.kernel.record import canonical, digest
from jiceng.organisations.commands.bulk import chunks
from jiceng.organisations.commands.reorganisation.changes import Change, resolve
from jiceng.organisations.commands.reorganisation.participants.base import participants
from jiceng.organisations.models import (
    Organisation,
    PartyMembership,
    Reorganisation,
    ReorganisationStep,
    Residence,
    Term,
)

BATCH = 2000
MANY = 500
STEP_COLUMNS = (
    "reorganisation_id",
    "order",
    "participant",
    "action",
    "target_kind",
    "target_id",
    "target_name",
    "before",
    "after",
)


NAMED = 200
"""Things in the way that are named, of each kind; thousands are only counted."""


@dataclass(frozen=True)
class Blocker:
    """Something later that stands on what the reorganisation did; `name` is empty where it is only counted."""

    kind: str
    pk: int
    name: str
    sentence: str


# In the order in which commands take them: a roll or a term first, then its organisation.
HELD = (PartyMembership, Residence, Term, Organisation)


def hold_still() -> None:
    """Wait until whoever is changing rolls, terms or organisations is done, and let nobody begin, until this
    transaction ends: what was assessed is what is carried out. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in HELD)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")


def carry_out(reorganisation: Reorganisation, changes: Iterable[Change]) -> str:
    """Do the changes in their order: for each participant and model first what ends, then what begins. Returns
    the SHA-256 of the steps, line by line as they are kept."""
    made: dict[str, int] = {}
    steps: list[tuple] = []
    known = reorganisation.steps.count()
    with bulk.uncollected():
        for (_participant, model, _wave), part in groupby(
            changes, key=lambda one: (one.participant, one.model, one.wave)
        ):
            group = list(part)
            _end(model, group)
            fresh = _begin(model, group, made)
            steps += _steps(reorganisation, group, fresh, known + len(steps))
        bulk.insert(ReorganisationStep, STEP_COLUMNS, steps)
        return digest("\n".join(canonical(step[1:]) for step in steps), "sha256")


def _end(model: type[models.Model], group: Sequence[Change]) -> None:
    ending = [one for one in group if one.pk is not None]
    ending.sort(key=lambda one: canonical(one.ends))
    for _values, part in groupby(ending, key=lambda one: canonical(one.ends)):
        same = list(part)
        for few in chunks(same, BATCH):
            model._base_manager.filter(pk__in=[one.pk for one in few]).update(**same[0].ends)


def _begin(
    model: type[models.Model], group: Sequence[Change], made: dict[str, int]
) -> dict[int, tuple[int, dict]]:
    """(id, fields) of the new rows by the identity of their change; references become known as rows are made."""
    begun = [one for one in group if one.begins is not None]
    rows = [{name: resolve(value, made) for name, value in (one.begins or {}).items()} for one in begun]
    keys = _inserted(model, rows)
    for one, key in zip(begun, keys, strict=True):
        if one.ref:
            made[one.ref] = key
    return {id(one): (key, row) for one, key, row in zip(begun, keys, rows, strict=True)}


def _inserted(model: type[models.Model], rows: list[dict]) -> list[int]:
    """Insert the rows and give their ids; many rows that fill every column go past the object layer."""
    columns = bulk.columns_of(model)
    if len(rows) > MANY and set(rows[0]) == set(columns):
        keys = list(bulk.reserve(model, len(rows)))
        tuples = [(key, *(plain(row[name]) for name in columns)) for key, row in zip(keys, rows, strict=True)]
        bulk.insert(model, ("id", *columns), tuples)
        return keys
    objects = [model(**row) for row in rows]
    for part in chunks(objects, BATCH):
        model._base_manager.bulk_create(part)
    return [one.pk for one in objects]


def _steps(
    reorganisation: Reorganisation, group: Sequence[Change], fresh: dict[int, tuple[int, dict]], start: int
) -> Iterator[tuple]:
    """A step for each change, as STEP_COLUMNS has it."""
    for order, one in enumerate(group, start + 1):
        key, values = fresh.get(id(one), (None, one.ends))
        after = _plain(values) if key is None else {"id": key, **_plain(values)}
        before = None if one.pk is None else {"id": one.pk, "text": one.before, **_plain(one.was)}
        after |= {"text": one.after, "ends": _plain(one.ends), "community": one.community}
        target = one.pk if one.pk is not None else key
        yield (
            reorganisation.pk,
            order,
            one.participant,
            one.action,
            one.kind,
            target,
            one.name[:200],
            None if before is None else canonical(before),
            canonical(after),
        )


def _plain(values: dict) -> dict:
    return {name: plain(value) for name, value in values.items()}


def plain(value: object) -> object:
    """As JSON keeps it; areas and money as text, so that none is rounded."""
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


NOT_FIELDS = {"id", "text", "ends", "community"}


def created(step: ReorganisationStep) -> int | None:
    """The id of the row that the step brought into being."""
    return step.after["id"] if step.action in {"found", "move"} else None


def take_back(steps: Sequence[ReorganisationStep]) -> None:
    """Undo the steps, last first: delete what began, give what ended its former values."""
    born_rows = born_of(steps)
    for participant in participants():
        participant.clear(born_rows)
    backwards = sorted(steps, key=lambda one: -one.order)
    for kind, part in groupby(backwards, key=lambda one: one.target_kind):
        model, group = apps.get_model(kind), list(part)
        born = [pk for one in group if (pk := created(one)) is not None]
        for few in chunks(born, BATCH):
            rows = model._base_manager.filter(pk__in=few)
            rows._raw_delete(rows.db)
        _restore(model, [one for one in group if one.before is not None])


def _restore(model: type[models.Model], steps: list[ReorganisationStep]) -> None:
    def former(one: ReorganisationStep) -> dict:
        return {name: value for name, value in one.before.items() if name not in NOT_FIELDS}

    steps.sort(key=lambda one: canonical(former(one)))
    for _key, part in groupby(steps, key=lambda one: canonical(former(one))):
        same = list(part)
        for few in chunks(same, BATCH):
            model._base_manager.filter(pk__in=[one.before["id"] for one in few]).update(**former(same[0]))


def blockers_of(steps: Sequence[ReorganisationStep]) -> list[Blocker]:
    """Everything that came later and would be lost or contradicted: rows that point at what was founded, and rows
    of the reorganisation that somebody has changed since."""
    by_kind: dict[str, list[ReorganisationStep]] = {}
    for step in steps:
        by_kind.setdefault(step.target_kind, []).append(step)
    born = born_of(steps)
    found: list[Blocker] = []
    for model, ids in born.items():
        found += _pointing_at(model, ids, born)
    for kind, group in by_kind.items():
        found += _changed_since(apps.get_model(kind), group)
    once: dict[tuple[str, int], Blocker] = {}
    for one in found:
        if one.name or (one.kind, one.pk) not in once:
            once[one.kind, one.pk] = one
    return list(once.values())


def born_of(steps: Sequence[ReorganisationStep]) -> dict[type[models.Model], set[int]]:
    """The rows that the steps made, by model."""
    found: dict[type[models.Model], set[int]] = {}
    for step in steps:
        found.setdefault(apps.get_model(step.target_kind), set())
        if (pk := created(step)) is not None:
            found[apps.get_model(step.target_kind)].add(pk)
    return found


def _pointing_at(model: type[models.Model], ids: set[int], born: dict) -> Iterator[Blocker]:
    for relation in model._meta.related_objects:
        if relation.many_to_many or relation.field.remote_field is None:
            continue
        later, name = relation.related_model, relation.field.attname
        if any(later._meta.label in one.follows for one in participants()):
            continue
        mine = born.get(later, set())
        for few in chunks(sorted(ids), BATCH):
            rows = later._base_manager.filter(**{f"{name}__in": few}).exclude(pk__in=_some(mine, later))
            yield from _told(rows.order_by("pk"))


def _told(rows: models.QuerySet) -> Iterator[Blocker]:
    """The first NAMED rows by name; of the others only that they are there."""
    kind, sentence = rows.model._meta.label_lower, _("之后登记，依赖本次调整所建立的内容。")
    named = list(rows.select_related()[:NAMED])  # a row is called after what it points at
    for row in named:
        yield Blocker(kind, row.pk, str(row), sentence)
    if len(named) == NAMED:
        for pk in rows.filter(pk__gt=named[-1].pk).values_list("pk", flat=True):
            yield Blocker(kind, pk, "", sentence)


def _some(mine: set[int], model: type[models.Model]) -> models.QuerySet | list:
    """Ids to leave out; as a subquery of the steps when they are many."""
    if len(mine) <= BATCH:
        return list(mine)
    low, high = min(mine), max(mine)
    return (
        model._base_manager.filter(pk__gte=low, pk__lte=high).values("pk")
        if high - low + 1 == len(mine)
        else list(mine)
    )


def _changed_since(model: type[models.Model], steps: Sequence[ReorganisationStep]) -> Iterator[Blocker]:
    """Rows whose fields no longer are what the reorganisation left."""
    expected: dict[int, tuple[str, dict]] = {}
    for one in steps:
        if one.before is not None:
            expected[one.before["id"]] = (one.target_name, one.after["ends"])
        if created(one) is not None:
            fields = {name: value for name, value in one.after.items() if name not in NOT_FIELDS}
            expected[one.after["id"]] = (
                one.target_name,
                {"valid_to": None, **fields} if _dated(model) else fields,
            )
    names = sorted({name for _name, values in expected.values() for name in values} | {"pk"})
    for few in chunks(sorted(expected), BATCH):
        rows = {row["pk"]: row for row in model._base_manager.filter(pk__in=few).values(*names)}
        for pk in few:
            name, values = expected[pk]
            row = rows.get(pk)
            if row is None or any(plain(row[key]) != value for key, value in values.items()):
                yield Blocker(model._meta.label_lower, pk, name, _("调整之后又有变动。"))


def _dated(model: type[models.Model]) -> bool:
    return any(field.name == "valid_to" for field in model._meta.concrete_fields)
