"""Who may see, write, review, sign, issue and receive.

Writing, signing and issuing belong to the organisation where one holds the post; the organisation department also
does the desk work of the county's own bodies, but never signs for them. A bureau receives and countersigns what comes
to it. Seeing an issued document follows the scope of the post and the list of recipients; a document on its way is
seen where it is made, and where it is to be countersigned.
"""

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from jiceng.documents.enums import DocumentState, Right
from jiceng.documents.models import Countersignature, Document, Recipient
from jiceng.documents.models.documents import ISSUED
from jiceng.kernel.access import anyone, holds
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules import scope
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
from jiceng.organisations.rules.scope import holdings

DESK = (Right.SEE, Right.RECEIVE, Right.DRAFT, Right.REVIEW, Right.ISSUE)
HEAD = (*DESK, Right.AGREE, Right.SIGN)
for _leader in (CountyLeader, TownSecretary, StreetSecretary, BranchSecretary, CommunityDirector):
    extend(_leader, *HEAD)
extend(OrganisationDepartment, *HEAD)
extend(Bureau, Right.SEE, Right.RECEIVE, Right.AGREE)
extend(TownOfficer, *DESK)
extend(StreetOfficer, *DESK)
extend(CommunityWorker, Right.SEE, Right.RECEIVE, Right.DRAFT)

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
