"""The assignment of all communities at once: proposed by the programme, edited by hand, decided, made a document."""

from collections import Counter
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.documents import commands as documents
from jiceng.documents.models import Document, Series
from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.commands.timing import must_follow
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person
from jiceng.responsibility import paper
from jiceng.responsibility.assigning import NobodyFits, RunnerUp, assign, runner_up, terms
from jiceng.responsibility.commands.contacts import Ground, must_not_be_barred, put_in_charge
from jiceng.responsibility.commands.state import name_of
from jiceng.responsibility.enums import ProposalState
from jiceng.responsibility.models import Conflict, ContactPoint, Profile, Proposal, ProposalLine
from jiceng.responsibility.norms import norms
from jiceng.responsibility.queries import assignment as queries
from jiceng.responsibility.rules import may_approve, may_keep, of_county_rank


@transaction.atomic
def keep_profile(*, by, person: Person, fields: tuple[str, ...], most: int) -> Profile:
    must(by, may_keep, None, _("无权安排联系点。"))
    row, _new = Profile.objects.update_or_create(
        person=person, defaults={"fields": sorted(fields), "most": most}
    )
    record(by=by, verb="responsibility.profile", target=row, after={"fields": row.fields, "most": most})
    return row


@transaction.atomic
def declare_conflict(
    *, by, person: Person, community: Organisation, kind: str, why: str, on: date
) -> Conflict:
    """From the day on the leader is not proposed for the community."""
    must(by, may_keep, None, _("无权安排联系点。"))
    if Conflict.objects.filter(person=person, community=community, kind=kind, valid_to=None).exists():
        raise ImpossibleError(_("已经登记过这项回避。"))
    row = Conflict.objects.create(
        person=person, community=community, kind=kind, why=why.strip()[:200], valid_from=on
    )
    record(by=by, verb="responsibility.conflict", target=row, why=row.why, after={"kind": kind})
    return row


