"""The columns of both tables, each defined once for template, export and import."""

from dataclasses import replace
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, pgettext_lazy
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NumberFault

from jiceng.kernel.sentences import sentence as _
from jiceng.kernel.xlsx import cells
from jiceng.kernel.xlsx.cells import Unreadable, plain
from jiceng.kernel.xlsx.columns import Column, in_every_language
from jiceng.organisations.enums import Kind, Standing
from jiceng.organisations.exports.units import Units
from jiceng.people.enums import Education, Sex
from jiceng.people.identity import IdNumber, read_id_number, read_phone

MEMBERS_SHEET = gettext_lazy("党员")
ORGANISATIONS_SHEET = pgettext_lazy("列表", "组织")
EXAMPLE = gettext_lazy("示例")


class Masked(str):
    """A number of which the middle is hidden: it can only say "as it was"."""


def labelled(choices) -> dict[str, object]:
    """The labels of an enumeration in every language of the site, with their values."""
    return {word: member for member in choices for word in in_every_language(member.label)}


def choice(choices) -> cells.Parser:
    """One of an enumeration's labels; they are translated at first use, when all is loaded."""

    @cache
    def parser() -> cells.Parser:
        return cells.one_of(
            labelled(choices),
            lambda: _("其中之一：%(list)s") % {"list": [m.label for m in choices]},
        )

    return lambda value: parser()(value)


def words(choices):
    return lambda: [str(member.label) for member in choices]


def id_number(value: object) -> IdNumber | Masked | None:
    found = plain(value)
    if not found:
        return None
    if "*" in found:
        return Masked(found)
    try:
        return read_id_number(found)
    except ValidationError as error:
        raise Unreadable(error.messages[0]) from None


def phone(value: object) -> str | Masked | None:
    found = plain(value)
    if not found:
        return None
    if "*" in found:
        return Masked(found)
    try:
        return read_phone(found)
    except ValidationError as error:
        raise Unreadable(error.messages[0]) from None


def credit_code(value: object) -> str | None:
    """GB 32100, 18 characters with a check character."""
    found = plain(value).upper()
    if not found:
        return None
    try:
        return uscc.validate(found)
    except NumberFault:
        raise Unreadable(_("18 位统一社会信用代码，校验位要对")) from None


DATE_NOTE = gettext_lazy("如 2026-11-23。")
# The party roll. A blank cell leaves what is there.
MEMBERS = (
    Column(
        "number",
        gettext_lazy("人员编号"),
        cells.whole(10**12 - 1),
        gettext_lazy("系统给的编号，导出时带上；新党员留空。"),
        example=EXAMPLE,
    ),
    Column("name", gettext_lazy("姓名"), cells.text(60), required=True, example="王小明"),
    Column(
        "id_number",
        gettext_lazy("公民身份号码"),
        id_number,
        gettext_lazy("18 位，单元格须为文本。带 * 的号码表示不改动，须同时填人员编号。"),
        width=22,
    ),
    Column(
        "sex",
        gettext_lazy("性别"),
        choice(Sex),
        gettext_lazy("留空时按身份号码。"),
        repeats=True,
        width=8,
        choices=words(Sex),
    ),
    Column(
        "born_on",
        gettext_lazy("出生日期"),
        cells.day,
        gettext_lazy("留空时按身份号码。"),
        form="date",
    ),
    Column(
        "education",
        gettext_lazy("学历"),
        choice(Education),
        repeats=True,
        choices=words(Education),
        example="大学本科",
    ),
    Column("phone", gettext_lazy("手机"), phone, gettext_lazy("手机或带区号的座机；带 * 的表示不改动。")),
    Column(
        "branch",
        gettext_lazy("党支部"),
        cells.text(140),
        gettext_lazy("从下拉列表选，或填支部的代码。"),
        required=True,
        repeats=True,
        width=30,
    ),
    Column(
        "group",
        gettext_lazy("党小组"),
        cells.text(120),
        gettext_lazy("这个支部下的党小组的名称，没有就留空。"),
        repeats=True,
    ),
    Column(
        "standing",
        gettext_lazy("党员类别"),
        choice(Standing),
        required=True,
        repeats=True,
        choices=words(Standing),
        example="正式党员",
    ),
    Column("joined_on", gettext_lazy("入党日期"), cells.day, DATE_NOTE, True, True, "date"),
    Column(
        "full_since",
        gettext_lazy("转正日期"),
        cells.day,
        gettext_lazy("正式党员必填，预备党员留空。"),
        False,
        True,
        "date",
    ),
    Column(
        "since",
        gettext_lazy("进入本支部日期"),
        cells.day,
        gettext_lazy("新党员必填。改了支部、小组或类别的，填新的日期，从这天起变动；不填就从今天起。"),
        False,
        True,
        "date",
        16,
    ),
    Column(
        "until",
        gettext_lazy("离开日期"),
        cells.day,
        gettext_lazy("填了就从这天起不在本支部名册上。"),
        False,
        True,
        "date",
    ),
)


