"""Who may see, write, review, sign, issue and receive.

Writing, signing and issuing belong to the organisation where one holds the post; the organisation department also
does the desk work of the county's own bodies, but never signs for them. A bureau receives and countersigns what comes
to it. Seeing an issued document follows the scope of the post and the list of recipients; a document on its way is
seen where it is made, and where it is to be countersigned.
"""

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from jiceng.documents import sources
from jiceng.documents.enums import DocumentState, Right
from jiceng.documents.models import (
    AskedUnit,
    ConsultedText,
    Countersignature,
    Document,
    Hand,
    Incoming,
    Plan,
    PlanItem,
    Recipient,
    Task,
    TaskHelper,
)
from jiceng.documents.models.documents import ISSUED
from jiceng.kernel.access import anyone, holds, signed_in
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules import scope
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
from jiceng.organisations.rules.scope import holdings, reaches_all

DESK = (Right.SEE, Right.RECEIVE, Right.DRAFT, Right.REVIEW, Right.ISSUE)
HEAD = (*DESK, Right.AGREE, Right.SIGN)
_LEADERS = (CountyLeader, TownSecretary, StreetSecretary, BranchSecretary, CommunityDirector)
for _leader in _LEADERS:
    extend(_leader, *HEAD)
extend(OrganisationDepartment, *HEAD)
extend(Bureau, Right.SEE, Right.RECEIVE, Right.AGREE, Right.PLAN)
extend(TownOfficer, *DESK)
extend(StreetOfficer, *DESK)
extend(CommunityWorker, Right.SEE, Right.RECEIVE, Right.DRAFT)

for _role in (TownOfficer, StreetOfficer, OrganisationDepartment, *_LEADERS):
    extend(_role, Right.PLAN)

COUNTY = (Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT)
UNSIGNED = (DocumentState.DRAFT, DocumentState.REVIEW, DocumentState.COUNTERSIGN, DocumentState.SIGNING)


def offices(account, right: str) -> Q:
    """Organisations in whose name the account acts with this right, as a filter on Organisation."""
    if account is None:
        return Q()
    held = [one for one in holdings(account) if right in one.role.rights]
    found = Q(pk__in={one.organisation.pk for one in held})
    if right not in {Right.SIGN, Right.AGREE} and any(one.role is OrganisationDepartment for one in held):
        found |= Q(kind__in=COUNTY)
    return found


def worked_at(account, right: str) -> QuerySet[Organisation]:
    return Organisation.objects.filter(offices(account, right))


def reached(seen_by) -> QuerySet[Document]:
    """Documents that the account may read. `seen_by=None` is the system itself."""
    if seen_by is None:
        return Document.objects.all()
    mine = worked_at(seen_by, Right.SEE).order_by().values("pk")
    wide = Organisation.objects.filter(scope(seen_by, Right.SEE)).order_by().values("pk")
    came = Recipient.objects.filter(document=OuterRef("pk"), organisation__in=mine)
    asked = Countersignature.objects.filter(
        document=OuterRef("pk"), organisation__in=worked_at(seen_by, Right.AGREE).order_by().values("pk")
    )
    issued = Q(state__in=ISSUED) & (Q(organisation__in=wide) | Q(Exists(came)))
    asked_now = Q(Exists(asked)) & ~Q(state__in=(DocumentState.DRAFT, DocumentState.REVIEW))
    return Document.objects.filter(Q(organisation__in=mine) | issued | asked_now)


def came(seen_by) -> QuerySet[Incoming]:
    """Incoming papers of the account's offices, and those handed on to them."""
    if seen_by is None:
        return Incoming.objects.all()
    mine = worked_at(seen_by, Right.SEE).order_by().values("pk")
    handed = Hand.objects.filter(incoming=OuterRef("pk"), unit__in=mine)
    return Incoming.objects.filter(Q(organisation__in=mine) | Q(Exists(handed)))


@rules.predicate
def may_read_incoming(account, incoming) -> bool:
    return holds(Right.SEE).test(account) and came(account).filter(pk=incoming.pk).exists()


def consulted(seen_by) -> QuerySet[ConsultedText]:
    """Texts of the account's own offices, those its units are asked about, and those open to everybody."""
    if seen_by is None:
        return ConsultedText.objects.all()
    mine = worked_at(seen_by, Right.SEE).order_by().values("pk")
    asked = AskedUnit.objects.filter(consulted=OuterRef("pk"), unit__in=mine)
    return ConsultedText.objects.filter(Q(public=True) | Q(organisation__in=mine) | Q(Exists(asked)))


