"""The list of contact points as a standard text."""

from django.utils.translation import gettext_lazy as _

from jiceng.documents.standards import Record, Standard, register
from jiceng.kernel.pages import chinese_day, today
from jiceng.responsibility.queries import contacts
from jiceng.responsibility.rules import may_see

TODAY = 1  # the list has one record: as it stands today


def _records(*, seen_by) -> list[Record]:
    return [Record(TODAY, chinese_day(today()))]


def _values(*, seen_by, pk: int) -> dict | None:
    if pk != TODAY:
        return None
    rows = contacts.register(seen_by=seen_by, as_of=today()).order_by("code", "pinyin")
    return {
        "日期": chinese_day(today()),
        "联系点": [
            {
                "序号": str(number),
                "社区": one.name,
                "领导": one.leader_name or "",
                "联络人": one.officer_name or "",
                "起始日期": one.since.isoformat() if one.since else "",
            }
            for number, one in enumerate(rows, 1)
        ],
    }


def register_standards() -> None:
    register(
        Standard(
            key="contact_points",
            label=_("联系点安排表"),
            title="县级领导社区联系点安排表",
            text="|序号|社区|县级领导|联络人|起始日期|\n"
            "|{{联系点.序号}}|{{联系点.社区}}|{{联系点.领导}}|{{联系点.联络人}}|{{联系点.起始日期}}|",
            signed=("{{日期}}",),
            fields={"日期": (), "联系点": ("序号", "社区", "领导", "联络人", "起始日期")},
            records=_records,
            values=_values,
            rule=may_see,
        )
    )
