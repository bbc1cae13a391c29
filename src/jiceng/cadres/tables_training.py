"""Lists of training: the year's classes and tours, who needs what."""

from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.cadres.enums_development import Audience, Need, TrainingKind, TrainingState
from jiceng.cadres.queries.training import LIGHTS
from jiceng.cadres.queries.training_needs import LEVELS, REASONS, reasons_of
from jiceng.kernel.tables import BulkAction, Column, Filter, Table
from jiceng.kernel.words import strung


class Trainings(Table):
    name = "trainings"
    search = ("title", "pinyin", "initials")
    search_label = _("名称，可用拼音")
    columns = (
        Column(
            "title",
            _("名称"),
            value="title",
            url=lambda t: reverse("training", args=[t.pk]),
            sort="pinyin",
            main=True,
        ),
        Column("kind", _("形式"), value=lambda t: t.get_kind_display(), sort="kind"),
        Column(
            "audience",
            pgettext_lazy("培训", "对象"),
            value=lambda t: t.get_audience_display(),
            sort="audience",
        ),
        Column("starts_on", _("开始日期"), value="starts_on", sort="starts_on"),
        Column("ends_on", _("结束日期"), value="ends_on", hidden=True),
        Column("place", _("地点"), value="place"),
        Column("teachers", _("授课人或接待单位"), value="teachers", hidden=True),
        Column("hours", _("学时"), value="hours", number=True, sort="hours"),
        Column("people", _("人数"), value="people", number=True),
        Column("cost", _("预算（元）"), value=lambda t: round(t.cost), number=True, sort="cost"),
        Column("unit", _("制定单位"), value=lambda t: str(t.plan.unit)),
        Column("state", _("状态"), light=lambda t: (LIGHTS[t.state], t.get_state_display())),
    )
    order = "starts_on"
    filters = (
        Filter("kind", _("形式"), lambda: TrainingKind.choices, lambda rows, v: rows.filter(kind=v)),
        Filter("state", _("状态"), lambda: TrainingState.choices, lambda rows, v: rows.filter(state=v)),
    )
    empty_title = _("这一年还没有培训")
    empty_text = _("先看培训需求，制定年度计划，再列入培训班和考察学习。")


class TrainingNeeds(Table):
    """In the order of names."""

    name = "training_needs"
    search = ("name", "pinyin", "initials")
    search_label = _("姓名，可用拼音")
    columns = (
        Column("name", _("姓名"), value="name", sort="pinyin", main=True),
        Column("level", _("层级"), value=lambda p: level_of(p)),
        Column(
            "reasons",
            _("培训需求"),
            value=lambda p: strung(str(Need(one).label) for one in reasons_of(p)),
        ),
        Column("hours", _("本年学时"), value="hours", number=True, sort="hours"),
        Column("norm", _("标准学时"), value="norm", number=True),
        Column("late", _("逾期职责"), value="late", number=True),
        Column(
            "planned",
            _("安排"),
            light=lambda p: ("done", _g("已列入培训")) if p.planned else ("soon", _g("未安排")),
        ),
    )
    order = "name"
    bulk = (BulkAction(_("列入培训"), "training_enrol"),)
    filters = (
        Filter(
            "need",
            _("培训需求"),
            lambda: [(one.value, one.label) for one in REASONS],
            lambda rows, value: rows.filter(**{f"need_{value}": True}),
        ),
        Filter(
            "level",
            _("层级"),
            lambda: [(one.value, one.label) for one in LEVELS],
            lambda rows, value: rows.filter(LEVELS[Audience(value)]),
        ),
        Filter(
            "planned",
            _("安排"),
            lambda: [("no", _("未安排"))],
            lambda rows, _value: rows.filter(planned=False),
        ),
    )
    empty_title = _("没有这样的培训需求")
    empty_text = _("换一个条件看看。")


def level_of(person) -> str:
    level = (
        Audience.SECRETARIES if person.secretary else Audience.DIRECTORS if person.lead else Audience.OTHERS
    )
    return str(level.label)
