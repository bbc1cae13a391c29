"""The orders of the reorganisation that carries out a plan, as `organisations` reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation, Placement
from jiceng.rezoning.models import Plan

OLD_FORMS = (Kind.STREET_OFFICE, Kind.STREET_GENERAL_BRANCH)


def old_forms(plan: Plan) -> list[Organisation]:
    """Street offices and general branches above the plan's units or their branches, as of the project's day: the
    report abolished them."""
    day = plan.project.units_as_of
    sources = plan.project.units.filter(source__isnull=False).values("source")
    places = Placement.objects.on(day).filter(superior__kind__in=OLD_FORMS)
    own = places.filter(organisation__in=sources).values("superior")
    serving = places.filter(organisation__territory__in=sources).values("superior")
    found = Organisation.objects.on(day).filter(kind__in=OLD_FORMS)
    return list(found.filter(Q(pk__in=own) | Q(pk__in=serving)).order_by("code", "id"))


def town_of(plan: Plan) -> Organisation:
    """The town party committee that will lead the residents' committees: the lead organisation, or the town above
    the units."""
    body = plan.project.body
    if body.kind == Kind.TOWN_PARTY_COMMITTEE:
        return body
    day = plan.project.units_as_of
    unit = plan.project.units.filter(source__isnull=False).first()
    path = Placement.objects.on(day).filter(organisation=unit.source).first() if unit else None
    ids = [int(path.path[i : i + 10]) for i in range(0, len(path.path), 10)] if path else []
    town = Organisation.objects.on(day).filter(pk__in=ids, kind=Kind.TOWN_PARTY_COMMITTEE).first()
    if town is None:
        raise ImpossibleError(_("找不到领导各单元的镇党委。"))
    return town


@dataclass(frozen=True)
class Staff:
    """Who takes up which post on the day, as (kind of post, person id): in the street working committee, and by label
    of the community in its branch and residents' committee."""

    working_committee: tuple[tuple[str, int], ...] = ()
    communities: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)


def _holders(rows: Sequence[tuple[str, int]]) -> list[dict]:
    return [{"post": str(post), "person": person} for post, person in rows]


def _working_committee(name: str, staff: Staff) -> dict | None:
    return {"name": name, "code": "", "holders": _holders(staff.working_committee)} if name else None


def orders_of(plan: Plan, *, working_committee: str, ends: list[int], staff: Staff | None = None) -> dict:
    """JSON, version 1. `working_committee` is the name of the street working committee to be founded; `ends` are ids
    of what is abolished with it. Branch forms follow from the numbers of full members."""
    staff = staff or Staff()
    sources = dict(plan.project.units.values_list("key", "source_id"))
    lacking = [key for key in plan.assignment if sources.get(key) is None]
    if lacking:
        raise ImpossibleError(
            _("这些单元不是从组织架构载入的，无法执行：%(keys)s。") % {"keys": "、".join(lacking[:10])}
        )
    allowed = {organisation.pk for organisation in old_forms(plan)}
    if not set(ends) <= allowed:
        raise ImpossibleError(_("所选的撤销组织不在本方案范围内。"))
    members: dict[str, list[int]] = {}
    for key, label in plan.assignment.items():
        members.setdefault(label, []).append(sources[key])
    communities = [
        {
            "key": f"c{place:03d}",
            "name": community.name,
            "predecessors": members[community.label],
            "seat": sources.get(community.seat.key) if community.seat else None,
            "venue": sources.get(community.venue.key) if community.venue else None,
            "holders": _holders(staff.communities.get(community.label, ())),
        }
        for place, community in enumerate(plan.communities.select_related("seat", "venue"), start=1)
        if community.label in members
    ]
    return {
        "version": 1,
        "town": town_of(plan).pk,
        "street_working_committee": _working_committee(working_committee, staff),
        "ends": sorted(ends),
        "communities": communities,
    }
