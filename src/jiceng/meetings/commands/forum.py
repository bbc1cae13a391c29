"""A forum on a topic: opened, contributed to, each contribution read by a person, ended, carried out."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.commands.evidence import attest
from jiceng.kernel.access import must
from jiceng.kernel.floods import origin_of
from jiceng.kernel.pages import today
from jiceng.kernel.record import kind_of, record
from jiceng.meetings.commands.topics import hold_off_floods
from jiceng.meetings.enums import ContributionState, ForumOutcome, TopicState
from jiceng.meetings.masking import personal_data
from jiceng.meetings.models import Contribution, Forum, Topic
from jiceng.meetings.queries.forum import forums_for
from jiceng.meetings.rules import may_post, may_talk
from jiceng.organisations.commands import ImpossibleError
from jiceng.people.models import Person

SHORTEST, LONGEST = 3, 60  # days in which one can contribute


@transaction.atomic
def open_forum(*, by, topic: Topic, question: str, concerned: str, days: int) -> Forum:
    """From today, `days` days. Whoever handed the topic in has their answer with it: it is being talked about."""
    must(by, may_talk, topic.organisation, _("无权就这个议题组织讨论。"))
    row = Topic.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=topic.pk)
    if row.state not in {TopicState.OPEN, TopicState.PUT_OFF}:
        raise ImpossibleError(_("这个议题已经处理。"))
    if Forum.objects.filter(topic=row).exists():
        raise ImpossibleError(_("这个议题已经讨论过。"))
    if not SHORTEST <= days <= LONGEST:
        raise ImpossibleError(
            ngettext("讨论时间为%(least)d到%(most)d天。", "讨论时间为%(least)d到%(most)d天。", LONGEST)
            % {"least": SHORTEST, "most": LONGEST}
        )
    if not question.strip() or not concerned.strip():
        raise ImpossibleError(_("请写明商量什么、涉及哪些人。"))
    must_be_impersonal(f"{row.title}\n{row.text}\n{question}")
    made = Forum.objects.create(
        topic=row,
        question=question.strip()[:1000],
        concerned=concerned.strip()[:200],
        slug=secrets.token_hex(6),
        opened_on=today(),
        until=today() + timedelta(days=days - 1),
        opened_by=by,
    )
    row.state, row.settled_on, row.missed = TopicState.FORUM, today(), None
    row.reason = ""
    row.save(update_fields=["state", "settled_on", "missed", "reason"])
    _answered(row)
    record(by=by, verb="meetings.open_forum", target=made, after={"until": made.until})
    return made


def _answered(topic: Topic) -> None:
    attest(
        kind="topic.answered",
        organisation=topic.organisation,
        on=today(),
        source=topic,
        source_url=reverse("topic", args=[topic.pk]),
        subject=f"{kind_of(topic)}:{topic.pk}",
        marks=["answer"],
    )


def must_be_impersonal(text: str) -> None:
    """Refused while the text bears a personal number, with each one named."""
    found = personal_data(text)
    if found:
        raise ImpossibleError(
            [
                _("会公开给大家看，请去掉%(label)s（%(masked)s）。")
                % {"label": one.label, "masked": one.masked}
                for one in found
            ]
        )


@transaction.atomic
def contribute(
    *, by, forum: Forum, text: str, stance: str = "", signed: str = "", stratum: str = "", address: str = ""
) -> Contribution:
    """By anybody concerned, without account, while it lasts; shown once a person has read it."""
    row = Forum.objects.select_for_update(of=("self",)).select_related("topic").get(pk=forum.pk)
    if row.ended_on or today() > row.until:
        raise ImpossibleError(_("讨论已经截止，有意见请到社区反映。"))
    if not text.strip():
        raise ImpossibleError(_("请写意见。"))
    must_be_impersonal(f"{signed}\n{text}")
    origin = origin_of(address, "topic")
    hold_off_floods(Contribution.objects, origin, "at")
    last = row.contributions.aggregate(last=Max("number"))["last"] or 0
    made = Contribution.objects.create(
        forum=row,
        number=last + 1,
        text=text.replace("\r\n", "\n").strip()[:2000],
        stance=stance,
        signed=signed.strip()[:40],
        stratum=stratum,
        person=getattr(by, "person", None),
        origin=origin,
    )
    record(by=by, verb="meetings.contribute", target=row, after={"number": made.number})
    return made


@transaction.atomic
def read_contribution(
    *, by, contribution: Contribution, show: bool, reason: str = "", reply: str = ""
) -> Contribution:
    """Show it, or hold it back with a reason that residents see in its place. A person may decide anew until the
    forum has ended."""
    must(by, may_talk, contribution.forum, _("无权审看这场讨论的意见。"))
    row = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("forum__topic")
        .get(pk=contribution.pk)
    )
    if row.forum.ended_on:
        raise ImpossibleError(_("讨论已经结束。"))
    if not show and not reason.strip():
        raise ImpossibleError(_("不公开请写明理由，理由会登出来。"))
    row.state = ContributionState.SHOWN if show else ContributionState.HELD
    row.reason, row.reply = "" if show else reason.strip()[:200], reply.strip()[:1000]
    row.read_by, row.read_on = by, today()
    row.save(update_fields=["state", "reason", "reply", "read_by", "read_on"])
    record(by=by, verb="meetings.read_contribution", target=row, after={"state": row.state}, why=row.reason)
    return row


@transaction.atomic
def end_forum(
    *, by, forum: Forum, outcome: str, result: str, owner: Person | None, due_on: date | None, kind: str = ""
) -> Forum:
    """With its result: carried out by somebody until a day, put to a meeting of `kind` of the same organisation, or
    not taken up and why. Every contribution must have been read before."""
    must(by, may_post, forum.topic.organisation, _("无权结束这场讨论。"))
    row = Forum.objects.select_for_update(of=("self",)).select_related("topic__organisation").get(pk=forum.pk)
    _must_be_ready(row, outcome, result, owner, due_on, kind)
    row.ended_on, row.outcome, row.result = today(), outcome, result.strip()[:2000]
    if outcome == ForumOutcome.CARRY_OUT:
        row.owner, row.due_on = owner, due_on
    row.save(update_fields=["ended_on", "outcome", "result", "owner", "due_on"])
    _settle(row, kind)
    _attest(row, "deliberation.result", today())
    record(by=by, verb="meetings.end_forum", target=row, after={"outcome": outcome}, why=row.result)
    return row


def _must_be_ready(row: Forum, outcome, result, owner, due_on, kind: str) -> None:
    if row.ended_on:
        raise ImpossibleError(_("讨论已经结束。"))
    waiting = row.contributions.filter(state=ContributionState.WAITING).count()
    if waiting:
        raise ImpossibleError(
            ngettext("还有%(count)d条意见没有审看。", "还有%(count)d条意见没有审看。", waiting)
            % {"count": waiting}
        )
    if outcome not in ForumOutcome.values or not result.strip():
        raise ImpossibleError(_("请选择结果并写明说明。"))
    must_be_impersonal(result)
    if outcome == ForumOutcome.CARRY_OUT and (owner is None or due_on is None or due_on < today()):
        raise ImpossibleError(_("组织落实的，请写明负责人和今后的完成期限。"))
    if outcome == ForumOutcome.TO_MEETING and kind not in dict(forums_for(row.topic.organisation)):
        raise ImpossibleError(_("请选择提交哪一种会议。"))


def _settle(row: Forum, kind: str) -> None:
    """The topic is answered by the result, or waits for the next meeting of the kind, whose agenda takes it up by
    itself."""
    topic = row.topic
    if row.outcome == ForumOutcome.TO_MEETING:
        topic.kind, topic.state, topic.settled_on = kind, TopicState.OPEN, None
    else:
        topic.state, topic.settled_on = TopicState.ANSWERED, today()
    topic.reason = row.result[:500]
    topic.save(update_fields=["kind", "state", "settled_on", "reason"])


def _attest(row: Forum, kind: str, on: date, marks=()) -> None:
    attest(
        kind=kind,
        organisation=row.topic.organisation,
        on=on,
        source=row,
        source_url=reverse("forum", args=[row.slug]),
        subject=f"{kind_of(row)}:{row.pk}",
        marks=marks,
    )


@transaction.atomic
def note_carried_out(*, by, forum: Forum, done: str) -> Forum:
    """What was done; residents read it on the forum's page."""
    if by is not None and by.person_id != forum.owner_id:
        must(by, may_talk, forum.topic.organisation, _("这不是您负责的事项。"))
    row = Forum.objects.select_for_update(of=("self",)).select_related("topic__organisation").get(pk=forum.pk)
    if row.outcome != ForumOutcome.CARRY_OUT or row.done_on:
        raise ImpossibleError(_("没有等待落实的结果。"))
    if not done.strip():
        raise ImpossibleError(_("请写落实情况。"))
    must_be_impersonal(done)
    row.done, row.done_on = done.strip()[:2000], today()
    row.save(update_fields=["done", "done_on"])
    _attest(row, "deliberation.carried_out", row.done_on, ["result"])
    record(by=by, verb="meetings.note_carried_out", target=row, after={"done": row.done})
    return row
