"""Standard texts of meetings: the notice and the minutes, filled from the records."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiceng.documents.standards import Record, Standard, register
from jiceng.kernel.pages import chinese_day, today
from jiceng.meetings.enums import MeetingState
from jiceng.meetings.models import Meeting
from jiceng.meetings.queries.meetings import meetings
from jiceng.meetings.queries.minutes import latest, parts
from jiceng.meetings.queries.roll import in_order
from jiceng.meetings.rules import may_see_meetings

SHOWN = 50
NOTICE = """各参会人员：
经研究，定于{{时间}}召开{{会议名称}}，现将有关事项通知如下。
一、时间和地点
{{时间}}，{{地点}}。
二、议程
{{议程.序号}}.{{议程.事项}}
三、参加人员
{{参会人.姓名}}　{{参会人.职务}}
请准时参加；不能参加的，请提前向召集人请假。"""
MINUTES = """{{时间}}，{{主持人}}在{{地点}}主持召开{{会议名称}}。
|出席人员|职务|
|{{出席人.姓名}}|{{出席人.职务}}|
{{纪要.段落}}"""


def _records(rows) -> list[Record]:
    return [
        Record(
            one.pk,
            one.title,
            f"{timezone.localtime(one.starts_at).date().isoformat()} {one.organisation.name}",
        )
        for one in rows[:SHOWN]
    ]


def _common(meeting: Meeting) -> dict:
    start = timezone.localtime(meeting.starts_at)
    return {
        "会议名称": meeting.title,
        "时间": f"{chinese_day(start.date())}{start:%H:%M}",
        "地点": meeting.place,
        "主持人": str(meeting.chair or ""),
        "组织": meeting.organisation.name,
        "日期": chinese_day(today()),
    }


def _called(seen_by):
    """Also past ones: the notice belongs into the file."""
    return meetings(seen_by=seen_by).exclude(state=MeetingState.ANNULLED).order_by("-starts_at", "-pk")


def _notice(*, seen_by, pk: int) -> dict | None:
    meeting = _called(seen_by).filter(pk=pk).first()
    if meeting is None:
        return None
    return {
        **_common(meeting),
        "议程": [
            {"序号": str(number), "事项": one.title}
            for number, one in enumerate(meeting.items.order_by("order", "pk"), 1)
        ],
        "参会人": [{"姓名": one.name, "职务": one.role} for one in in_order(meeting)],
    }


def _written(seen_by):
    rows = meetings(seen_by=seen_by).filter(minutes__isnull=False).distinct()
    return rows.order_by("-starts_at", "-pk")


def _minutes(*, seen_by, pk: int) -> dict | None:
    meeting = _written(seen_by).filter(pk=pk).first()
    kept = latest(meeting) if meeting else None
    if meeting is None or kept is None:
        return None
    came = in_order(meeting).filter(attendance__isnull=False)
    said = [line for one in parts(kept.text) for line in (one.heading, *one.paragraphs) if line]
    return {
        **_common(meeting),
        "出席人": [{"姓名": one.name, "职务": one.role} for one in came],
        "纪要": [{"段落": line} for line in said],
    }


def register_standards() -> None:
    common = dict.fromkeys(("会议名称", "时间", "地点", "主持人", "组织", "日期"), ())
    register(
        Standard(
            key="meeting_notice",
            label=_("会议通知"),
            title="关于召开{{会议名称}}的通知",
            text=NOTICE,
            signed=("{{组织}}", "{{日期}}"),
            fields={**common, "议程": ("序号", "事项"), "参会人": ("姓名", "职务")},
            records=lambda *, seen_by: _records(_called(seen_by)),
            values=_notice,
            rule=may_see_meetings,
        )
    )
    register(
        Standard(
            key="meeting_minutes",
            label=_("会议纪要"),
            title="{{会议名称}}纪要",
            text=MINUTES,
            signed=("{{组织}}", "{{日期}}"),
            fields={**common, "出席人": ("姓名", "职务"), "纪要": ("段落",)},
            records=lambda *, seen_by: _records(_written(seen_by)),
            values=_minutes,
            rule=may_see_meetings,
        )
    )