@transaction.atomic
def lift_conflict(*, by, conflict: Conflict, why: str, on: date) -> Conflict:
    """What was declared holds no more from the day on; kin whom the files name go on counting."""
    must(by, may_keep, None, _("无权安排联系点。"))
    row = Conflict.objects.select_for_update().get(pk=conflict.pk)
    if row.valid_to is not None:
        raise ImpossibleError(_("这项回避已经解除。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    must_follow(row.valid_from, on)
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    record(by=by, verb="responsibility.lift_conflict", target=row, why=why, after={"on": on})
    return row


@transaction.atomic
def propose_assignment(*, by, on: date) -> Proposal:
    """Reckon the best assignment for the day and keep it with its reasons."""
    must(by, may_keep, None, _("无权安排联系点。"))
    leaders, places, weights = queries.leaders(on), queries.places(on), queries.weights()
    try:
        best = assign(leaders, places, weights)
    except NobodyFits as error:
        names = Organisation.objects.filter(pk__in=error.places).values_list("name", flat=True)
        raise ImpossibleError(
            _("这些社区没有可选的领导：%(names)s。") % {"names": "、".join(names)}
            if names
            else _("领导人数不够，或回避太多，排不出方案。")
        ) from error
    row = Proposal.objects.create(
        on=on, points=best.points, proved=best.proved, weights=norms().weights, made_by=by
    )
    by_key = {one.key: one for one in leaders}
    ProposalLine.objects.bulk_create(
        ProposalLine(
            proposal=row,
            community_id=place.key,
            proposed_id=best.chosen[place.key],
            leader_id=best.chosen[place.key],
            terms=terms(by_key[best.chosen[place.key]], place, weights),
            runner_up=_told(runner_up(leaders, places, weights, best, place.key)),
        )
        for place in places
    )
    record(by=by, verb="responsibility.propose", target=row, after={"points": best.points, "on": on})
    return row


def _told(other: RunnerUp | None) -> dict:
    """The runner-up in names, as it is read later."""
    if other is None:
        return {}
    people = Person.objects.in_bulk([other.leader, *(leader for _place, leader in other.changes)])
    communities = Organisation.objects.in_bulk([place for place, _leader in other.changes])
    changes = [[communities[place].name, people[leader].name] for place, leader in other.changes]
    return {"name": people[other.leader].name, "more": other.more, "changes": changes}


def _draft(proposal: Proposal) -> Proposal:
    row = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if row.state != ProposalState.DRAFT:
        raise ImpossibleError(_("方案已经决定。"))
    return row


@transaction.atomic
def edit_line(*, by, line: ProposalLine, leader: Person, why: str) -> ProposalLine:
    """Another leader by hand, with the reason; conflicts and rank still hold. The points become those of the leader who
    stands there now; those of the proposed one are kept beside (`runner_up["proposed"]`)."""
    must(by, may_keep, None, _("无权安排联系点。"))
    proposal = _draft(line.proposal)
    if not of_county_rank(proposal.on).filter(pk=leader.pk).exists():
        raise ImpossibleError(_("%(name)s不任县级领导职务。") % {"name": leader.name})
    must_not_be_barred(leader, line.community, proposal.on)
    if leader.pk != line.proposed_id and not why.strip():
        raise ImpossibleError(_("请写明改动理由。"))
    line.runner_up = {"proposed": sum(line.terms.values()), **line.runner_up}
    line.terms = _terms_of(leader, line, proposal.on)
    line.leader, line.why = leader, why.strip()[:300] if leader.pk != line.proposed_id else ""
    line.save(update_fields=["leader", "why", "terms", "runner_up"])
    record(by=by, verb="responsibility.edit_line", target=line, why=why, after={"leader": leader.name})
    return line


def _terms_of(leader: Person, line: ProposalLine, on: date) -> dict[str, int]:
    candidate = next(one for one in queries.leaders(on) if one.key == leader.pk)
    place = next(one for one in queries.places(on) if one.key == line.community_id)
    return terms(candidate, place, queries.weights())


def _must_bear(proposal: Proposal) -> None:
    """Nobody gets more communities than they may have."""
    load = Counter(proposal.lines.values_list("leader", flat=True))
    for one in queries.leaders(proposal.on):
        if load[one.key] > one.most:
            words = {"name": Person.objects.get(pk=one.key).name, "most": one.most, "many": load[one.key]}
            raise ImpossibleError(_("%(name)s最多联系%(most)d个社区，方案里有%(many)d个。") % words)


@transaction.atomic
def decide_assignment(*, by, proposal: Proposal, number: str = "") -> Proposal:
    """A county leader decides; what differs from today is changed from the day of the proposal, the rest stays."""
    must(by, may_approve, None, _("无权决定联系点安排。"))
    row = _draft(proposal)
    _must_bear(row)
    ground = Ground(row.on, number, _("联系点安排方案"))
    held = dict(ContactPoint.objects.on(row.on).values_list("community", "leader"))
    for line in row.lines.select_related("community", "leader"):
        must_not_be_barred(line.leader, line.community, row.on)
        if held.get(line.community_id) != line.leader_id:
            put_in_charge(by=None, community=line.community, leader=line.leader, ground=ground)
    row.state, row.decided_at, row.decided_by_name = ProposalState.DECIDED, timezone.now(), name_of(by)
    row.save()
    record(by=by, verb="responsibility.decide_assignment", target=row, after={"on": row.on})
    return row


@transaction.atomic
def draft_paper(*, by, proposal: Proposal, series: Series) -> Document:
    """The decided assignment as the draft of an official notice with its table; it then goes the way of documents."""
    must(by, may_keep, None, _("无权安排联系点。"))
    row = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if row.state != ProposalState.DECIDED:
        raise ImpossibleError(_("方案决定后才能起草公文。"))
    if row.document_id:
        raise ImpossibleError(_("已经起草过公文。"))
    row.document = documents.draft(
        by=by, organisation=series.organisation, series=series, words=paper.words(row)
    )
    row.save(update_fields=["document"])
    record(by=by, verb="responsibility.draft_paper", target=row, after={"document": row.document_id})
    return row.document
