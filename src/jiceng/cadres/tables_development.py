"""Lists of the reserve: posts with their reserve, everybody in reserve, candidates for a post, who retires."""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from jiceng.cadres.enums import CADRE_POSTS
from jiceng.cadres.enums_development import Readiness, Source
from jiceng.cadres.queries.requirements import requirement_of, requirements_on
from jiceng.cadres.queries.retirements import leaves_soon, light_of
from jiceng.cadres.queries.successors import cases, who_meets
from jiceng.cadres.rules_development import may_keep_reserve
from jiceng.cadres.tables import by_kind, leaves, word
from jiceng.kernel.pages import today
from jiceng.kernel.tables import Column, Filter, Table
from jiceng.kernel.words import aside, strung

UNITS = ("organisation__name", "organisation__pinyin", "organisation__initials")
NAMES = ("person__name", "person__pinyin", "person__initials")


def succession(post: int) -> str:
    """The page of a post, whoever meets its requirements first."""
    return f"{reverse('reserve_post', args=[post])}?fits=yes"


def waiting(post) -> str:
    """Who stands in reserve, each with how ready they are."""
    return strung(aside(one.person.name, word(Readiness, one.stage)) for one in post.standing_reserves)


def reserve_light(post) -> tuple[str, str]:
    """Red where somebody is lacking; amber where the post is vacant, or will be within a year, and nobody could take
    it now."""
    if post.lacking > 0:
        return "late", _g("缺后备%(count)d人") % {"count": post.lacking}
    leaving = post.free > 0 or any(leaves_soon(one.person, today()) for one in post.held_terms)
    if leaving and not post.ready:
        return "soon", _g("没有可立即任用的")
    return "done", _g("已配齐")


class ReservePosts(Table):
    name = "reserve_board"
    search = UNITS
    search_label = _("单位，可用拼音")
    columns = (
        Column(
            "organisation",
            _("单位"),
            value=lambda p: str(p.organisation),
            url=lambda p: succession(p.pk),
            sort="in_unit",
            main=True,
        ),
        Column("post", _("职务"), value=lambda p: p.title or p.get_kind_display(), sort="rank"),
        Column(
            "holders",
            _("在任"),
            value=lambda p: strung(one.person.name for one in p.held_terms) or pgettext("列表", "空缺"),
        ),
        Column("asked", _("应有"), value="asked", number=True),
        Column("prepared", _("现有"), value="prepared", number=True, sort="prepared"),
        Column("people", _("后备干部"), value=waiting),
        Column("state", _("状态"), light=reserve_light),
    )
    order = "organisation"
    filters = (
        Filter(
            "state",
            _("状态"),
            lambda: [
                ("lacking", _("缺后备")),
                ("unready", _("没有可立即任用的")),
                ("vacant", _("职务空缺")),
            ],
            lambda rows, value: rows.filter(
                **{"lacking": {"lacking__gt": 0}, "unready": {"ready": 0}, "vacant": {"free__gt": 0}}[value]
            ),
        ),
        Filter("kind", _("职务"), lambda: [(one.value, one.label) for one in CADRE_POSTS], by_kind),
    )
    empty_title = _("这一天没有要配后备的职务")
    empty_text = _("在“后备和培训标准”里规定每个职数配几名后备。")


class Reserves(Table):
    """The roster; its file is what the import reads."""

    name = "reserves"
    search = NAMES
    search_label = _("姓名，可用拼音")
    columns = (
        Column(
            "name",
            _("姓名"),
            value="person__name",
            url=lambda r: reverse("reserve", args=[r.pk]),
            sort="person__pinyin",
            main=True,
        ),
        Column("born_on", _("出生日期"), value="person__born_on", sort="person__born_on"),
        Column("unit", _("单位"), value=lambda r: str(r.post.organisation), sort="post__organisation__code"),
        Column("post", _("职务"), value=lambda r: r.post.title or r.post.get_kind_display()),
        Column("source", _("来源"), value=lambda r: r.get_source_display(), sort="source"),
        Column("readiness", _("成熟度"), value=lambda r: word(Readiness, r.stage)),
        Column("since", _("入库日期"), value="valid_from", sort="valid_from"),
        Column("why", _("入库理由"), value="why", hidden=True),
        Column(
            "reviewed",
            _("本年审核"),
            light=lambda r: ("done", _g("已审核")) if r.reviewed else ("soon", _g("未审核")),
            in_file=False,
        ),
    )
    order = "name"
    filters = (
        Filter("source", _("来源"), lambda: Source.choices, lambda rows, v: rows.filter(source=v)),
        Filter("readiness", _("成熟度"), lambda: Readiness.choices, lambda rows, v: rows.filter(stage=v)),
        Filter(
            "reviewed",
            _("本年审核"),
            lambda: [("no", _("未审核"))],
            lambda rows, _value: rows.filter(reviewed=False),
        ),
    )
    empty_title = _("还没有后备干部")
    empty_text = _("在后备干部配备页打开一个职务，为它选后备；也可以导入名册。")


