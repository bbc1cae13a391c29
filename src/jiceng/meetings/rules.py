"""Who may see, convene, keep, approve and post. A meeting is reached through the organisation that calls it, or by
standing on its roll. A county leader sees every meeting of the county and keeps those of the own body: a community's
meeting is run by the community."""

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from jiceng.kernel.access import holds, signed_in
from jiceng.meetings.enums import MeetingState, Right
from jiceng.meetings.models import Meeting, RollEntry
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules import scope
from jiceng.organisations.rules.roles import (
    BranchSecretary,
    CommunityDirector,
    CommunityWorker,
    CountyLeader,
    OrganisationDepartment,
    PartyMember,
    Representative,
    StreetOfficer,
    StreetSecretary,
    TownOfficer,
    TownSecretary,
    UnitContact,
    extend,
)

KEEPING = (Right.SEE, Right.CONVENE, Right.KEEP, Right.HAND_IN)
LEADING = (*KEEPING, Right.TALK, Right.APPROVE, Right.POST)
extend(BranchSecretary, *LEADING)
extend(CommunityDirector, *LEADING)
extend(TownSecretary, *LEADING)
extend(StreetSecretary, *LEADING)
extend(CountyLeader, *LEADING)
extend(OrganisationDepartment, *LEADING, Right.KEEP_SENTENCES)
extend(TownOfficer, *KEEPING)
extend(StreetOfficer, *KEEPING)
extend(CommunityWorker, *KEEPING, Right.TALK)
for _role in (Representative, UnitContact, PartyMember):
    extend(_role, Right.HAND_IN)


def reach(account, right: str) -> Q:
    """Which organisations a right of meetings reaches, as a filter on Organisation."""
    return scope(account, right, at_home=() if right == Right.SEE else (CountyLeader,))


def led(account, right: str = Right.CONVENE) -> QuerySet[Organisation]:
    """The organisations over which the account holds a right of meetings."""
    return Organisation.objects.filter(reach(account, right))


def on_roll(account) -> Q:
    """Meetings on whose roll the account's person stands, once they are convened."""
    if account is None or not getattr(account, "person_id", None):
        return Q(pk__in=[])
    mine = RollEntry.objects.filter(meeting=OuterRef("pk"), person=account.person_id)
    return Q(Exists(mine)) & ~Q(state=MeetingState.DRAFT)


def reached(seen_by, right: str = Right.SEE) -> QuerySet[Meeting]:
    """Meetings of the organisations that the right reaches; with the right to see also those on whose roll one
    stands. `seen_by=None` is the system itself."""
    if seen_by is None:
        return Meeting.objects.all()
    mine = Organisation.objects.filter(reach(seen_by, right)).order_by().values("pk")
    found = Q(organisation__in=mine)
    if right == Right.SEE:
        found |= on_roll(seen_by)
    return Meeting.objects.filter(found)


def over(right: str) -> rules.Predicate:
    """Holds `right`, and over the meeting or organisation in question when there is one."""

    def check(account, target=None) -> bool:
        if not holds(right).test(account):
            return False
        if target is None:
            return True
        organisation = target.pk if isinstance(target, Organisation) else target.organisation_id
        return led(account, right).filter(pk=organisation).exists()

    return rules.predicate(check, name=f"over:{right}")


@rules.predicate
def may_take_part(account, meeting=None) -> bool:
    """Stands on the roll of the meeting."""
    if not signed_in(account):
        return False
    return meeting is None or meeting.roll.filter(person=account.person_id).exclude(person=None).exists()


may_see_meetings = over(Right.SEE)
may_convene = over(Right.CONVENE)
may_keep = over(Right.KEEP)
may_approve_minutes = over(Right.APPROVE)
may_post = over(Right.POST)
may_hand_in = over(Right.HAND_IN)
may_talk = over(Right.TALK)
may_keep_sentences = holds(Right.KEEP_SENTENCES)
