"""Lists of rooms, wages and money."""

from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jiceng.kernel.tables import Column, Filter, HeldTable, Table
from jiceng.kernel.words import strung
from jiceng.resources.enums import Title
from jiceng.resources.queries.funds import Funds
from jiceng.resources.queries.stock import Stock, shown
from jiceng.resources.queries.wages import Line, Wages

HOLES = {
    "none": lambda one: not one.area,
    "short": lambda one: one.is_short,
    "uncovered": lambda one: bool(one.uncovered),
    "few": lambda one: one.few_activities,
}


def state_of(one: Stock) -> tuple[str, str]:
    """A hole cannot be overlooked: no rooms at all, then the gap, then what cannot be reckoned."""
    if not one.area:
        return "late", _g("没有用房")
    if one.gap:
        return "late", _g("差%(gap)s平方米") % {"gap": one.gap}
    if one.gap is None:
        return "none", _g("没有标准") if one.norm is None else _g("没有户数")
    return ("soon", _g("活动面积偏少")) if one.few_activities else ("done", _g("达标"))


class VenueStock(HeldTable):
    name = "venue_stock"
    search = ("name", "pinyin", "initials")
    search_label = _("社区，可用拼音")
    page_size = 200
    columns = (
        Column(
            "community",
            _("社区"),
            value="name",
            url=lambda one: reverse("community_venues", args=[one.pk]),
            sort="code",
            main=True,
        ),
        Column("households", _("户数"), value="households", number=True, sort="households"),
        Column("venues", _("处数"), value="venues", number=True, sort="venues"),
        Column("area", _("面积（m²）"), value=lambda one: shown(one.area), number=True),
        Column("owed", _("应有（m²）"), value=lambda one: shown(one.owed), number=True),
        Column("gap", _("缺口（m²）"), value=lambda one: shown(one.gap), number=True, sort="gap_m2"),
        Column(
            "uncovered",
            _("没着落（m²）"),
            value=lambda one: shown(one.uncovered),
            number=True,
            sort="uncovered_m2",
        ),
        Column(
            "share", _("活动（%）"), value=lambda one: shown(one.share), number=True, sort="share_percent"
        ),
        Column(
            "rent", _("补足租用（元/年）"), value=lambda one: shown(one.to_rent), number=True, hidden=True
        ),
        Column("build", _("补足建设（元）"), value=lambda one: shown(one.to_build), number=True, hidden=True),
        Column("state", _("状态"), light=state_of),
    )
    order = "community"
    filters = (
        Filter(
            "hole",
            _("缺什么"),
            lambda: [
                ("none", _("没有用房")),
                ("short", _("面积不够")),
                ("uncovered", _("没有着落")),
                ("few", _("活动面积偏少")),
            ],
            lambda rows, value: [one for one in rows if HOLES[value](one)],
        ),
    )
    empty_title = _("这一天没有社区")
    empty_text = _("社区设立后，用房从这里看。")


class Venues(Table):
    name = "venues"
    search = (
        *("venue__name", "venue__pinyin", "venue__initials"),
        *("community__name", "community__pinyin", "community__initials"),
    )
    search_label = _("用房或社区，可用拼音")
    columns = (
        Column(
            "venue",
            _("用房名称"),
            value="venue__name",
            url=lambda one: reverse("venue", args=[one.venue_id]),
            sort="venue__pinyin",
            main=True,
        ),
        Column("community", _("社区"), value="community__name", sort="community__code"),
        Column("address", _("地址"), value="venue__address", hidden=True),
        Column("title", _("使用方式"), value=lambda one: one.get_title_display(), sort="title", whole=True),
        Column("owner", _("产权单位"), value="owner_name"),
        Column("area", _("建筑面积"), value=lambda one: float(one.area_m2), number=True, sort="area_m2"),
        Column("activity", _("居民活动面积"), value=lambda one: float(one.activity_m2), number=True),
        Column("rooms", _("间数"), value="rooms", number=True),
        Column(
            "rent", _("年租金"), value=lambda one: float(one.rent_a_year), number=True, sort="rent_a_year"
        ),
        Column("missing", _("缺什么"), value="missing"),
        Column("since", _("自哪天起"), value="valid_from", hidden=True),
    )
    order = "community"
    filters = (
        Filter("title", _("使用方式"), lambda: Title.choices, lambda rows, v: rows.filter(title=v)),
        Filter(
            "missing",
            _("条件"),
            lambda: [("yes", _("有缺项"))],
            lambda rows, _value: rows.exclude(missing=""),
        ),
    )
    empty_title = _("还没有登记用房")
    empty_text = _("在社区的页面上登记，或用表格导入。")


