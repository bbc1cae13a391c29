"""The roll as a table, and what was answered in figures."""

from dataclasses import dataclass

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.components import Figure
from jiceng.kernel.tables import Column, Filter, Table
from jiceng.kernel.units import PEOPLE
from jiceng.kernel.words import moment_text
from jiceng.meetings.enums import Answer, RollSource
from jiceng.meetings.models import Invitation, Meeting, RollEntry
from jiceng.organisations.queries.ranks import by_rank


def invitation_of(entry: RollEntry) -> Invitation | None:
    return getattr(entry, "invitation", None)


def answer_light(entry: RollEntry) -> tuple[str, str]:
    """What was answered, as a light with its word."""
    found = invitation_of(entry)
    if found is None:
        return ("none", _g("未通知"))
    if found.answer == Answer.SUBSTITUTE:
        return ("done", _g("由%(name)s代为出席") % {"name": found.substitute})
    lights = {Answer.COMING: "done", Answer.ABSENT: "late", Answer.NONE: "soon"}
    seen = _g("已收到") if found.seen_at and found.answer == Answer.NONE else found.get_answer_display()
    return (lights[Answer(found.answer)], seen)


def came(entry: RollEntry) -> str:
    row = getattr(entry, "attendance", None)
    return moment_text(row.came_at)[11:] if row else ""


class Roll(Table):
    name = "roll"
    search = ("name", "group")
    search_label = _("姓名或组别")
    columns = (
        Column("name", _("姓名"), value="name", sort="name", main=True),
        Column("role", _("职务"), value=lambda e: e.role, sort="rank"),
        Column("group", _("组别"), value=lambda e: e.group, sort="group"),
        Column("source", _("列入依据"), value=lambda e: e.get_source_display(), sort="place"),
        Column(
            "votes",
            _("表决权"),
            value=lambda e: _g("有") if e.entitled else _g("列席"),
            badge=lambda e: "info" if e.entitled else "quiet",
        ),
        Column("answer", _("通知答复"), light=answer_light),
        Column("came", _("到会"), value=came),
    )
    order = "source"
    filters = (
        Filter(
            "source", _("依据"), lambda: RollSource.choices, lambda rows, value: rows.filter(source=value)
        ),
        Filter(
            "answer",
            _("答复"),
            lambda: [("none", _g("未答复")), *[c for c in Answer.choices if c[0]]],
            lambda rows, value: rows.filter(invitation__answer="" if value == "none" else value),
        ),
    )
    empty_title = _("名册是空的")
    empty_text = _("先在党员、居民或职务名册中登记，再重新生成。")


def ranked(meeting: Meeting) -> QuerySet[RollEntry]:
    """With `rank`, and `place`: by what brought them onto the roll, then by rank."""
    place = Concat(F("source"), Value(" "), by_rank("post_kind"), output_field=CharField())
    return meeting.roll.annotate(rank=by_rank("post_kind"), place=place)


def in_order(meeting: Meeting) -> QuerySet[RollEntry]:
    """As names are called: who votes first, each group by rank."""
    return meeting.roll.order_by("-entitled", "group", by_rank("post_kind"), "pk")


def answers(meeting: Meeting) -> list[Figure]:
    """On the roll, coming, absent, no answer yet."""
    found = meeting.roll.aggregate(
        entitled=Count("pk", filter=Q(entitled=True)),
        coming=Count("pk", filter=Q(invitation__answer__in=[Answer.COMING, Answer.SUBSTITUTE])),
        absent=Count("pk", filter=Q(invitation__answer=Answer.ABSENT)),
        silent=Count("pk", filter=Q(invitation__answer=Answer.NONE)),
    )
    return [
        Figure(_g("应到"), found["entitled"], PEOPLE),
        Figure(_g("答复参加"), found["coming"], PEOPLE),
        Figure(_g("请假"), found["absent"], PEOPLE),
        Figure(_g("未答复"), found["silent"], PEOPLE),
    ]


MOST_CALLED = 200


@dataclass(frozen=True)
class Called:
    """A line of the roll call: whether they are here, who stands in, and who was announced to stand in."""

    entry: RollEntry
    here: bool
    substitute: str = ""
    announced: str = ""


def to_call(meeting: Meeting, text: str = "") -> list[Called]:
    """The roll for calling the names, those not yet there first; a long roll is narrowed by name, pinyin or group."""
    rows = in_order(meeting).select_related("attendance", "invitation", "person")
    wanted = text.strip().lower()
    if wanted:
        named = Q(name__icontains=wanted) | Q(group__icontains=wanted)
        letters = Q(person__pinyin__startswith=wanted) | Q(person__initials__startswith=wanted)
        rows = rows.filter(named | letters)
    return sorted((called(one) for one in rows[:MOST_CALLED]), key=lambda one: one.here)


def called(entry: RollEntry) -> Called:
    row = getattr(entry, "attendance", None)
    found = invitation_of(entry)
    here = row is not None and row.left_at is None
    return Called(entry, here, row.substitute if row else "", found.substitute if found else "")
