"""What the page of composition shows: measures with targets, tables, ladder and drift; each number with its address."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jiceng.cadres.enums import CADRE_ORGANISATIONS, Share
from jiceng.cadres.models import CompositionTarget
from jiceng.cadres.queries.composition import (
    AHEAD,
    BANDS,
    GROUPS,
    TRAITS,
    UNKNOWN,
    YEARS_AHEAD,
    Composition,
    Leaving,
)
from jiceng.cadres.rules import units_of
from jiceng.kernel import charts
from jiceng.kernel.charts import Chart
from jiceng.kernel.components import Bar, Figure, Stack
from jiceng.kernel.pages import written_day
from jiceng.kernel.units import PEOPLE
from jiceng.kernel.words import strung
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.names import named

MOST_UNITS = 400
SHARES = {
    Share.AVERAGE_AGE: ("all", "", gettext_lazy("全部社区干部周岁年龄的平均数，出生日期不详的不计。")),
    Share.SECRETARIES_AGE: ("secretaries", "", gettext_lazy("社区党组织书记周岁年龄的平均数。")),
    Share.COLLEGE: (
        "all",
        "college",
        gettext_lazy("当日最高学历为大学专科、本科或研究生（GB/T 4658代码10—30）。"),
    ),
    Share.SECONDARY: (
        "all",
        "secondary",
        gettext_lazy("当日最高学历为中等职业教育、普通高中以上（代码10—60）。"),
    ),
    Share.LEADS_COLLEGE: ("leads", "college", gettext_lazy("书记和主任中大专以上的，一人兼任两职只计一次。")),
    Share.LEADS_SECONDARY: ("leads", "secondary", gettext_lazy("书记和主任中中专、高中以上的。")),
    Share.OTHERS_SECONDARY: (
        "others",
        "secondary",
        gettext_lazy("书记、主任以外的社区干部中中专、高中以上的。"),
    ),
    Share.WOMEN: ("all", "women", gettext_lazy("性别登记为女的。")),
    Share.PARTY: ("all", "party", gettext_lazy("当日在党员名册上的正式党员和预备党员。")),
    Share.YOUNG: ("all", "young", gettext_lazy("周岁年龄不超过35岁的。")),
    Share.CIVIL_SERVANTS: ("all", "status_civil_servant", gettext_lazy("当日身份登记为公务员的。")),
}
AGES = (Share.AVERAGE_AGE, Share.SECRETARIES_AGE)
COLUMNS = ("all", "leads", "others")


@dataclass(frozen=True)
class MeasureLine:
    """One measure: its value in words, how it was reached, the county's target and whether it is met."""

    share: str
    label: str
    value: float | None
    text: str
    detail: str
    url: str
    target: str
    light: tuple[str, str] | None
    definition: str


@dataclass(frozen=True)
class Cut:
    """A row of a table of counts: for each column how many, in per cent of the column, and the list's address."""

    label: str
    cells: list[tuple[int, str, str]]


@dataclass(frozen=True)
class Look:
    """What is looked at: the day and the units chosen (none: all in reach)."""

    as_of: date
    units: tuple[int, ...] = ()

    def url(self, name: str = "composition_people", *args: str, **params) -> str:
        pairs = [("unit", one) for one in self.units] + [
            (key, value) for key, value in params.items() if value
        ]
        return reverse(name, args=args) + (f"?{urlencode(pairs)}" if pairs else "")


def value_of(found: Composition, share: str) -> float | None:
    group, trait, _definition = SHARES[Share(share)]
    return found.share(group, trait) if trait else found.average_age(group)


def in_force(as_of: date) -> dict[str, CompositionTarget]:
    return {one.measure: one for one in CompositionTarget.objects.on(as_of)}


def light_of(value: float | None, target: CompositionTarget | None) -> tuple[str, str] | None:
    """Whether the target is met, by the value as it is, not as it is rounded."""
    if target is None or value is None:
        return None
    low = target.at_least is not None and value < float(target.at_least)
    high = target.at_most is not None and value > float(target.at_most)
    return ("late", _("未达到")) if low or high else ("done", _("已达到"))


def measures(found: Composition, look: Look) -> list[MeasureLine]:
    targets = in_force(look.as_of)
    return [_measure(found, look, share, targets.get(share)) for share in SHARES]


