"""Lists of what residents said to a plan."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.tables import Column, Filter, Table
from jiceng.rezoning.enums import Outcome, Pin, Stance
from jiceng.rezoning.models import Answer, Remark
from jiceng.rezoning.queries.consultation import answer_of, place_of

STANCES = {Stance.SUPPORT: "done", Stance.ACCEPT: "info", Stance.OBJECT: "late"}
PLACES = tuple(
    f"{unit}__{field}" for unit in ("unit", "other_unit", "home") for field in ("name", "pinyin", "initials")
)


def _outcome(remark) -> tuple[str, str]:
    reply = answer_of(remark)
    if reply is not None:
        taken = reply.outcome in {Outcome.ADOPTED, Outcome.PARTLY}
        return "done" if taken else "info", reply.get_outcome_display()
    return ("soon", _("未答复")) if remark.wants_answer else ("none", _("无需答复"))


def _with_outcome(rows, value: str):
    return rows.unanswered() if value == "waits" else rows.filter(answer__outcome=value)


COLUMNS = (
    Column("number", _("序号"), value="number", sort="number", main=True),
    Column("stance", _("态度"), light=lambda r: (STANCES[r.stance], r.get_stance_display()), sort="stance"),
    Column("place", _("针对"), value=lambda r: place_of(r) or Pin(r.pin).label),
    Column("text", pgettext_lazy("列表", "意见"), value="text"),
    Column("home", _("住在"), value=lambda r: r.home.name if r.home else "", sort="home__pinyin"),
    Column("signed", _("称呼"), value="signed"),
    Column("at", _("提出时间"), value="at", sort="at"),
    Column("outcome", _("处理"), light=_outcome),
    Column("answer", _("答复"), value=lambda r: reply.text if (reply := answer_of(r)) else ""),
)


@dataclass(frozen=True)
class Entry:
    """A remark as it is read; `answer_url` where an answer is wanted and whoever reads may give it."""

    remark: Remark
    place: str
    reply: Answer | None
    outcome: tuple[str, str]
    answer_url: str = ""

    @classmethod
    def of(cls, remark: Remark, answer_url: str = "") -> "Entry":
        wanted = answer_url if remark.wants_answer and not answer_of(remark) else ""
        return cls(remark, place_of(remark), answer_of(remark), _outcome(remark), wanted)


class PublicRemarks(Table):
    """For everybody; what people call themselves stands with what they said, but is neither searched for nor gathered
    into a file."""

    name = "remarks"
    search = ("text", "passage", "answer__text", *PLACES)
    search_label = _("意见、居民委或拼音")
    columns = tuple(column for column in COLUMNS if column.key not in {"signed", "at"})
    order = "-number"
    filters = (
        Filter("stance", _("态度"), lambda: Stance.choices, lambda rows, value: rows.filter(stance=value)),
        Filter("outcome", _("处理"), lambda: [("waits", _("未答复")), *Outcome.choices], _with_outcome),
    )
    page_size = 20
    entry = "rezoning/remark.html"
    anchor = "remarks"
    empty_title = _("还没有意见")

    @property
    def entries(self) -> list[Entry]:
        return [Entry.of(remark) for remark in self.page]


class Remarks(PublicRemarks):
    """For those who answer."""

    search = ("signed", *PublicRemarks.search)
    search_label = _("意见、称呼、居民委或拼音")
    columns = COLUMNS

    def __init__(self, request, rows: QuerySet[Remark], may_answer: bool) -> None:
        super().__init__(request, rows)
        self.may_answer = may_answer

    @property
    def entries(self) -> list[Entry]:
        """An answer leads back to the list as it stands."""
        asked = self.request.GET.urlencode()
        return [
            Entry.of(one, f"{reverse('rezoning_answer', args=[one.pk])}?{asked}" if self.may_answer else "")
            for one in self.page
        ]
