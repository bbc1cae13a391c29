"""Standing checks: what must hold for branches, communities and terms, as rules with a source and a time in force.

A check reads plain facts of one organisation on one day, so it can be read, tested and replaced on its own;
`queries.checks` gathers the facts of a whole county in a constant number of queries.
"""

from jiceng.organisations.rules.checks.branches import BRANCH_CHECKS
from jiceng.organisations.rules.checks.communities import COMMUNITY_CHECKS
from jiceng.organisations.rules.checks.facts import BranchFacts, Check, CommunityFacts, Severity, TermFacts
from jiceng.organisations.rules.checks.terms import TERM_CHECKS, due_on, term_years

CHECKS: tuple[Check, ...] = (*BRANCH_CHECKS, *COMMUNITY_CHECKS, *TERM_CHECKS)

__all__ = [
    "CHECKS",
    "BranchFacts",
    "Check",
    "CommunityFacts",
    "Severity",
    "TermFacts",
    "due_on",
    "term_years",
]
