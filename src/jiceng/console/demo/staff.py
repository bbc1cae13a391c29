"""Who takes up which post in the new communities of the demonstration.

As the rules have it (forms.py, A05 and B03): a committee of five in a branch of fourteen and more, three from seven
on; a residents' committee of five or seven with at least one woman. Two branches have elected only their secretary
so far, so that the boards of the demonstration are not all green.
"""

from collections.abc import Iterator
from datetime import date

from jiceng.organisations.enums import PostKind, Standing
from jiceng.organisations.models import PartyMembership, Residence, Term, TerritoryFigures
from jiceng.organisations.rules.forms import branch_posts, committee_posts
from jiceng.people.enums import Sex
from jiceng.people.models import Account, Person
from jiceng.rezoning.models import Plan
from jiceng.rezoning.orders import Staff

NOT_YET_ELECTED = (4, 11)  # places in the order of communities
OLDEST = date(1962, 1, 1)  # nobody born before takes up a post
COMMITTEE = (PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR, PostKind.COMMITTEE_MEMBER)


def staff_of(plan: Plan, accounts: dict[str, Account]) -> Staff:
    """Whoever led an old branch or committee leads the new one there, those with an account first."""
    sources = dict(plan.project.units.values_list("key", "source_id"))
    olds: dict[str, list[int]] = {}
    for key, label in plan.assignment.items():
        olds.setdefault(label, []).append(sources[key])
    street = [
        (PostKind.SECRETARY, accounts["jiedaoshuji"].person_id),
        (PostKind.OFFICER, accounts["jiedaoganshi"].person_id),
    ]
    communities = {
        label: tuple(_community(sorted(olds[label]), place not in NOT_YET_ELECTED))
        for place, label in enumerate(plan.communities.order_by("pk").values_list("label", flat=True))
        if label in olds
    }
    return Staff(tuple(street), communities)


def _community(old: list[int], elected: bool) -> Iterator[tuple[str, int]]:
    """(kind of post, person id) of one community made of these old ones."""
    leaders = _leaders(old)
    secretaries, directors = leaders[PostKind.SECRETARY], leaders[PostKind.DIRECTOR]
    homes = Residence.objects.filter(territory__in=old, valid_to=None).values("person")
    roll = PartyMembership.objects.filter(person__in=homes, valid_to=None, standing=Standing.FULL)
    full = list(roll.order_by("full_since", "pk").select_related("person"))
    able = [row.person for row in full if row.person.born_on >= OLDEST]
    own = [one for one in secretaries if one in {row.person for row in full}] or able
    branch = list(dict.fromkeys([*own, *able]))
    wanted = branch_posts(len(full)) if elected else {PostKind.SECRETARY: 1}
    taken = branch[: len(wanted)]
    yield from ((post, person.pk) for post, person in zip(wanted, taken, strict=False))
    counted = TerritoryFigures.objects.filter(organisation__in=old, valid_to=None)
    households = sum(counted.values_list("households", flat=True))
    places = committee_posts(households, 0)
    seats = [post for post in COMMITTEE for _place in range(places[post])]
    women = [one for one in able if one.sex == Sex.FEMALE and one not in taken]
    men = [one for one in able if one.sex == Sex.MALE and one not in taken]
    sitting = list(dict.fromkeys([*directors[:2], *women[:2], *directors[2:], *men, *women[2:]]))
    yield from ((post, person.pk) for post, person in zip(seats, sitting, strict=False))


def _leaders(old: list[int]) -> dict[str, list[Person]]:
    """Who led the old committees, and the branches that served them."""
    found: dict[str, list[Person]] = {PostKind.SECRETARY: [], PostKind.DIRECTOR: []}
    terms = Term.objects.filter(valid_to=None, post__kind__in=found).select_related("person__account", "post")
    here = terms.filter(post__organisation__in=old) | terms.filter(post__organisation__territory__in=old)
    for term in sorted(here, key=lambda one: (not hasattr(one.person, "account"), one.person_id)):
        found[term.post.kind].append(term.person)
    return found
