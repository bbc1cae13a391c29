"""Leaders are put in charge of communities and get their liaison, hand over, and end; on a day, by a document."""

from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext as _

from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError, enter_instrument
from jiceng.organisations.commands.timing import must_exist, must_follow, overlaps
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Instrument, Organisation
from jiceng.people.models import Person
from jiceng.responsibility.commands.handing import begin_handover, complete_handovers, points_of
from jiceng.responsibility.commands.owing import call_who_comes
from jiceng.responsibility.models import ContactPoint, Liaison
from jiceng.responsibility.queries.avoidance import kept_from
from jiceng.responsibility.rules import may_keep, of_bureau_rank, of_county_rank


@dataclass(frozen=True)
class Ground:
    """On what day, by which document (its number; may be empty) and why."""

    on: date
    number: str = ""
    why: str = ""

    def instrument(self) -> Instrument | None:
        number = self.number.strip()
        return enter_instrument(by=None, number=number[:60], issued_on=self.on) if number else None


def _must_keep(by) -> None:
    must(by, may_keep, None, _("无权安排联系点。"))


def must_not_be_barred(leader: Person, community: Organisation, on: date) -> None:
    why = kept_from([leader.pk], on)[leader.pk].get(community.pk)
    if why is not None:
        words = {"name": leader.name, "community": community.name, "why": why}
        raise ImpossibleError(_("%(name)s对%(community)s应当回避：%(why)s。") % words)


@transaction.atomic
def put_in_charge(*, by, community: Organisation, leader: Person, ground: Ground) -> ContactPoint:
    """The leader takes charge of the community from the day on; whoever had it before ends that very day."""
    _must_keep(by)
    if community.kind != Kind.COMMUNITY:
        raise ImpossibleError(_("联系点只能是社区。"))
    must_exist(community, ground.on)
    _must_rank(of_county_rank(ground.on), leader, _("%(name)s在%(day)s不任县级领导职务。"), ground.on)
    must_not_be_barred(leader, community, ground.on)
    rows = ContactPoint.objects.filter(community=community)
    before = _closed(rows, ground.on, leader=leader.pk)
    row = ContactPoint.objects.create(
        community=community,
        leader=leader,
        valid_from=ground.on,
        instrument=ground.instrument(),
        why=ground.why.strip()[:300],
    )
    if before is not None:
        begin_handover(community, before.leader, leader, ground.on)
    complete_handovers(community, leader)
    call_who_comes(community, ground.on)
    after = {"community": community.name, "leader": leader.name, "on": ground.on}
    record(
        by=by,
        verb="responsibility.put_in_charge",
        target=row,
        why=ground.why,
        before={"leader": before.leader.name} if before else None,
        after=after,
    )
    return row


@transaction.atomic
def end_charge(*, by, point: ContactPoint, ground: Ground) -> ContactPoint:
    """The leader no longer has the community from the day on: a vacancy until the next is named."""
    _must_keep(by)
    row = _ended(ContactPoint, point, ground.on)
    begin_handover(row.community, row.leader, None, ground.on)
    record(by=by, verb="responsibility.end_charge", target=row, why=ground.why, after={"on": ground.on})
    return row


@transaction.atomic
def link(*, by, leader: Person, officer: Person, ground: Ground) -> Liaison:
    """The officer links the leader from the day on; the one before ends that very day."""
    _must_keep(by)
    if leader.pk == officer.pk:
        raise ImpossibleError(_("联络人不能是领导本人。"))
    _must_rank(of_county_rank(ground.on), leader, _("%(name)s在%(day)s不任县级领导职务。"), ground.on)
    _must_rank(of_bureau_rank(ground.on), officer, _("%(name)s在%(day)s不任科局级职务。"), ground.on)
    # Two clerks at once: the second waits here and then finds the first's row.
    Person.objects.select_for_update(of=("self",)).get(pk=leader.pk)
    before = _closed(Liaison.objects.filter(leader=leader), ground.on, officer=officer.pk)
    row = Liaison.objects.create(
        leader=leader,
        officer=officer,
        valid_from=ground.on,
        instrument=ground.instrument(),
        why=ground.why.strip()[:300],
    )
    for point in points_of(leader, ground.on):
        if before is not None:
            begin_handover(point.community, before.officer, officer, ground.on, as_liaison=True)
        complete_handovers(point.community, officer, as_liaison=True)
        call_who_comes(point.community, ground.on)
    record(
        by=by,
        verb="responsibility.link",
        target=row,
        why=ground.why,
        before={"officer": before.officer.name} if before else None,
        after={"leader": leader.name, "officer": officer.name, "on": ground.on},
    )
    return row


@transaction.atomic
def end_link(*, by, liaison: Liaison, ground: Ground) -> Liaison:
    _must_keep(by)
    row = _ended(Liaison, liaison, ground.on)
    for point in points_of(row.leader, ground.on):
        begin_handover(point.community, row.officer, None, ground.on, as_liaison=True)
    record(by=by, verb="responsibility.end_link", target=row, why=ground.why, after={"on": ground.on})
    return row


def _must_rank(able: models.QuerySet, person: Person, sentence: str, on: date) -> None:
    if not able.filter(pk=person.pk).exists():
        raise ImpossibleError(sentence % {"name": person.name, "day": on.isoformat()})


def _closed(rows: models.QuerySet, on: date, **same: int):
    """The row that holds the day before `on`, ended on `on`; None when there is none. Refused: the same person
    again, and a row that begins on the day or later."""
    held = rows.select_for_update().filter(overlaps(on, None)).order_by("valid_from")
    last = None
    for row in held:
        if row.valid_from >= on:
            raise ImpossibleError(
                _("已有自%(day)s开始的安排，请先结束它。") % {"day": row.valid_from.isoformat()}
            )
        if all(getattr(row, f"{name}_id") == value for name, value in same.items()):
            raise ImpossibleError(_("已经是这个人。"))
        row.valid_to = on
        row.save(update_fields=["valid_to"])
        last = row
    return last


def _ended(model: type, given, on: date):
    row = model.objects.select_for_update().get(pk=given.pk)
    if row.valid_to is not None:
        raise ImpossibleError(_("已于%(day)s结束。") % {"day": row.valid_to.isoformat()})
    must_follow(row.valid_from, on)
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    return row
