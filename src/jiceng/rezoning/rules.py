"""Who may design, publish, answer, propose and approve. A project is reached through its lead organisation or
through any of its units: a neighbouring town sees only what is published."""

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from jiceng.kernel.access import holds
from jiceng.organisations.enums import Right as OrganisationRight
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules import scope
from jiceng.organisations.rules.roles import (
    CountyLeader,
    OrganisationDepartment,
    StreetOfficer,
    StreetSecretary,
    TownOfficer,
    TownSecretary,
    extend,
)
from jiceng.rezoning.enums import Right
from jiceng.rezoning.models import BaseUnit, Project

DESIGN = (Right.DESIGN, Right.ANSWER)
extend(StreetOfficer, *DESIGN)
extend(TownOfficer, *DESIGN, Right.PUBLISH)
extend(StreetSecretary, *DESIGN, Right.PUBLISH, Right.PROPOSE)
extend(TownSecretary, *DESIGN, Right.PUBLISH, Right.PROPOSE)
extend(OrganisationDepartment, *DESIGN, Right.PUBLISH)
extend(CountyLeader, Right.APPROVE)


def reached(seen_by, *rights: str) -> QuerySet[Project]:
    """The projects that any of these rights reaches: over the lead organisation, over a unit's old committee, or
    over a branch that serves it. `seen_by=None` is the system itself."""
    if seen_by is None:
        return Project.objects.all()
    found = Q(pk__in=[])
    for right in rights:
        mine = Organisation.objects.filter(scope(seen_by, right))
        sources = BaseUnit.objects.filter(project=OuterRef("pk"))
        served = mine.filter(territory__isnull=False).values("territory")
        found |= Q(body__in=mine)
        found |= Q(Exists(sources.filter(source__in=mine)))
        found |= Q(Exists(sources.filter(source__in=served)))
    return Project.objects.filter(found)


def over(*rights: str) -> rules.Predicate:
    """Holds one of `rights`, and over the project in question when there is one."""

    def check(account, project=None) -> bool:
        if not any(holds(right).test(account) for right in rights):
            return False
        return project is None or reached(account, *rights).filter(pk=project.pk).exists()

    return rules.predicate(check, name="over:" + ",".join(rights))


SEES = (Right.DESIGN, Right.APPROVE, OrganisationRight.EXECUTE_REORGANISATION)
may_see_projects = over(*SEES)
may_design = over(Right.DESIGN)
may_publish = over(Right.PUBLISH)
may_answer = over(Right.ANSWER)
may_propose = over(Right.PROPOSE)
may_approve = over(Right.APPROVE)
may_adopt = over(OrganisationRight.EXECUTE_REORGANISATION)


def led(account) -> QuerySet[Organisation]:
    """Organisations for which the account may begin a project."""
    return Organisation.objects.filter(scope(account, Right.DESIGN))
