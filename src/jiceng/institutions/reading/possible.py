"""Which posts can exist in which kind of organisation: those that carry a role, and the seats of committees."""

from functools import cache

from jiceng.organisations.enums import BRANCHES, Kind, PostKind
from jiceng.organisations.rules.roles import ROLES

SEATS = (
    PostKind.SECRETARY,
    PostKind.DEPUTY_SECRETARY,
    PostKind.ORGANISATION_MEMBER,
    PostKind.PUBLICITY_MEMBER,
    PostKind.DISCIPLINE_MEMBER,
)
PARTY = (*BRANCHES, Kind.TOWN_PARTY_COMMITTEE, Kind.STREET_WORKING_COMMITTEE, Kind.STREET_GENERAL_BRANCH)
RESIDENTS = (Kind.RESIDENTS_COMMITTEE, Kind.OLD_RESIDENTS_COMMITTEE)


@cache
def pairs() -> frozenset[tuple[str, str]]:
    """(post, organisation) pairs that can be."""
    found = {(post.value, kind.value) for role in ROLES for post, kind in role.posts}
    found |= {(post.value, kind.value) for post in SEATS for kind in PARTY}
    found |= {
        (post.value, kind.value)
        for post in (PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR, PostKind.COMMITTEE_MEMBER)
        for kind in RESIDENTS
    }
    found |= {(PostKind.LEADER.value, Kind.RESIDENT_UNIT.value)}
    found |= {(PostKind.SECRETARY.value, Kind.PARTY_GROUP.value)}
    return frozenset(found)


def can_exist(post: str, organisation: str) -> bool:
    return (post, organisation) in pairs()
