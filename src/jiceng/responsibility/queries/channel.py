"""The whole way of a problem, instructions and what they cost the units, hand-overs, leading groups."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, DateField, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from jiceng.documents.rules import reached
from jiceng.documents.sources import FollowUp
from jiceng.institutions.models import Evidence
from jiceng.kernel.components import Event, Fact, Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.pages import end_of, number_in, today
from jiceng.kernel.words import strung
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation, Term
from jiceng.organisations.queries.names import organisations_on
from jiceng.organisations.rules.scope import reaches_all
from jiceng.responsibility.commands.channel import DECISION
from jiceng.responsibility.commands.groups import SESSION
from jiceng.responsibility.commands.handing import open_items
from jiceng.responsibility.enums import GroupRole, Level, ProblemState, Right, Step
from jiceng.responsibility.known import answers, costs
from jiceng.responsibility.models import GroupMember, Handover, Instruction, LeadingGroup, Problem, Target
from jiceng.responsibility.queries.matters import BY_EVIDENCE
from jiceng.responsibility.rules import communities_of, may_decide, may_keep, may_report

SHOWN = 5
YEAR = timedelta(days=366)
OUT = Q(instruction__withdrawn_at=None)
ORDER = list(GroupRole)
OFFICE_ROLES = {GroupRole.HEAD: gettext_lazy("主任"), GroupRole.DEPUTY: gettext_lazy("副主任")}


def moment(at) -> str:
    return localtime(at).strftime("%Y-%m-%d %H:%M")


def way(problem: Problem) -> list[Event]:
    """Each station with its time, and how long the problem lay there before."""
    events, before = [], None
    for one in problem.stations.select_related("group", "decision"):
        waited = (
            ngettext("停留%(days)d天", "停留%(days)d天", (one.at - before).days)
            % {"days": (one.at - before).days}
            if before
            else ""
        )
        title = f"{one.get_step_display()}　{one.get_level_display()}"
        group = one.group.name if one.group else ""
        decision = one.decision.source_name if one.decision else ""
        words = [group, decision, one.by_name, one.note, waited]
        url = one.decision.source_url if one.decision else ""
        events.append(Event(moment(one.at), title, "　".join(word for word in words if word), url))
        before = one.at
    return events


def community_to_raise(pk: int, *, seen_by) -> Organisation:
    rows = organisations_on(today()).filter(communities_of(seen_by, Right.RAISE), kind=Kind.COMMUNITY, pk=pk)
    found = rows.first()
    if found is None:
        raise Http404
    return found


def _ticket(**asked) -> Evidence | None:
    """What residents of a community keep asking for, as another app attested it."""
    rows = Evidence.objects.filter(kind=BY_EVIDENCE["ticket"], annulled_at=None, **asked)
    return rows.select_related("organisation__territory").first()


def raised_from(account, kind: str, source_id: str) -> FollowUp | None:
    """For the page of such a ticket: the way up, for whoever may report from its community."""
    found = _ticket(source_kind=kind, source_id=source_id)
    if found is None or not may_report.test(account):
        return None
    community = found.organisation.territory or found.organisation
    if not Organisation.objects.filter(communities_of(account, Right.RAISE), pk=community.pk).exists():
        return None
    url = f"{reverse('problem_raise', args=[community.pk])}?ticket={found.pk}"
    return FollowUp(_("向上反映问题"), url, "arrow-up", begins=True)


def words_of_ticket(number: str, community: Organisation) -> str:
    """What a report begins with that was asked for on the page of a ticket of this community."""
    pk = number_in(number)
    found = _ticket(pk=pk) if pk is not None else None
    own = found is not None and community.pk in {found.organisation_id, found.organisation.territory_id}
    return found.source_name if own else ""


def instructions_on(*, seen_by, as_of: date) -> QuerySet[Instruction]:
    """Those made by the day, with who had reported by then; with `as_of`."""
    rows = instructions(seen_by=seen_by, over=end_of(as_of)).filter(made_on__lte=as_of)
    return rows.annotate(as_of=Value(as_of, output_field=DateField()))


def instructions(*, seen_by, over: datetime | None = None) -> QuerySet[Instruction]:
    """All for the county; below it those that are out and go to an own community. `over` counts what was reported
    before that moment."""
    reported = Q(targets__done_at__isnull=False) if over is None else Q(targets__done_at__lt=over)
    rows = Instruction.objects.select_related("group").annotate(
        asked_of=Count("targets", distinct=True),
        reported=Count("targets", filter=reported, distinct=True),
    )
    if reaches_all(seen_by, Right.SEE):
        return rows
    mine = Organisation.objects.filter(communities_of(seen_by)).order_by().values("pk")
    own = Target.objects.filter(community__in=mine).values("instruction")
    return rows.filter(issued_at__isnull=False, pk__in=own)


def instruction_or_404(pk: int, *, seen_by) -> Instruction:
    found = instructions(seen_by=seen_by).filter(pk=pk).select_related("group", "problem").first()
    if found is None:
        raise Http404
    return found


def targets(instruction: Instruction, *, seen_by) -> list[Target]:
    rows = instruction.targets.select_related("community")
    if not reaches_all(seen_by, Right.SEE):
        mine = Organisation.objects.filter(communities_of(seen_by)).order_by()
        rows = rows.filter(community__in=mine.values("pk"))
    return list(rows)


def target_or_404(pk: int, *, seen_by) -> Target:
    mine = Organisation.objects.filter(communities_of(seen_by, Right.RAISE)).order_by()
    rows = Target.objects.filter(OUT, community__in=mine.values("pk"), instruction__issued_at__isnull=False)
    found = rows.filter(pk=pk).select_related("instruction", "community").first()
    if found is None:
        raise Http404
    return found


def instruction_facts(instruction: Instruction) -> list[Fact]:
    group, problem = instruction.group, instruction.problem
    rows = [
        Fact(_("下达"), group.name, reverse("leading_group", args=[group.pk])),
        Fact(_("提出日期"), instruction.made_on.isoformat()),
        Fact(_("下达时间"), moment(instruction.issued_at) if instruction.issued_at else _("待签发")),
        Fact(_("期限"), instruction.due_on.isoformat()),
    ]
    if instruction.withdrawn_at:
        rows.append(
            Fact(pgettext("状态", "撤回"), moment(instruction.withdrawn_at), note=instruction.withdrawn_why)
        )
    if problem is not None:
        rows.append(Fact(_("起因"), problem.text, reverse("contact_problem", args=[problem.pk])))
    return rows


def columns(instruction: Instruction, rows: list[Target]) -> list[tuple[Target, list[str]]]:
    """Each community with the answers to what was asked, in its order."""
    return [(one, [str(one.told.get(name, "")) for name in instruction.asked]) for one in rows]


def to_report(instruction: Instruction, rows: list[Target], account) -> set[int]:
    """Those of the rows that the account can report on now."""
    if instruction.withdrawn_at:
        return set()
    return {one.pk for one in rows if not one.done_at and may_report.test(account, one)}


def light_of(instruction: Instruction, as_of: date) -> tuple[str, str]:
    if instruction.withdrawn_at:
        return "none", _("已撤回")
    if instruction.issued_at is None:
        return "soon", _("待签发")
    if instruction.reported == instruction.asked_of:
        return "done", _("都已回报")
    if instruction.due_on < as_of:
        return "late", _("逾期")
    return "info", _("办理中")


def cost(instruction: Instruction, rows: list[Target], as_of: date) -> list[Figure]:
    """What the asking costs: fields that the units must fill, fields that the system knows already."""
    parts = costs(instruction.asked, [one.community for one in rows], as_of)
    fill, filled = sum(part[1] for part in parts), sum(part[2] for part in parts)
    return [
        Figure(_("单位要填的项"), fill, tone="soon" if fill else "done"),
        Figure(_("系统已经知道的项"), filled, tone="done" if filled else ""),
        Figure(_("已回报"), f"{sum(bool(one.done_at) for one in rows)}/{len(rows)}"),
    ]


def prefilled(target: Target) -> dict[str, str]:
    return answers(target.instruction.asked, target.community, today())


def reports_card(*, seen_by, as_of: date) -> Card | None:
    """Instructions that wait for an own community's report."""
    mine = Organisation.objects.filter(communities_of(seen_by, Right.RAISE)).order_by().values("pk")
    rows = Target.objects.filter(OUT, community__in=mine, done_at=None, instruction__issued_at__isnull=False)
    rows = rows.select_related("instruction", "community").order_by("instruction__due_on", "pk")
    count = rows.count()
    if not count:
        return None
    late = rows.filter(instruction__due_on__lt=as_of).exists()
    drawn = [
        Row(
            one.instruction.title,
            reverse("target_report", args=[one.pk]),
            "late" if one.instruction.due_on < as_of else "soon",
            (_("已催报，%(day)s到期") if one.urged_on else _("%(day)s到期"))
            % {"day": one.instruction.due_on.isoformat()},
            str(one.community),
        )
        for one in rows[:SHOWN]
    ]
    return Card(_("上级要求"), drawn, count, reverse("instructions"), "late" if late else "soon")


