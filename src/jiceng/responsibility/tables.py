"""Lists of responsibilities."""

from datetime import date

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.pages import today
from jiceng.kernel.tables import Column, Filter, Table
from jiceng.kernel.words import strung
from jiceng.responsibility.enums import MatterKind, MatterSource, ProblemKind, ProblemState
from jiceng.responsibility.queries.channel import light_of as instruction_light
from jiceng.responsibility.queries.matters import COLOURS
from jiceng.responsibility.queries.visits import concerned, light_of, outcome

GAPS = {
    "leader": lambda rows: rows.filter(leader_serves=False),
    "officer": lambda rows: rows.filter(officer_serves=False),
}


def _light(row) -> tuple[str, str]:
    if row.leader_id is None:
        return "late", _("没有领导")
    if not row.leader_serves:
        return "late", _("领导已离任")
    if row.officer_id is None:
        return "late", _("没有联络人")
    if not row.officer_serves:
        return "late", _("联络人已离任")
    return "done", _("已落实")


def _found(row) -> tuple[str, str]:
    return outcome(row.found, row.still) if row.last_visit else ("late", _("还没有走访"))


def _desk(row) -> str:
    return reverse("leader_page", args=[row.leader_id]) if row.leader_shown else ""


class WithLeaders(Table):
    """Rows that name a leader: the name opens to whom the leader's own page is shown."""

    @cached_property
    def page(self) -> list:
        rows = super().page
        shown = concerned({row.leader_id for row in rows if row.leader_id}, seen_by=self.request.user)
        for row in rows:
            row.leader_shown = row.leader_id in shown
        return rows


class ContactPoints(WithLeaders):
    name = "contact_points"
    search = (
        *("name", "pinyin", "initials"),
        *("leader_name", "leader_pinyin", "leader_initials"),
        *("officer_name", "officer_pinyin", "officer_initials"),
    )
    search_label = _("社区、领导或联络人，可用拼音")
    columns = (
        Column(
            "community",
            _("社区"),
            value="name_then",
            url=lambda o: reverse("contact_point", args=[o.pk]),
            sort="code",
            main=True,
        ),
        Column("leader", _("县级领导"), value=lambda o: o.leader_name or "", url=_desk, sort="leader_pinyin"),
        Column("officer", _("联络人"), value=lambda o: o.officer_name or "", sort="officer_pinyin"),
        Column("since", _("自哪天起"), value="since"),
        Column("last", _("上次走访"), value=lambda o: o.last_visit or "", in_file=False),
        Column("found", _("上次走访发现"), light=_found, in_file=False),
        Column("open", _("未了问题"), value="open_problems", number=True, in_file=False),
        Column("document", _("依据文件文号"), value=lambda o: o.document or "", hidden=True),
        Column("state", _("状态"), light=_light),
    )
    order = "community"
    filters = (
        Filter(
            "gap",
            _("缺谁"),
            lambda: [("leader", _("没有在任的领导")), ("officer", _("没有在任的联络人"))],
            lambda rows, value: GAPS[value](rows),
        ),
    )
    empty_title = _("这一天没有社区")
    empty_text = _("社区设立后，每个社区确定一名县级领导联系。")


class Visits(WithLeaders):
    name = "contact_visits"
    search = (
        *("community__name", "community__pinyin", "community__initials"),
        *("leader__name", "leader__pinyin", "leader__initials"),
    )
    search_label = _("社区或领导，可用拼音")
    columns = (
        Column(
            "community",
            _("社区"),
            value=lambda v: str(v.community),
            url=lambda v: reverse("contact_point", args=[v.community_id]),
            sort="community__code",
            main=True,
        ),
        Column(
            "leader",
            _("县级领导"),
            value="leader__name",
            url=_desk,
            sort="leader__pinyin",
        ),
        Column("on", _("日期"), value="on", sort="on"),
        Column("seen", _("了解到的情况"), value=lambda v: v.seen[:60]),
        Column("found", _("发现和办理"), light=lambda v: outcome(v.found, v.still)),
        Column("talks", _("谈话次数"), value="talks", number=True),
    )
    order = "-on"
    empty_title = _("还没有走访")
    empty_text = _("联系领导和联络人在手机上点三下就能记一次。")


