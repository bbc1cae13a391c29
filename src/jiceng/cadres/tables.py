"""Lists of cadres."""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.cadres.enums import CADRE_POSTS, Mode, Rank, RequestState, Status
from jiceng.cadres.queries.composition import GROUPS
from jiceng.cadres.queries.files import ending_certificates
from jiceng.cadres.queries.people import described
from jiceng.cadres.queries.requirements import known_of, requirement_of, requirements_on, shortfalls
from jiceng.cadres.retirement import retires_in
from jiceng.cadres.rules import may_set_norms
from jiceng.kernel.pages import today
from jiceng.kernel.tables import BulkAction, Column, Filter, Table
from jiceng.kernel.words import strung
from jiceng.people.enums import Education
from jiceng.people.models import Person


def by_kind(rows, value: str):
    return rows.filter(kind=value)


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
        Column("since", _("职级起"), value=lambda f: f.since or "", hidden=True),
        Column("began", _("参加工作时间"), value=lambda f: f.work_began_on or "", hidden=True),
        Column("native", _("籍贯"), value="native_place", hidden=True),
        Column("education", _("学历"), value=lambda f: word(Education, f.level)),
        Column("mode", _("学习形式"), value=lambda f: word(Mode, f.level_mode), hidden=True),
        Column("school", _("毕业院校"), value=lambda f: f.level_school or "", hidden=True),
        Column("finished", _("毕业日期"), value=lambda f: f.level_on or "", hidden=True),
    )
    order = "name"
    filters = (
        Filter("status", _("身份"), lambda: Status.choices, lambda rows, v: rows.filter(status=v)),
        Filter("rank", _("职级"), lambda: Rank.choices, lambda rows, v: rows.filter(rank=v)),
        Filter(
            "certificate",
            _("证书"),
            lambda: [("ending", _("已过期或九十天内到期"))],
            lambda rows, _value: ending_certificates(rows, today()),
        ),
    )
    empty_title = _("还没有干部档案")
    empty_text = _("组织部为干部建立档案后，在这里查看。")


CHANGE_LIGHTS = {
    RequestState.ASKED: "soon",
    RequestState.GRANTED: "done",
    RequestState.DECLINED: "none",
    RequestState.WITHDRAWN: "none",
}


class Changes(Table):
    name = "cadre_changes"
    search = ("file__person__name", "file__person__pinyin", "file__person__initials")
    search_label = _("姓名，可用拼音")
    columns = (
        Column(
            "name",
            _("姓名"),
            value=lambda c: c.file.person.name,
            url=lambda c: reverse("cadre_change", args=[c.pk]),
            main=True,
        ),
        Column("section", _("项目"), value=lambda c: c.get_section_display(), sort="section"),
        Column("asked", _("申请时间"), value="asked_at", sort="asked_at"),
        Column("by", _("申请人"), value=lambda c: _("本人") if c.by_person else str(c.asked_by or "")),
        Column("answer_by", _("答复期限"), value="answer_by", sort="answer_by"),
        Column("state", _("状态"), light=lambda c: (CHANGE_LIGHTS[c.state], c.get_state_display())),
    )
    order = "-asked"
    bulk = (BulkAction(_("一并同意"), "cadre_changes_grant"),)
    filters = (
        Filter("state", _("状态"), lambda: RequestState.choices, lambda rows, v: rows.filter(state=v)),
    )
    empty_title = _("没有档案变更")
    empty_text = _("在干部档案页提出变更；本人可以申请更正自己的档案。")


class Posts(Table):
    """Posts of cadres; `lacking` of the page's holders is worked out for the page only."""

    name = "cadre_posts"
    search = ("organisation__name", "organisation__pinyin", "organisation__initials")
    search_label = _("单位，可用拼音")
    columns = (
        Column(
            "organisation",
            _("单位"),
            value=lambda p: str(p.organisation),
            url=lambda p: reverse("organisation_posts", args=[p.organisation_id]),
            sort="in_unit",
            main=True,
        ),
        Column("post", _("职务"), value=lambda p: p.title or p.get_kind_display(), sort="rank"),
        Column("places", _("职数"), value="places", number=True, sort="places"),
        Column("held", _("在任"), value="held", number=True, sort="held"),
        Column("holders", _("任职人员"), value=lambda p: strung(one.person.name for one in p.held_terms)),
        Column("state", _("状态"), light=lambda p: post_light(p), in_file=False),
        Column(
            "requirement",
            _("任职条件"),
            value=lambda p: _g("本职务单独规定") if p.own_requirement else _g("按类别"),
            url=lambda p: f"{reverse('post_requirement_new')}?post={p.pk}" if p.may_set else "",
            in_file=False,
        ),
    )
    order = "organisation"
    filters = (
        Filter(
            "free",
            pgettext_lazy("列表", "空缺"),
            lambda: [("yes", _("有空缺"))],
            lambda rows, _value: rows.filter(free__gt=0),
        ),
        Filter("kind", _("职务"), lambda: [(one.value, one.label) for one in CADRE_POSTS], by_kind),
    )
    empty_title = _("这一天没有社区干部职务")
    empty_text = _("在组织的职务页设立职务。")

    def __init__(self, request, rows, as_of) -> None:
        super().__init__(request, rows)
        self.as_of = as_of

    @cached_property
    def page(self) -> list:
        rows = super().page
        known = requirements_on(self.as_of)
        may_set = may_set_norms.test(self.request.user)
        people = {term.person_id for row in rows for term in row.held_terms}
        described_ = described(Person.objects.filter(pk__in=people), self.as_of)
        facts = known_of(described_, self.as_of)
        for row in rows:
            asked = requirement_of(row, known)
            row.own_requirement, row.may_set = row.pk in known, may_set
            row.lacking = [
                strung((term.person.name, strung(words, "，")), "：")
                for term in row.held_terms
                if (words := shortfalls(asked, facts[term.person_id], self.as_of))
            ]
        return rows


def post_light(row) -> tuple[str, str]:
    if getattr(row, "lacking", None):
        return "late", strung(row.lacking, "；")
    if row.free > 0:
        return "soon", _("空缺%(count)d个") % {"count": row.free}
    return "done", _("已配齐")


class CadrePeople(Table):
    name = "composition_people"
    search = ("name", "pinyin", "initials")
    search_label = _("姓名，可用拼音")
    columns = (
        Column("name", _("姓名"), value="name", sort="pinyin", main=True),
        Column("posts", _("职务"), value=lambda p: strung(str(term.post) for term in p.held_terms)),
        Column("sex", _("性别"), value=lambda p: p.get_sex_display(), sort="sex"),
        Column("age", _("年龄"), value=lambda p: "" if p.age is None else p.age, number=True, sort="age"),
        Column("level", _("学历"), value=lambda p: word(Education, p.level), sort="level"),
        Column("rank", _("职级"), value=lambda p: word(Rank, p.rank), sort="rank"),
        Column("status", _("身份"), value=lambda p: word(Status, p.status), sort="status"),
        Column(
            "party",
            pgettext_lazy("身份", "党员"),
            value=lambda p: _("是") if p.party else _("否"),
            sort="party",
        ),
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
