"""Venues of a day in the reach of whoever asks, one venue's page, one community's."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Event, Fact
from jiceng.kernel.search import Hit, matching
from jiceng.organisations.enums import DEPARTMENTS, Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.names import organisations_on
from jiceng.resources.enums import Right
from jiceng.resources.models import Venue, VenueMeasure, VenueUse
from jiceng.resources.queries.stock import Stock, norm_on, stocks
from jiceng.resources.rules import territories_of

GIVERS = (*DEPARTMENTS, Kind.COUNTY_GOVERNMENT, Kind.TOWN_PARTY_COMMITTEE, Kind.STREET_WORKING_COMMITTEE)


def uses(*, seen_by, as_of: date) -> QuerySet[VenueUse]:
    """Every venue in use on the day, with community, owner and venue."""
    mine = Organisation.objects.filter(territories_of(seen_by, on=as_of)).order_by().values("pk")
    rows = VenueUse.objects.on(as_of).filter(community__in=mine)
    return rows.select_related("venue", "community", "owner")


def community_or_404(pk: int, *, seen_by, as_of: date, right: str = Right.SEE) -> Organisation:
    found = organisations_on(as_of).filter(territories_of(seen_by, right, as_of), pk=pk).first()
    if found is None:
        raise Http404
    return found


def use_or_404(pk: int, *, seen_by, as_of: date, right: str = Right.SEE) -> VenueUse:
    """How a venue (its number) is used on the day, or was used last before it; whoever does not reach the community of
    that use does not see it."""
    rows = VenueUse.objects.filter(venue=pk, valid_from__lte=as_of).order_by("-valid_from")
    use = rows.select_related("venue", "community", "owner").first()
    if use is None:
        raise Http404
    reach = Organisation.objects.filter(territories_of(seen_by, right))
    if not reach.filter(pk=use.community_id).exists():
        raise Http404
    return use


def measure_or_404(pk: int, *, seen_by, right: str = Right.KEEP) -> VenueMeasure:
    mine = Organisation.objects.filter(territories_of(seen_by, right)).order_by().values("pk")
    found = VenueMeasure.objects.filter(pk=pk, community__in=mine).select_related("community").first()
    if found is None:
        raise Http404
    return found


def owners_for(community: Organisation, as_of: date) -> QuerySet[Organisation]:
    """Who may own what a community uses: units resident there, departments, town and street."""
    resident = Q(kind=Kind.RESIDENT_UNIT, territory=community)
    return organisations_on(as_of).filter(resident | Q(kind__in=GIVERS)).order_by("kind", "pinyin")


@dataclass(frozen=True)
class Rooms:
    """A community's rooms on a day: how it stands, what it uses, what is planned and what came of earlier plans."""

    stock: Stock
    uses: list[VenueUse]
    waiting: list[VenueMeasure]
    ended: list[VenueMeasure]


def rooms_of(community: Organisation, *, seen_by, as_of: date) -> Rooms:
    rows = organisations_on(as_of).filter(territories_of(seen_by, on=as_of), pk=community.pk)
    used = VenueUse.objects.on(as_of).filter(community=community).select_related("venue", "owner")
    measures = VenueMeasure.objects.filter(community=community)
    return Rooms(
        stocks(rows, as_of, norm_on(as_of))[0],
        list(used.order_by("-area_m2", "pk")),
        list(measures.on(as_of)),
        list(measures.filter(valid_to__lte=as_of).exclude(outcome="").order_by("-valid_to")[:20]),
    )


def facts_of(use: VenueUse) -> list[Fact]:
    facts = [
        Fact(_("社区"), use.community.name, reverse("community_venues", args=[use.community_id])),
        Fact(_("使用方式"), use.get_title_display()),
        Fact(_("产权单位"), use.owner_name or _("没有登记")),
        Fact(_("建筑面积"), _("%(area)s平方米") % {"area": use.area_m2}),
        Fact(_("其中居民活动"), _("%(area)s平方米") % {"area": use.activity_m2}),
        Fact(_("间数"), use.rooms),
    ]
    if use.rent_a_year:
        facts.append(Fact(_("年租金"), _("%(rent)s元") % {"rent": f"{use.rent_a_year:,.2f}"}))
    return [*facts, Fact(_("缺什么"), use.missing or _("没有登记缺项"))]


def history_of(venue: Venue, as_of: date) -> list[Event]:
    rows = venue.uses.filter(valid_from__lte=as_of).select_related("community").order_by("-valid_from")
    return [
        Event(
            f"{one.valid_from.isoformat()} – {one.valid_to.isoformat() if one.valid_to else ''}".rstrip(" –"),
            one.community.name,
            _("%(title)s，%(area)s平方米") % {"title": one.get_title_display(), "area": one.area_m2},
        )
        for one in rows
    ]


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    """A venue by name, pinyin or initials."""
    wanted = matching(text, name="venue__name", pinyin="venue__pinyin", initials="venue__initials")
    rows = uses(seen_by=seen_by, as_of=as_of).filter(wanted)[:limit]
    return [
        Hit(one.venue.name, reverse("venue", args=[one.venue_id]), one.community.name, "home-modern")
        for one in rows
    ]
