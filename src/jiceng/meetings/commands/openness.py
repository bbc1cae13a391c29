"""What is posted for residents: at least fifteen days, no personal data, taken down not before its end."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.commands.evidence import add_marks, attest
from jiceng.kernel.access import must
from jiceng.kernel.floods import origin_of
from jiceng.kernel.pages import today
from jiceng.kernel.record import kind_of, record
from jiceng.meetings import kinds
from jiceng.meetings.commands.minutes import digest_of
from jiceng.meetings.commands.state import must_stay_out
from jiceng.meetings.commands.topics import hold_off_floods
from jiceng.meetings.enums import MeetingState, Openness
from jiceng.meetings.masking import personal_data
from jiceng.meetings.models import Decision, Meeting, Objection, Posting
from jiceng.meetings.models.results import SHORTEST_POSTING
from jiceng.meetings.rules import may_post
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import BRANCHES
from jiceng.organisations.models import Organisation

OBJECTION_DAYS = 3


@transaction.atomic
def post(
    *,
    by,
    organisation: Organisation,
    title: str,
    text: str,
    kind: str = Openness.DECISIONS,
    days: int = SHORTEST_POSTING,
    meeting: Meeting | None = None,
    decision: Decision | None = None,
) -> Posting:
    """From today, both days included. Refused while the text still bears a personal number; each is named with its
    line. Source: Organic Law of Urban Residents' Committees (2025), openness."""
    must(by, may_post, organisation, _("无权公开这个组织的事项。"))
    known = meeting.pk if meeting else (decision.meeting_id if decision else None)
    meeting = Meeting.objects.get(pk=known) if known else None
    least = max(SHORTEST_POSTING, kinds.of(meeting.kind, meeting.day).posted_days if meeting else 0)
    if days < least:
        raise ImpossibleError(
            ngettext("公开不得少于%(days)d天。", "公开不得少于%(days)d天。", least) % {"days": least}
        )
    if not title.strip() or not text.strip():
        raise ImpossibleError(_("请填标题和内容。"))
    must_stay_out(title, text)
    text = text.replace("\r\n", "\n").strip()
    found = personal_data(f"{title}\n{text}")
    if found:
        raise ImpossibleError(
            [
                _("第%(line)d行有%(label)s，应遮挡为%(masked)s。")
                % {"line": max(1, one.line - 1), "label": one.label, "masked": one.masked}
                for one in found
            ]
        )
    if meeting and (meeting.state != MeetingState.CLOSED or meeting.organisation_id != organisation.pk):
        raise ImpossibleError(_("会议结束后才能公开结果。"))
    row = Posting.objects.create(
        organisation=organisation,
        meeting=meeting,
        decision=decision,
        kind=kind,
        title=title.strip()[:120],
        text=text,
        slug=secrets.token_hex(6),
        sha256=digest_of(text),
        posted_on=today(),
        days=days,
        until=today() + timedelta(days=days - 1),
        posted_by=by,
    )
    _attest(row)
    record(by=by, verb="meetings.post", target=row, after={"until": row.until, "sha256": row.sha256})
    return row


def _attest(row: Posting) -> None:
    """For the decision, or for each of the meeting's that must be posted: a duty to post one is answered by it."""
    if row.meeting_id:
        add_marks(source=row.meeting, marks=["posted"])
    decisions = [row.decision] if row.decision_id else []
    if row.meeting_id and not decisions:
        decisions = list(row.meeting.decisions.filter(to_be_posted=True))
    for subject in [f"{kind_of(one)}:{one.pk}" for one in decisions] or [""]:
        _state(row, "openness.posted", row.posted_on, ["board"], subject)
    if row.organisation.kind in BRANCHES:
        _state(row, "openness.party", row.posted_on, ["board"])


def _state(row: Posting, kind: str, on: date, marks: list[str], subject: str = "") -> None:
    attest(
        kind=kind,
        organisation=row.organisation,
        on=on,
        source=row,
        source_url=reverse("posting", args=[row.slug]),
        marks=marks,
        subject=subject,
    )


@transaction.atomic
def take_down(*, by, posting: Posting) -> Posting:
    """After its last day only; the page says that it was posted, and until when."""
    must(by, may_post, posting, _("无权撤下这项公开。"))
    row = Posting.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=posting.pk)
    if row.taken_down_on:
        raise ImpossibleError(_("已经撤下。"))
    if today() <= row.until:
        values = {"until": row.until.isoformat(), "days": row.days}
        raise ImpossibleError(
            ngettext(
                "公开满%(days)d天，到%(until)s为止，期满前不能撤下。",
                "公开满%(days)d天，到%(until)s为止，期满前不能撤下。",
                row.days,
            )
            % values
        )
    row.taken_down_on = today()
    row.save(update_fields=["taken_down_on"])
    _state(row, "openness.taken_down", row.taken_down_on, ["fifteen_days"])
    record(by=by, verb="meetings.take_down", target=row)
    return row


@transaction.atomic
def object_to(*, by, posting: Posting, text: str, signed: str = "", address: str = "") -> Objection:
    """By anybody, without account, while it is posted; answered within three days."""
    row = Posting.objects.select_for_update().get(pk=posting.pk)
    if row.taken_down_on or today() > row.until:
        raise ImpossibleError(_("公开期已过，有意见请到社区反映。"))
    if not text.strip():
        raise ImpossibleError(_("请写异议内容。"))
    origin = origin_of(address, "topic")
    hold_off_floods(Objection.objects, origin, "at")
    last = row.objections.aggregate(last=Max("number"))["last"] or 0
    objection = Objection.objects.create(
        posting=row,
        number=last + 1,
        text=text.strip()[:2000],
        signed=signed.strip()[:40],
        origin=origin,
        due_on=today() + timedelta(days=OBJECTION_DAYS),
    )
    _attest_objection(objection, "objection.raised")
    record(by=by, verb="meetings.object_to", target=objection)
    return objection


def _attest_objection(objection: Objection, kind: str, marks: tuple[str, ...] = ()) -> None:
    attest(
        kind=kind,
        organisation=objection.posting.organisation,
        on=today(),
        source=objection,
        source_url=reverse("posting", args=[objection.posting.slug]),
        subject=f"meetings.objection:{objection.pk}",
        marks=marks,
    )


@transaction.atomic
def answer_objection(*, by, objection: Objection, answer: str) -> Objection:
    """Shown with the posting."""
    must(by, may_post, objection.posting, _("无权答复这条异议。"))
    row = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("posting__organisation")
        .get(pk=objection.pk)
    )
    if row.answered_on:
        raise ImpossibleError(_("这条异议已经答复。"))
    if not answer.strip():
        raise ImpossibleError(_("请写答复内容。"))
    row.answer, row.answered_by, row.answered_on = answer.strip()[:2000], by, today()
    row.save()
    _attest_objection(row, "objection.answered", ("answer",))
    record(by=by, verb="meetings.answer_objection", target=row)
    return row
