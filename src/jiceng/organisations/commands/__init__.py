"""The only writers of this app. Each asks its rule, checks the state of things on the day, changes rows in one
transaction and records it. `on` may lie in the past or the future; what would break a later fact is refused."""

from jiceng.organisations.commands.bulk import (
    NewMember,
    NewOrganisation,
    NewResident,
    admit_many,
    found_many,
    settle_many,
)
from jiceng.organisations.commands.lineage import (
    Part,
    change_form,
    merge,
    split,
    split_in_two,
    succeed,
)
from jiceng.organisations.commands.posts import appoint, create_post, end_post, end_term
from jiceng.organisations.commands.rolls import (
    admit_member,
    end_membership,
    make_full,
    settle,
    transfer_member,
)
from jiceng.organisations.commands.second_hand import agree, appoint_or_ask, refuse, settle_or_ask, withdraw
from jiceng.organisations.commands.structure import abolish, enter_instrument, found, move, place, rename
from jiceng.organisations.commands.territory import count_territory, draw_boundary
from jiceng.organisations.commands.timing import ImpossibleError

__all__ = [
    "ImpossibleError",
    "NewMember",
    "NewOrganisation",
    "NewResident",
    "Part",
    "abolish",
    "agree",
    "admit_many",
    "admit_member",
    "appoint",
    "appoint_or_ask",
    "change_form",
    "count_territory",
    "create_post",
    "draw_boundary",
    "end_membership",
    "end_post",
    "end_term",
    "enter_instrument",
    "found",
    "found_many",
    "make_full",
    "merge",
    "move",
    "place",
    "refuse",
    "rename",
    "settle",
    "settle_many",
    "settle_or_ask",
    "split",
    "split_in_two",
    "succeed",
    "transfer_member",
    "withdraw",
]
