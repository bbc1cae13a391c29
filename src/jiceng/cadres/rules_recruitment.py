"""Who runs open recruitment: whoever holds the right over the body that recruits. Examiners mark, nothing more."""

import rules
from django.db.models import Q

from jiceng.cadres.enums import Right
from jiceng.kernel.access import holds, signed_in
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules.roles import (
    CountyLeader,
    OrganisationDepartment,
    TownOfficer,
    TownSecretary,
    extend,
)
from jiceng.organisations.rules.scope import reaches, reaches_all, scope

extend(CountyLeader, Right.SEE_RECRUITMENT)
extend(OrganisationDepartment, Right.SEE_RECRUITMENT, Right.RECRUIT)
for _role in (TownSecretary, TownOfficer):
    extend(_role, Right.SEE_RECRUITMENT, Right.RECRUIT)

# Who may recruit in its own name.
RECRUITERS = (
    *(Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT, Kind.ORGANISATION_DEPARTMENT),
    Kind.TOWN_PARTY_COMMITTEE,
)
may_see_recruitment = holds(Right.SEE_RECRUITMENT)
may_recruit = holds(Right.RECRUIT)
# An examiner's own list; who is none finds it empty.
may_examine = signed_in


def _for(account, organisation=None) -> bool:
    return may_recruit.test(account) and (
        organisation is None or reaches(account, Right.RECRUIT, organisation)
    )


may_recruit_for = rules.predicate(_for, name="may_recruit_for")


def rounds_of(seen_by, right: str = Right.SEE_RECRUITMENT) -> Q:
    """Rounds in reach of the right, as a filter on RecruitmentRound; None is the system itself."""
    if reaches_all(seen_by, right):
        return Q()
    if not holds(right).test(seen_by):
        return Q(pk__in=[])
    return Q(organisation__in=Organisation.objects.filter(scope(seen_by, right)).order_by().values("pk"))
