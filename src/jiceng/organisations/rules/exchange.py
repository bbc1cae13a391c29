"""Who may send tables in: the right to import and the right over what the table changes, both over the same place."""

import rules

from jiceng.kernel.access import holds
from jiceng.organisations.enums import BatchKind, Right

may_import_members = holds(Right.IMPORT) & holds(Right.KEEP_PARTY_ROLL)
may_import_organisations = holds(Right.IMPORT) & holds(Right.KEEP_ORGANISATIONS)
may_import_something = may_import_members | may_import_organisations
may_export_members = holds(Right.SEE_PARTY_ROLL)
may_export_organisations = holds(Right.SEE_STRUCTURE)


def may_import_kind(kind: str) -> rules.Predicate:
    """The rule for tables of one kind."""
    return may_import_members if kind == BatchKind.MEMBERS else may_import_organisations
