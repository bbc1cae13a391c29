"""What institutions give to the shell: an entry, the cards of the front page, figures."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from jiceng.documents import measures
from jiceng.institutions.enums import State
from jiceng.institutions.pages import unit_of
from jiceng.institutions.queries import boards, library
from jiceng.institutions.queries.duty import LIGHTS
from jiceng.institutions.queries.notices import notices_of
from jiceng.institutions.rules import may_keep_institutions, may_record_work, may_see_duties
from jiceng.kernel import frontpage, navigation, search
from jiceng.kernel.access import signed_in
from jiceng.kernel.words import strung
from jiceng.organisations import links

CARD_ROWS = 5


def due_card(*, seen_by, as_of: date) -> frontpage.Card | None:
    """What is due, the late first; no card on a day without."""
    rows = list(boards.open_of_mine(seen_by=seen_by, as_of=as_of)[:50])
    if not rows:
        return None
    late = [duty for duty in rows if duty.state == State.LATE]
    drawn = [
        frontpage.Row(
            duty.title,
            reverse("duty", args=[duty.pk]),
            light=LIGHTS[duty.state],
            note=_("%(day)s到期") % {"day": duty.due_on.isoformat()},
            detail=_("%(institution)s第%(article)d条")
            % {
                "institution": duty.obligation.edition.institution.name,
                "article": duty.obligation.clause.article,
            },
        )
        for duty in rows[:CARD_ROWS]
    ]
    unit = unit_of(seen_by)
    action = (_("哪里不对、缺什么"), reverse("unit_wrong", args=[unit.pk])) if unit else None
    title = _("逾期和待办的职责") if late else _("待办的职责")
    return frontpage.Card(title, drawn, len(rows), reverse("duties"), "late" if late else "soon", action)


def notice_card(*, seen_by, as_of: date) -> frontpage.Card | None:
    """Reminders that came up the line and are not read yet."""
    unread = notices_of(seen_by=seen_by, as_of=as_of).filter(read_at__isnull=True, step__gt=0)
    rows = [
        frontpage.Row(
            strung((one.duty.organisation, one.duty.obligation.title), "："),
            reverse("duty", args=[one.duty_id]),
            light="late",
            note=ngettext("逾期%(days)d天", "逾期%(days)d天", (as_of - one.duty.due_on).days)
            % {"days": (as_of - one.duty.due_on).days},
        )
        for one in unread[:CARD_ROWS]
    ]
    return frontpage.Card(_("逐级提醒"), rows, unread.count(), reverse("notices"), "late") if rows else None


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[search.Hit]:
    found = boards.mine(seen_by=seen_by, as_of=as_of).filter(obligation__title__icontains=text)
    return [
        search.Hit(duty.title, reverse("duty", args=[duty.pk]), State(duty.state).label, "check-circle")
        for duty in found.order_by("due_on")[:limit]
    ]


def duties_done(as_of: date) -> float | None:
    """Of the duties that should stand done by the day, those that do."""
    found = boards.by_state(seen_by=None, as_of=as_of)
    done = found[State.DONE]
    return measures.share(done, done + found[State.LATE] + found[State.MISSED])


def duty_board(as_of: date) -> str:
    return f"{reverse('duty_board')}?as_of={as_of.isoformat()}"


def register() -> None:
    measures.register(measures.Measure("duties_done", _("制度职责按期完成"), "%", duties_done, duty_board))
    navigation.register(
        navigation.Entry(_("职责"), "duties", icon="clipboard-document-check", order=navigation.DUTIES)
    )
    navigation.register(
        navigation.Entry(
            pgettext_lazy("列表", "制度"), "institutions", icon="book-open", order=navigation.INSTITUTIONS
        )
    )
    search.register(search.Source("institutions", _("制度"), library.find))
    search.register_action(
        search.PageHit(_("新建制度"), "institution_new", may_keep_institutions, words="xinjian zhidu")
    )
    navigation.register_account(navigation.Entry(_("提醒与订阅"), "notices", icon="bell"))
    frontpage.register_card(frontpage.Source(order=1, rule=signed_in, make=due_card))
    frontpage.register_card(frontpage.Source(order=2, rule=signed_in, make=notice_card))
    links.register(links.Link(_("哪里不对、缺什么"), "unit_wrong", "exclamation-triangle", may_see_duties))
    links.register(links.Link(_("全年职责"), "unit_year", "calendar-days", may_see_duties))
    links.register(links.Link(_("登记发生的事项"), "happenings", "pencil-square", may_record_work))
    search.register(search.Source("duties", _("职责"), find))
