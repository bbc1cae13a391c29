"""Before the vote: the poll with its rule, candidates, tellers, who keeps out, who votes for whom."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.thresholds import Threshold
from jiceng.kernel.record import record
from jiceng.meetings import kinds
from jiceng.meetings.commands.state import LIVE
from jiceng.meetings.commands.state import keeping as keeping_meeting
from jiceng.meetings.commands.votes.state import keeping
from jiceng.meetings.enums_votes import PollForm, PollState, PollWay
from jiceng.meetings.models import (
    AgendaItem,
    Poll,
    PollExclusion,
    PollOption,
    PollProxy,
    PollTeller,
    RollEntry,
    VoteTaken,
)
from jiceng.meetings.votes.deciding import least_candidates
from jiceng.meetings.votes.lawful import VoteRule, rule_of
from jiceng.meetings.votes.strokes import stroke_key
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def prepare_poll(
    *,
    by,
    item: AgendaItem,
    title: str,
    form: str,
    way: str,
    seats: int = 0,
    phones: bool = True,
    audience: Sequence[str] = (),
) -> Poll:
    """A vote on an item, under the rule of the meeting's day. Grades go to everybody entitled on the roll unless
    others are named later. `audience`: sources of the roll whose people alone vote."""
    meeting = keeping_meeting(by, item.meeting, *LIVE)
    rule = rule_of(kinds.of(meeting.kind, meeting.day), item.matter, form, meeting.day)
    _must_fit(form, way, seats, rule)
    poll = Poll.objects.create(
        item=item,
        title=title.strip()[:160] or item.title,
        form=form,
        way=way,
        seats=seats if form == PollForm.CHOICE else 0,
        phones=phones,
        audience="+".join(sorted(audience)),
        scale=rule.scale,
        least_candidates=least_candidates(seats, rule.over) if form == PollForm.CHOICE else 0,
        most_proxies=rule.most_proxies,
        written=rule.written,
        write_ins=rule.write_ins and form == PollForm.CHOICE,
        drops_excluded=rule.drops,
        source=rule.source[:200],
        made_by=by,
        **shares("quorum", rule.asked.quorum),
        **shares("majority", rule.asked.majority),
        cap_num=rule.asked.cap.num,
        cap_den=rule.asked.cap.den,
    )
    record(by=by, verb="meetings.prepare_poll", target=poll, after={"form": form, "way": way, "seats": seats})
    if form == PollForm.GRADES:
        members = meeting.roll.filter(entitled=True).exclude(person=None)
        write_options(poll, [(entry.name, entry.person_id) for entry in members])
    return poll


def shares(name: str, asked: Threshold) -> dict:
    """A threshold as the columns of a poll."""
    return {
        f"{name}_num": asked.num,
        f"{name}_den": asked.den,
        f"{name}_strict": asked.strict,
        f"{name}_base": asked.base,
    }


def _must_fit(form: str, way: str, seats: int, rule: VoteRule) -> None:
    if rule.secret and way != PollWay.SECRET:
        raise ImpossibleError(_("依据%(source)s，这一事项须无记名投票。") % {"source": rule.source})
    if way == PollWay.HANDS and form != PollForm.MOTION:
        raise ImpossibleError(_("举手表决只用于议案；选举和评定等次请用投票。"))
    if form == PollForm.GRADES and way != PollWay.SECRET:
        raise ImpossibleError(_("评定等次须无记名投票。"))
    if form == PollForm.CHOICE and seats < 1:
        raise ImpossibleError(_("请填应选名额。"))


@transaction.atomic
def set_options(*, by, poll: Poll, names: Sequence[str]) -> list[PollOption]:
    """The candidates, or those whom grades are given to, in stroke order of surnames. A name that stands once on the
    roll is that person."""
    row = keeping(by, poll, PollState.PREPARED)
    if row.form == PollForm.MOTION:
        raise ImpossibleError(_("议案没有候选人。"))
    wanted = [name.strip()[:60] for name in names if name.strip()]
    if len(set(wanted)) != len(wanted):
        raise ImpossibleError(_("有重复的姓名。"))
    people: dict[str, list[int]] = {}
    for entry in row.item.meeting.roll.filter(name__in=wanted).exclude(person=None):
        people.setdefault(entry.name, []).append(entry.person_id)
    found = {name: ids[0] for name, ids in people.items() if len(ids) == 1}
    made = write_options(row, [(name, found.get(name)) for name in wanted])
    record(by=by, verb="meetings.set_options", target=row, after={"names": [one.name for one in made]})
    return made


def write_options(poll: Poll, wanted: list[tuple[str, int | None]]) -> list[PollOption]:
    poll.options.all().delete()
    ordered = sorted(wanted, key=lambda pair: stroke_key(pair[0]))
    return PollOption.objects.bulk_create(
        PollOption(poll=poll, name=name, person_id=person, order=number)
        for number, (name, person) in enumerate(ordered, 1)
    )


@transaction.atomic
def drop_option(*, by, option: PollOption) -> None:
    row = keeping(by, option.poll, PollState.PREPARED)
    record(by=by, verb="meetings.drop_option", target=row, before={"name": option.name})
    option.delete()


@transaction.atomic
def name_tellers(*, by, poll: Poll, people: Sequence[int]) -> list[PollTeller]:
    """The two tellers, from the roll; a candidate cannot count the votes for himself. Named anew: codes taken before
    no longer open anything."""
    row = keeping(by, poll, PollState.PREPARED)
    if row.way != PollWay.SECRET:
        raise ImpossibleError(_("只有无记名投票需要计票人。"))
    known = set(row.item.meeting.roll.filter(person__in=people).values_list("person_id", flat=True))
    if len(set(people)) != 2 or set(people) != known:
        raise ImpossibleError(_("请从名册中选两名不同的计票人。"))
    if row.form == PollForm.CHOICE and row.options.filter(person__in=people).exists():
        raise ImpossibleError(_("候选人不能担任计票人。"))
    row.tellers.all().delete()
    made = PollTeller.objects.bulk_create(
        PollTeller(poll=row, number=number, person_id=person) for number, person in enumerate(people, 1)
    )
    record(by=by, verb="meetings.name_tellers", target=row, after={"people": list(people)})
    return made


@transaction.atomic
def exclude(*, by, poll: Poll, entry: RollEntry, reason: str) -> PollExclusion:
    """The chair sees a conflict of interest: the person does not vote, and the page says why."""
    row = keeping(by, poll, PollState.PREPARED, PollState.OPEN)
    return exclude_entry(by, row, entry, reason, declared=False)


def exclude_entry(by, poll: Poll, entry: RollEntry, reason: str, *, declared: bool) -> PollExclusion:
    """Of a poll that is locked already."""
    if not reason.strip():
        raise ImpossibleError(_("请写明回避事由。"))
    if not poll.electorate().filter(pk=entry.pk).exists():
        raise ImpossibleError(_("这个人在本次会议没有表决权。"))
    if VoteTaken.objects.filter(poll=poll, entry=entry).exists():
        raise ImpossibleError(_("%(name)s已经投票，不能再回避。") % {"name": entry.name})
    if poll.proxies.filter(giver=entry).exists() or poll.proxies.filter(holder=entry).exists():
        raise ImpossibleError(_("%(name)s有委托投票，请先取消委托。") % {"name": entry.name})
    made, _new = PollExclusion.objects.update_or_create(
        poll=poll, entry=entry, defaults={"reason": reason.strip()[:200], "declared": declared}
    )
    after = {"name": entry.name, "reason": made.reason, "declared": declared}
    record(by=by, verb="meetings.exclude", target=poll, after=after)
    return made


@transaction.atomic
def drop_exclusion(*, by, exclusion: PollExclusion) -> None:
    row = keeping(by, exclusion.poll, PollState.PREPARED, PollState.OPEN)
    record(by=by, verb="meetings.drop_exclusion", target=row, before={"name": exclusion.entry.name})
    exclusion.delete()


@transaction.atomic
def entrust(*, by, poll: Poll, giver: RollEntry, holder: RollEntry, written_on: date) -> PollProxy:
    """A proxy in writing, where the rule knows proxies at all; not to a candidate, not passed on."""
    row = keeping(by, poll, PollState.PREPARED)
    if not row.most_proxies:
        raise ImpossibleError(_("依据%(source)s，这次表决不得委托投票。") % {"source": row.source})
    if row.electorate().filter(pk__in=(giver.pk, holder.pk)).count() < len({giver.pk, holder.pk}):
        raise ImpossibleError(_("委托人和受托人都须在名册上有表决权。"))
    if row.options.filter(person__isnull=False, person=holder.person_id).exists():
        raise ImpossibleError(_("候选人不能接受委托。"))
    if row.proxies.filter(giver=holder).exists() or row.proxies.filter(holder=giver).exists():
        raise ImpossibleError(_("委托不能转托。"))
    if row.exclusions.filter(entry__in=(giver, holder)).exists():
        raise ImpossibleError(_("回避的人不能委托，也不能受托。"))
    if row.proxies.filter(holder=holder).count() >= row.most_proxies:
        raise ImpossibleError(
            ngettext("每人最多接受%(most)s份委托。", "每人最多接受%(most)s份委托。", row.most_proxies)
            % {"most": row.most_proxies}
        )
    if row.proxies.filter(giver=giver).exists() or giver.pk == holder.pk:
        raise ImpossibleError(_("每人只能委托一次，且须委托他人。"))
    if written_on > row.item.meeting.day:
        raise ImpossibleError(_("委托书的日期晚于会议日期。"))
    made = PollProxy.objects.create(poll=row, giver=giver, holder=holder, written_on=written_on)
    after = {"giver": giver.name, "holder": holder.name, "written_on": written_on}
    record(by=by, verb="meetings.entrust", target=row, after=after)
    return made


@transaction.atomic
def drop_proxy(*, by, proxy: PollProxy) -> None:
    row = keeping(by, proxy.poll, PollState.PREPARED)
    record(by=by, verb="meetings.drop_proxy", target=row, before={"giver": proxy.giver.name})
    proxy.delete()
