"""How rooms stand, as figures and sentences of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Fact, Figure
from jiceng.kernel.pages import written_day
from jiceng.kernel.units import HOUSEHOLDS
from jiceng.resources.models import VenueMeasure, VenueNorm
from jiceng.resources.queries.stock import Stock, Total, shown

TEN_THOUSAND = Decimal(10_000)


def in_ten_thousands(value: Decimal | None) -> float | None:
    """Yuan as 万元, one place."""
    return None if value is None else round(float(value / TEN_THOUSAND), 1)


def county_figures(found: Total) -> list[Figure]:
    """Each opens to the venues, the households or the communities behind it."""
    listed, metres = reverse("venue_stock"), _("平方米")
    tone = "late" if found.short else "done"
    return [
        Figure(
            _("用房不够的社区"), f"{found.short}/{found.communities}", url=f"{listed}?hole=short", tone=tone
        ),
        Figure(_("用房面积"), shown(found.area), metres, reverse("venues")),
        Figure(_("按标准应有"), shown(found.owed), metres, f"{reverse('organisation_list')}?view=counts"),
        Figure(
            _("缺口"),
            shown(found.gap),
            metres,
            f"{listed}?hole=short",
            tone="late" if found.gap else "",
            note=_("没有措施的%(area)s平方米") % {"area": shown(found.uncovered)} if found.gap else "",
        ),
        Figure(
            _("补足要花"),
            in_ten_thousands(found.to_build),
            _("万元"),
            f"{listed}?hole=short",
            note=_("建设；租用每年%(money)s万元") % {"money": in_ten_thousands(found.to_rent)}
            if found.to_rent is not None
            else "",
        ),
    ]


def community_figures(one: Stock) -> list[Figure]:
    metres, counted = _("平方米"), f"{reverse('organisation_list')}?view=counts&organisation={one.pk}"
    norm = one.norm
    few = one.few_activities
    return [
        Figure(_("户数"), one.households, HOUSEHOLDS, counted),
        Figure(_("用房面积"), shown(one.area), metres, "#venues", tone="" if one.area else "late"),
        Figure(_("按标准应有"), shown(one.owed), metres, "#reckoned"),
        Figure(_("缺口"), shown(one.gap), metres, "#reckoned", tone="late" if one.is_short else "done"),
        Figure(
            _("居民活动占比"),
            shown(one.share),
            "%",
            "#venues",
            tone="soon" if few else "",
            note=_("标准%(percent)s%%") % {"percent": norm.activity_percent} if norm else "",
        ),
    ]


def reckoned(one: Stock) -> list[str]:
    """How the gap comes about, in sentences."""
    norm = one.norm
    if norm is None:
        return [_("这一天还没有用房标准，由县委组织部制定。")]
    if one.households is None or one.owed is None or one.gap is None:
        return [_("这个社区还没有登记户数，算不出应有多少。")]
    words = {"households": one.households, "rate": norm.m2_per_100_households, "owed": one.owed}
    said = [_("%(households)s户，每百户%(rate)s平方米，应有%(owed)s平方米。") % words]
    if norm.least_m2 is not None and one.owed == norm.least_m2:
        said.append(_("按户数不足%(least)s平方米的，按%(least)s平方米算。") % {"least": norm.least_m2})
    if norm.most_m2 is not None and one.owed == norm.most_m2:
        said.append(_("按户数超过%(most)s平方米的，按%(most)s平方米算。") % {"most": norm.most_m2})
    if not one.gap:
        return [*said, _("现有%(area)s平方米，达到标准。") % {"area": one.area}]
    words = {"area": one.area, "gap": one.gap, "planned": one.planned, "left": one.uncovered}
    said.append(_("现有%(area)s平方米，还差%(gap)s平方米。") % words)
    said.append(_("已安排措施%(planned)s平方米，还没有着落%(left)s平方米。") % words)
    if one.to_rent is not None:
        said.append(_("全部靠租用，每年要%(money)s元。") % {"money": f"{one.to_rent:,.2f}"})
    if one.to_build is not None:
        said.append(_("全部靠建设，要%(money)s元。") % {"money": f"{one.to_build:,.2f}"})
    return said


def by_year(rows: list[VenueMeasure]) -> list[tuple[int, Decimal, Decimal]]:
    """(year, m², yuan) of the measures that wait, in order."""
    years: dict[int, tuple[Decimal, Decimal]] = {}
    for one in rows:
        area, money = years.get(one.year, (Decimal(0), Decimal(0)))
        years[one.year] = area + one.area_m2, money + one.cost
    return [(year, *sums) for year, sums in sorted(years.items())]


@dataclass(frozen=True)
class NormTold:
    """A norm for reading: from which day, whether it is in force or to come, what it says."""

    title: str
    light: tuple[str, str] | None
    facts: list[Fact]


def norms_told(rows: Iterable[VenueNorm], as_of: date) -> list[NormTold]:
    """Newest first; of those that have begun the first is in force."""
    told, in_force = [], False
    for one in rows:
        begun = one.valid_from <= as_of
        light = None if in_force else ("done", _("施行中")) if begun else ("soon", _("将要施行"))
        in_force = in_force or begun
        title = _("自%(day)s起") % {"day": written_day(one.valid_from)}
        told.append(NormTold(title, light, _norm_facts(one)))
    return told


def _norm_facts(one: VenueNorm) -> list[Fact]:
    metres = (
        (_("每百户面积"), one.m2_per_100_households),
        (_("每个社区最少"), one.least_m2),
        (_("每个社区最多"), one.most_m2),
    )
    facts = [
        Fact(label, _("%(area)s平方米") % {"area": value}) for label, value in metres if value is not None
    ]
    facts.append(Fact(_("居民活动占比"), _("%(percent)s%%以上") % {"percent": one.activity_percent}))
    prices = ((_("租用单价"), one.rent_per_m2), (_("建设单价"), one.build_per_m2))
    for label, value in prices:
        if value is not None:
            facts.append(Fact(label, _("每平方米%(money)s元") % {"money": f"{value:,.2f}"}))
    return [*facts, Fact(_("依据"), one.basis)]


def norm_in_words(norm: VenueNorm | None) -> str:
    if norm is None:
        return _("还没有用房标准。")
    words = {"rate": norm.m2_per_100_households, "percent": norm.activity_percent, "basis": norm.basis}
    return _("标准：每百户%(rate)s平方米，居民活动面积占%(percent)s%%以上（%(basis)s）。") % words