class Problems(Table):
    name = "contact_problems"
    search = ("community__name", "community__pinyin", "community__initials", "text")
    search_label = _("社区或内容")
    columns = (
        Column(
            "text",
            _("内容"),
            value=lambda p: p.text[:60],
            url=lambda p: reverse("contact_problem", args=[p.pk]),
            main=True,
        ),
        Column("community", _("社区"), value=lambda p: str(p.community), sort="community__code"),
        Column("kind", _("类别"), value=lambda p: p.get_kind_display(), sort="kind"),
        Column("raised", _("提出日期"), value="raised_on", sort="raised_on"),
        Column("due", _("答复期限"), value="due_on", sort="due_on"),
        Column("state", _("状态"), light=lambda p: light_of(p, today())),
    )
    order = "due"
    filters = (
        Filter("state", _("状态"), lambda: ProblemState.choices, lambda rows, v: rows.filter(state=v)),
        Filter("kind", _("类别"), lambda: ProblemKind.choices, lambda rows, v: rows.filter(kind=v)),
    )
    empty_title = _("还没有问题和承诺")
    empty_text = _("走访时发现的问题和当场的承诺都在这里，三十日内答复。")


class Instructions(Table):
    name = "instructions"
    search = ("title",)
    search_label = _("要求")
    columns = (
        Column(
            "title", _("要求"), value="title", url=lambda i: reverse("instruction", args=[i.pk]), main=True
        ),
        Column("group", _("下达"), value=lambda i: str(i.group)),
        Column("due", _("期限"), value="due_on", sort="due_on"),
        Column("reported", _("已回报"), value=lambda i: f"{i.reported}/{i.asked_of}"),
        Column("state", _("状态"), light=lambda i: instruction_light(i, i.as_of)),
    )
    order = "-due"
    empty_title = _("还没有要求")
    empty_text = _("领导小组下达的要求和各社区的回报都在这里。")


class Handovers(Table):
    name = "handovers"
    search = ("community__name", "community__pinyin", "community__initials")
    search_label = _("社区")
    columns = (
        Column(
            "community",
            _("社区"),
            value=lambda h: str(h.community),
            url=lambda h: reverse("handover", args=[h.pk]),
            sort="community__code",
            main=True,
        ),
        Column("what", _("职务"), value=lambda h: _("联络人") if h.as_liaison else _("县级领导")),
        Column("giver", _("移交人"), value="giver__name"),
        Column("taker", _("接收人"), value=lambda h: str(h.taker or "")),
        Column("on", _("日期"), value="on", sort="on"),
        Column("state", _("状态"), light=lambda h: handed_light(h, h.as_of)),
    )
    order = "-on"
    empty_title = _("还没有移交")
    empty_text = _("联系领导或联络人变动时，未了事项自动列成清单，双方签字。")


def handed_light(row, as_of: date) -> tuple[str, str]:
    if row.is_done and localdate(max(row.given_at, row.taken_at)) <= as_of:
        return "done", _("双方已签字")
    return ("late", _("没有接收人")) if row.taker_id is None else ("soon", _("待签字"))


class Matters(Table):
    name = "matters"
    search = (
        *("task__title", "task__pinyin", "task__initials"),
        *("task__unit__name", "task__unit__pinyin", "task__unit__initials"),
    )
    search_label = _("事项或牵头单位，可用拼音")
    columns = (
        Column("number", _("编号"), value="number", sort="serial", whole=True),
        Column("title", _("事项"), value="title", url=lambda m: reverse("matter", args=[m.pk]), main=True),
        Column("lead", _("牵头单位"), value=lambda m: m.lead.name, sort="task__unit__pinyin"),
        Column(
            "helpers",
            _("协办单位"),
            value=lambda m: strung(one.unit.name for one in m.task.helpers.all()),
            hidden=True,
        ),
        Column("measure", _("成果要求"), value="measure", hidden=True),
        Column("source", _("来源"), value=lambda m: m.get_source_display(), sort="source", whole=True),
        Column("kind", _("类别"), value=lambda m: m.get_kind_display(), sort="kind", whole=True),
        Column("raised", _("提出日期"), value="raised_on", hidden=True),
        Column("due", _("办理期限"), value="due_on", sort="task__due_on"),
        Column("state", _("状态"), light=lambda m: COLOURS[m.colour]),
        Column("reopened", _("重办"), value="reopened", number=True, sort="reopened"),
    )
    order = "-number"
    filters = (
        Filter(
            "colour",
            _("灯"),
            lambda: [(key, word) for key, (_tone, word) in COLOURS.items()],
            lambda rows, value: rows.filter(colour=value),
        ),
        Filter("source", _("来源"), lambda: MatterSource.choices, lambda rows, v: rows.filter(source=v)),
        Filter("kind", _("类别"), lambda: MatterKind.choices, lambda rows, v: rows.filter(kind=v)),
    )
    empty_title = _("还没有督办事项")
    empty_text = _("从会议决定、走访、要求、居民反映立项，或直接登记。")
