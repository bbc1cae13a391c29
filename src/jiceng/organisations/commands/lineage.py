"""Merge, split and succeed: which organisation became which, on a day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.kernel.sentences import sentence as _
from jiceng.organisations.commands.structure import abolish, close_down, found, place
from jiceng.organisations.commands.timing import ImpossibleError, carry_on, must_exist, refuse_later
from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, LineageKind
from jiceng.organisations.models import (
    Instrument,
    Lineage,
    Organisation,
    PartyMembership,
    Placement,
    Post,
    Residence,
    Term,
)
from jiceng.organisations.rules import may_keep_organisations


@dataclass(frozen=True)
class Part:
    """What goes to one successor of a split: persons by id, subordinates by id, households for the crosswalk."""

    successor: Organisation
    members: frozenset[int] = frozenset()
    residents: frozenset[int] = frozenset()
    subordinates: frozenset[int] = frozenset()
    households: int | None = field(default=None)


@transaction.atomic
def succeed(
    *,
    by,
    predecessor: Organisation,
    successor: Organisation,
    on: date,
    kind: LineageKind = LineageKind.SUCCEEDED,
    households: int | None = None,
    instrument: Instrument | None = None,
    why: str = "",
) -> Lineage:
    """Note that `predecessor` became `successor` on `on`; `households` went with it (for statistics)."""
    must(by, may_keep_organisations, predecessor, _("无权变更这个组织。"))
    must_exist(successor, on, on.fromordinal(on.toordinal() + 1))
    if predecessor.valid_from >= on:
        raise ImpossibleError(_("前身须先于承接之日设立。"))
    if Lineage.objects.filter(predecessor=predecessor, successor=successor).exists():
        raise ImpossibleError(_("这两个组织的沿革已经登记。"))
    lineage = Lineage.objects.create(
        predecessor=predecessor,
        successor=successor,
        kind=kind,
        on=on,
        households=households,
        instrument=instrument,
    )
    after = {"predecessor": predecessor.pk, "successor": successor.pk, "kind": kind, "on": on}
    record(by=by, verb="organisations.succeed", target=lineage, why=why, after=after)
    return lineage


@transaction.atomic
def merge(
    *,
    by,
    predecessors: Sequence[Organisation],
    into: Organisation,
    on: date,
    instrument: Instrument | None = None,
    why: str = "",
) -> Organisation:
    """`predecessors` end on `on`; their members, residents and subordinates go to `into`.

    What serves a territory that ends (its branch, its committee) must be merged or abolished before.
    """
    if into in predecessors or len(set(predecessors)) != len(predecessors) or not predecessors:
        raise ImpossibleError(_("请选择要并入“%(name)s”的其他组织。") % {"name": into.name})
    for old in predecessors:
        _same_sort(old, into)
        everything = Part(
            into,
            frozenset(_people(PartyMembership.objects.filter(branch=old), on)),
            frozenset(_people(Residence.objects.filter(territory=old), on)),
            frozenset(_subordinates(old, on)),
        )
        _hand_over(by, old, everything, on, instrument)
        _end(by, old, (everything,), LineageKind.MERGED, on, instrument, why)
    return into


@transaction.atomic
def split(
    *,
    by,
    organisation: Organisation,
    parts: Sequence[Part],
    on: date,
    instrument: Instrument | None = None,
    why: str = "",
) -> None:
    """`organisation` ends on `on`; each member, resident and subordinate goes to exactly one part."""
    if len({part.successor.pk for part in parts}) < 2 or organisation in [part.successor for part in parts]:
        raise ImpossibleError(_("拆分须有至少两个不同的承接组织。"))
    for name in ("members", "residents", "subordinates"):
        chosen = [one for part in parts for one in getattr(part, name)]
        if len(chosen) != len(set(chosen)):
            raise ImpossibleError(_("同一人员或下级组织只能划入一个承接组织。"))
    for part in parts:
        _same_sort(organisation, part.successor)
        _hand_over(by, organisation, part, on, instrument)
    _end(by, organisation, parts, LineageKind.SPLIT, on, instrument, why)


def _same_sort(old: Organisation, new: Organisation) -> None:
    from_sort, to_sort = _sort(old), _sort(new)
    if from_sort != to_sort:
        raise ImpossibleError(
            _("“%(old)s”与“%(new)s”类别不同，不能合并或拆分。") % {"old": old.name, "new": new.name}
        )


def _sort(organisation: Organisation) -> str:
    if organisation.kind in TERRITORIES:
        return "territory"
    return "branch" if organisation.kind in BRANCHES else organisation.kind


def _people(rows: QuerySet, on: date) -> list[int]:
    return list(rows.on(on).values_list("person_id", flat=True))


def _subordinates(organisation: Organisation, on: date) -> list[int]:
    rows = Placement.objects.on(on).filter(superior=organisation)
    return list(rows.values_list("organisation_id", flat=True))


def _hand_over(by, old: Organisation, part: Part, on: date, instrument: Instrument | None) -> None:
    new = part.successor
    must(by, may_keep_organisations, old, _("无权变更这个组织。"))
    must(by, may_keep_organisations, new, _("无权变更这个组织。"))
    must_exist(new, on, new.valid_to)
    members = PartyMembership.objects.filter(branch=old, person_id__in=part.members)
    residents = Residence.objects.filter(territory=old, person_id__in=part.residents)
    refuse_later(members, on, _("自%(day)s起已登记了更晚的组织关系（%(object)s）。"))
    refuse_later(residents, on, _("自%(day)s起已登记了更晚的住址（%(object)s）。"))

    def join(row: PartyMembership) -> None:
        row.branch, row.group = new, None

    def live(row: Residence) -> None:
        row.territory = new

    carry_on(members, on, join)
    carry_on(residents, on, live)
    below = Placement.objects.on(on).filter(superior=old, organisation_id__in=part.subordinates)
    for placement in below.select_related("organisation"):
        place(
            by=by,
            organisation=placement.organisation,
            line=placement.line,
            superior=new,
            on=on,
            instrument=instrument,
        )


def _end(
    by,
    old: Organisation,
    parts: Sequence[Part],
    kind: LineageKind,
    on: date,
    instrument: Instrument | None,
    why: str,
) -> None:
    abolish(by=by, organisation=old, on=on, instrument=instrument, why=why)
    for part in parts:
        succeed(
            by=by,
            predecessor=old,
            successor=part.successor,
            on=on,
            kind=kind,
            households=part.households,
            instrument=instrument,
        )
    moved = {
        str(part.successor.pk): [len(part.members), len(part.residents), len(part.subordinates)]
        for part in parts
    }
    record(by=by, verb=f"organisations.{kind}", target=old, why=why, after={"on": on, "moved": moved})


@transaction.atomic
def split_in_two(
    *,
    by,
    organisation: Organisation,
    first: Organisation,
    second: Organisation,
    people: Sequence[str],
    subordinates: Sequence[str],
    on: date,
    instrument: Instrument | None = None,
    why: str = "",
) -> None:
    """Split between two: the people and subordinates named (ids) go to `second`, everybody else to `first`."""
    chosen, below = {int(one) for one in people}, {int(one) for one in subordinates}
    members = set(_people(PartyMembership.objects.filter(branch=organisation), on))
    residents = set(_people(Residence.objects.filter(territory=organisation), on))
    under = set(_subordinates(organisation, on))
    sets = (members, residents, under)
    rest = [frozenset(whole - part) for whole, part in zip(sets, (chosen, chosen, below), strict=True)]
    taken = [frozenset(whole & part) for whole, part in zip(sets, (chosen, chosen, below), strict=True)]
    parts = (Part(first, *rest), Part(second, *taken))
    split(by=by, organisation=organisation, parts=parts, on=on, instrument=instrument, why=why)


@transaction.atomic
def change_form(
    *,
    by,
    organisation: Organisation,
    kind: str,
    name: str,
    on: date,
    instrument: Instrument | None = None,
    why: str = "",
) -> Organisation:
    """The branch goes on in another form (branch, general branch, committee) from `on`: a new organisation in its
    place, with its members, subordinates, posts and their holders (A03)."""
    must(by, may_keep_organisations, organisation, _("无权变更这个组织。"))
    if organisation.kind not in BRANCHES or kind not in BRANCHES or kind == organisation.kind:
        raise ImpossibleError(_("请为党组织选择另一种形式。"))
    must_exist(organisation, on, organisation.valid_to)
    if organisation.valid_from == on:
        raise ImpossibleError(_("组织不能在设立当天撤销。"))
    ended, organisation.valid_to, organisation.abolished_by = organisation.valid_to, on, instrument
    organisation.save(update_fields=["valid_to", "abolished_by"])
    places = {row.line: row.superior for row in organisation.placements.on(on).select_related("superior")}
    new = found(
        by=by,
        kind=Kind(kind),
        name=name,
        on=on,
        places=places,
        territory=organisation.territory,
        until=ended,
        instrument=instrument,
        why=why,
    )
    everything = Part(
        new,
        frozenset(_people(PartyMembership.objects.filter(branch=organisation), on)),
        subordinates=frozenset(_subordinates(organisation, on)),
    )
    _hand_over(by, organisation, everything, on, instrument)
    _hand_over_posts(organisation, new, on)
    close_down(organisation, on)
    succeed(by=by, predecessor=organisation, successor=new, on=on, instrument=instrument, why=why)
    return new


def _hand_over_posts(old: Organisation, new: Organisation, on: date) -> None:
    for post in list(Post.objects.on(on).filter(organisation=old, valid_from__lt=on)):
        fresh = Post.objects.create(
            organisation=new,
            kind=post.kind,
            title=post.title,
            places=post.places,
            valid_from=on,
            valid_to=post.valid_to,
        )
        for term in list(Term.objects.on(on).filter(post=post, valid_from__lt=on)):
            Term.objects.create(
                post=fresh,
                person=term.person,
                instrument=term.instrument,
                valid_from=on,
                valid_to=term.valid_to,
            )
