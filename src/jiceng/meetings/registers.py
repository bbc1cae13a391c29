"""What meetings give to the rest of the house: an entry, cards, search, and the kinds of evidence they attest."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from jiceng.institutions import kinds as evidence
from jiceng.kernel import frontpage, navigation, search
from jiceng.kernel.access import signed_in
from jiceng.meetings.enums import MeetingKind
from jiceng.meetings.queries import front
from jiceng.meetings.rules import may_convene, may_see_meetings
from jiceng.organisations.enums import PostKind

MARKS = (
    ("minutes", _("纪要已签发")),
    ("papers", _("材料按时送达")),
    ("notice", _("按期通知")),
    ("pre_study", _("已先行研究")),
    ("roll", _("名册已固定")),
    ("votes", _("有表决")),
    ("decisions", _("有决定")),
    ("posted", _("已公开")),
    ("list:problems", _("问题清单")),
    ("list:rectification", _("整改清单")),
)


def action_of(kind: str):
    """The pre-filled form that calls the meeting a duty waits for."""

    def action(duty) -> str:
        url = reverse("meeting_prepare", args=[kind, duty.organisation_id])
        return f"{url}?{urlencode({'duty': duty.pk})}"

    return action


def register() -> None:
    roles = tuple((f"role:{kind}", format_lazy(_("{post}到会"), post=kind.label)) for kind in PostKind)
    evidence.register(
        *(
            evidence.Kind(
                f"meeting.{kind}", kind.label, action=action_of(kind), marks=MARKS + roles, heads=True
            )
            for kind in MeetingKind
        )
    )
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
                navigation.Sub(_("决定"), "decisions"),
            ),
        )
    )
    frontpage.register_card(frontpage.Source(order=12, rule=signed_in, make=front.invitation_card))
    frontpage.register_card(frontpage.Source(order=14, rule=signed_in, make=front.week_card))
    frontpage.register_card(frontpage.Source(order=16, rule=may_see_meetings, make=front.decision_card))
    frontpage.register_public(frontpage.Source(order=30, make=front.posted_card))
    search.register(search.Source("meetings", _("会议"), front.find_meetings))
    search.register(search.Source("decisions", _("决定"), front.find_decisions))
    search.register_action(
        search.PageHit(_("召集会议"), "meeting_convene", may_convene, words="zhaoji huiyi zjhy")
    )
