"""Lists of what residents said to a plan."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.tables import Column, Filter, Table
from jiceng.rezoning.enums import Outcome, Pin, Stance
from jiceng.rezoning.queries.consultation import answer_of, place_of

STANCES = {Stance.SUPPORT: "done", Stance.ACCEPT: "info", Stance.OBJECT: "late"}
PLACES = tuple(
    f"{unit}__{field}"
    for unit in ("unit", "other_unit", "home")
    for field in ("name", "source__pinyin", "source__initials")
)


def _outcome(remark) -> tuple[str, str]:
    reply = answer_of(remark)
    if reply is not None:
        taken = reply.outcome in {Outcome.ADOPTED, Outcome.PARTLY}
        return "done" if taken else "info", reply.get_outcome_display()
    return ("soon", _("未答复")) if remark.wants_answer else ("none", _("无需答复"))


def _with_outcome(rows, value: str):
    return rows.unanswered() if value == "waits" else rows.filter(answer__outcome=value)


def _number(view: str, argument) -> Column:
    """The number leads to where the remark stands with its answer."""
    return Column(
        "number",
        _("序号"),
        value="number",
        url=lambda r: f"{reverse(view, args=[argument(r.consultation)])}#remark-{r.pk}",
        sort="number",
        main=True,
    )


SAID = (
    Column("stance", _("态度"), light=lambda r: (STANCES[r.stance], r.get_stance_display()), sort="stance"),
    Column("place", _("针对"), value=lambda r: place_of(r) or Pin(r.pin).label),
    Column("text", pgettext_lazy("列表", "意见"), value="text"),
    Column("home", _("住在"), value=lambda r: r.home.name if r.home else "", sort="home__name"),
)
ANSWERED = (
    Column("outcome", _("处理"), light=_outcome),
    Column("answer", _("答复"), value=lambda r: reply.text if (reply := answer_of(r)) else ""),
)


class PublicRemarks(Table):
    """For everybody; without what people call themselves, which is not to be gathered into a file."""

    name = "remarks"
    search = ("text", "passage", "answer__text", *PLACES)
    search_label = _("意见、居民委或拼音")
    columns = (_number("rezoning_public", lambda c: c.slug), *SAID, *ANSWERED)
    order = "number"
    filters = (
        Filter("stance", _("态度"), lambda: Stance.choices, lambda rows, value: rows.filter(stance=value)),
        Filter("outcome", _("处理"), lambda: [("waits", _("未答复")), *Outcome.choices], _with_outcome),
    )
    empty_title = _("还没有意见")


class Remarks(PublicRemarks):
    """For those who answer."""

    search = ("signed", *PublicRemarks.search)
    search_label = _("意见、称呼、居民委或拼音")
    columns = (
        _number("rezoning_consultation", lambda c: c.plan.project_id),
        *SAID,
        Column("signed", _("称呼"), value="signed"),
        Column("at", _("提出时间"), value="at", sort="at"),
        *ANSWERED,
    )
