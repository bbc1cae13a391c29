"""Who sees a request, who takes one down, who works on it. A community's branch, committee and workers act for it; a
unit that a request is handed to acts for itself.
"""

from datetime import date

import rules
from django.db.models import Q, QuerySet

from jiceng.kernel.access import holds, signed_in
from jiceng.kernel.pages import today
from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind
from jiceng.organisations.models import Organisation
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
    UnitContact,
    extend,
)
from jiceng.organisations.rules.scope import holdings, reaches_all, scope
from jiceng.service.enums import Right
from jiceng.service.models import Case, CaseHolding, Handing

# Who serves a community's residents; evidence is about the committee.
COMMITTEES = (Kind.RESIDENTS_COMMITTEE, Kind.OLD_RESIDENTS_COMMITTEE)
SERVING = (*BRANCHES, Kind.RESIDENTS_COMMITTEE)

extend(CountyLeader, Right.SEE)
extend(UnitContact, Right.SEE, Right.SERVE)
for _role in (OrganisationDepartment, Bureau):
    extend(_role, Right.SEE, Right.SERVE)
for _role in (TownSecretary, TownOfficer, StreetSecretary, StreetOfficer):
    extend(_role, Right.SEE, Right.TAKE, Right.SERVE)
for _role in (BranchSecretary, CommunityDirector, CommunityWorker):
    extend(_role, Right.SEE, Right.TAKE, Right.SERVE)

may_see = holds(Right.SEE)
may_take = holds(Right.TAKE)
may_serve = holds(Right.SERVE)


def body_of(community: Organisation, on: date) -> Organisation:
    """Who receives what residents of a community ask: its committee, an old committee itself."""
    if community.kind == Kind.OLD_RESIDENTS_COMMITTEE:
        return community
    rows = Organisation.objects.on(on).filter(kind=Kind.RESIDENTS_COMMITTEE, territory=community)
    return rows.order_by("pk").first() or community


def communities_of(account, right: str = Right.SEE, on: date | None = None) -> Q:
    """The communities that a right reaches, directly or through whatever serves them; as a filter on Organisation."""
    area = Q(kind__in=TERRITORIES)
    if reaches_all(account, right):
        return area
    reach = Organisation.objects.filter(scope(account, right, on)).order_by()
    served = reach.filter(kind__in=SERVING).exclude(territory=None)
    return area & (Q(pk__in=reach.values("pk")) | Q(pk__in=served.values("territory")))


def places_to_take(account, on: date) -> QuerySet[Organisation]:
    """Where the account may take down a request."""
    rows = Organisation.objects.on(on).filter(communities_of(account, Right.TAKE, on))
    return rows.order_by("code", "pk")


def acting_for(account) -> set[int]:
    """The units that the account answers for today; whoever serves a community answers for its committee.
    Asked of the database once while an account object lives, which is a request."""
    if not signed_in.test(account):
        return set()
    known = getattr(account, "_serving_for", None)
    if known is None or known[0] != today():
        known = account._serving_for = (today(), _acting_for(account))
    return known[1]


def _acting_for(account) -> set[int]:
    own = [one.organisation for one in holdings(account) if Right.SERVE in one.role.rights]
    areas = {one.territory_id for one in own if one.kind in SERVING and one.territory_id}
    areas |= {one.pk for one in own if one.kind in TERRITORIES}
    bodies = Organisation.objects.on(today()).filter(kind=Kind.RESIDENTS_COMMITTEE, territory__in=areas)
    return {one.pk for one in own} | set(bodies.values_list("pk", flat=True))


def unit_of(account) -> Organisation | None:
    """In whose name the account takes down a request: the first unit held; a branch stands for its committee."""
    for one in holdings(account):
        if Right.TAKE in one.role.rights:
            unit = one.organisation
            return body_of(unit.territory, today()) if unit.kind in BRANCHES and unit.territory else unit
    return None


def _holds_it(account, case: Case | None = None) -> bool:
    if not may_serve.test(account):
        return False
    held = CaseHolding.objects.filter(case=case, valid_to=None, holder__in=acting_for(account))
    return case is None or held.exists()


def _is_offered_it(account, case: Case | None = None) -> bool:
    if not may_serve.test(account):
        return False
    offers = Handing.objects.filter(case=case, decided_on=None, to_unit__in=acting_for(account))
    return case is None or offers.exists()


def _takes_here(account, community: Organisation | None = None) -> bool:
    if not may_take.test(account):
        return False
    return community is None or places_to_take(account, today()).filter(pk=community.pk).exists()


may_work_on = rules.predicate(_holds_it, name="may_work_on_cases")
may_receive = rules.predicate(_is_offered_it, name="may_receive_cases")
may_take_here = rules.predicate(_takes_here, name="may_take_cases")


def cases_of(seen_by) -> Q:
    """Requests that the account may read: of the communities in reach, held by a unit in reach, and those that went
    through the own unit's hands; as a filter on Case."""
    if reaches_all(seen_by, Right.SEE):
        return Q()
    reach = Organisation.objects.filter(scope(seen_by, Right.SEE)).order_by()
    areas = Organisation.objects.filter(communities_of(seen_by)).order_by()
    own = acting_for(seen_by)
    mine = Q(community__in=areas.values("pk")) | Q(holder__in=reach.values("pk")) | Q(holder__in=own)
    held = CaseHolding.objects.filter(mine).order_by()
    passed = Handing.objects.filter(Q(from_unit__in=own) | Q(to_unit__in=own)).order_by()
    return Q(pk__in=held.values("case")) | Q(pk__in=passed.values("case"))


def may_read_contact(account, case: Case) -> bool:
    """Name and number in full are for whoever has the request in hand, or is asked to take it."""
    return may_work_on.test(account, case) or may_receive.test(account, case)
