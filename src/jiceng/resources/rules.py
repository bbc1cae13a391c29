"""Who may see rooms, money and wages of communities, and who keeps them.

A community's own people keep what is theirs, the organisation department anybody's; street and town see what lies
below them.
"""

import rules
from django.db.models import Q

from jiceng.kernel.access import holds
from jiceng.kernel.pages import today
from jiceng.organisations.enums import TERRITORIES
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.unit import successors
from jiceng.organisations.rules.roles import (
    BranchSecretary,
    CommunityDirector,
    CommunityWorker,
    CountyLeader,
    OrganisationDepartment,
    Representative,
    StreetOfficer,
    StreetSecretary,
    TownOfficer,
    TownSecretary,
    UnitContact,
    extend,
)
from jiceng.organisations.rules.scope import holdings, reaches_all, scope
from jiceng.resources.enums import Right

extend(OrganisationDepartment, Right.SEE, Right.KEEP, Right.SET_NORMS)
for _role in (CountyLeader, TownSecretary, TownOfficer, StreetSecretary, StreetOfficer, CommunityWorker):
    extend(_role, Right.SEE)
for _role in (BranchSecretary, CommunityDirector):
    extend(_role, Right.SEE, Right.KEEP)
for _role in (BranchSecretary, CommunityDirector, CommunityWorker):
    extend(_role, Right.BOOK)
extend(UnitContact, Right.ASK)
extend(OrganisationDepartment, Right.SEE_PAY, Right.PAY, Right.SET_PAY)
extend(TownOfficer, Right.SEE_PAY, Right.PAY)
for _role in (OrganisationDepartment, TownOfficer):
    extend(_role, Right.SEE_FUNDS, Right.BUDGET)
for _role in (CountyLeader, TownSecretary, StreetSecretary, StreetOfficer):
    extend(_role, Right.SEE_FUNDS)
extend(BranchSecretary, Right.SEE_FUNDS, Right.APPROVE)
extend(CommunityDirector, Right.SEE_FUNDS, Right.RECORD, Right.APPROVE)
extend(CommunityWorker, Right.SEE_FUNDS, Right.RECORD)
extend(Representative, Right.SUPERVISE)
for _role in (CountyLeader, TownSecretary, StreetSecretary, BranchSecretary, CommunityDirector):
    extend(_role, Right.SEE_PAY)


def territories_of(seen_by, right: str = Right.SEE, on=None) -> Q:
    """Communities (and old committees) that the right reaches, directly or through the branch or committee that serves
    them; as a filter on Organisation."""
    if reaches_all(seen_by, right):
        return Q(kind__in=TERRITORIES)
    reach = Organisation.objects.filter(scope(seen_by, right, on)).order_by()
    mine = Q(pk__in=reach.values("pk")) | Q(pk__in=reach.exclude(territory=None).values("territory"))
    return mine & Q(kind__in=TERRITORIES)


def within(right: str, name: str) -> rules.Predicate:
    """Holds the right, and over the community in question when there is one."""

    def check(account, community=None) -> bool:
        if not holds(right).test(account):
            return False
        rows = Organisation.objects.filter(territories_of(account, right))
        return community is None or rows.filter(pk=community.pk).exists()

    return rules.predicate(check, name=name)


may_see = within(Right.SEE, "may_see_resources")
may_keep = within(Right.KEEP, "may_keep_venues")
may_set_norms = holds(Right.SET_NORMS)
may_book = within(Right.BOOK, "may_book_halls")


def units_asking(account) -> list[Organisation]:
    """Resident units for which the account asks for halls."""
    return [one.organisation for one in holdings(account) if Right.ASK in one.role.rights]


def asked_of(account) -> set[int]:
    """Communities in which those units reside today, also where they were entered under a predecessor."""
    homes = [one.territory for one in units_asking(account) if one.territory]
    heirs = {heir.pk for found in successors(homes, as_of=today()).values() for heir in found}
    return {one.pk for one in homes if one.valid_to is None} | heirs


def _uses_halls(account, community=None) -> bool:
    """Books for the community, or asks for a unit that resides there."""
    if may_book.test(account, community):
        return True
    return holds(Right.ASK).test(account) and (community is None or community.pk in asked_of(account))


may_use_halls = rules.predicate(_uses_halls, name="may_use_halls")
# Whoever sees the community's rooms sees when its halls are taken, and so does a unit that may ask.
may_see_halls = rules.predicate(
    lambda account, community=None: (
        may_see.test(account, community) or may_use_halls.test(account, community)
    ),
    name="may_see_halls",
)


def halls_seen(account) -> Q:
    """Communities whose week the account sees, as a filter on Organisation."""
    return territories_of(account) | (
        Q(pk__in=asked_of(account)) if holds(Right.ASK).test(account) else Q(pk__in=[])
    )


may_see_pay = within(Right.SEE_PAY, "may_see_pay")
may_pay = within(Right.PAY, "may_record_pay")
may_set_pay = holds(Right.SET_PAY)
PAID = (BranchSecretary, CommunityDirector, CommunityWorker)
is_paid = rules.predicate(
    lambda account: any(one.role in PAID and not one.deputy for one in holdings(account)),
    name="works_in_a_community",
)


may_see_funds = within(Right.SEE_FUNDS, "may_see_funds")
may_budget = within(Right.BUDGET, "may_budget")
may_record_funds = within(Right.RECORD, "may_record_funds")
may_approve_funds = within(Right.APPROVE, "may_approve_funds")
may_supervise_funds = within(Right.SUPERVISE, "may_supervise_funds")
may_see_accounts = rules.predicate(
    lambda account, community=None: (
        may_see_funds.test(account, community) or may_supervise_funds.test(account, community)
    ),
    name="may_see_accounts",
)
