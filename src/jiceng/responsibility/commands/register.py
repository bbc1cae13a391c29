"""The whole register from a table: what differs from today is changed, all in one transaction or nothing."""

from dataclasses import dataclass

from django.db import transaction

from jiceng.organisations.models import Organisation
from jiceng.people.models import Person
from jiceng.responsibility.commands.contacts import Ground, link, put_in_charge
from jiceng.responsibility.models import ContactPoint, Liaison


@dataclass(frozen=True)
class Entry:
    """One row: the community, its leader, and the leader's liaison where one is named."""

    community: Organisation
    leader: Person
    officer: Person | None
    ground: Ground


@transaction.atomic
def take_over_register(*, by, rows: list[Entry]) -> int:
    """Carry the rows out; what stands so already is left alone. Gives back how many changes were made."""
    changed, linked = 0, set()
    for row in rows:
        day = row.ground.on
        held = ContactPoint.objects.on(day).filter(community=row.community, leader=row.leader)
        if not held.exists():
            put_in_charge(by=by, community=row.community, leader=row.leader, ground=row.ground)
            changed += 1
        if row.officer is None or row.leader.pk in linked:
            continue
        linked.add(row.leader.pk)
        if not Liaison.objects.on(day).filter(leader=row.leader, officer=row.officer).exists():
            link(by=by, leader=row.leader, officer=row.officer, ground=row.ground)
            changed += 1
    return changed