def handovers(*, seen_by) -> QuerySet[Handover]:
    """The office sees all, everybody the own."""
    rows = Handover.objects.select_related("community", "giver", "taker")
    if may_keep.test(seen_by):
        return rows
    return rows.filter(Q(giver=seen_by.person_id) | Q(taker=seen_by.person_id))


def handovers_on(*, seen_by, as_of: date) -> QuerySet[Handover]:
    """Those of the day and before; with `as_of`."""
    rows = handovers(seen_by=seen_by).filter(on__lte=as_of)
    return rows.annotate(as_of=Value(as_of, output_field=DateField()))


def handover_or_404(pk: int, *, seen_by) -> Handover:
    found = handovers(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def handed(handover: Handover) -> list[dict]:
    """The list: as it was signed, or as it stands now."""
    if handover.is_done:
        return handover.listed
    return [
        {"id": one.pk, "kind": one.kind, "text": one.text, "due_on": one.due_on.isoformat()}
        for one in open_items(handover.community)
    ]


def handover_card(*, seen_by, as_of: date) -> Card | None:
    mine = Q(giver=seen_by.person_id, given_at=None) | Q(taker=seen_by.person_id, taken_at=None)
    rows = Handover.objects.filter(mine, taker__isnull=False).select_related("community")
    found = [
        Row(str(one.community), reverse("handover", args=[one.pk]), "soon", _("待签字"))
        for one in rows[:SHOWN]
    ]
    return Card(_("待签字的移交"), found, rows.count(), reverse("handovers"), "soon") if found else None


@dataclass(frozen=True)
class GroupPage:
    group: LeadingGroup
    heads: list
    units: list
    offices: list[LeadingGroup]
    sessions: list[Evidence]
    may_read: bool


def sessions_of(group: LeadingGroup, as_of: date) -> QuerySet[Evidence]:
    """Meetings of leading groups that its organisation held: all of them while it has one group, else those that were
    said to be this group's."""
    rows = Evidence.objects.filter(
        kind=SESSION, organisation=group.organisation_id, on__lte=as_of, annulled_at=None
    )
    others = LeadingGroup.objects.on(as_of).filter(organisation=group.organisation_id, under=None)
    alone = ~Exists(others.exclude(pk=group.pk))
    rows = rows.filter(Q(session_of__group=group) | alone)
    return rows.order_by("-on", "-pk")


def group_page(group: LeadingGroup, *, seen_by, as_of: date) -> GroupPage:
    """Who belongs to it on the day, and its sessions: meetings of leading groups held by its organisation."""
    terms = Term.objects.on(as_of).select_related("post").order_by("pk")
    rows = group.members.on(as_of).select_related("person", "unit")
    held = list(rows.prefetch_related(Prefetch("person__terms", terms)))
    held.sort(key=lambda one: ORDER.index(one.role))
    heads = [one for one in held if one.person_id]
    for one in heads:
        one.title = OFFICE_ROLES[one.role] if group.under_id else one.get_role_display()
        one.posts = strung(
            term.post.title or str(term.post.get_kind_display()) for term in one.person.terms.all()
        )
    return GroupPage(
        group,
        heads,
        [one for one in held if one.unit_id],
        list(group.offices.on(as_of)),
        list(sessions_of(group, as_of)[:12]),
        reached(seen_by).filter(pk=group.founded_by_id).exists(),
    )


def groups_for(problem: Problem, *, seen_by) -> list[LeadingGroup]:
    """The leading groups that can decide on an open problem which came up, for whoever records that; the one that has
    decided, once it has."""
    if problem.state != ProblemState.OPEN or problem.level != Level.GROUP or not may_decide.test(seen_by):
        return []
    decided = problem.stations.filter(step=Step.DECIDED, group__isnull=False).last()
    rows = groups(today()).filter(under=None)
    return list(rows.filter(pk=decided.group_id) if decided else rows)


def decisions_for(as_of: date) -> QuerySet[Evidence]:
    """Decisions of the year's meetings of the bodies that have leading groups, the latest first."""
    bodies = LeadingGroup.objects.on(as_of).order_by().values("organisation")
    rows = Evidence.objects.filter(kind=DECISION, organisation__in=bodies, annulled_at=None)
    return rows.filter(on__lte=as_of, on__gt=as_of - YEAR).order_by("-on", "-pk")


def groups(as_of: date) -> QuerySet[LeadingGroup]:
    heads = GroupMember.objects.on(as_of).filter(group=OuterRef("pk"), role=GroupRole.HEAD)
    rows = LeadingGroup.objects.on(as_of).select_related("organisation", "founded_by__series", "under")
    return rows.annotate(head=Subquery(heads.values("person__name")[:1]))
