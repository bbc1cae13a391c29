"""Lists of responsibilities."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.tables import Column, Filter, Table

GAPS = {
    "leader": lambda rows: rows.filter(leader_id=None),
    "officer": lambda rows: rows.filter(officer_name=None),
}


def _light(row) -> tuple[str, str]:
    if row.leader_id is None:
        return "late", _("没有领导")
    if row.officer_name is None:
        return "late", _("没有联络人")
    return "done", _("已落实")


class ContactPoints(Table):
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
        Column("leader", _("县级领导"), value=lambda o: o.leader_name or "", sort="leader_pinyin"),
        Column("officer", _("联络人"), value=lambda o: o.officer_name or "", sort="officer_pinyin"),
        Column("since", _("自哪天起"), value="since"),
        Column("document", _("依据文件文号"), value=lambda o: o.document or ""),
        Column("state", _("状态"), light=_light),
    )
    order = "community"
    filters = (
        Filter(
            "gap",
            _("缺谁"),
            lambda: [("leader", _("没有领导")), ("officer", _("没有联络人"))],
            lambda rows, value: GAPS[value](rows),
        ),
    )
    empty_title = _("这一天没有社区")
    empty_text = _("社区设立后，每个社区确定一名县级领导联系。")
