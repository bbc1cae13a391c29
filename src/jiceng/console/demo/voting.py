"""Votes of the demonstration: a congress with raised hands and an election on paper and phones, a vote by name, and
what one community is talking about and meets for next."""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from jiceng.institutions.commands.evidence import weighed_later
from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days, is_working_day
from jiceng.meetings import commands
from jiceng.meetings.commands import Call
from jiceng.meetings.commands import votes as voting
from jiceng.meetings.enums import MeetingState
from jiceng.meetings.enums_votes import PollForm, PollWay, VoteBy
from jiceng.meetings.models import (
    AgendaItem,
    Attendance,
    Invitation,
    Meeting,
    Poll,
    RollEntry,
    Room,
    VoteTaken,
)
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation, Term
from jiceng.people.models import Account, Person

DAYS_AGO = 12
PHONES = 7  # how many of the representatives vote on their phones
WRITTEN_IN = "葛春梅"
SAID = (
    ("support", "坡道装在东侧，离停车位远，推轮椅方便。", "三号楼居民"),
    ("accept", "装哪边都行，别占消防通道。", "楼长"),
    ("object", "东侧下水井多，冬天结冰，建议西侧。", "一楼住户"),
)


def vote(seed: int, step: Callable[[str], None]) -> dict:
    """All in the community whose representative has an account; duties are weighed later by the caller."""
    step("votes")
    chance = random.Random(seed + 41)  # noqa: S311  # demonstration data, not secrets
    representative = Person.objects.get(account__username="daibiao")
    term = Term.objects.filter(person=representative, post__kind=PostKind.REPRESENTATIVE, valid_to=None)
    committee = term.select_related("post__organisation__territory").get().post.organisation
    branch = Organisation.objects.on(today()).get(kind=Kind.PARTY_BRANCH, territory=committee.territory)
    rooms = _rooms()
    with weighed_later():
        _congress(committee, chance)
        _by_name(branch)
        _talk(committee)
        _next(branch, rooms[committee.territory_id])
    return {"polls": Poll.objects.count()}


def _rooms() -> dict[int, Room]:
    """One room in each community."""
    places = Organisation.objects.on(today()).filter(kind=Kind.COMMUNITY).order_by("code", "pk")
    rows = Room.objects.bulk_create(
        Room(organisation=one, name="社区议事厅", seats=50, note="一楼，有投影") for one in places
    )
    return {one.organisation_id: one for one in rows}


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _held(kind: str, organisation: Organisation, days_ago: int, agenda: list[str]) -> Meeting:
    """A meeting that is on, some days ago, with everybody told and nine of ten there."""
    day = today() - timedelta(days=days_ago)
    while not is_working_day(day):
        day -= timedelta(days=1)
    begins = _moment(day, 14)
    call = Call(
        starts_at=begins, place="社区议事厅", chair=_leader(organisation), called_by=_leader(organisation)
    )
    meeting = commands.prepare(by=None, kind=kind, organisation=organisation, call=call, agenda=agenda)
    told = begins - timedelta(days=DAYS_AGO)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.OPEN,
        sealed_at=told,
        convened_at=told,
        frozen_at=begins,
        ends_at=begins + timedelta(minutes=90),
    )
    entries = list(meeting.roll.order_by("pk"))
    Invitation.objects.bulk_create(Invitation(entry=one, sent_at=told, seen_at=told) for one in entries)
    absent = {one.pk for one in entries[9::10]}
    Attendance.objects.bulk_create(
        Attendance(entry=one, came_at=begins, by="clerk") for one in entries if one.pk not in absent
    )
    meeting.refresh_from_db()
    return meeting


def _leader(organisation: Organisation) -> Person:
    leading = (PostKind.SECRETARY, PostKind.DIRECTOR)
    terms = Term.objects.on(today()).filter(post__organisation=organisation, post__kind__in=leading)
    return terms.select_related("person").order_by("post__kind", "pk")[0].person


def _here(meeting: Meeting) -> list[RollEntry]:
    rows = meeting.roll.filter(entitled=True, attendance__isnull=False).select_related("person")
    return list(rows.order_by("pk"))


def _congress(committee: Organisation, chance: random.Random) -> None:
    agenda = ["听取居民代表联系户办法的说明", "补选居民委员会委员"]
    meeting = _held("congress", committee, DAYS_AGO, agenda)
    hands, choosing = meeting.items.order_by("order")
    AgendaItem.objects.filter(pk=choosing.pk).update(matter="election")
    choosing.refresh_from_db()
    _hands(hands)
    winner = _election(choosing, chance)
    commands.decide(by=None, item=hands, text="居民代表每人联系十五户，每季度走访一次。", owner=meeting.chair)
    text = f"补选{winner}为居民委员会委员，任期与本届相同。"
    commands.decide(by=None, item=choosing, text=text, owner=meeting.chair)
    _end(meeting)
    post = {"title": f"{committee}居民代表会议决定事项", "text": f"1. 居民代表每人联系十五户。\n2. {text}"}
    commands.post(by=None, organisation=committee, meeting=meeting, **post)


def _end(meeting: Meeting) -> None:
    """Closed when it ended, with approved minutes; its votes bear the time of the meeting."""
    begins, ends = meeting.starts_at, meeting.starts_at + timedelta(minutes=90)
    commands.close_meeting(by=None, meeting=meeting)
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=ends)
    Poll.objects.filter(item__meeting=meeting).update(
        opened_at=begins + timedelta(minutes=40),
        closed_at=begins + timedelta(minutes=60),
        published_at=begins + timedelta(minutes=80),
    )
    minutes = commands.draft_minutes(by=None, meeting=meeting)
    chair = Account.objects.filter(person=meeting.chair).first()
    commands.approve_minutes(by=chair, minutes=minutes)


