"""Who may see contact points, who arranges them, and what leader and liaison may do by themselves.

The leading group's office sits in the organisation department: it arranges. A leader and the liaison act for the
communities in their charge, whatever post they hold.
"""

from datetime import date

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from jiceng.documents.models import TaskHelper
from jiceng.kernel.access import holds, signed_in
from jiceng.kernel.pages import today
from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation, Term
from jiceng.organisations.rules.acting import units_of
from jiceng.organisations.rules.roles import (
    BranchSecretary,
    Bureau,
    CommunityDirector,
    CommunityWorker,
    CountyLeader,
    OrganisationDepartment,
    StreetOfficer,
    StreetSecretary,
    TownOfficer,
    TownSecretary,
    extend,
)
from jiceng.organisations.rules.scope import reaches_all, scope
from jiceng.people.models import Person
from jiceng.responsibility.enums import BUREAU_RANK, COUNTY_RANK, FileState, Right
from jiceng.responsibility.models import CaseFile, CaseReader, ContactPoint, Liaison, Matter
from jiceng.responsibility.norms import norms

extend(CountyLeader, Right.SEE)
extend(OrganisationDepartment, Right.SEE, Right.KEEP)
for _role in (Bureau, TownSecretary, TownOfficer, StreetSecretary, StreetOfficer, CommunityWorker):
    extend(_role, Right.SEE)
for _role in (BranchSecretary, CommunityDirector):
    extend(_role, Right.SEE, Right.RAISE)


def of_rank(rank: tuple, on: date) -> QuerySet[Person]:
    """People who hold a post of the rank on the day, by name."""
    posts, kinds = rank
    terms = holds_on(on, "terms__") & Q(
        terms__post__kind__in=posts, terms__post__organisation__kind__in=kinds
    )
    return Person.objects.filter(terms & holds_on(on, "terms__post__")).distinct().order_by("pinyin", "pk")


def serves_in(rank: tuple, on: date, person: str) -> Exists:
    """Whether the person that the outer row names (`person`, a field of it) holds a post of the rank on the day."""
    posts, kinds = rank
    terms = Term.objects.on(on).filter(
        holds_on(on, "post__"), post__kind__in=posts, post__organisation__kind__in=kinds
    )
    return Exists(terms.filter(person=OuterRef(person)))


def of_county_rank(on: date) -> QuerySet[Person]:
    return of_rank(COUNTY_RANK, on)


def of_bureau_rank(on: date) -> QuerySet[Person]:
    return of_rank(BUREAU_RANK, on)


def charged(account, on: date | None = None) -> QuerySet[ContactPoint]:
    """Contact points of the day that the account stands for, as leader or as that leader's liaison."""
    if not signed_in.test(account) or not account.person_id:
        return ContactPoint.objects.none()
    day = on or today()
    linked = Liaison.objects.on(day).filter(officer=account.person_id).values("leader")
    mine = Q(leader=account.person_id) | Q(leader__in=linked)
    return ContactPoint.objects.on(day).filter(mine)


def led_by(account) -> Q:
    """The leader the account is, and the leaders it links today, as a filter on Person."""
    linked = Liaison.objects.on(today()).filter(officer=account.person_id).values("leader")
    return Q(pk=account.person_id) | Q(pk__in=linked)


@rules.predicate
def stands_for_somebody(account) -> bool:
    """Leader of a contact point today, or liaison of one."""
    if not signed_in.test(account) or not account.person_id:
        return False
    if not hasattr(account, "_charged"):
        linked = Liaison.objects.on(today()).filter(officer=account.person_id)
        account._charged = charged(account).exists() or linked.exists()
    return account._charged


may_keep = holds(Right.KEEP)
may_raise = holds(Right.RAISE)
may_visit = stands_for_somebody
may_see = rules.predicate(
    lambda account: holds(Right.SEE).test(account) or stands_for_somebody.test(account),
    name="may_see_contact_points",
)


