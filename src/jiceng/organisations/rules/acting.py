"""For which units an account acts: whoever heads or keeps the desk of a unit, and a department's named contact."""

from jiceng.kernel.access import signed_in
from jiceng.kernel.pages import today
from jiceng.organisations.enums import DEPARTMENTS, PostKind
from jiceng.organisations.models import Term
from jiceng.organisations.rules.roles import (
    BranchSecretary,
    Bureau,
    CommunityDirector,
    OrganisationDepartment,
    StreetOfficer,
    StreetSecretary,
    TownOfficer,
    TownSecretary,
)
from jiceng.organisations.rules.scope import holdings

ACTING = (
    *(OrganisationDepartment, Bureau, TownSecretary, TownOfficer, StreetSecretary, StreetOfficer),
    *(BranchSecretary, CommunityDirector),
)


def units_of(account) -> set[int]:
    """The organisations that the account acts for today; asked of the database once while an account object lives,
    which is a request."""
    if not signed_in.test(account) or not account.person_id:
        return set()
    known = getattr(account, "_acting_for", None)
    if known is None or known[0] != today():
        known = account._acting_for = (today(), _read(account))
    return known[1]


def _read(account) -> set[int]:
    held = {one.organisation.pk for one in holdings(account) if one.role in ACTING}
    named = Term.objects.on(today()).filter(
        person=account.person_id, post__kind=PostKind.CONTACT, post__organisation__kind__in=DEPARTMENTS
    )
    return held | set(named.values_list("post__organisation", flat=True))
