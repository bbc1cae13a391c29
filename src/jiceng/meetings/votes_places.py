"""Where votes show themselves: on an item's desk, in the minutes, on the front page of whoever may vote."""

from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel import frontpage
from jiceng.kernel.words import register_verbs
from jiceng.meetings import panels
from jiceng.meetings.models import AgendaItem, Poll
from jiceng.meetings.queries import minutes
from jiceng.meetings.queries.votes.pages import result_of, waiting_ballots
from jiceng.meetings.queries.votes.records import lines_of
from jiceng.meetings.rules import may_keep, may_take_part
from jiceng.meetings.words_votes import VERBS


def register_votes() -> None:
    """Called once, when all apps are loaded."""
    register_verbs(VERBS)
    panels.register(panels.Panel("meetings/poll_panel.html", item_panel))
    minutes.register_lines(lines_of)
    frontpage.register_card(frontpage.Source(order=1, make=ballots_card, rule=may_take_part))


def item_panel(request, item: AgendaItem) -> dict:
    """The votes of an item, each with its sentence once counted."""
    polls = Poll.objects.filter(item=item).order_by("pk")
    return {
        "item": item,
        "polls": [(poll, result_of(poll)) for poll in polls],
        "may_keep": may_keep.test(request.user, item.meeting),
    }


def ballots_card(*, seen_by, as_of) -> frontpage.Card | None:
    """Open votes that wait for this person, whatever day is shown: they are of now."""
    polls = list(waiting_ballots(seen_by=seen_by)[:5])
    if not polls:
        return None
    rows = [
        frontpage.Row(poll.title, reverse("ballot", args=[poll.pk]), light="soon", note=_("等您投票"))
        for poll in polls
    ]
    return frontpage.Card(_("正在投票"), rows, tone="soon")