COUNT = cells.whole(2_000_000_000)
SUPERIOR_NOTE = gettext_lazy("上级的名称或代码，也可以是本表中新设的组织。")
# Organisations, with their place on the two lines and the count of a territory.
ORGANISATIONS = (
    Column(
        "number",
        gettext_lazy("系统编号"),
        cells.whole(10**12 - 1),
        gettext_lazy("系统给的编号，导出时带上；新组织留空。没有编号的按代码对应。"),
        example=EXAMPLE,
    ),
    Column("code", gettext_lazy("代码"), cells.text(20), gettext_lazy("单元格须为文本。"), width=16),
    Column(
        "name",
        gettext_lazy("名称"),
        cells.text(120),
        required=True,
        width=34,
        example="嫩江县第一社区",
    ),
    Column("short_name", gettext_lazy("简称"), cells.text(60)),
    Column(
        "kind",
        gettext_lazy("类别"),
        choice(Kind),
        gettext_lazy("设立后不能更改。"),
        True,
        True,
        width=18,
        choices=words(Kind),
        example="社区",
    ),
    Column(
        "residents_superior",
        gettext_lazy("居民自治线上级"),
        cells.text(140),
        SUPERIOR_NOTE,
        repeats=True,
        width=28,
    ),
    Column(
        "party_superior",
        gettext_lazy("党组织线上级"),
        cells.text(140),
        SUPERIOR_NOTE,
        repeats=True,
        width=28,
    ),
    Column(
        "territory",
        gettext_lazy("服务辖区"),
        cells.text(140),
        gettext_lazy("党支部或居民委员会所服务的社区；设立后不能更改。"),
        repeats=True,
        width=28,
    ),
    Column("households", gettext_lazy("户数"), COUNT, gettext_lazy("只有辖区填。"), form="number"),
    Column("residents", gettext_lazy("人口"), COUNT, gettext_lazy("只有辖区填。"), form="number"),
    Column(
        "venue_area",
        gettext_lazy("场所面积（平方米）"),
        COUNT,
        gettext_lazy("只有辖区填。"),
        form="number",
        width=18,
    ),
    Column(
        "credit_code",
        gettext_lazy("统一社会信用代码"),
        credit_code,
        gettext_lazy("18 位，没有就留空。"),
        width=22,
    ),
    Column(
        "since",
        gettext_lazy("设立日期"),
        cells.day,
        gettext_lazy("新组织必填，设立后不能更改。"),
        False,
        True,
        "date",
    ),
    Column(
        "changed_on",
        gettext_lazy("变更日期"),
        cells.day,
        gettext_lazy("名称、上级、户数等变动从这天起；不填就从今天起。"),
        False,
        True,
        "date",
    ),
    Column(
        "until",
        gettext_lazy("撤销日期"),
        cells.day,
        gettext_lazy("填了就从这天起撤销。"),
        False,
        True,
        "date",
    ),
    Column(
        "instrument",
        gettext_lazy("依据文号"),
        cells.text(60),
        gettext_lazy("设立的依据，或这次变动的依据。"),
        repeats=True,
        width=24,
    ),
    Column(
        "issued_on",
        gettext_lazy("成文日期"),
        cells.day,
        gettext_lazy("文号第一次出现时必填。"),
        False,
        True,
        "date",
    ),
)


def member_columns(branches: Units) -> tuple[Column, ...]:
    """The columns of the party roll, reading and offering these branches."""
    return tuple(
        replace(column, parse=branches.parse, choices=branches.choices) if column.name == "branch" else column
        for column in MEMBERS
    )


def organisation_columns(superiors: Units, territories: Units) -> tuple[Column, ...]:
    """The columns of organisations, offering these superiors and territories."""
    offers = {
        "residents_superior": superiors.choices,
        "party_superior": superiors.choices,
        "territory": territories.choices,
    }
    return tuple(
        replace(column, choices=offers[column.name]) if column.name in offers else column
        for column in ORGANISATIONS
    )
