"""Lists of the restructuring board: people with what becomes of them, posts with who takes them."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.cadres.enums_restructuring import Leaving, Origin, Outcome
from jiceng.cadres.models import BoardPerson, BoardPost
from jiceng.cadres.queries.restructuring import holder_of
from jiceng.kernel.tables import BulkAction, Column, Filter, Table

OUTCOME_LIGHTS = {
    Outcome.RETAIN: "done",
    Outcome.SECOND: "done",
    Outcome.TAKE_IN: "done",
    Outcome.LEAVE: "soon",
    Outcome.STAY: "none",
}
UNDECIDED = "undecided"


def outcome_light(row: BoardPerson) -> tuple[str, str]:
    if not row.outcome:
        return "late", _("未定")
    return OUTCOME_LIGHTS[Outcome(row.outcome)], row.get_outcome_display()


def _post(row: BoardPerson, name: str) -> str:
    post = getattr(row, name)
    return str(post.get_kind_display()) if post else ""


def by_outcome(rows, value: str):
    return rows.filter(outcome="" if value == UNDECIDED else value)


class BoardPeople(Table):
    name = "restructuring_people"
    search = ("person__name", "person__pinyin", "person__initials")
    search_label = _("姓名，可用拼音")
    columns = (
        Column(
            "name",
            _("姓名"),
            value="person__name",
            url=lambda row: reverse("restructuring_person", args=[row.pk]),
            sort="person__pinyin",
            main=True,
        ),
        Column("born_on", _("出生日期"), value="person__born_on", sort="person__born_on"),
        Column("origin", _("来源"), value=lambda row: row.get_origin_display(), sort="origin"),
        Column("now", _("现任职务"), value="now"),
        Column("outcome", pgettext_lazy("结果", "去向"), light=outcome_light, sort="outcome"),
        Column("community", _("社区"), value=lambda row: row.community.name if row.community else ""),
        Column("party", _("党组织职务"), value=lambda row: _post(row, "party_post")),
        Column("residents", _("居委会职务"), value=lambda row: _post(row, "residents_post")),
        Column("leaving", _("离任方式"), value=lambda row: row.get_leaving_display(), sort="leaving"),
        Column("why", _("说明"), value="why"),
    )
    order = "name"
    bulk = (BulkAction(_("一并离任"), "restructuring_leave"),)
    filters = (
        Filter(
            "outcome",
            pgettext_lazy("结果", "去向"),
            lambda: [(UNDECIDED, _("未定")), *Outcome.choices],
            by_outcome,
        ),
        Filter("origin", _("来源"), lambda: Origin.choices, lambda rows, v: rows.filter(origin=v)),
        Filter("leaving", _("离任方式"), lambda: Leaving.choices, lambda rows, v: rows.filter(leaving=v)),
    )
    empty_title = _("方案中还没有人")
    empty_text = _("推荐人选之后，在这里定去向。")


STATES = (("empty", _("未定")), ("filled", _("已定人")), ("recruit", _("公开招聘")), ("elect", _("待选举")))


def by_state(rows, value: str):
    taken = Q(party_holder__isnull=False) | Q(residents_holder__isnull=False)
    if value == "filled":
        return rows.filter(taken)
    return rows.exclude(taken).filter(opening="" if value == "empty" else value)


def post_light(post: BoardPost) -> tuple[str, str]:
    if holder_of(post) is not None:
        return "done", _("已定人")
    return ("soon", post.get_opening_display()) if post.opening else ("late", _("未定"))


class BoardPosts(Table):
    name = "restructuring_posts"
    search = tuple(
        f"{path}__{field}"
        for path in ("community", "party_holder__person", "residents_holder__person")
        for field in ("name", "pinyin", "initials")
    )
    search_label = _("社区或人选，可用拼音")
    columns = (
        Column("community", _("社区"), value="community__name", sort="place", main=True),
        Column("body", _("班子"), value=lambda post: post.get_body_display(), sort="body"),
        Column(
            "post",
            _("职务"),
            value=lambda post: post.get_kind_display(),
            url=lambda post: reverse("restructuring_post", args=[post.pk]),
            sort="rank",
        ),
        Column("holder", _("人选"), value=lambda post: str(holder_of(post) or "")),
        Column("origin", pgettext_lazy("结果", "去向"), value=lambda post: _outcome(post)),
        Column("state", _("状态"), light=post_light),
    )
    order = "community"
    filters = (Filter("state", _("状态"), lambda: STATES, by_state),)
    empty_title = _("方案中没有职数")


def _outcome(post: BoardPost) -> str:
    held = holder_of(post)
    return str(held.get_outcome_display()) if held else ""
