"""Which form a party organisation may take and how many posts it needs, from its numbers.

Sources: Regulations on the work of party branches (for trial, 2018), articles 4, 5 and 18: three full members
found a branch, a branch normally has at most 50 members, seven full members need a committee of three to five.
Over 50 a general branch, over 100 a committee: Party constitution practice. Residents' committees of five to nine:
Urban Residents' Committees Law (2025), the same number as in the law of 1989. Workers: 18 for 10,000 residents.
"""

from jiceng.organisations.enums import Kind, PostKind

LEAST_FULL_MEMBERS = 3
WARN_MEMBERS = 45
MOST_MEMBERS = 50
MOST_OF_GENERAL_BRANCH = 100
COMMITTEE_FROM = 7
WORKERS_PER_10000 = 18


def lawful_form(full_members: int) -> Kind:
    """The form for so many full members (A03): a branch up to 50, a general branch up to 100, else a committee."""
    if full_members <= MOST_MEMBERS:
        return Kind.PARTY_BRANCH
    if full_members <= MOST_OF_GENERAL_BRANCH:
        return Kind.PARTY_GENERAL_BRANCH
    return Kind.PARTY_COMMITTEE


def committee_seats(full_members: int) -> tuple[int, int]:
    """Least and most seats of a branch's committee (A05, A06): none under seven full members, else 3 to 5, and up
    to 7 for a general branch or committee."""
    if full_members < COMMITTEE_FROM:
        return 0, 0
    return 3, 5 if full_members <= MOST_MEMBERS else 7


def branch_posts(full_members: int) -> dict[PostKind, int]:
    """Posts that a branch of so many full members is founded with (A05, A06)."""
    posts = {PostKind.SECRETARY: 1}
    if full_members >= COMMITTEE_FROM:
        posts |= {PostKind.ORGANISATION_MEMBER: 1, PostKind.PUBLICITY_MEMBER: 1}
    if full_members >= 2 * COMMITTEE_FROM:
        posts |= {PostKind.DEPUTY_SECRETARY: 1, PostKind.DISCIPLINE_MEMBER: 1}
    return posts


def committee_posts(households: int, residents: int) -> dict[PostKind, int]:
    """Posts of a residents' committee: five seats, seven from 2,000 households (B03), and workers (Z5)."""
    members = 5 if households >= 2000 else 3
    workers = -(-residents * WORKERS_PER_10000 // 10000)
    return {
        PostKind.DIRECTOR: 1,
        PostKind.DEPUTY_DIRECTOR: 1,
        PostKind.COMMITTEE_MEMBER: members,
        PostKind.WORKER: max(workers, 1),
    }