def _hands(item: AgendaItem) -> None:
    title = "通过居民代表联系户办法"
    poll = voting.prepare_poll(by=None, item=item, title=title, form=PollForm.MOTION, way=PollWay.HANDS)
    voting.open_poll(by=None, poll=poll)
    count = len(_here(item.meeting))
    lines = {"yes": count - 3, "no": 1, "abstain": 2}
    voting.fill_sheet(by=None, poll=poll, returned=count, void=0, lines=lines)
    voting.close_poll(by=None, poll=poll)
    voting.publish_poll(by=None, poll=poll)


def _election(item: AgendaItem, chance: random.Random) -> str:
    """Two candidates for one seat; some on phones, the rest on paper, one void, two name somebody else."""
    here = _here(item.meeting)
    voters = [one for one in here if one.post_kind == PostKind.REPRESENTATIVE]
    names = [voters[0].name, voters[1].name]
    tellers = [voters[-1], voters[-2]]
    title = "补选居民委员会委员一名"
    poll = voting.prepare_poll(
        by=None, item=item, title=title, form=PollForm.CHOICE, way=PollWay.SECRET, seats=1
    )
    voting.set_options(by=None, poll=poll, names=names)
    voting.name_tellers(by=None, poll=poll, people=[one.person_id for one in tellers])
    keys = {one.name: str(one.pk) for one in poll.options.all()}
    codes = []
    for one in tellers:
        codes.append(voting.take_code(by=_as(one), poll=poll))
        voting.check_code(by=_as(one), poll=poll, code=codes[-1])
    voting.open_poll(by=None, poll=poll)
    for number, one in enumerate(voters[:PHONES]):
        marks = {"chosen": [keys[chance.choices(names, (3, 1))[0]]]}
        if number == PHONES - 1:
            marks = {"chosen": [], "others": [WRITTEN_IN]}
        voting.cast_ballot(by=_as(one), poll=poll, entry=one, marks=marks)
    on_phones = {one.pk for one in voters[:PHONES]}
    on_paper = [one for one in here if one.pk not in on_phones]
    VoteTaken.objects.bulk_create(VoteTaken(poll=poll, entry=one, by=VoteBy.PAPER) for one in on_paper)
    voting.close_poll(by=None, poll=poll)
    for one, code in zip(tellers, codes, strict=True):
        voting.unlock(by=_as(one), poll=poll, code=code)
    valid = len(on_paper) - 1
    lines = {keys[names[0]]: valid - valid // 4 - 1, keys[names[1]]: valid // 4, f"+{WRITTEN_IN}": 1}
    for one in tellers:
        voting.fill_sheet(by=_as(one), poll=poll, returned=len(on_paper), void=1, lines=lines)
    poll.refresh_from_db()
    voting.publish_poll(by=None, poll=poll)
    return names[0]


def _as(entry: RollEntry) -> Account:
    """Whoever votes on the phone would have an account; here it is not kept."""
    return Account(username=entry.name, person=entry.person)


def _by_name(branch: Organisation) -> None:
    """In the branch committee, where one keeps out of it."""
    meeting = _held("committee", branch, 5, ["研究困难党员慰问名单"])
    item = meeting.items.get()
    poll = voting.prepare_poll(
        by=None, item=item, title="通过困难党员慰问名单", form=PollForm.MOTION, way=PollWay.NAMED
    )
    here = _here(meeting)
    voting.exclude(by=None, poll=poll, entry=here[-1], reason="名单中有本人亲属")
    voting.open_poll(by=None, poll=poll)
    for one in here[:-1]:
        voting.note_named(by=None, poll=poll, entry=one, marks={"motion": "yes"})
    voting.close_poll(by=None, poll=poll)
    voting.publish_poll(by=None, poll=poll)
    commands.decide(by=None, item=item, text="按名单走访慰问困难党员，月底前完成。", owner=meeting.chair)
    _end(meeting)


def _talk(committee: Organisation) -> None:
    """A resident's topic that is being talked about, one opinion still to be read."""
    topic = commands.hand_in(
        by=None,
        organisation=committee,
        kind="deliberation",
        title="三号楼单元门口装坡道",
        text="老人和推婴儿车的上下台阶不方便。",
        by_name="三号楼居民",
        public=True,
    )
    forum = commands.open_forum(
        by=None,
        topic=topic,
        question="坡道装在单元门的哪一侧？费用从社区公共资金出，是否同意？",
        concerned="三号楼住户和楼下商户",
        days=10,
    )
    for number, (stance, text, signed) in enumerate(SAID):
        row = commands.contribute(by=None, forum=forum, text=text, stance=stance, signed=signed)
        if number < len(SAID) - 1:
            commands.read_contribution(by=None, contribution=row, show=True)


def _next(branch: Organisation, room: Room) -> None:
    """The next committee meeting: everybody told, the room taken."""
    leader = _leader(branch)
    starts_at = _moment(add_working_days(today(), 3), 15)
    call = Call(starts_at=starts_at, called_by=leader, chair=leader, clerk=leader, room=room)
    agenda = ["研究下月组织生活安排", "研究走访老党员"]
    meeting = commands.prepare(by=None, kind="committee", organisation=branch, call=call, agenda=agenda)
    commands.convene(by=None, meeting=meeting)