def communities_of(seen_by, right: str = Right.SEE, on: date | None = None) -> Q:
    """Communities that the right reaches, directly or through the branch or committee that serves them, and those
    the account stands for; as a filter on Organisation."""
    if reaches_all(seen_by, right):
        return Q()
    reach = Organisation.objects.filter(scope(seen_by, right, on)).order_by()
    mine = Q(pk__in=reach.values("pk")) | Q(pk__in=reach.exclude(territory=None).values("territory"))
    if seen_by.person_id:
        mine |= Q(pk__in=charged(seen_by).order_by().values("community"))
    return mine & Q(kind=Kind.COMMUNITY)


def stands_for(account, target) -> bool:
    """The account is leader or liaison of the community that a problem or visit is about."""
    return charged(account).filter(community=target.community_id).exists()


may_answer = rules.predicate(
    lambda account, target=None: (
        may_keep.test(account)
        or (stands_for_somebody.test(account) and (target is None or stands_for(account, target)))
    ),
    name="may_answer_problems",
)


def problems_of(seen_by) -> Q:
    """Problems that the account may read: those of the communities it reaches; as a filter on Problem and Visit."""
    mine = Organisation.objects.filter(communities_of(seen_by)).order_by()
    return Q(community__in=mine.values("pk"))


extend(CountyLeader, Right.APPROVE)
may_decide = may_keep
may_approve = holds(Right.APPROVE)


def _nobody_stands_for(problem) -> bool:
    return not ContactPoint.objects.on(today()).filter(community=problem.community_id).exists()


def _at_own_level(account, problem=None) -> bool:
    """The liaison from the liaison's level (the leader may do so too), the leader from the own; the office while the
    community has neither."""
    if may_keep.test(account) and (problem is None or _nobody_stands_for(problem)):
        return True
    if not stands_for_somebody.test(account):
        return False
    if problem is None:
        return True
    points = charged(account).filter(community=problem.community_id)
    return points.filter(leader=account.person_id).exists() if problem.level == "leader" else points.exists()


may_pass_up = rules.predicate(_at_own_level, name="may_pass_up")


def _reports(account, target=None) -> bool:
    if not may_raise.test(account):
        return False
    mine = communities_of(account, Right.RAISE)
    return target is None or Organisation.objects.filter(mine, pk=target.community_id).exists()


may_report = rules.predicate(_reports, name="may_report_back")


def _signs(account, handover=None) -> bool:
    """Giver and taker, also after the giver has left; the page itself is open to whoever has an account."""
    if not signed_in.test(account) or not account.person_id:
        return False
    return handover is None or account.person_id in {handover.giver_id, handover.taker_id}


may_sign_handover = rules.predicate(_signs, name="may_sign_handover")


# The office prepares an assignment, a county leader decides it: both read it.
may_arrange = rules.predicate(
    lambda account: may_keep.test(account) or may_approve.test(account), name="may_arrange_contact_points"
)


extend(OrganisationDepartment, Right.SUPERVISE)
may_supervise = holds(Right.SUPERVISE)


def _carries(account, matter=None) -> bool:
    """Whoever acts for the lead unit, and whom the task names."""
    if not may_see.test(account) or matter is None:
        return may_see.test(account)
    owner = matter.task.owner_id
    return matter.lead_id in units_of(account) or (owner is not None and owner == account.person_id)


may_carry = rules.predicate(_carries, name="may_carry_matters")


def matters_of(seen_by) -> Q:
    """Matters that the account may read: all for the county; below it those that an own unit, or one in reach, leads
    or helps with."""
    if reaches_all(seen_by, Right.SEE):
        return Q()
    reach = Organisation.objects.filter(scope(seen_by, Right.SEE)).order_by().values("pk")
    own = units_of(seen_by)
    helping = TaskHelper.objects.filter(Q(unit__in=reach) | Q(unit__in=own)).values("task")
    named = Q(task__owner__isnull=False, task__owner=seen_by.person_id)
    return Q(task__unit__in=reach) | Q(task__unit__in=own) | Q(task__in=helping) | named