def _measure(found: Composition, look: Look, share: Share, target: CompositionTarget | None) -> MeasureLine:
    group, trait, definition = SHARES[share]
    value = value_of(found, share)
    if share in AGES:
        text = "—" if value is None else _("%(years).1f岁") % {"years": value}
        detail = ngettext("%(count)d人", "%(count)d人", found.count(group)) % {"count": found.count(group)}
    else:
        text = "—" if value is None else f"{value:.0f} %"
        detail = _("%(count)d / %(whole)d人") % {
            "count": found.count(group, trait),
            "whole": found.count(group),
        }
    return MeasureLine(
        share,
        str(share.label),
        value,
        text,
        detail,
        look.url(group=group, trait=trait),
        _bounds(target, share),
        light_of(value, target),
        str(definition),
    )


def _bounds(target: CompositionTarget | None, share: str) -> str:
    if target is None:
        return ""
    unit = _("岁") if share in AGES else " %"
    words = []
    if target.at_least is not None:
        words.append(_("不低于%(bound)s") % {"bound": f"{target.at_least:g}{unit}"})
    if target.at_most is not None:
        words.append(_("不高于%(bound)s") % {"bound": f"{target.at_most:g}{unit}"})
    return strung(words, "，")


def cuts(found: Composition, look: Look, prefix: str) -> list[Cut]:
    """A table by rank, status or education: rows that count somebody."""
    keys = [key for key in TRAITS if key.startswith(prefix) and found.count("all", key)]
    rows = [_cut(found, look, key, str(TRAITS[key].label)) for key in keys]
    unknown = {"rank_": "no_rank", "status_": "no_rank", "level_": "no_level"}.get(prefix)
    if unknown and (many := found.unknown(unknown)):
        url = look.url(group="all", trait=unknown)
        rows.append(Cut(str(UNKNOWN[unknown][1]), [(many, "", url), *[(0, "", "")] * (len(COLUMNS) - 1)]))
    return rows


def _cut(found: Composition, look: Look, trait: str, label: str) -> Cut:
    cells = []
    for group in COLUMNS:
        many, share = found.count(group, trait), found.share(group, trait)
        text = "" if share is None else f"{share:.0f} %"
        cells.append((many, text, look.url(group=group, trait=trait) if many else ""))
    return Cut(label, cells)


def tables(found: Composition, look: Look) -> list[tuple[str, list[Cut]]]:
    titles = {"rank_": _("职级"), "status_": _("身份"), "level_": _("学历")}
    made = [(title, cuts(found, look, prefix)) for prefix, title in titles.items()]
    keys = ("women", "party", "young")
    made.append((_("性别、党员、年轻干部"), [_cut(found, look, key, str(TRAITS[key].label)) for key in keys]))
    return made


def ladder(found: Composition, look: Look) -> list[Stack]:
    """The age ladder: secretaries and directors, and the others, in bands of five years."""
    return [
        Stack(
            str(band.label),
            [found.count("leads", key), found.count("others", key)],
            look.url(group="all", trait=key),
        )
        for key, band in BANDS.items()
    ]


def ladder_series() -> list[str]:
    return [str(GROUPS["leads"].label), str(GROUPS["others"].label)]


def ahead_bars(leavings: list[Leaving], look: Look) -> list[Bar]:
    """Years to retirement, in bands."""
    made = []
    for first, last in AHEAD:
        start, end = look.as_of.year + first, look.as_of.year + last
        many = sum(one.many for one in leavings if start <= one.year <= end)
        said = ngettext("%(first)d—%(last)d年", "%(first)d—%(last)d年", last)
        if last == AHEAD[-1][1]:
            said = ngettext("%(first)d年以上", "%(first)d年以上", first)
        label = said % {"first": first, "last": last}
        made.append(Bar(label, many, look.url(leaves=start, until=end) if many else ""))
    return made


def leaving_bars(leavings: list[Leaving], look: Look) -> list[Bar]:
    """The next ten years."""
    leavings = leavings[: YEARS_AHEAD + 1]
    return [Bar(str(one.year), one.many, look.url(leaves=one.year) if one.many else "") for one in leavings]


