"""Found, rename, place, move and abolish an organisation on a date."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import ngettext_lazy

from jiceng.kernel.access import must
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import record
from jiceng.kernel.sentences import sentence as _
from jiceng.organisations.commands.timing import (
    ImpossibleError,
    carry_on,
    end_all,
    must_exist,
    must_follow,
    overlaps,
    refuse_later,
)
from jiceng.organisations.enums import BRANCHES, Kind, Line
from jiceng.organisations.models import (
    Instrument,
    Organisation,
    OrganisationName,
    PartyMembership,
    Placement,
    Post,
    Residence,
    Term,
)
from jiceng.organisations.rules import may_keep_organisations
from jiceng.organisations.rules.scope import below, step

Places = Mapping[Line, Organisation | None]


@transaction.atomic
def enter_instrument(*, by, number: str, issued_on: date, title: str = "", issued_by: str = "") -> Instrument:
    """The document by its number; entered when it is new, returned when it is known."""
    must(by, may_keep_organisations)
    instrument, new = Instrument.objects.get_or_create(
        number=number, defaults={"title": title, "issued_on": issued_on, "issued_by": issued_by}
    )
    if new:
        record(by=by, verb="organisations.enter_instrument", target=instrument, after={"number": number})
    return instrument


@transaction.atomic
def found(
    *,
    by,
    kind: Kind,
    name: str,
    on: date,
    places: Places | None = None,
    short_name: str = "",
    code: str = "",
    credit_code: str = "",
    territory: Organisation | None = None,
    until: date | None = None,
    instrument: Instrument | None = None,
    why: str = "",
) -> Organisation:
    """Bring an organisation into being on a day. `places` names its superior on each line (None = the top)."""
    places = places or {}
    for superior in places.values() or [None]:
        must(by, may_keep_organisations, superior, _("无权在此设立组织。"))
    must_follow(on, until)
    _must_be_free(kind, code, territory, on, until)
    organisation = Organisation.objects.create(
        kind=kind,
        name=name,
        short_name=short_name,
        code=code,
        credit_code=credit_code,
        territory=territory,
        pinyin=spelled(name)[:240],
        initials=initials(name)[:60],
        valid_from=on,
        valid_to=until,
        founded_by=instrument,
    )
    OrganisationName.objects.create(
        organisation=organisation,
        name=name,
        short_name=short_name,
        valid_from=on,
        valid_to=until,
        instrument=instrument,
    )
    for line, superior in places.items():
        _place(organisation, line, superior, on, instrument)
    record(
        by=by,
        verb="organisations.found",
        target=organisation,
        why=why,
        after={
            "kind": kind,
            "code": code,
            "on": on,
            "superiors": {str(line): getattr(superior, "pk", None) for line, superior in places.items()},
        },
    )
    return organisation


def _must_be_free(
    kind: Kind, code: str, territory: Organisation | None, on: date, until: date | None
) -> None:
    """A code has one holder and a territory one party branch on every day."""
    rivals = Organisation.objects.filter(overlaps(on, until))
    if code:
        holder = rivals.filter(code=code).first()
        if holder:
            raise ImpossibleError(_("代码%(code)s已由“%(name)s”使用。") % {"code": code, "name": holder.name})
    if territory is None:
        return
    must_exist(territory, on, until)
    if kind in BRANCHES:
        rival = rivals.filter(kind__in=BRANCHES, territory=territory).first()
        if rival:
            raise ImpossibleError(
                _("“%(territory)s”已有党组织“%(name)s”，一个社区只设一个。")
                % {"territory": territory.name, "name": rival.name}
            )


def _place(
    organisation: Organisation,
    line: Line,
    superior: Organisation | None,
    on: date,
    instrument: Instrument | None,
) -> Placement:
    path, depth = _path_under(superior, line, on, organisation.valid_to)
    return Placement.objects.create(
        organisation=organisation,
        line=line,
        superior=superior,
        path=path + step(organisation.pk),
        depth=depth,
        instrument=instrument,
        valid_from=on,
        valid_to=organisation.valid_to,
    )


def _path_under(superior: Organisation | None, line: Line, on: date, until: date | None) -> tuple[str, int]:
    """Path and depth that a subordinate of `superior` gets; the superior must stand on the line as long."""
    if superior is None:
        return "", 0
    must_exist(superior, on, until)
    place = Placement.objects.on(on).filter(organisation=superior, line=line).first()
    if place is None:
        raise ImpossibleError(
            _("“%(name)s”%(day)s不在%(line)s上，不能作为上级。")
            % {"name": superior.name, "day": on.isoformat(), "line": Line(line).label}
        )
    refuse_later(
        Placement.objects.filter(organisation=superior, line=line).filter(overlaps(on, until)),
        on,
        _("上级的隶属关系自%(day)s起另有变动，请先处理那一项。"),
    )
    return place.path, place.depth + 1


@transaction.atomic
def rename(
    *,
    by,
    organisation: Organisation,
    name: str,
    on: date,
    short_name: str = "",
    instrument: Instrument | None = None,
    why: str = "",
) -> Organisation:
    """From `on` the organisation bears another name; earlier days keep theirs."""
    must(by, may_keep_organisations, organisation, _("无权变更这个组织。"))
    must_exist(organisation, on, organisation.valid_to)
    names = OrganisationName.objects.filter(organisation=organisation)
    refuse_later(names, on, _("自%(day)s起已登记了更晚的名称“%(object)s”，不能在此之前更名。"))
    before = {"name": organisation.name, "short_name": organisation.short_name}

    def bear(row: OrganisationName) -> None:
        row.name, row.short_name, row.instrument = name, short_name, instrument

    carry_on(names, on, bear)
    organisation.name, organisation.short_name = name, short_name
    organisation.pinyin, organisation.initials = spelled(name)[:240], initials(name)[:60]
    organisation.save(update_fields=["name", "short_name", "pinyin", "initials"])
    after = {"name": name, "short_name": short_name, "on": on}
    record(by=by, verb="organisations.rename", target=organisation, why=why, before=before, after=after)
    return organisation


@transaction.atomic
def place(
    *,
    by,
    organisation: Organisation,
    line: Line,
    superior: Organisation | None,
    on: date,
    instrument: Instrument | None = None,
    why: str = "",
) -> None:
    """From `on` the organisation stands under `superior` on `line`, with everything below it."""
    must(by, may_keep_organisations, organisation, _("无权变更这个组织。"))
    must(by, may_keep_organisations, superior, _("无权把组织划入这个上级。"))
    must_exist(organisation, on, organisation.valid_to)
    if superior is not None and superior.pk == organisation.pk:
        raise ImpossibleError(_("组织不能隶属于自己。"))
    own = Placement.objects.filter(organisation=organisation, line=line)
    refuse_later(own, on, _("自%(day)s起已登记了更晚的隶属关系，不能在此之前变动。"))
    present = own.on(on).select_related("superior").first()
    if present is None:
        _place(organisation, line, superior, on, instrument)
    else:
        _move_subtree(present, superior, on, instrument)
    record(
        by=by,
        verb="organisations.place",
        target=organisation,
        why=why,
        before={"superior": getattr(present, "superior_id", None)},
        after={"line": line, "superior": getattr(superior, "pk", None), "on": on},
    )


move = place


def _move_subtree(
    present: Placement, superior: Organisation | None, on: date, instrument: Instrument | None
) -> None:
    path, depth = _path_under(superior, present.line, on, present.valid_to)
    if path.startswith(present.path):
        raise ImpossibleError(_("上级不能在本组织的下级之中。"))
    subtree = Placement.objects.filter(below(present.path), line=present.line)
    refuse_later(subtree, on, _("下级的隶属关系自%(day)s起另有变动，请先处理那一项。"))
    start, sink = len(present.path) - 10, depth - present.depth

    def follow(row: Placement) -> None:
        row.path, row.depth = path + row.path[start:], row.depth + sink
        if row.organisation_id == present.organisation_id:
            row.superior, row.instrument = superior, instrument

    carry_on(subtree, on, follow)


@transaction.atomic
def abolish(
    *,
    by,
    organisation: Organisation,
    on: date,
    instrument: Instrument | None = None,
    why: str = "",
) -> Organisation:
    """The organisation ends on `on`, with its posts and their terms. Refused while somebody or something still
    belongs to it then: members, residents, subordinates, the branch or committee that serves it."""
    must(by, may_keep_organisations, organisation, _("无权撤销这个组织。"))
    must_exist(organisation, on, organisation.valid_to)
    if organisation.valid_from == on:
        raise ImpossibleError(_("组织不能在设立当天撤销。"))
    _must_be_empty(organisation, on)
    close_down(organisation, on)
    organisation.valid_to, organisation.abolished_by = on, instrument
    organisation.save(update_fields=["valid_to", "abolished_by"])
    record(by=by, verb="organisations.abolish", target=organisation, why=why, after={"on": on})
    return organisation


def _must_be_empty(organisation: Organisation, on: date) -> None:
    still = overlaps(on, None)
    counts = (
        (
            PartyMembership.objects.filter(still, branch=organisation),
            ngettext_lazy("%(count)d名党员", "%(count)d名党员", "count"),
        ),
        (
            PartyMembership.objects.filter(still, group=organisation),
            ngettext_lazy("%(count)d名党小组成员", "%(count)d名党小组成员", "count"),
        ),
        (
            Residence.objects.filter(still, territory=organisation),
            ngettext_lazy("%(count)d名居民", "%(count)d名居民", "count"),
        ),
        (
            Placement.objects.filter(still, superior=organisation),
            ngettext_lazy("%(count)d个下级组织", "%(count)d个下级组织", "count"),
        ),
        (
            Organisation.objects.filter(still, territory=organisation),
            ngettext_lazy("%(count)d个服务于本辖区的组织", "%(count)d个服务于本辖区的组织", "count"),
        ),
        (
            Term.objects.filter(post__organisation=organisation, valid_from__gt=on),
            ngettext_lazy("%(count)d个更晚开始的任期", "%(count)d个更晚开始的任期", "count"),
        ),
    )
    left = [text % {"count": count} for rows, text in counts if (count := rows.count())]
    if left:
        raise ImpossibleError(
            _("“%(name)s”在%(day)s仍有%(left)s，请先转出。")
            % {"name": organisation.name, "day": on.isoformat(), "left": "、".join(left)}
        )


def close_down(organisation: Organisation, on: date) -> None:
    """Posts with their terms, names, places, counts and boundary end with the organisation."""
    posts = Post.objects.filter(organisation=organisation)
    terms = Term.objects.filter(post__in=posts)
    end_all(terms, on)
    end_all(posts, on)
    for rows in (
        organisation.names.all(),
        organisation.placements.all(),
        organisation.figures.all(),
        organisation.boundaries.all(),
    ):
        end_all(rows, on)
