"""The reads of this app; each takes the day, and who asks where persons are concerned."""

from jiceng.organisations.queries.figures import (
    Figures,
    branches,
    county_figures,
    members,
    members_outside,
    roll_tallies,
    territories,
    unit_figures,
    with_branches,
    without_exactly_one_branch,
)
from jiceng.organisations.queries.names import named, organisations_on

__all__ = [
    "Figures",
    "branches",
    "county_figures",
    "members",
    "members_outside",
    "named",
    "organisations_on",
    "roll_tallies",
    "territories",
    "unit_figures",
    "with_branches",
    "without_exactly_one_branch",
]