def _of_the_community(account, community: int | None) -> bool:
    """Whoever acts for the community itself: its branch, its committee."""
    if not signed_in.test(account) or not account.person_id or community is None:
        return False
    own = Organisation.objects.filter(pk__in=units_of(account))
    return own.filter(Q(pk=community) | Q(territory=community)).exists()


def _works_on(account, problem) -> bool:
    rows = Matter.objects.filter(source_kind="problem", source_id=str(problem.pk))
    return stands_for(account, problem) or rows.filter(task__unit__in=units_of(account)).exists()


# The link with the resident's word is for those who hand it over, never for those whose work it is about.
may_hand_problem_link = rules.predicate(
    lambda account, problem: (
        _of_the_community(account, problem.community_id) and not _works_on(account, problem)
    ),
    name="may_hand_problem_link",
)
may_hand_matter_link = rules.predicate(
    lambda account, matter: (
        not may_carry.test(account, matter)
        and (may_supervise.test(account) or _of_the_community(account, matter.community_id))
    ),
    name="may_hand_matter_link",
)


extend(CountyLeader, Right.FILES)


def _holds_post(account, pairs: list[list[str]]) -> bool:
    """A post of one of these kinds in an organisation of that kind, today and in person."""
    if not signed_in.test(account) or not account.person_id:
        return False
    wanted = Q(pk__in=[])
    for post, kind in pairs:
        wanted |= Q(post__kind=post, post__organisation__kind=kind)
    held = Term.objects.on(today()).filter(holds_on(today(), "post__"), wanted, person=account.person_id)
    return held.exists()


may_see_list_of_files = holds(Right.FILES)
may_keep_files = rules.predicate(
    lambda account: holds(Right.FILES).test(account) and _holds_post(account, norms().file_keepers),
    name="may_keep_files",
)
# Who a file is about has no hand in it, whatever post they hold.
may_handle_file = rules.predicate(
    lambda account, file=None: (
        may_keep_files.test(account) and (file is None or file.person_id != account.person_id)
    ),
    name="may_handle_file",
)
# Everybody has the page of the files; what stands there are files that one keeps, was named to read, or is about.
may_ask_for_files = signed_in


def files_of(seen_by) -> Q:
    """Sealed files that the account may open; a proposal is not shown to whom it is about before people opened it."""
    if seen_by is None:
        return Q()
    not_yet = Q(person=seen_by.person_id, state=FileState.PROPOSED)
    if may_keep_files.test(seen_by):
        return ~not_yet
    if not seen_by.person_id:
        return Q(pk__in=[])
    named = CaseReader.objects.filter(account=seen_by).values("file")
    return (Q(pk__in=named) | Q(person=seen_by.person_id)) & ~not_yet


def may_decide_rung(account, rung: str) -> bool:
    """By the post that the account holds today."""
    return _holds_post(account, norms().file_deciders[rung])


def deciders_on(day: date) -> QuerySet[Person]:
    """Everybody who may decide some rung, by the posts of the day."""
    pairs = {tuple(pair) for rows in norms().file_deciders.values() for pair in rows}
    wanted = Q(pk__in=[])
    for post, kind in pairs:
        wanted |= Q(terms__post__kind=post, terms__post__organisation__kind=kind)
    rows = Person.objects.filter(wanted, holds_on(day, "terms__"), holds_on(day, "terms__post__"))
    return rows.distinct().order_by("pinyin", "pk")


def _decides(account, step=None) -> bool:
    if step is None:
        return signed_in.test(account)
    if not CaseFile.objects.filter(files_of(account), pk=step.file_id).exists():
        return False
    own = step.file.person_id == account.person_id
    return not own and may_decide_rung(account, step.rung)


may_decide_step = rules.predicate(_decides, name="may_decide_step")
may_state = rules.predicate(
    lambda account, step=None: (
        signed_in.test(account) and (step is None or step.file.person_id == account.person_id)
    ),
    name="may_state_own_case",
)
