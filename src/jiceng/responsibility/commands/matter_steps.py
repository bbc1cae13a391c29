"""What every command on a matter shares: the locked row, the steps of its way, the evidence of its rounds."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import annul, attest
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
    told(matter, CALLS[matter.kind], matter.lead, called_on(matter))


def called_on(matter: Matter) -> date:
    """The institution counts its days from here to the matter's own day."""
    return matter.due_on - days_of(matter.kind)


def reported(matter: Matter, day: date) -> None:
    """Done for the duty of the round. What is reported before the day from which the institution counts is called for
    on that very day, else nothing would be there to be done."""
    if called_on(matter) > day:
        annul(source=matter, why=_("提前报告办结"), kind=CALLS[matter.kind])
        told(matter, CALLS[matter.kind], matter.lead, day)
    told(matter, "matter.reported", matter.lead, day, "result")


def lapse_extensions(by, row: Matter, day: date) -> None:
    """What was asked for the days of a round, or by a unit, ends with them: nobody grants it any more."""
    for asked in row.extensions.filter(granted=None):
        asked.granted, asked.decided_on = False, day
        asked.save(update_fields=["granted", "decided_on"])
        step(by, row, MatterAct.LAPSED, day, asked.to_day.isoformat())
