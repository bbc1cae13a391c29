"""Who may see an appraisal, who arranges it, who writes the own report, who gives the grade.

Whoever stands on the roll of the meeting of appraisal reads the reports that were sent, and the results.
"""

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from jiceng.appraisal.enums import REPORTING, Right
from jiceng.appraisal.models import Appraisal, WorkReport
from jiceng.kernel.access import holds, signed_in
from jiceng.kernel.validity import holds_on
from jiceng.meetings.enums import MeetingState
from jiceng.meetings.models import RollEntry
from jiceng.organisations.models import Organisation, Term
from jiceng.organisations.queries.ranks import by_rank
from jiceng.organisations.rules.roles import (
    BranchSecretary,
    CommunityDirector,
    CountyLeader,
    OrganisationDepartment,
    StreetOfficer,
    StreetSecretary,
    TownSecretary,
    extend,
)
from jiceng.organisations.rules.scope import reaches
from jiceng.responsibility.rules import communities_of

for _role in (CountyLeader, OrganisationDepartment, TownSecretary, StreetOfficer, CommunityDirector):
    extend(_role, Right.SEE)
extend(StreetSecretary, Right.SEE, Right.GRADE)
extend(BranchSecretary, Right.SEE, Right.KEEP)

may_see = holds(Right.SEE)


def seen_communities(seen_by) -> QuerySet[Organisation]:
    """Communities whose appraisals the account sees through its post, or through its contact points."""
    return Organisation.objects.filter(communities_of(seen_by, Right.SEE))


def on_roll(account, at: str = "") -> Q:
    """Appraisals to whose meeting the account's person was called; as a filter on Appraisal, or on what has one at
    `at`."""
    if not signed_in.test(account) or not account.person_id:
        return Q(pk__in=[])
    mine = RollEntry.objects.filter(meeting=OuterRef(f"{at}meeting"), person=account.person_id)
    called = ~Q(**{f"{at}meeting__state__in": (MeetingState.DRAFT, MeetingState.ANNULLED)})
    return Q(**{f"{at}meeting__isnull": False}) & called & Q(Exists(mine))


def seen_appraisals(*, seen_by) -> QuerySet[Appraisal]:
    """Those of the communities in reach, and those that the account is called to."""
    rows = Appraisal.objects.select_related("community", "branch", "meeting")
    if seen_by is None:
        return rows
    places = seen_communities(seen_by).order_by().values("pk")
    return rows.filter(Q(community__in=places) | on_roll(seen_by))


def seen_reports(*, seen_by) -> QuerySet[WorkReport]:
    """One's own at any time; those that were sent of the appraisals one sees. A draft is its writer's alone."""
    rows = WorkReport.objects.select_related(
        "term__person", "term__post__organisation", "appraisal__community", "appraisal__branch"
    )
    if seen_by is None:
        return rows
    appraisals = seen_appraisals(seen_by=seen_by).order_by().values("pk")
    sent = Q(sent_on__isnull=False, appraisal__in=appraisals)
    own = Q(term__person=seen_by.person_id) if seen_by.person_id else Q(pk__in=[])
    return rows.filter(sent | own).order_by("appraisal", by_rank("term__post__kind"), "pk")


def reporting_terms(on, *, person: int | None = None) -> QuerySet[Term]:
    """Terms of the day whose holders report, in bodies that serve a community."""
    posts = Q(pk__in=[])
    for post, kind in REPORTING:
        posts |= Q(post__kind=post, post__organisation__kind=kind)
    rows = Term.objects.on(on).filter(
        posts, holds_on(on, "post__"), post__organisation__territory__isnull=False
    )
    rows = rows.filter(holds_on(on, "post__organisation__"))
    if person is not None:
        rows = rows.filter(person=person)
    return rows.select_related("person", "post__organisation__territory").order_by("post__kind", "pk")


@rules.predicate
def may_write(account, report: WorkReport | None = None) -> bool:
    """The holder of the post writes the own report, nobody for somebody else."""
    if not signed_in.test(account) or not account.person_id:
        return False
    return report is None or report.term.person_id == account.person_id


def _over(right: str) -> rules.Predicate:
    def check(account, appraisal: Appraisal | None = None) -> bool:
        if not holds(right).test(account):
            return False
        return appraisal is None or reaches(account, right, appraisal.branch)

    return rules.predicate(check, name=f"over:{right}")


may_keep = _over(Right.KEEP)
may_grade = _over(Right.GRADE)
