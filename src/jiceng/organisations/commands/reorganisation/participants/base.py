"""Who must be asked when organisations are rebuilt: each app registers what hangs on an organisation there."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jiceng.kernel.validity import Dated
from jiceng.organisations.commands.reorganisation.changes import Change
from jiceng.organisations.commands.reorganisation.design import Design
from jiceng.organisations.commands.timing import overlaps
from jiceng.organisations.models import Reorganisation


class Participant:
    """Answers for some foreign keys to Organisation, named `app.Model.field` in `claims`.

    `assess` says what a design would do here, object by object, and writes nothing. What it says is carried out
    and taken back by the engine, in the order of registration and backwards.
    """

    name: str = ""
    label: str | Promise = ""
    claims: frozenset[str] = frozenset()
    # Models (`app.Model`) worked out from other rows: they block no way back, `clear` removes them before it.
    follows: frozenset[str] = frozenset()

    def clear(self, born: dict[type[models.Model], set[int]]) -> None:
        """Before a reorganisation is taken back: remove what only follows from the rows that it made."""

    def carried_out(self, reorganisation: Reorganisation, *, by) -> None:
        """After a reorganisation was executed, in the same transaction, wherever that was asked for."""

    def taken_back(self, reorganisation: Reorganisation, *, by) -> None:
        """After a reorganisation was taken back, in the same transaction: what was promised because of it ends."""

    def hanging(self, organisations: Iterable[int], on: date) -> Iterator[models.QuerySet]:
        """What hangs on these organisations on `on` or later, one query for each claim."""
        wanted = list(organisations)
        for claim in sorted(self.claims):
            model, field = resolve_claim(claim)
            rows = model._default_manager.filter(**{f"{field}__in": wanted})
            yield rows.filter(overlaps(on, None)) if issubclass(model, Dated) else rows

    def assess(self, design: Design) -> Iterable[Change]:
        raise NotImplementedError

    def too_late(self, design: Design, model: type[models.Model], path: str) -> Iterator[Change]:
        """A conflict for each fact that begins on the day or later on something that ends."""
        rows = model._default_manager.filter(
            **{f"{path}__in": list(design.ending), "valid_from__gte": design.day}
        )
        for row in rows:
            yield Change(
                self.name,
                model,
                str(row)[:200],
                pk=row.pk,
                community=design.key_of.get(_follow(row, path), ""),
                conflict=_("自%(day)s才开始，不早于生效日期。") % {"day": row.valid_from.isoformat()},
            )


def _follow(row: models.Model, path: str) -> int | None:
    *steps, last = path.split("__")
    for one in steps:
        row = getattr(row, one)
    return getattr(row, f"{last}_id")


class Stays(Participant):
    """Points at an organisation as it was then and goes on doing so; `because` says why that is right."""

    def __init__(self, name: str, label: str | Promise, claims: Iterable[str], because: str) -> None:
        self.name, self.label, self.claims, self.because = name, label, frozenset(claims), because

    def assess(self, design: Design) -> Iterable[Change]:
        return ()


_participants: dict[str, Participant] = {}


def register(participant: Participant) -> None:
    """Called while an app starts. A foreign key has one answer only."""
    for other in _participants.values():
        if other.name != participant.name and other.claims & participant.claims:
            raise ValueError(f"{participant.name} and {other.name} claim {other.claims & participant.claims}")
    _participants[participant.name] = participant


def participants() -> tuple[Participant, ...]:
    return tuple(_participants.values())


def resolve_claim(claim: str) -> tuple[type[models.Model], str]:
    app, model, field = claim.split(".")
    return apps.get_model(app, model), field


def within(organisations: Iterable[int], field: str) -> Q:
    return Q(**{f"{field}__in": list(organisations)})
