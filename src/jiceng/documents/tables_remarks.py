"""Lists of what was said about a text."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.documents.enums_consultation import Taken, Voice
from jiceng.documents.models import ConsultedText, TextRemark
from jiceng.documents.queries.consultation import spoken_about
from jiceng.kernel.tables import Column, Filter, Table

WHOLE, IN_SHORT = "whole", 24


def _outcome(remark: TextRemark) -> tuple[str, str]:
    if remark.reply is None:
        return "soon", _("未答复")
    adopted = remark.reply.outcome in {Taken.ADOPTED, Taken.PARTLY}
    return "done" if adopted else "info", remark.reply.get_outcome_display()


def _with_outcome(rows, value: str):
    return rows.filter(answer=None) if value == "none" else rows.filter(answer__outcome=value)


def _about(rows, value: str):
    return rows.filter(passage=None) if value == WHOLE else rows.filter(passage__key=value)


def _who(remark: TextRemark) -> str:
    return remark.unit.name if remark.unit else remark.signed


COLUMNS = (
    Column("number", _("序号"), value="number", number=True, sort="number", main=True),
    Column("passage", _("针对段落"), value=lambda r: r.passage.text if r.passage else _g("整份文稿")),
    Column("voice", _("意见来自"), value=lambda r: r.get_voice_display(), sort="voice"),
    Column("who", _("单位或称呼"), value=_who),
    Column("wish", _("意见"), value=lambda r: r.get_wish_display(), sort="wish"),
    Column("text", _("内容和理由"), value="text"),
    Column("wording", _("建议改成"), value="wording"),
    Column("outcome", _("处理"), light=_outcome),
    Column("answer", _("答复"), value=lambda r: r.reply.text if r.reply else ""),
)


@dataclass(frozen=True)
class Entry:
    """A remark as it is read; `answer_url` where an answer is wanted and whoever reads may give it."""

    remark: TextRemark
    answer_url: str = ""

    @classmethod
    def of(cls, remark: TextRemark, answer_url: str = "") -> "Entry":
        return cls(remark, "" if remark.reply else answer_url)


class PublicTextRemarks(Table):
    """For everybody; what people call themselves stands with what they said, but is neither searched for nor gathered
    into a file."""

    name = "remarks"
    search = ("text", "wording", "answer__text", "unit__name", "unit__pinyin", "unit__initials")
    search_label = _("意见、答复或单位")
    columns = tuple(column for column in COLUMNS if column.key != "who")
    order = "number"
    page_size = 20
    entry = "documents/text_remark.html"
    anchor = "remarks"
    empty_title = _("还没有意见")

    def __init__(self, request, rows: QuerySet[TextRemark], consulted: ConsultedText) -> None:
        super().__init__(request, rows)
        passages = [(key, Truncator(text).chars(IN_SHORT)) for key, text in spoken_about(consulted)]
        about = [(WHOLE, _("整份文稿")), *passages]
        self.filters = (
            Filter("about", _("针对段落"), lambda: about, _about),
            Filter("voice", _("意见来自"), lambda: Voice.choices, lambda rows, one: rows.filter(voice=one)),
            Filter("outcome", _("处理"), lambda: [("none", _("未答复")), *Taken.choices], _with_outcome),
        )

    @property
    def entries(self) -> list[Entry]:
        return [Entry.of(remark) for remark in self.page]


class TextRemarks(PublicTextRemarks):
    """For those who ask, are asked and answer."""

    search = ("signed", *PublicTextRemarks.search)
    search_label = _("意见、答复、称呼或单位")
    columns = COLUMNS

    def __init__(self, request, rows, consulted: ConsultedText, *, may_answer: bool) -> None:
        super().__init__(request, rows, consulted)
        self.may_answer = may_answer

    @property
    def entries(self) -> list[Entry]:
        """An answer leads back to the list as it stands."""
        asked = f"?{self.request.GET.urlencode()}" if self.request.GET else ""
        return [
            Entry.of(one, f"{reverse('remark_answer', args=[one.pk])}{asked}" if self.may_answer else "")
            for one in self.page
        ]
