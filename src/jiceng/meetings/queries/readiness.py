"""What stands in the way of calling a meeting, with the rule behind each and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.thresholds import Heads
from jiceng.kernel.pages import today
from jiceng.kernel.words import strung
from jiceng.meetings import kinds
from jiceng.meetings.enums import Matter, MeetingState, RollSource
from jiceng.meetings.models import AgendaItem, Meeting
from jiceng.meetings.queries.registers import territory_of
from jiceng.organisations.enums import Standing
from jiceng.organisations.models import PartyMembership

LARGE_BRANCH = 7  # full members from which a branch has a committee


@dataclass(frozen=True)
class Check:
    """One requirement: met or not, whether it stops the notice, the sentence, its rule, and where to mend it."""

    key: str
    met: bool
    sentence: str
    source: str = ""
    todo: str = ""
    url: str = ""
    stops: bool = True

    @property
    def light(self) -> str:
        return "done" if self.met else ("late" if self.stops else "soon")


def checks(meeting: Meeting) -> list[Check]:
    """All requirements of the kind on the day of the meeting, those in the way first."""
    rules = kinds.of(meeting.kind, meeting.day)
    found = [
        *_people(meeting, rules),
        *_agenda(meeting, rules),
        *_notice(meeting, rules),
        *_composition(meeting, rules),
    ]
    return sorted(found, key=lambda one: (one.met, not one.stops))


def _people(meeting: Meeting, rules: kinds.Rules) -> Iterator[Check]:
    count = meeting.roll.count()
    url = reverse("meeting_roll", args=[meeting.pk])
    names = _("名册上有%(count)d人。") % {"count": count} if count else _("名册是空的。")
    yield Check("roll", count > 0, names, todo=_("添加参加人，或先在名册中登记。"), url=url)
    if meeting.chair_id is None:
        change = reverse("meeting_change", args=[meeting.pk])
        yield Check("chair", False, _("还没有主持人。"), rules.source("chair"), _("指定主持人。"), change)


def _agenda(meeting: Meeting, rules: kinds.Rules) -> Iterator[Check]:
    items = list(meeting.items.select_related("pre_studied_at__meeting"))
    url = reverse("meeting_agenda", args=[meeting.pk])
    if not items:
        yield Check("agenda", False, _("议程是空的。"), todo=_("添加议程。"), url=url)
    for item in items:
        at = first_studied_by(item, rules)
        if not at:
            continue
        names = strung(kinds.label_of(one) for one in at)
        values = {"item": item.title, "matter": item.get_matter_display(), "at": names}
        if item.pre_studied_at_id:
            values["at"] = str(item.pre_studied_at.meeting)
            yield Check("pre_study", True, _("“%(item)s”已由“%(at)s”先行研究。") % values)
        else:
            yield Check(
                f"pre_study:{item.pk}",
                False,
                _("“%(item)s”属于“%(matter)s”，须先由%(at)s研究，再提交本次会议。") % values,
                rules.source("pre_study"),
                _("选定已经研究过它的那次会议；还没研究的，先召开%(at)s。") % values,
                reverse("agenda_item", args=[item.pk]),
            )


def first_studied_by(item: AgendaItem, rules: kinds.Rules) -> tuple[str, ...]:
    """Kinds of meeting of which one must have studied the item first; none for a small branch's own meeting, where
    the members' meeting does the committee's work (under seven full members)."""
    at = rules.pre_study.get(item.matter, ())
    if at == ("committee",) and not _has_committee(item.meeting):
        return ()
    return at


def _has_committee(meeting: Meeting) -> bool:
    members = PartyMembership.objects.on(meeting.day).filter(
        branch=meeting.organisation_id, standing=Standing.FULL
    )
    return members.count() >= LARGE_BRANCH


def studied_before(item: AgendaItem) -> QuerySet[AgendaItem]:
    """Items of earlier meetings of the kinds asked for, held in the same community or by the same organisation,
    within a year."""
    meeting = item.meeting
    at = kinds.of(meeting.kind, meeting.day).pre_study.get(item.matter, ())
    area = territory_of(meeting.organisation)
    near = Q(meeting__organisation=meeting.organisation_id)
    if area is not None:
        near |= Q(meeting__organisation__territory=area)
    return (
        AgendaItem.objects.filter(
            near,
            meeting__kind__in=at,
            meeting__state=MeetingState.CLOSED,
            meeting__starts_at__lt=meeting.starts_at,
            meeting__starts_at__gte=meeting.starts_at - timedelta(days=366),
        )
        .exclude(meeting=meeting.pk)
        .select_related("meeting")
        .order_by("-meeting__starts_at", "order")
    )


def _notice(meeting: Meeting, rules: kinds.Rules) -> Iterator[Check]:
    if not rules.notice_days or meeting.state != MeetingState.DRAFT:
        return
    left = (meeting.day - today()).days
    values = {"left": max(left, 0), "days": rules.notice_days}
    if left >= rules.notice_days:
        yield Check(
            "notice",
            True,
            ngettext(
                "距开会还有%(left)d天，已满提前%(days)d天通知的要求。",
                "距开会还有%(left)d天，已满提前%(days)d天通知的要求。",
                values["left"],
            )
            % values,
            rules.source("notice"),
        )
        return
    reasoned = bool(meeting.short_notice) and not rules.notice_binding
    yield Check(
        "notice",
        False,
        ngettext(
            "距开会只有%(left)d天，应当提前%(days)d天通知。",
            "距开会只有%(left)d天，应当提前%(days)d天通知。",
            values["left"],
        )
        % values,
        rules.source("notice"),
        _("改开会时间。") if rules.notice_binding else _("改开会时间，或写明提前通知不足的原因。"),
        reverse("meeting_change", args=[meeting.pk]),
        stops=not reasoned,
    )


def _composition(meeting: Meeting, rules: kinds.Rules) -> Iterator[Check]:
    """Representatives are at least so large a share of the roll (4/5 since 2026)."""
    least = rules.representatives_least
    if not least.asks:
        return
    roll = meeting.roll.filter(entitled=True)
    entitled = roll.count()
    representatives = roll.filter(source=RollSource.REPRESENTATIVES).count()
    values = {"all": entitled, "some": representatives, "least": least.least(Heads(entitled))}
    met = entitled > 0 and least.met(representatives, Heads(entitled))
    yield Check(
        "composition",
        met,
        _("有表决权的%(all)d人中，居民代表%(some)d人，不得少于%(least)d人。") % values,
        rules.source("representatives_least"),
        _("补选居民代表。"),
        reverse("representatives", args=[meeting.organisation_id]),
        stops=False,
    )


def must_go_higher(item: AgendaItem) -> tuple[str, ...]:
    """Kinds of meeting of the same line to which this matter must go, when the meeting at hand is none of them."""
    meeting = item.meeting
    if item.matter in kinds.of(meeting.kind, meeting.day).matters or item.matter == Matter.GENERAL:
        return ()
    here = kinds.known(meeting.day)
    lines = PARTY_FORUMS if meeting.kind in PARTY_FORUMS else RESIDENTS_FORUMS
    if meeting.kind not in lines:
        return ()
    return tuple(key for key in lines if key in here and item.matter in here[key].matters)


PARTY_FORUMS = ("group", "committee", "party_lesson", "theme_day", "organisation_life", "members")
RESIDENTS_FORUMS = ("deliberation", "congress", "residents")
