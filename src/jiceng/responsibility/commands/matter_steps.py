"""What every command on a matter shares: the locked row, the steps of its way, the evidence of its rounds."""

from datetime import date, timedelta

from django.urls import reverse

from jiceng.institutions.commands.evidence import attest
from jiceng.organisations.models import Organisation
from jiceng.responsibility.commands.state import name_of
from jiceng.responsibility.enums import MatterAct, MatterKind
from jiceng.responsibility.models import Matter, MatterStep
from jiceng.responsibility.norms import norms

# What the institution calls for by kind; a hard note has the days of a document.
CALLS = {kind: f"matter.{kind}" for kind in MatterKind} | {MatterKind.HARD: "matter.document"}


def days_of(kind: str) -> timedelta:
    return timedelta(days=norms().matter_days[kind])


def step(by, matter: Matter, act: str, on: date, note: str = "") -> MatterStep:
    return MatterStep.objects.create(
        matter=matter, act=act, on=on, by_name=name_of(by), note=note.strip()[:500]
    )


def locked(matter: Matter) -> Matter:
    rows = Matter.objects.select_for_update(of=("self", "task"))
    rows = rows.select_related("task__unit", "office", "community").filter(pk=matter.pk)
    # PostgreSQL finds nothing when the lead was changed while one waited for the row: a second look sees the new one.
    return rows.first() or rows.get()


def told(matter: Matter, kind: str, unit: Organisation, on: date, *marks: str) -> None:
    """Evidence of the round that the matter is in."""
    attest(
        kind=kind,
        organisation=unit,
        on=on,
        source=matter,
        source_url=reverse("matter", args=[matter.pk]),
        subject=f"responsibility.matter:{matter.pk}:{matter.round}",
        marks=marks,
    )


def call_for_result(matter: Matter) -> None:
    """The duty to report falls due on the matter's own day."""
    told(matter, CALLS[matter.kind], matter.lead, matter.due_on - days_of(matter.kind))


def lapse_extensions(by, row: Matter, day: date) -> None:
    """What was asked for the days of a round, or by a unit, ends with them: nobody grants it any more."""
    for asked in row.extensions.filter(granted=None):
        asked.granted, asked.decided_on = False, day
        asked.save(update_fields=["granted", "decided_on"])
        step(by, row, MatterAct.LAPSED, day, asked.to_day.isoformat())
