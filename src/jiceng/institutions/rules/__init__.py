"""Who may see duties, record work, excuse a duty, write institutions. Each rule reads aloud."""

import rules

from jiceng.institutions.enums import Right
from jiceng.institutions.models import Duty
from jiceng.kernel.access import holds
from jiceng.organisations.rules import over
from jiceng.organisations.rules.roles import (
    Auditor,
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
from jiceng.organisations.rules.scope import holdings

for _role in (
    CountyLeader,
    OrganisationDepartment,
    Bureau,
    TownSecretary,
    TownOfficer,
    StreetSecretary,
    StreetOfficer,
    BranchSecretary,
    CommunityDirector,
    CommunityWorker,
):
    extend(_role, Right.SEE_DUTIES, Right.RECORD_WORK)
extend(Auditor, Right.SEE_DUTIES)
extend(UnitContact, Right.SEE_DUTIES, Right.RECORD_WORK)
for _role in (CountyLeader, OrganisationDepartment, TownSecretary, StreetSecretary):
    extend(_role, Right.WAIVE)
extend(OrganisationDepartment, Right.KEEP_INSTITUTIONS)

may_see_duties = over(Right.SEE_DUTIES)
may_record_work = over(Right.RECORD_WORK)
may_keep_institutions = holds(Right.KEEP_INSTITUTIONS)


@rules.predicate
def may_waive(account, duty: Duty | None = None) -> bool:
    """Somebody above excuses: not a post holder of the unit that owes."""
    if duty is None:
        return holds(Right.WAIVE).test(account)
    if not over(Right.WAIVE).test(account, duty.organisation):
        return False
    return all(holding.organisation.pk != duty.organisation_id for holding in holdings(account))