class Candidates(Table):
    """Cadres for a post, in the order of names; what is told of each is worked out for the page only."""

    name = "reserve_post"
    search = ("name", "pinyin", "initials")
    search_label = _("姓名，可用拼音")
    columns = (
        Column(
            "name",
            _("姓名"),
            value="name",
            sort="pinyin",
            main=True,
            url=lambda p: f"{reverse('reserve_new', args=[p.for_post.pk])}?person={p.pk}" if p.keeps else "",
        ),
        Column("state", _("条件"), light=lambda p: p.case.light),
        Column("why", _("说明"), value=lambda p: p.case.words),
        Column("age", _("年龄"), value=lambda p: "" if p.age is None else p.age, number=True),
        Column("hours", _("两年学时"), value=lambda p: p.case.hours, number=True),
        Column("posts", _("任职经历"), value=lambda p: strung(p.case.posts, "；")),
    )
    order = "name"
    export = False
    filters = (Filter("fits", _("范围"), lambda: [("all", _("连同条件不全的"))], lambda rows, _value: rows),)
    empty_title = _("没有符合条件的人选")
    empty_text = _("看“全部”，或放宽任职条件；也可以直接填姓名。")

    def __init__(self, request, rows, post, as_of) -> None:
        super().__init__(request, rows)
        self.post, self.as_of = post, as_of

    @cached_property
    def rows_matching(self):
        rows = super().rows_matching
        if self.request.GET.get("fits") != "yes":
            return rows
        return who_meets(rows, requirement_of(self.post, requirements_on(self.as_of)), self.as_of)

    @cached_property
    def page(self) -> list:
        rows = super().page
        found = cases(rows, self.post, self.as_of)
        keeps = may_keep_reserve.test(self.request.user)
        for row in rows:
            row.case, row.for_post, row.keeps = found[row.pk], self.post, keeps
        return rows


class Retirements(Table):
    name = "retirements"
    search = ("name", "pinyin", "initials")
    search_label = _("姓名，可用拼音")
    columns = (
        Column("name", _("姓名"), value="name", sort="pinyin", main=True),
        Column("posts", _("职务"), value=lambda p: strung(str(term.post) for term in p.held_terms)),
        Column("age", _("年龄"), value=lambda p: "" if p.age is None else p.age, number=True, sort="age"),
        Column("leaves", _("到龄退休"), value=leaves, sort="born_on"),
        Column(
            "reserve",
            _("后备干部"),
            value=lambda p: strung(filter(None, (waiting(term.post) for term in p.held_terms)), "；"),
        ),
        Column("state", _("状态"), light=lambda p: retiring(p)),
        Column(
            "open",
            _("接替"),
            value=lambda p: _g("看接替人选") if p.held_terms else "",
            url=lambda p: succession(p.held_terms[0].post_id) if p.held_terms else "",
            in_file=False,
        ),
    )
    order = "leaves"
    filters = ()
    empty_title = _("今后三年没有人到龄退休")
    empty_text = _("按2024年9月13日的渐进式延迟退休决定计算。")


def retiring(person) -> tuple[str, str]:
    light, on = light_of(person, person.seen_on)
    words = {"late": _g("已到龄"), "soon": _g("一年内到龄"), "info": _g("三年内到龄")}
    return light, f"{words[light]}　{on:%Y-%m}"