def head_figures(found: Composition, look: Look) -> list[Figure]:
    lines = {one.share: one for one in measures(found, look)}
    people = Figure(_("社区干部"), found.count(), PEOPLE, look.url(group="all"))
    shown = (Share.AVERAGE_AGE, Share.SECRETARIES_AGE, Share.LEADS_COLLEGE, Share.OTHERS_SECONDARY)
    return [
        people,
        *(
            Figure(one.label, one.text, "", one.url, note=one.detail)
            for one in (lines[share] for share in shown)
        ),
    ]


def choosable(*, seen_by, as_of: date) -> list[Organisation]:
    """Units to choose from: towns, streets and communities (old committees) of the day."""
    kinds = (
        *(Kind.TOWN_PARTY_COMMITTEE, Kind.STREET_WORKING_COMMITTEE, Kind.STREET_OFFICE),
        *(Kind.COMMUNITY, Kind.OLD_RESIDENTS_COMMITTEE),
    )
    reach = Organisation.objects.filter(units_of(seen_by)).order_by()
    serving = reach.filter(kind__in=CADRE_ORGANISATIONS).values("territory")
    rows = Organisation.objects.on(as_of).filter(kind__in=kinds)
    rows = rows.filter(pk__in=reach.values("pk")) | rows.filter(pk__in=serving)
    return list(named(rows, as_of).order_by("kind", "code", "pk")[:MOST_UNITS])


def sheet(found: Composition, leavings: list[Leaving], look: Look) -> tuple[list[str], list[list]]:
    """The whole page as one table for .xlsx."""
    rows: list[list] = []
    for one in measures(found, look):
        value = None if one.value is None else round(one.value, 1)
        rows.append([_("指标"), one.label, value, one.detail, one.target, one.definition])
    groups = [(key, str(GROUPS[key].label)) for key in COLUMNS]
    for title, keys in (
        (_("职级"), [key for key in TRAITS if key.startswith("rank_")]),
        (_("身份"), [key for key in TRAITS if key.startswith("status_")]),
        (_("学历"), [key for key in TRAITS if key.startswith("level_")]),
        (_("年龄"), list(BANDS)),
    ):
        for key in keys:
            label = str((TRAITS | BANDS)[key].label)
            counted = strung((f"{name}{found.count(group, key)}" for group, name in groups), "，")
            rows.append([title, label, found.count("all", key), counted, "", ""])
    for leaving in leavings[: YEARS_AHEAD + 1]:
        note = ngettext("其中书记、主任%(count)d人", "其中书记、主任%(count)d人", leaving.leads) % {
            "count": leaving.leads
        }
        if leaving.age is not None:
            words = {"left": leaving.left, "age": f"{leaving.age:.1f}"}
            note += _("；不补充时余%(left)d人，平均%(age)s岁") % words
        rows.append([_("到龄退休"), str(leaving.year), leaving.many, note, "", ""])
    return [_("类别"), _("项目"), _("数值"), _("说明"), _("目标"), _("口径")], rows


def ladder_chart(found: Composition, leavings: list[Leaving], look: Look) -> Chart:
    return charts.stacked(ladder(found, look), series=ladder_series(), label=_("年龄梯次"), unit=PEOPLE)


def drift_chart(found: Composition, leavings: list[Leaving], look: Look) -> Chart:
    return charts.bars(leaving_bars(leavings, look), label=_("今后十年到龄退休"), unit=PEOPLE)


def ahead_chart(found: Composition, leavings: list[Leaving], look: Look) -> Chart:
    return charts.bars(ahead_bars(leavings, look), label=_("距退休年数"), unit=PEOPLE)


CHARTS = {"ladder": ladder_chart, "ahead": ahead_chart, "drift": drift_chart}


def note_of(look: Look) -> str:
    """What stands below a chart that is taken away: the day and which units."""
    where = (
        _("全部范围")
        if not look.units
        else ngettext("所选%(count)d个单位", "所选%(count)d个单位", len(look.units))
        % {"count": len(look.units)}
    )
    return f"{written_day(look.as_of)}　{where}　{_('单位：人')}"


def file_links(look: Look) -> dict[str, str]:
    """Addresses of the page's files."""
    links = {"sheet": look.url("composition_sheet")}
    for chart in CHARTS:
        for ending in ("svg", "png"):
            links[f"{chart}_{ending}"] = look.url("composition_chart", chart, ending)
    return links
