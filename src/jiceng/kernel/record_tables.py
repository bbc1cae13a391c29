"""The record as a list."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.tables import Column, Filter, Table
from jiceng.kernel.words import verbs


class Record(Table):
    name = "record"
    search = ("by_name", "target_name")
    search_label = _("姓名或对象")
    columns = (
        Column("at", _("时间"), value="at_text", sort="sequence", main=True, url=lambda row: entry_url(row)),
        Column("by_name", _("谁")),
        Column("verb", _("做了什么"), value="verb_text"),
        Column("kind", _("对象类别"), value="kind_text"),
        Column("target", _("对象"), value="target_name"),
        Column("sequence", _("序号"), number=True),
    )
    order = "-at"
    filters = (
        Filter(
            "verb",
            _("动作"),
            lambda: sorted(verbs().items(), key=lambda pair: str(pair[1])),
            lambda rows, value: rows.filter(verb=value),
        ),
    )
    export = False  # taking the record away is itself recorded: see record_export
    empty_title = _("没有符合条件的记录")
    empty_text = _("换一天或换一个条件试试。")


def entry_url(row) -> str:
    return reverse("record_entry", args=[row.sequence])