def pay_light(one: Wages | Line) -> tuple[str, str]:
    """Owed first, then paid too much, then nothing to pay at all."""
    behind = one.behind if isinstance(one, Wages) else len(one.behind)
    if behind:
        return "late", ngettext("拖欠%(count)d个月", "拖欠%(count)d个月", behind) % {"count": behind}
    if isinstance(one, Line) and one.over:
        return "soon", _g("多发%(money)s元") % {"money": f"{one.over:,.2f}"}
    return ("done", _g("已发清")) if one.due else ("none", _g("没有应发"))


def yuan_column(key: str, label, **extra) -> Column:
    return Column(key, label, value=lambda one: shown(getattr(one, key)), number=True, **extra)


IN_ARREARS = Filter(
    "arrears",
    _("拖欠"),
    lambda: [("yes", _("有拖欠"))],
    lambda rows, _value: [one for one in rows if one.owed],
)


class WagesOfCommunities(HeldTable):
    name = "wages"
    search = ("name", "pinyin", "initials")
    search_label = _("社区，可用拼音")
    page_size = 200
    columns = (
        Column(
            "community",
            _("社区"),
            value="name",
            url=lambda one: reverse("community_wages", args=[one.pk]),
            sort="code",
            main=True,
        ),
        Column("people", _("人数"), value="people", number=True, sort="people"),
        yuan_column("due", _("应发（元）")),
        yuan_column("paid", _("已发（元）")),
        yuan_column("owed", _("拖欠（元）"), sort="owed_yuan"),
        Column("in_arrears", _("被拖欠的人"), value="in_arrears", number=True, sort="in_arrears"),
        Column("state", _("状态"), light=pay_light),
    )
    order = "community"
    filters = (IN_ARREARS,)
    empty_title = _("这一天没有社区")
    empty_text = _("社区设立后，工资从这里看。")


class WagesOfPeople(HeldTable):
    name = "community_wages"
    search = ("name", "pinyin")
    search_label = _("姓名，可用拼音")
    page_size = 200
    columns = (
        Column("name", _("姓名"), value="name", sort="pinyin", main=True),
        yuan_column("due", _("应发（元）")),
        yuan_column("paid", _("已发（元）")),
        yuan_column("owed", _("拖欠（元）")),
        Column("behind", _("拖欠的月份"), value=lambda one: strung(f"{month:%Y-%m}" for month in one.behind)),
        Column("state", _("状态"), light=pay_light),
    )
    order = "name"
    filters = (IN_ARREARS,)
    empty_title = _("没有应发工资的人")
    empty_text = _("有工资标准的职务有人任职后，按任期算出应发。")


def funds_light(one: Funds) -> tuple[str, str]:
    if not one.lines:
        return "late", _g("没有预算")
    if one.overdue:
        return "late", _g("过期未到%(money)s元") % {"money": f"{one.overdue:,.0f}"}
    return "done", _g("按期到账")


FUND_HOLES = {"none": lambda one: not one.lines, "overdue": lambda one: bool(one.overdue)}


class FundsOfCommunities(HeldTable):
    name = "funds"
    search = ("name", "pinyin", "initials")
    search_label = _("社区，可用拼音")
    page_size = 200
    columns = (
        Column(
            "community",
            _("社区"),
            value="name",
            url=lambda one: reverse("community_funds", args=[one.pk]),
            sort="code",
            main=True,
        ),
        yuan_column("budget", _("预算（元）")),
        yuan_column("received", _("收到（元）")),
        yuan_column("overdue", _("过期未到（元）"), sort="overdue_yuan"),
        yuan_column("spent", _("支出（元）")),
        yuan_column("there", _("结余（元）")),
        Column("state", _("状态"), light=funds_light),
    )
    order = "community"
    filters = (
        Filter(
            "hole",
            _("缺什么"),
            lambda: [("none", _("没有预算")), ("overdue", _("过期未到"))],
            lambda rows, value: [one for one in rows if FUND_HOLES[value](one)],
        ),
    )
    empty_title = _("这一天没有社区")
    empty_text = _("社区设立后，经费从这里看。")
