"""The party roll and the residents' roll: two spheres, each with its own right."""

from datetime import date

from django.db import transaction

from jiceng.kernel.access import Refused, must
from jiceng.kernel.record import record
from jiceng.kernel.sentences import sentence as _
from jiceng.organisations.commands.timing import (
    ImpossibleError,
    carry_on,
    must_exist,
    must_follow,
    overlaps,
    refuse_later,
)
from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, Standing
from jiceng.organisations.models import Organisation, PartyMembership, Residence
from jiceng.organisations.rules import may_keep_party_roll, may_keep_residents_roll
from jiceng.organisations.rules.second_hand import may_admit, may_take_in
from jiceng.people.models import Person

# Where a member's roll can be kept; the old street general branch kept one too.
ROLL_KEEPERS = (*BRANCHES, Kind.STREET_GENERAL_BRANCH)


def _must_keep_a_roll(branch: Organisation, group: Organisation | None) -> None:
    if branch.kind not in ROLL_KEEPERS:
        raise ImpossibleError(_("“%(name)s”不是党支部、党总支或党委。") % {"name": branch.name})
    if group is not None and group.kind != Kind.PARTY_GROUP:
        raise ImpossibleError(_("“%(name)s”不是党小组。") % {"name": group.name})


@transaction.atomic
def admit_member(
    *,
    by,
    person: Person,
    branch: Organisation,
    on: date,
    joined_on: date | None = None,
    full_since: date | None = None,
    group: Organisation | None = None,
    until: date | None = None,
    why: str = "",
) -> PartyMembership:
    """Enter a person on the roll of a branch from `on`: full when `full_since` is given, else on probation.

    `joined_on` is the day of admission to the party (default `on`).
    """
    must(by, may_keep_party_roll, branch, _("无权维护这个支部的党员名册。"))
    if by is not None and not may_admit(by, person):
        raise Refused(_("此人不住在本支部的辖区，也登记在别处，请由组织部办理。"))
    _must_keep_a_roll(branch, group)
    must_follow(on, until)
    must_exist(branch, on, until)
    other = (
        PartyMembership.objects.filter(overlaps(on, until), person=person).select_related("branch").first()
    )
    if other:
        raise ImpossibleError(
            _("%(person)s的组织关系自%(day)s起在“%(branch)s”。")
            % {"person": person.name, "day": other.valid_from.isoformat(), "branch": other.branch.name}
        )
    membership = PartyMembership.objects.create(
        person=person,
        branch=branch,
        group=group,
        standing=Standing.FULL if full_since else Standing.PROBATIONARY,
        joined_on=joined_on or on,
        full_since=full_since,
        valid_from=on,
        valid_to=until,
    )
    record(
        by=by,
        verb="organisations.admit_member",
        target=membership,
        why=why,
        after={"person": person.pk, "branch": branch.pk, "standing": membership.standing, "on": on},
    )
    return membership


def _membership_on(person: Person, on: date) -> PartyMembership:
    rows = PartyMembership.objects.filter(person=person)
    refuse_later(rows, on, _("自%(day)s起已登记了更晚的组织关系（%(object)s），不能在此之前变动。"))
    membership = rows.on(on).select_for_update(of=("self",)).select_related("branch", "person").first()
    if membership is None:
        raise ImpossibleError(
            _("%(person)s在%(day)s不在党员名册上。") % {"person": person.name, "day": on.isoformat()}
        )
    return membership


@transaction.atomic
def transfer_member(
    *,
    by,
    person: Person,
    to: Organisation,
    on: date,
    group: Organisation | None = None,
    why: str = "",
) -> PartyMembership:
    """The member's roll is kept by another branch (or in another group of the same) from `on` (A38)."""
    present = _membership_on(person, on)
    must(by, may_keep_party_roll, present.branch, _("无权从这个支部转出党员。"))
    must(by, may_keep_party_roll, to, _("无权向这个支部转入党员。"))
    _must_keep_a_roll(to, group)
    must_exist(to, on, present.valid_to)
    before = {"branch": present.branch_id, "group": present.group_id}

    def go(row: PartyMembership) -> None:
        row.branch, row.group = to, group

    carry_on(PartyMembership.objects.filter(pk=present.pk), on, go)
    membership = PartyMembership.objects.on(on).get(person=person)
    after = {"branch": to.pk, "group": getattr(group, "pk", None), "on": on}
    record(
        by=by,
        verb="organisations.transfer_member",
        target=membership,
        why=why,
        before=before,
        after=after,
    )
    return membership


