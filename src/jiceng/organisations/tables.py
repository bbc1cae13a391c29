"""Lists of organisations, members, residents, findings' objects and reorganisation steps, said in columns."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.tables import Column, Filter, Table
from jiceng.organisations.enums import Kind, Standing


def organisation_url(pk: int | None) -> str:
    return reverse("organisation", args=[pk]) if pk else ""


def person_url(pk: int) -> str:
    return reverse("person", args=[pk])


class Organisations(Table):
    name = "organisations"
    search = ("name", "code", "pinyin", "initials")
    search_label = _("名称、代码或拼音")
    columns = (
        Column(
            "name",
            _("名称"),
            value="name_then",
            url=lambda one: organisation_url(one.pk),
            sort="pinyin",
            main=True,
        ),
        Column("kind", _("类别"), value=lambda one: one.get_kind_display(), sort="kind"),
        Column("code", _("代码"), value="code", sort="code"),
        Column("households", _("户数"), value="households_then", number=True, sort="households_then"),
        Column("full", pgettext_lazy("身份", "正式党员"), value="full_then", number=True, sort="full_then"),
        Column("probationary", pgettext_lazy("身份", "预备党员"), value="probationary_then", number=True),
        Column("branches", _("党组织数"), value="branches_then", number=True, sort="branches_then"),
        Column("valid_from", _("设立"), value="valid_from", sort="valid_from"),
        Column("valid_to", _("撤销"), value="valid_to", sort="valid_to"),
    )
    order = "code"
    filters = (Filter("kind", _("类别"), lambda: Kind.choices, lambda rows, kind: rows.filter(kind=kind)),)
    empty_title = _("这一天没有这样的组织")


class Members(Table):
    name = "members"
    search = ("person__name", "person__pinyin", "person__initials")
    search_label = _("姓名或拼音")
    columns = (
        Column(
            "name",
            _("姓名"),
            value="person__name",
            url=lambda one: person_url(one.person_id),
            sort="person__pinyin",
            main=True,
        ),
        Column("sex", _("性别"), value=lambda one: one.person.get_sex_display()),
        Column(
            "standing",
            _("党员类别"),
            value=lambda one: one.get_standing_display(),
            badge=lambda one: "done" if one.standing == Standing.FULL else "soon",
        ),
        Column("joined_on", _("入党日期"), value="joined_on", sort="joined_on"),
        Column("full_since", _("转正日期"), value="full_since", sort="full_since"),
        Column(
            "branch",
            _("党支部"),
            value="branch__name",
            url=lambda one: organisation_url(one.branch_id),
            sort="branch__pinyin",
        ),
        Column("group", _("党小组"), value=lambda one: one.group.name if one.group else ""),
        Column("id_number", _("公民身份号码"), value="person__masked_id_number", in_file=False),
    )
    order = "name"
    filters = (
        Filter("standing", _("类别"), lambda: Standing.choices, lambda rows, one: rows.filter(standing=one)),
    )
    export = False  # a roll leaves the house by the export page, which records it
    empty_title = _("没有党员")
    empty_text = _("换一个条件试试；党员可以从表格导入，也可以逐个登记。")


class Residents(Table):
    name = "residents"
    search = ("person__name", "person__pinyin", "person__initials")
    search_label = _("姓名或拼音")
    columns = (
        Column(
            "name",
            _("姓名"),
            value="person__name",
            url=lambda one: person_url(one.person_id),
            sort="person__pinyin",
            main=True,
        ),
        Column("sex", _("性别"), value=lambda one: one.person.get_sex_display()),
        Column("born_on", _("出生日期"), value="person__born_on", sort="person__born_on"),
        Column(
            "territory",
            _("居住地"),
            value="territory__name",
            url=lambda one: organisation_url(one.territory_id),
            sort="territory__pinyin",
        ),
        Column("address", _("住址"), value="address"),
        Column("since", _("住自"), value="valid_from", sort="valid_from"),
    )
    order = "name"
    export = False
    empty_title = _("没有居民")


class Crosswalk(Table):
    name = "lineage"
    search = ("predecessor__name", "successor__name", "predecessor__pinyin", "successor__pinyin")
    search_label = _("名称或拼音")
    columns = (
        Column(
            "predecessor",
            _("原组织"),
            value="predecessor__name",
            url=lambda one: organisation_url(one.predecessor_id),
            sort="predecessor__code",
            main=True,
        ),
        Column("predecessor_code", _("原代码"), value="predecessor__code"),
        Column(
            "successor",
            _("现组织"),
            value="successor__name",
            url=lambda one: organisation_url(one.successor_id),
            sort="successor__code",
        ),
        Column("successor_code", _("现代码"), value="successor__code"),
        Column("kind", _("方式"), value=lambda one: one.get_kind_display()),
        Column("households", _("户数"), value="households", number=True, sort="households"),
        Column("on", _("日期"), value="on", sort="on"),
        Column("instrument", _("依据"), value=lambda one: one.instrument.number if one.instrument else ""),
    )
    order = "successor"
    empty_title = _("还没有沿革记录")
