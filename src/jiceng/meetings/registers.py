"""What meetings give to the rest of the house: an entry, cards, search, and the forms that do what a duty waits for."""

from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.documents import sources
from jiceng.institutions import kinds as evidence
from jiceng.kernel import frontpage, navigation, search
from jiceng.kernel.access import signed_in
from jiceng.meetings.enums import MeetingKind, Right
from jiceng.meetings.models import Decision
from jiceng.meetings.models.results import DECISION
from jiceng.meetings.papers import begin
from jiceng.meetings.queries import front
from jiceng.meetings.rules import led, may_convene, may_keep, may_see_meetings
from jiceng.meetings.standard_texts import register_standards


def action_of(kind: str):
    """The pre-filled form that calls the meeting a duty waits for."""

    def action(duty) -> str:
        url = reverse("meeting_prepare", args=[kind, duty.organisation_id])
        return f"{url}?{urlencode({'duty': duty.pk})}"

    return action


PAGES = {"meetings.decision": "decision", "meetings.topic": "topic", "meetings.forum": "forum_desk"}


def subject_page(duty) -> str:
    """The decision or topic that a duty is about; the list when it names none."""
    kind, _colon, number = duty.subject.partition(":")
    if kind in PAGES and number.isdecimal():
        return reverse(PAGES[kind], args=[number])
    return reverse("decisions")


def board(duty) -> str:
    """Where postings are taken down and objections answered."""
    return reverse("postings")


def roll(duty) -> str:
    """The unit's own roll of representatives."""
    return reverse("representatives", args=[duty.organisation_id])


def _kept() -> dict:
    """Kinds that meetings, decisions, postings and rolls attest themselves, with the page that does the work; what
    merely happens and calls for something has none."""
    kept = {f"meeting.{kind}": action_of(kind) for kind in MeetingKind}
    about = (
        "decision.made",
        "decision.assigned",
        "topic.answered",
        "openness.posted",
        "deliberation.carried_out",
    )
    kept |= dict.fromkeys(about, subject_page)
    kept |= dict.fromkeys(("objection.answered", "openness.party", "openness.taken_down"), board)
    kept |= dict.fromkeys(("roll.representatives", "seat.reviewed"), roll)
    kept["petition.answered"] = action_of(MeetingKind.CONGRESS)
    happenings = (
        "absence.third",
        "affair.arisen",
        "deliberation.result",
        "matter.weighty",
        "objection.raised",
    )
    return kept | dict.fromkeys((*happenings, "petition.filed", "topic.handed_in"))


def _keeps(account, task) -> bool:
    """Who keeps the meetings of the unit carries the tasks of its decisions too."""
    decision = Decision.objects.filter(pk=task.source_id).first()
    return decision is not None and may_keep.test(account, decision)


def _sees(account) -> Q:
    reach = led(account, Right.SEE).order_by().values("pk")
    return Q(source_kind=DECISION, unit__in=reach)


def register() -> None:
    sources.register(sources.Source(DECISION, _("会议决定"), "decision", may=_keeps, seen=_sees, begin=begin))
    register_standards()
    for key, action in _kept().items():
        evidence.take_over(key, action)
    navigation.register(
        navigation.Entry(
            _("会议"),
            "meetings",
            icon="calendar-days",
            rule=signed_in,
            order=navigation.MEETINGS,
            sub=(
                navigation.Sub(_("会议通知"), "invitations"),
                navigation.Sub(_("议题"), "topics"),
                navigation.Sub(pgettext_lazy("列表", "决定"), "decisions"),
                navigation.Sub(_("四议两公开"), "flows", may_see_meetings),
                navigation.Sub(_("三个一样"), "equals", may_see_meetings),
            ),
        )
    )
    frontpage.register_card(frontpage.Source(order=12, rule=signed_in, make=front.invitation_card))
    frontpage.register_card(frontpage.Source(order=14, rule=signed_in, make=front.week_card))
    frontpage.register_card(frontpage.Source(order=16, rule=may_see_meetings, make=front.decision_card))
    frontpage.register_public(frontpage.Source(order=30, make=front.posted_card))
    search.register(search.Source("meetings", _("会议"), front.find_meetings))
    search.register(search.Source("decisions", pgettext_lazy("列表", "决定"), front.find_decisions))
    search.register_action(
        search.PageHit(_("召集会议"), "meeting_convene", may_convene, words="zhaoji huiyi zjhy")
    )
    search.register_action(
        search.PageHit(
            _("代表名额规定"), "representation", may_see_meetings, words="daibiao minge guiding dbmegd"
        )
    )
