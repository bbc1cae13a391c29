"""Lists of cadres."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.enums import Rank, Status
from jiceng.cadres.queries.composition import GROUPS
from jiceng.cadres.retirement import retires_in
from jiceng.kernel.tables import Column, Filter, Table
from jiceng.people.enums import Education


def word(choices, value) -> str:
    """The word for a code of an annotation; empty for none."""
    return "" if value is None else str(choices(value).label)


class Cadres(Table):
    name = "cadres"
    search = ("person__name", "person__pinyin", "person__initials")
    search_label = _("姓名，可用拼音")
    columns = (
        Column(
            "name",
            _("姓名"),
            value="person__name",
            url=lambda f: reverse("cadre", args=[f.pk]),
            sort="person__pinyin",
            main=True,
        ),
        Column("sex", _("性别"), value=lambda f: f.person.get_sex_display(), sort="person__sex"),
        Column("born", _("出生日期"), value="person__born_on", sort="person__born_on"),
        Column("status", _("身份"), value=lambda f: word(Status, f.status)),
        Column("rank", _("职级"), value=lambda f: word(Rank, f.rank)),
        Column("education", _("学历"), value=lambda f: word(Education, f.level)),
    )
    order = "name"
    filters = (
        Filter("status", _("身份"), lambda: Status.choices, lambda rows, v: rows.filter(status=v)),
        Filter("rank", _("职级"), lambda: Rank.choices, lambda rows, v: rows.filter(rank=v)),
    )
    empty_title = _("还没有干部档案")
    empty_text = _("组织部为干部建立档案后，在这里查看。")


class CadrePeople(Table):
    name = "composition_people"
    search = ("name", "pinyin", "initials")
    search_label = _("姓名，可用拼音")
    columns = (
        Column("name", _("姓名"), value="name", sort="pinyin", main=True),
        Column("posts", _("职务"), value=lambda p: "、".join(str(term.post) for term in p.held_terms)),
        Column("sex", _("性别"), value=lambda p: p.get_sex_display(), sort="sex"),
        Column("age", _("年龄"), value=lambda p: "" if p.age is None else p.age, number=True, sort="age"),
        Column("level", _("学历"), value=lambda p: word(Education, p.level), sort="level"),
        Column("rank", _("职级"), value=lambda p: word(Rank, p.rank), sort="rank"),
        Column("status", _("身份"), value=lambda p: word(Status, p.status), sort="status"),
        Column("party", _("党员"), value=lambda p: _("是") if p.party else _("否"), sort="party"),
        Column("leaves", _("到龄退休"), value=lambda p: leaves(p), sort="born_on"),
    )
    order = "age"
    filters = (
        Filter(
            "group",
            _("范围"),
            lambda: [(key, one.label) for key, one in GROUPS.items() if key != "all"],
            lambda rows, value: rows.filter(GROUPS[value].query),
        ),
    )
    empty_title = _("没有这样的干部")
    empty_text = _("换一个日子或范围看看。")


def leaves(person) -> str:
    return f"{retires_in(person.sex, person.born_on):%Y-%m}" if person.born_on else ""
