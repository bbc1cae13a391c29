"""Pages of organisations, rolls and reorganisations."""

from jiceng.organisations.views.checks import checks
from jiceng.organisations.views.keeping import (
    organisation_abolish,
    organisation_found,
    organisation_merge,
    organisation_move,
    organisation_rename,
    organisation_split,
    organisation_succeed,
    territory_count,
)
from jiceng.organisations.views.posts import appoint, organisation_posts, post_create, term_end
from jiceng.organisations.views.reorganisation import (
    reorganisation,
    reorganisation_execute,
    reorganisation_reverse,
    reorganisations,
)
from jiceng.organisations.views.rolls import (
    member_admit,
    member_end,
    member_full,
    member_transfer,
    members,
    residents,
    settle,
)
from jiceng.organisations.views.structure import (
    lineage,
    organisation,
    organisation_below,
    organisation_list,
    organisations,
)

__all__ = [
    "appoint",
    "checks",
    "lineage",
    "member_admit",
    "member_end",
    "member_full",
    "member_transfer",
    "members",
    "organisation",
    "organisation_abolish",
    "organisation_below",
    "organisation_found",
    "organisation_list",
    "organisation_merge",
    "organisation_move",
    "organisation_posts",
    "organisation_rename",
    "organisation_split",
    "organisation_succeed",
    "organisations",
    "post_create",
    "reorganisation",
    "reorganisation_execute",
    "reorganisation_reverse",
    "reorganisations",
    "residents",
    "settle",
    "term_end",
    "territory_count",
]
