"""The list of a year's appraisals."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.appraisal.enums import Stage
from jiceng.appraisal.queries.appraisals import LIGHTS, Line
from jiceng.kernel.tables import Column, Filter, HeldTable


def _url(line: Line) -> str:
    return reverse("appraisal", args=[line.appraisal.pk]) if line.appraisal else ""


def _reached(rows: list[Line], value: str) -> list[Line]:
    order = list(Stage)
    return [one for one in rows if order.index(one.stage) >= order.index(Stage(value))]


class Appraisals(HeldTable):
    name = "appraisals"
    search = ("name", "pinyin", "initials", "secretary")
    search_label = _("社区、拼音或书记")
    columns = (
        Column("name", _("社区"), value="name", url=_url, sort="code", main=True),
        Column("secretary", _("书记"), value="secretary"),
        Column(
            "stage",
            _("进展"),
            light=lambda one: (LIGHTS[one.stage], one.stage.label),
            sort="stage_order",
        ),
        Column("sent", _("已送达报告"), value="sent", number=True, sort="sent"),
        Column("held", _("评议会日期"), value=lambda one: one.held_on or ""),
        Column("grades", _("综合等次"), value="grades"),
        Column("put_right", _("整改"), value="put_right"),
    )
    order = "name"
    filters = (
        Filter(
            "stage",
            _("进展"),
            lambda: Stage.choices,
            lambda rows, value: [one for one in rows if one.stage == value],
        ),
        Filter(
            "reached",
            _("已经到了"),
            lambda: [(one.value, one.label) for one in (Stage.SENT, Stage.HELD, Stage.GRADED, Stage.LISTED)],
            _reached,
        ),
    )
    empty_title = _("没有社区")
    empty_text = _("社区设立后，书记和主任每年述职一次。")
