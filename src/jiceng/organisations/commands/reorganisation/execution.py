"""Plan, preview, execute and reverse a reorganisation."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.kernel.access import Refused, must
from jiceng.kernel.record import record
from jiceng.organisations.commands.reorganisation.changes import Change
from jiceng.organisations.commands.reorganisation.design import Design, draw
from jiceng.organisations.commands.reorganisation.engine import (
    Blocker,
    blockers_of,
    carry_out,
    hold_still,
    take_back,
)
from jiceng.organisations.commands.reorganisation.orders import parse
from jiceng.organisations.commands.reorganisation.participants import participants
from jiceng.organisations.commands.timing import ImpossibleError
from jiceng.organisations.models import Instrument, Organisation, Reorganisation
from jiceng.organisations.rules import may_execute_reorganisation

SHOWN = 20


@dataclass(frozen=True)
class Preview:
    """What would happen, object by object; conflicts first."""

    design: Design
    changes: tuple[Change, ...]

    @property
    def conflicts(self) -> tuple[Change, ...]:
        return tuple(one for one in self.changes if one.conflict)

    @property
    def warnings(self) -> tuple[Change, ...]:
        return tuple(one for one in self.changes if one.warning and not one.conflict)

    @property
    def counts(self) -> dict[tuple[str, str], int]:
        """(participant, action) → how many objects."""
        return dict(Counter((one.participant, one.action) for one in self.changes))


@transaction.atomic
def plan_reorganisation(
    *,
    by,
    key: UUID,
    title: str,
    effective_on: date,
    instrument: Instrument,
    orders: dict,
    why: str = "",
) -> Reorganisation:
    """Freeze what is ordered. The same key again gives the same reorganisation; other orders under a used key are
    refused. Raises ImpossibleError with every fault of the orders."""
    must(by, may_execute_reorganisation, None, _("无权下达组织调整。"))
    town = Organisation.objects.filter(pk=parse(orders).town).first()
    must(by, may_execute_reorganisation, town, _("无权下达组织调整。"))
    values = {
        "planned_by": by,
        "title": title,
        "effective_on": effective_on,
        "instrument": instrument,
        "orders": orders,
    }
    reorganisation, new = Reorganisation.objects.get_or_create(key=key, defaults=values)
    if not new:
        if (reorganisation.orders, reorganisation.effective_on) != (orders, effective_on):
            raise ImpossibleError(_("这一方案已经下达过内容不同的组织调整。"))
        return reorganisation
    faults = draw(reorganisation).faults
    if faults:
        raise ImpossibleError([ValidationError(fault) for fault in faults])
    after = {"effective_on": effective_on, "instrument": instrument.number, "orders": orders}
    record(by=by, verb="organisations.plan_reorganisation", target=reorganisation, why=why, after=after)
    return reorganisation


@transaction.atomic
def drop_orders(*, by, reorganisation: Reorganisation) -> None:
    """Orders that others replace before they were executed are gone, so that nobody carries them out by mistake; they
    stay where something points at them."""
    must(by, may_execute_reorganisation, _town(reorganisation), _("无权下达组织调整。"))
    fresh = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if fresh.state != Reorganisation.State.PLANNED:
        return
    record(by=by, verb="organisations.drop_orders", target=fresh, before={"orders": fresh.orders})
    with suppress(ProtectedError):
        fresh.delete()


def assess(reorganisation: Reorganisation) -> Preview:
    """Ask every participant; reads only."""
    design = draw(reorganisation)
    changes = [change for one in participants() for change in one.assess(design)]
    return Preview(design, tuple(changes))


def preview(reorganisation: Reorganisation, *, seen_by) -> Preview:
    """Object by object, what executing would do. Nothing is written."""
    must(seen_by, may_execute_reorganisation, _town(reorganisation), _("无权查看这项组织调整。"))
    return assess(reorganisation)


def _town(reorganisation: Reorganisation) -> Organisation | None:
    return Organisation.objects.filter(pk=reorganisation.orders.get("town")).first()


@transaction.atomic
def execute(*, by, reorganisation: Reorganisation, why: str = "") -> Reorganisation:
    """Rebuild as ordered, all or nothing. Executed before: the same result, nothing changes."""
    must(by, may_execute_reorganisation, _town(reorganisation), _("无权执行组织调整。"))
    fresh = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if fresh.state == Reorganisation.State.EXECUTED:
        return fresh
    if fresh.state == Reorganisation.State.REVERSED:
        raise ImpossibleError(_("这项组织调整已经撤回；再次执行须重新下达。"))
    _must_be_another_hand(by, fresh)
    hold_still()
    found = assess(fresh)
    if found.conflicts:
        sentences = [f"{one.name}：{one.conflict}" for one in found.conflicts[:SHOWN]]
        head = ngettext(
            "有%(count)d处冲突，未作任何变动。", "有%(count)d处冲突，未作任何变动。", len(found.conflicts)
        ) % {"count": len(found.conflicts)}
        raise ImpossibleError([ValidationError(one) for one in (head, *sentences)])
    digest = carry_out(fresh, found.changes)
    fresh.state = Reorganisation.State.EXECUTED
    fresh.executed_at, fresh.executed_by = timezone.now(), by
    fresh.save(update_fields=["state", "executed_at", "executed_by"])
    for one in participants():
        one.carried_out(fresh, by=by)
    counts = {f"{participant}.{action}": count for (participant, action), count in found.counts.items()}
    after = {
        "effective_on": fresh.effective_on,
        "steps": len(found.changes),
        "counts": counts,
        "digest": digest,
    }
    record(by=by, verb="organisations.execute_reorganisation", target=fresh, why=why, after=after)
    return fresh


@transaction.atomic
def follow_up(*, by, reorganisation: Reorganisation, changes: Sequence[Change], why: str = "") -> None:
    """What belongs to an executed reorganisation and was decided later: done with steps of its own, so that it is
    taken back with all the rest. Who may is asked by the app that decided it."""
    fresh = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if fresh.state != Reorganisation.State.EXECUTED:
        raise ImpossibleError(_("这项组织调整没有在执行状态。"))
    hold_still()
    digest = carry_out(fresh, changes)
    after = {"steps": len(changes), "digest": digest}
    record(by=by, verb="organisations.follow_up", target=fresh, why=why, after=after)


def _must_be_another_hand(by, reorganisation: Reorganisation) -> None:
    """Orders that fill the posts of a working committee grant power: who gave them does not carry them out."""
    filled = parse(reorganisation.orders).working_committee_holders
    if by is not None and filled and by.pk == reorganisation.planned_by_id:
        raise Refused(_("这项调整含有重要职务的任命，须由下达人以外的人执行。"))


def blockers(reorganisation: Reorganisation) -> list[Blocker]:
    """What stands in the way of taking it back; empty when nothing depends on it."""
    if reorganisation.state != Reorganisation.State.EXECUTED:
        return []
    return blockers_of(list(reorganisation.steps.all()))


@transaction.atomic
def reverse(*, by, reorganisation: Reorganisation, why: str) -> Reorganisation:
    """Take it all back: every row is again as it was before. Refused, with the number of blockers and the first
    SHOWN of them, once something later depends on it. The steps and the record stay. Taken back before: the same
    result."""
    must(by, may_execute_reorganisation, _town(reorganisation), _("无权撤回组织调整。"))
    fresh = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if fresh.state == Reorganisation.State.REVERSED:
        return fresh
    if fresh.state != Reorganisation.State.EXECUTED:
        raise ImpossibleError(_("这项组织调整还没有执行。"))
    if not why.strip():
        raise ImpossibleError(_("请写明撤回的理由。"))
    hold_still()
    steps = list(fresh.steps.all())
    standing = blockers_of(steps)
    if standing:
        head = ngettext(
            "有%(count)d项内容依赖本次调整，不能撤回。",
            "有%(count)d项内容依赖本次调整，不能撤回。",
            len(standing),
        ) % {"count": len(standing)}
        sentences = [f"{one.name}：{one.sentence}" for one in standing[:SHOWN]]
        raise ImpossibleError([ValidationError(one) for one in (head, *sentences)])
    take_back(steps)
    fresh.state = Reorganisation.State.REVERSED
    fresh.reversed_at, fresh.reversed_by, fresh.reversal_reason = timezone.now(), by, why[:500]
    fresh.save(update_fields=["state", "reversed_at", "reversed_by", "reversal_reason"])
    for one in participants():
        one.taken_back(fresh, by=by)
    after = {"steps": len(steps)}
    record(by=by, verb="organisations.reverse_reorganisation", target=fresh, why=why, after=after)
    return fresh
