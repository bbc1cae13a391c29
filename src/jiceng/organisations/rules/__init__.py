"""Who may do what with organisations and rolls. Each rule reads aloud; scope comes with the query."""

import rules

from jiceng.kernel.access import holds, signed_in
from jiceng.organisations.enums import Right
from jiceng.organisations.rules.scope import in_scope, reaches, scope


def over(right: str) -> rules.Predicate:
    """Holds `right`, and over the organisation in question when there is one."""

    def check(account, organisation=None) -> bool:
        return holds(right)(account) and (organisation is None or reaches(account, right, organisation))

    return rules.predicate(check, name=f"over:{right}")


may_see_structure = over(Right.SEE_STRUCTURE)
may_see_party_roll = over(Right.SEE_PARTY_ROLL)
may_keep_party_roll = over(Right.KEEP_PARTY_ROLL)
may_see_residents_roll = over(Right.SEE_RESIDENTS_ROLL)
may_keep_residents_roll = over(Right.KEEP_RESIDENTS_ROLL)
may_keep_organisations = over(Right.KEEP_ORGANISATIONS)
may_appoint = over(Right.APPOINT)
may_name_deputy = over(Right.NAME_DEPUTY)
may_import = over(Right.IMPORT)
may_execute_reorganisation = over(Right.EXECUTE_REORGANISATION)

__all__ = [
    "in_scope",
    "may_appoint",
    "may_execute_reorganisation",
    "may_import",
    "may_keep_organisations",
    "may_keep_party_roll",
    "may_keep_residents_roll",
    "may_name_deputy",
    "may_see_party_roll",
    "may_see_residents_roll",
    "may_see_structure",
    "over",
    "reaches",
    "scope",
    "signed_in",
]
