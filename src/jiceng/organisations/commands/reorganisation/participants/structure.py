"""Units, their names, places, counts, areas and lineage."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from shapely import union_all
from shapely.geometry import mapping, shape

from jiceng.kernel.pinyin import initials, spelled
from jiceng.organisations.commands.reorganisation.changes import Change, Ref
from jiceng.organisations.commands.reorganisation.design import WORKING, Design, NewCommunity
from jiceng.organisations.commands.reorganisation.participants.base import Participant
from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, Line, LineageKind
from jiceng.organisations.models import (
    Boundary,
    Lineage,
    Organisation,
    OrganisationName,
    Placement,
    TerritoryFigures,
)


def newcomers(design: Design) -> Iterator[tuple[Ref, Kind, str, str, Ref | None, str]]:
    """Reference, kind, name, code, territory and community key of all that comes into being, territories first."""
    if design.orders.working_committee_name:
        name, code = design.orders.working_committee_name, design.orders.working_committee_code
        yield WORKING, Kind.STREET_WORKING_COMMITTEE, name, code, None, ""
    for one in design.communities.values():
        yield one.community, Kind.COMMUNITY, one.order.name, one.code, None, one.key
    for one in design.communities.values():
        name = one.committee_name
        yield one.committee, Kind.RESIDENTS_COMMITTEE, name, "", one.community, one.key
        yield one.branch, one.form, one.branch_name, "", one.community, one.key


class Structure(Participant):
    name = "structure"
    label = pgettext_lazy("列表", "组织")
    claims = frozenset({"organisations.Organisation.territory"})

    def assess(self, design: Design) -> Iterator[Change]:
        for fault in design.faults:
            yield Change(self.name, Organisation, _("调整令"), conflict=fault)
        for pk, one in design.ending.items():
            yield Change(
                self.name,
                Organisation,
                one.name,
                pk=pk,
                was={"valid_to": one.valid_to, "abolished_by_id": one.abolished_by_id},
                ends={"valid_to": design.day, "abolished_by_id": design.instrument},
                before=one.get_kind_display(),
                after=_("撤销"),
                community=design.key_of.get(pk, ""),
                conflict=self._begins_too_late(design, one),
            )
        later = Organisation.objects.filter(territory_id__in=list(design.key_of), valid_from__gte=design.day)
        for one in later:
            yield Change(self.name, Organisation, one.name, pk=one.pk, conflict=_("设立不早于生效日期。"))
        for ref, kind, name, code, territory, key in newcomers(design):
            yield self._founded(design, ref, kind, name, code, territory, key)

    def _begins_too_late(self, design: Design, one: Organisation) -> str:
        if one.valid_from < design.day:
            return ""
        return _("自%(day)s才开始，不早于生效日期。") % {"day": one.valid_from.isoformat()}

    def _founded(
        self, design: Design, ref: Ref, kind: Kind, name: str, code: str, territory: Ref | None, key: str
    ) -> Change:
        one = design.communities.get(key)
        return Change(
            self.name,
            Organisation,
            name,
            ref=ref.name,
            wave=1 if territory else 0,
            begins={
                "kind": str(kind),
                "code": code,
                "name": name,
                "pinyin": spelled(name)[:240],
                "initials": initials(name)[:60],
                "territory_id": territory,
                "founded_by_id": design.instrument,
                "valid_from": design.day,
            },
            after=str(kind.label) if not code else f"{kind.label} {code}",
            community=key,
            warning=self._numbers(one) if one and kind in BRANCHES else "",
        )

    def _numbers(self, one: NewCommunity) -> str:
        if one.full_members < 3:
            return ngettext(
                "正式党员只有%(count)d名，不足三名，应建立联合支部。",
                "正式党员只有%(count)d名，不足三名，应建立联合支部。",
                one.full_members,
            ) % {"count": one.full_members}
        return ""


class Names(Participant):
    name = "names"
    label = gettext_lazy("名称")
    claims = frozenset({"organisations.OrganisationName.organisation"})

    def assess(self, design: Design) -> Iterator[Change]:
        yield from self.too_late(design, OrganisationName, "organisation")
        rows = OrganisationName.objects.on(design.day).filter(organisation__in=list(design.ending))
        for row in rows.filter(valid_from__lt=design.day):
            yield ended(self.name, row, row.name, design, row.organisation_id)
        for ref, _kind, name, _code, _territory, key in newcomers(design):
            begins = {
                "organisation_id": ref,
                "name": name,
                "instrument_id": design.instrument,
                "valid_from": design.day,
            }
            yield Change(self.name, OrganisationName, name, begins=begins, after=name, community=key)


def ended(participant: str, row, name: str, design: Design, organisation: int, before: str = "") -> Change:
    """A dated row that ends on the day and has no successor."""
    return Change(
        participant,
        type(row),
        name[:200],
        pk=row.pk,
        was={"valid_to": row.valid_to},
        ends={"valid_to": design.day},
        before=before or name,
        after=_("终止"),
        community=design.key_of.get(organisation, ""),
    )


class Placements(Participant):
    name = "placements"
    label = gettext_lazy("隶属")
    claims = frozenset({"organisations.Placement.organisation", "organisations.Placement.superior"})

    def assess(self, design: Design) -> Iterator[Change]:
        yield from self.too_late(design, Placement, "organisation")
        yield from self.too_late(design, Placement, "superior")
        for (pk, line), row in design.placements.items():
            if row.valid_from >= design.day:
                continue
            if pk in design.ending:
                yield ended(self.name, row, design.name(pk), design, pk, design.name(row.superior_id))
            elif self._is_touched(design, row):
                yield self._moved(design, row, line)
        for ref, _kind, name, _code, _territory, key in newcomers(design):
            line = Line.PARTY if ref == WORKING or ref.name.startswith("branch:") else Line.RESIDENTS
            yield self._placed(design, ref, line, name, key)

    def _is_touched(self, design: Design, row: Placement) -> bool:
        if (row.organisation_id, row.line) in design.overrides:
            return True
        links = {int(row.path[start : start + 10]) for start in range(0, len(row.path) - 10, 10)}
        moved = {pk for pk, line in design.overrides if line == row.line}
        return not links.isdisjoint(design.ending.keys() | moved)

    def _moved(self, design: Design, row: Placement, line: str) -> Change:
        superior = design.superior(row.organisation_id, line)
        chain = design.chain(row.organisation_id, line)
        return Change(
            self.name,
            Placement,
            design.name(row.organisation_id),
            pk=row.pk,
            was={"valid_to": row.valid_to},
            ends={"valid_to": design.day},
            begins={
                "organisation_id": row.organisation_id,
                "line": line,
                "superior_id": superior,
                "path": chain,
                "depth": len(chain.links) - 1,
                "instrument_id": design.instrument,
                "valid_from": design.day,
                "valid_to": row.valid_to,
            },
            before=design.name(row.superior_id),
            after=design.name(superior),
            conflict="" if superior else _("上级撤销后没有新的上级。"),
        )

    def _placed(self, design: Design, ref: Ref, line: Line, name: str, key: str) -> Change:
        superior, chain = design.superior(ref, line), design.chain(ref, line)
        return Change(
            self.name,
            Placement,
            name,
            begins={
                "organisation_id": ref,
                "line": str(line),
                "superior_id": superior,
                "path": chain,
                "depth": len(chain.links) - 1,
                "instrument_id": design.instrument,
                "valid_from": design.day,
            },
            after=design.name(superior),
            community=key,
        )


class Counts(Participant):
    name = "counts"
    label = gettext_lazy("辖区数据")
    claims = frozenset({"organisations.TerritoryFigures.organisation"})

    def assess(self, design: Design) -> Iterator[Change]:
        yield from self.too_late(design, TerritoryFigures, "organisation")
        rows = TerritoryFigures.objects.on(design.day).filter(organisation__in=list(design.ending))
        for row in rows.filter(valid_from__lt=design.day):
            text = ngettext(
                "%(households)d户%(residents)d人", "%(households)d户%(residents)d人", row.households
            ) % {
                "households": row.households,
                "residents": row.residents,
            }
            yield ended(self.name, row, design.name(row.organisation_id), design, row.organisation_id, text)
        for one in design.communities.values():
            missing = [old.name for old in one.predecessors if old.pk not in one.counts]
            yield Change(
                self.name,
                TerritoryFigures,
                one.order.name,
                begins={
                    "organisation_id": one.community,
                    "households": one.households,
                    "residents": one.residents,
                    "venue_area_m2": one.venue_area_m2,
                    "source": "由前身合计",
                    "valid_from": design.day,
                },
                after=ngettext(
                    "%(households)d户%(residents)d人", "%(households)d户%(residents)d人", one.households
                )
                % {"households": one.households, "residents": one.residents},
                community=one.key,
                warning=_("%(names)s没有辖区数据。") % {"names": "、".join(missing)} if missing else "",
            )


class Boundaries(Participant):
    name = "boundaries"
    label = gettext_lazy("边界")
    claims = frozenset({"organisations.Boundary.organisation"})

    def assess(self, design: Design) -> Iterator[Change]:
        yield from self.too_late(design, Boundary, "organisation")
        areas: dict[str, list[dict]] = {}
        rows = Boundary.objects.on(design.day).filter(organisation__in=list(design.ending))
        for row in rows.filter(valid_from__lt=design.day):
            yield ended(self.name, row, design.name(row.organisation_id), design, row.organisation_id)
            areas.setdefault(design.key_of.get(row.organisation_id, ""), []).append(row.geometry)
        for one in design.communities.values():
            if one.key in areas:
                begins = {
                    "organisation_id": one.community,
                    "geometry": united(areas[one.key]),
                    "valid_from": design.day,
                }
                after = ngettext("%(count)d块合并", "%(count)d块合并", len(areas[one.key])) % {
                    "count": len(areas[one.key])
                }
                yield Change(
                    self.name, Boundary, one.order.name, begins=begins, after=after, community=one.key
                )


def united(geometries: list[dict]) -> dict:
    """The union of GeoJSON polygons, snapped at 1e-7 degrees (a centimetre) so that shared edges vanish."""
    return mapping(union_all([shape(one).buffer(0) for one in geometries], grid_size=1e-7))


class Descent(Participant):
    name = "lineage"
    label = gettext_lazy("沿革")
    claims = frozenset({"organisations.Lineage.predecessor", "organisations.Lineage.successor"})

    def assess(self, design: Design) -> Iterator[Change]:
        for pk, old in design.ending.items():
            key = design.key_of.get(pk)
            if key is not None:
                one = design.communities[key]
                for successor in self._successors(one, old):
                    yield self._became(design, old, successor, one)
            elif old.kind == Kind.STREET_GENERAL_BRANCH and design.orders.working_committee_name:
                yield self._became(design, old, WORKING, None)

    def _successors(self, one: NewCommunity, old: Organisation) -> tuple[Ref, ...]:
        if old.kind in BRANCHES:
            return (one.branch,)
        if old.kind == Kind.OLD_RESIDENTS_COMMITTEE:
            return one.community, one.committee
        return (one.community,) if old.kind in TERRITORIES else (one.committee,)

    def _became(self, design: Design, old: Organisation, successor: Ref, one: NewCommunity | None) -> Change:
        count = one.counts.get(old.pk) if one and successor == one.community else None
        alone = one is None or len(one.predecessors) == 1
        return Change(
            self.name,
            Lineage,
            f"{old.name} → {design.name(successor)}"[:200],
            begins={
                "predecessor_id": old.pk,
                "successor_id": successor,
                "kind": str(LineageKind.SUCCEEDED if alone else LineageKind.MERGED),
                "on": design.day,
                "households": count.households if count else None,
                "instrument_id": design.instrument,
            },
            before=old.name,
            after=design.name(successor),
            community=one.key if one else "",
        )