def one_year_after(day: date) -> date:
    """The same day of next year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


@transaction.atomic
def make_full(*, by, person: Person, on: date, why: str = "") -> PartyMembership:
    """A probationary member becomes a full one, a year after admission at the earliest (A32)."""
    present = _membership_on(person, on)
    must(by, may_keep_party_roll, present.branch, _("无权维护这个支部的党员名册。"))
    if present.standing != Standing.PROBATIONARY:
        raise ImpossibleError(_("%(person)s已是正式党员。") % {"person": person.name})
    if on < one_year_after(present.joined_on):
        raise ImpossibleError(
            _("%(person)s的预备期到%(day)s才满一年。")
            % {"person": person.name, "day": one_year_after(present.joined_on).isoformat()}
        )

    def become_full(row: PartyMembership) -> None:
        row.standing, row.full_since = Standing.FULL, on

    carry_on(PartyMembership.objects.filter(pk=present.pk), on, become_full)
    membership = PartyMembership.objects.on(on).get(person=person)
    record(
        by=by,
        verb="organisations.make_full",
        target=membership,
        why=why,
        before={"standing": Standing.PROBATIONARY},
        after={"standing": Standing.FULL, "on": on},
    )
    return membership


@transaction.atomic
def end_membership(*, by, person: Person, on: date, why: str) -> PartyMembership:
    """The person leaves the roll on `on` (moved out of the county, died, removed); the reason is required."""
    present = _membership_on(person, on)
    must(by, may_keep_party_roll, present.branch, _("无权维护这个支部的党员名册。"))
    if present.valid_from == on:
        raise ImpossibleError(_("组织关系不能在登记当天终止。"))
    present.valid_to = on
    present.save(update_fields=["valid_to"])
    record(by=by, verb="organisations.end_membership", target=present, why=why, after={"on": on})
    return present


@transaction.atomic
def settle(
    *, by, person: Person, territory: Organisation, on: date, address: str = "", why: str = ""
) -> Residence:
    """From `on` the person lives in `territory`; an earlier home ends that day.

    Refused for somebody known elsewhere and not in the keeper's reach: ask with `settle_or_ask`.
    """
    must(by, may_keep_residents_roll, territory, _("无权维护这里的居民名册。"))
    if by is not None and not may_take_in(by, person):
        raise Refused(_("此人登记在别处，要经那里或本人同意才能迁入。"))
    return move_in(by=by, person=person, territory=territory, on=on, address=address, why=why)


def move_in(*, by, person: Person, territory: Organisation, on: date, address: str, why: str) -> Residence:
    """The part of a move that changes rows; who may is settled before."""
    if territory.kind not in TERRITORIES:
        raise ImpossibleError(_("“%(name)s”不是居民委或社区。") % {"name": territory.name})
    homes = Residence.objects.filter(person=person)
    refuse_later(homes, on, _("自%(day)s起已登记了更晚的住址，不能在此之前变动。"))
    present = homes.on(on).select_for_update().first()
    must_exist(territory, on, present.valid_to if present else None)
    before = {"territory": present.territory_id} if present else None

    def live(row: Residence) -> None:
        row.territory, row.address = territory, address

    if present:
        carry_on(homes, on, live)
    else:
        Residence.objects.create(person=person, territory=territory, address=address, valid_from=on)
    residence = homes.on(on).get()
    after = {"territory": territory.pk, "on": on}
    record(by=by, verb="organisations.settle", target=residence, why=why, before=before, after=after)
    return residence
