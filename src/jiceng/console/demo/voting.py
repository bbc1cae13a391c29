"""Votes of the demonstration: a congress with raised hands and an election on paper and phones, a vote by name, a
matter on its way through the four steps and two openings, and what one community talks about and meets for next."""

import random
from collections.abc import Callable

from jiceng.console.demo import flow
from jiceng.console.demo.holding import ended, held, leader_of, moment, present
from jiceng.institutions.commands.evidence import weighed_later
from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days
from jiceng.meetings import commands
from jiceng.meetings.commands import Call
from jiceng.meetings.commands import votes as voting
from jiceng.meetings.enums_votes import PollForm, PollWay, VoteBy
from jiceng.meetings.models import (
    AgendaItem,
    Flow,
    Poll,
    RollEntry,
    Room,
    VoteTaken,
)
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation, Term
from jiceng.organisations.rooms import Offered, offered
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
    with weighed_later():
        _congress(committee, chance, flow.set_out(branch))
        _by_name(branch)
        flow.propose_another(branch)
        _talk(committee)
        _next(branch, _room(committee.territory))
    return {"polls": Poll.objects.count()}


def _room(place: Organisation) -> Room | Offered:
    """A hall of the community; where it has none, a room that is lent for meetings."""
    halls = offered(place, today())
    return halls[0] if halls else Room.objects.create(organisation=place, name="物业会议室", seats=20)


def _congress(committee: Organisation, chance: random.Random, weighty: Flow) -> None:
    agenda = ["听取居民代表联系户办法的说明", "补选居民委员会委员", f"决议{weighty}"]
    meeting = held("congress", committee, DAYS_AGO, agenda)
    hands, choosing, lights = meeting.items.order_by("order")
    AgendaItem.objects.filter(pk=choosing.pk).update(matter="election")
    choosing.refresh_from_db()
    _hands(hands)
    winner = _election(choosing, chance)
    commands.decide(by=None, item=hands, text="居民代表每人联系十五户，每季度走访一次。", owner=meeting.chair)
    text = f"补选{winner}为居民委员会委员，任期与本届相同。"
    commands.decide(by=None, item=choosing, text=text, owner=meeting.chair)
    commands.decide(by=None, item=lights, text=f"通过{weighty}方案。", owner=meeting.chair)
    ended(meeting)
    told = f"1. 居民代表每人联系十五户。\n2. {text}\n3. 通过{weighty}方案：{weighty.text}"
    post = {"title": f"{committee}居民代表会议决定事项", "text": told}
    posting = commands.post(by=None, organisation=committee, meeting=meeting, **post)
    flow.decided(weighty, lights, posting)


def _hands(item: AgendaItem) -> None:
    title = "通过居民代表联系户办法"
    poll = voting.prepare_poll(by=None, item=item, title=title, form=PollForm.MOTION, way=PollWay.HANDS)
    voting.open_poll(by=None, poll=poll)
    count = len(present(item.meeting))
    lines = {"yes": count - 3, "no": 1, "abstain": 2}
    voting.fill_sheet(by=None, poll=poll, returned=count, void=0, lines=lines)
    voting.close_poll(by=None, poll=poll)
    voting.publish_poll(by=None, poll=poll)


def _election(item: AgendaItem, chance: random.Random) -> str:
    """Two candidates for one seat; some on phones, the rest on paper, one void, two name somebody else."""
    here = present(item.meeting)
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
    meeting = held("committee", branch, 5, ["研究困难党员慰问名单"])
    item = meeting.items.get()
    poll = voting.prepare_poll(
        by=None, item=item, title="通过困难党员慰问名单", form=PollForm.MOTION, way=PollWay.NAMED
    )
    here = present(meeting)
    voting.exclude(by=None, poll=poll, entry=here[-1], reason="名单中有本人亲属")
    voting.open_poll(by=None, poll=poll)
    for one in here[:-1]:
        voting.note_named(by=None, poll=poll, entry=one, marks={"motion": "yes"})
    voting.close_poll(by=None, poll=poll)
    voting.publish_poll(by=None, poll=poll)
    commands.decide(by=None, item=item, text="按名单走访慰问困难党员，月底前完成。", owner=meeting.chair)
    ended(meeting)


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


def _next(branch: Organisation, room: Room | Offered) -> None:
    """The next committee meeting: everybody told, the room taken."""
    leader = leader_of(branch)
    starts_at = moment(add_working_days(today(), 3), 15)
    call = Call(starts_at=starts_at, called_by=leader, chair=leader, clerk=leader, room=room)
    agenda = ["研究下月组织生活安排", "研究走访老党员"]
    meeting = commands.prepare(by=None, kind="committee", organisation=branch, call=call, agenda=agenda)
    commands.convene(by=None, meeting=meeting)