@rules.predicate
def may_speak_for(account, target) -> bool:
    """Works for the unit, and the text is open to everybody or the unit is asked. `target`: (text, unit)."""
    text, unit = target
    if not at(Right.RECEIVE).test(account, unit):
        return False
    return bool(text.public) or text.asked.filter(unit=unit).exists()


def at(right: str) -> rules.Predicate:
    """Holds `right`, and in the organisation in question when there is one."""

    def check(account, target=None) -> bool:
        if not holds(right).test(account):
            return False
        if target is None:
            return True
        organisation = target.pk if isinstance(target, Organisation) else target.organisation_id
        return worked_at(account, right).filter(pk=organisation).exists()

    return rules.predicate(check, name=f"at:{right}")


may_see_documents = holds(Right.SEE)
may_draft = at(Right.DRAFT)
may_review = at(Right.REVIEW)
may_agree = at(Right.AGREE)
may_sign = at(Right.SIGN)
may_issue = at(Right.ISSUE)
may_receive = at(Right.RECEIVE)
may_verify = anyone


may_plan = at(Right.PLAN)


def plans_of(seen_by) -> QuerySet[Plan]:
    """Plans of the county's bodies are read by everybody who reads documents; others where the scope of the post
    reaches, and where an own unit has an item."""
    if seen_by is None or reaches_all(seen_by, Right.SEE):
        return Plan.objects.all()
    wide = Organisation.objects.filter(scope(seen_by, Right.SEE)).order_by().values("pk")
    given = PlanItem.objects.filter(plan=OuterRef("pk"), unit__in=units_of(seen_by))
    return Plan.objects.filter(Q(organisation__kind__in=COUNTY) | Q(organisation__in=wide) | Q(Exists(given)))


def mine(account) -> Q:
    """Tasks that wait for the account itself: as their owner, as whoever acts for a unit where no owner is named, or
    as a helper. A filter on Task."""
    if not signed_in.test(account) or not account.person_id:
        return Q(pk__in=[])
    own = units_of(account)
    helped = TaskHelper.objects.filter(Q(person=account.person_id) | Q(unit__in=own)).values("task")
    return Q(owner=account.person_id) | Q(owner=None, unit__in=own) | Q(pk__in=helped)


def tasks_of(seen_by) -> Q:
    """Tasks that the account may read: its own, those of units in reach, and what their sources show it."""
    if seen_by is None or reaches_all(seen_by, Right.SEE):
        return Q()
    wide = Organisation.objects.filter(scope(seen_by, Right.SEE)).order_by().values("pk")
    found = mine(seen_by) | Q(unit__in=units_of(seen_by)) | Q(unit__in=wide)
    for source in sources.known():
        found |= source.seen(seen_by)
    return found


@rules.predicate
def may_carry_task(account, task: Task | None = None) -> bool:
    """Acknowledge, tell of progress, finish: the owner, whoever acts for the unit, or whom the source names."""
    if not signed_in.test(account):
        return False
    if task is None or (task.owner_id is not None and task.owner_id == account.person_id):
        return True
    return task.unit_id in units_of(account) or sources.of(task.source_kind).may(account, task)


@rules.predicate
def may_order_task(account, task: Task | None = None) -> bool:
    """Move its day or drop it: who gave it, or the county's office."""
    if not holds(Right.PLAN).test(account):
        return False
    return task is None or task.made_by_id == account.pk or reaches_all(account, Right.PLAN)


@rules.predicate
def may_give(account, unit: Organisation | None = None) -> bool:
    """Give a task to a unit: an own one or one that the post reaches."""
    if not holds(Right.PLAN).test(account):
        return False
    if unit is None or unit.pk in units_of(account):
        return True
    return Organisation.objects.filter(scope(account, Right.PLAN), pk=unit.pk).exists()


@rules.predicate
def may_keep_item(account, item: PlanItem | None = None) -> bool:
    """Add to an item what lies below it and give its tasks: who keeps the plan, and the item's own unit."""
    if not holds(Right.PLAN).test(account):
        return False
    return item is None or may_plan.test(account, item.plan) or item.unit_id in units_of(account)


@rules.predicate
def may_keep_standards(account, target=None) -> bool:
    """Does the desk work of the county's own bodies."""
    return (
        holds(Right.ISSUE).test(account) and worked_at(account, Right.ISSUE).filter(kind__in=COUNTY).exists()
    )
