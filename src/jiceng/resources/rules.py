"""Who may see rooms, money and wages of communities, and who keeps them.

A community's own people keep what is theirs, the organisation department anybody's; street and town see what lies
below them.
"""

import rules
from django.db.models import Q

from jiceng.kernel.access import holds
from jiceng.organisations.enums import TERRITORIES
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules.roles import (
    BranchSecretary,
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
from jiceng.resources.enums import Right

extend(OrganisationDepartment, Right.SEE, Right.KEEP, Right.SET_NORMS)
for _role in (CountyLeader, TownSecretary, TownOfficer, StreetSecretary, StreetOfficer, CommunityWorker):
    extend(_role, Right.SEE)
for _role in (BranchSecretary, CommunityDirector):
    extend(_role, Right.SEE, Right.KEEP)


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
