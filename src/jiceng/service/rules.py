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
from jiceng.service.models import (
    Case,
    CaseHolding,
    Handing,
    HouseholdStay,
    KeyHousehold,
    ProblemTicket,
    TicketCase,
)

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

# The roll of key households belongs to those on the residents' line who visit: never to the party's.
for _role in (CommunityDirector, CommunityWorker):
    extend(_role, Right.HOUSEHOLDS)

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


def tickets_of(seen_by) -> Q:
    """Problem tickets of which the account may read a request; as a filter on ProblemTicket."""
    parts = TicketCase.objects.filter(case__in=Case.objects.filter(cases_of(seen_by)).order_by().values("pk"))
    return Q(pk__in=parts.order_by().values("ticket"))


def places_of(ticket: ProblemTicket) -> QuerySet[Organisation]:
    """The communities in which the requests of a ticket lie."""
    held = CaseHolding.objects.filter(valid_to=None, case__tickets__ticket=ticket).order_by()
    return Organisation.objects.filter(pk__in=held.values("community"))


def _settles(account, ticket: ProblemTicket | None = None) -> bool:
    if not may_take.test(account):
        return False
    return ticket is None or places_of(ticket).filter(communities_of(account, Right.TAKE)).exists()


may_settle = rules.predicate(_settles, name="may_settle_problem_tickets")
keeps_households = holds(Right.HOUSEHOLDS)


def _keeps_roll_of(account, community: Organisation | None = None) -> bool:
    if not keeps_households.test(account):
        return False
    rows = Organisation.objects.filter(communities_of(account, Right.HOUSEHOLDS))
    return community is None or rows.filter(pk=community.pk).exists()


def households_of(seen_by, on: date) -> QuerySet[HouseholdStay]:
    """The roll of a day, of the communities whose roll the account keeps."""
    rows = HouseholdStay.objects.on(on)
    if seen_by is None:
        return rows
    if not keeps_households.test(seen_by):
        return rows.none()
    mine = Organisation.objects.filter(communities_of(seen_by, Right.HOUSEHOLDS)).order_by()
    return rows.filter(community__in=mine.values("pk"))


def _keeps_it(account, household: KeyHousehold | None = None) -> bool:
    if household is None:
        return keeps_households.test(account)
    if not keeps_households.test(account):
        return False
    # Where it is, or was last: a community from which it has gone to another keeps it no longer.
    last = household.stays.order_by("-valid_from", "-pk").values("community")[:1]
    return Organisation.objects.filter(communities_of(account, Right.HOUSEHOLDS), pk__in=last).exists()


may_keep_households = rules.predicate(_keeps_roll_of, name="may_keep_roll_of_households")
may_keep_household = rules.predicate(_keeps_it, name="may_keep_household")


def _of_a_community(account, organisation: Organisation | None = None) -> bool:
    """From the page of a community, or of what serves it, to its requests, for those whom they are shown to."""
    if not may_see.test(account):
        return False
    if organisation is None:
        return True
    served = organisation.kind in SERVING and organisation.territory_id
    area = organisation.pk if organisation.kind in TERRITORIES else served
    return bool(area) and Organisation.objects.filter(communities_of(account), pk=area).exists()


links_to_requests = rules.predicate(_of_a_community, name="may_see_requests_of_unit")
