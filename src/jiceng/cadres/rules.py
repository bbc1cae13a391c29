"""Who may see the composition, read files, write in them and grant changes.

Where somebody holds a post that the account's right reaches, the account reaches the person's file. Everybody
reads the own file. Disciplinary items have a right of their own.
"""

import rules
from django.db.models import Q

from jiceng.cadres.enums import CADRE_ORGANISATIONS, CADRE_POSTS, Right
from jiceng.cadres.models import CadreFile
from jiceng.kernel.access import holds, signed_in
from jiceng.kernel.validity import holds_on
from jiceng.organisations.models import Organisation, Term
from jiceng.organisations.rules.roles import (
    BranchSecretary,
    CommunityDirector,
    CountyLeader,
    OrganisationDepartment,
    StreetOfficer,
    StreetSecretary,
    TownOfficer,
    TownSecretary,
    extend,
)
from jiceng.organisations.rules.scope import reaches_all, scope

extend(CountyLeader, Right.SEE, Right.SEE_FILES, Right.SEE_DISCIPLINE)
extend(OrganisationDepartment, *Right)
for _role in (TownSecretary, StreetSecretary):
    extend(_role, Right.SEE, Right.SEE_FILES)
for _role in (TownOfficer, StreetOfficer):
    extend(_role, Right.SEE, Right.SEE_FILES, Right.KEEP_FILES)
for _role in (BranchSecretary, CommunityDirector):
    extend(_role, Right.SEE)

may_see = holds(Right.SEE)
may_see_files = holds(Right.SEE_FILES)
may_keep_files = holds(Right.KEEP_FILES)
may_approve = holds(Right.APPROVE)
may_see_discipline = holds(Right.SEE_DISCIPLINE)
may_set_norms = holds(Right.SET_NORMS)
# The page of one's own file, and asking for a correction of it.
may_read_own = signed_in


def cadre_terms(on, prefix: str = "") -> Q:
    """Terms of community cadres on the day, as a filter on Term (or through `prefix`)."""
    return (
        holds_on(on, prefix)
        & holds_on(on, f"{prefix}post__")
        & Q(
            **{
                f"{prefix}post__kind__in": CADRE_POSTS,
                f"{prefix}post__organisation__kind__in": CADRE_ORGANISATIONS,
            }
        )
    )


def files_of(seen_by, right: str = Right.SEE_FILES) -> Q:
    """Files that the account reaches by `right`, as a filter on CadreFile: of people who hold or held a post in its
    scope. `None` is the system itself."""
    if reaches_all(seen_by, right):
        return Q()
    if not holds(right).test(seen_by):
        return Q(pk__in=[])
    reach = Organisation.objects.filter(scope(seen_by, right)).order_by().values("pk")
    return Q(person__in=Term.objects.filter(post__organisation__in=reach).values("person"))


def _reaches_file(right: str):
    def check(account, file=None) -> bool:
        if not holds(right).test(account):
            return False
        return file is None or CadreFile.objects.filter(files_of(account, right), pk=file.pk).exists()

    return check


def _is_own(account, file=None) -> bool:
    return bool(signed_in.test(account) and file is not None and file.person_id == account.person_id)


is_own_file = rules.predicate(_is_own, name="is_own_file")
may_read_file = rules.predicate(
    lambda account, file=None: _is_own(account, file) or _reaches_file(Right.SEE_FILES)(account, file),
    name="may_read_file",
)
may_keep_file = rules.predicate(_reaches_file(Right.KEEP_FILES), name="may_keep_file")
may_approve_change = rules.predicate(_reaches_file(Right.APPROVE), name="may_approve_change")
may_ask_change = rules.predicate(
    lambda account, file=None: _is_own(account, file) or _reaches_file(Right.KEEP_FILES)(account, file),
    name="may_ask_change",
)
may_enter_discipline = rules.predicate(
    lambda account, file=None: (
        holds(Right.APPROVE).test(account) and _reaches_file(Right.SEE_DISCIPLINE)(account, file)
    ),
    name="may_enter_discipline",
)
may_see_disciplines = rules.predicate(
    lambda account, file=None: _is_own(account, file) or _reaches_file(Right.SEE_DISCIPLINE)(account, file),
    name="may_see_disciplines",
)


def changes_of(seen_by) -> Q:
    """Requests that the account sees, as a filter on FileChange: of files that it keeps or decides on, its own, and
    those about its own file."""
    if seen_by is None:
        return Q()
    reach = CadreFile.objects.filter(files_of(seen_by, Right.KEEP_FILES) | files_of(seen_by, Right.APPROVE))
    mine = Q(asked_by=seen_by)
    if seen_by.person_id:
        mine |= Q(file__person=seen_by.person_id)
    return mine | Q(file__in=reach)


def units_of(seen_by) -> Q:
    """Organisations whose composition the account may see, as a filter on Organisation."""
    return scope(seen_by, Right.SEE)


__all__ = [
    "cadre_terms",
    "changes_of",
    "files_of",
    "is_own_file",
    "may_approve",
    "may_approve_change",
    "may_ask_change",
    "may_enter_discipline",
    "may_keep_file",
    "may_keep_files",
    "may_read_file",
    "may_read_own",
    "may_see",
    "may_see_discipline",
    "may_see_disciplines",
    "may_see_files",
    "may_set_norms",
    "units_of",
]
