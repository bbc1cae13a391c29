"""What a reorganisation gives to the board: communities, posts to be filled, people whose posts end.

Before it is carried out this follows from its orders, afterwards from its steps.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from jiceng.cadres.enums import CADRE_POSTS
from jiceng.cadres.enums_restructuring import Body
from jiceng.organisations.commands.reorganisation.design import Design, draw
from jiceng.organisations.commands.reorganisation.participants.rolls import CARRIED, wanted_posts
from jiceng.organisations.enums import BRANCHES, Kind, PostKind
from jiceng.organisations.models import Placement, Post, Reorganisation, Term
from jiceng.organisations.queries.ranks import by_rank

PARTY_POSTS = CADRE_POSTS[: CADRE_POSTS.index(PostKind.DIRECTOR)]


@dataclass(frozen=True)
class Place:
    """A community to be or as it came to be."""

    key: str
    name: str
    branch_name: str
    branch_kind: str
    committee_name: str


@dataclass
class Source:
    """`free` counts places by (key of the community, kind of post), `posts` their ids once they exist; `ended` are the
    terms that end, with the key of the community that follows ("" for none); `placed` are those who have a post
    already, with the keys of the communities where ("" for the street working committee)."""

    places: list[Place] = field(default_factory=list)
    free: dict[tuple[str, str], int] = field(default_factory=dict)
    posts: dict[tuple[str, str], int] = field(default_factory=dict)
    ended: list[tuple[Term, str]] = field(default_factory=list)
    placed: dict[int, set[str]] = field(default_factory=dict)


def body_of(kind: str) -> str:
    return Body.PARTY if kind in PARTY_POSTS else Body.RESIDENTS


def source_of(reorganisation: Reorganisation, on: date) -> Source:
    if reorganisation.state == Reorganisation.State.PLANNED:
        return _planned(draw(reorganisation), placed_by(reorganisation.orders))
    return _executed(reorganisation, on)


def _planned(design: Design, placed: dict[int, set[str]]) -> Source:
    found = Source(placed=placed)
    for key, one in design.communities.items():
        place = Place(key, one.order.name, one.branch_name, str(one.form), one.committee_name)
        found.places.append(place)
    found.free = free_places(design)
    rows = Term.objects.on(design.day).filter(
        post__organisation__in=list(design.ending), valid_from__lt=design.day
    )
    found.ended = [(term, design.key_of.get(term.post.organisation_id, "")) for term in _of_cadres(rows)]
    return found


def placed_by(orders: dict) -> dict[int, set[str]]:
    """Whom the orders of a reorganisation themselves give a post, by person; see `Source`."""
    found: dict[int, set[str]] = defaultdict(set)
    for one in orders.get("communities") or []:
        for holder in one.get("holders") or []:
            if holder["post"] not in CARRIED:
                found[holder["person"]].add(one["key"])
    for holder in (orders.get("street_working_committee") or {}).get("holders") or []:
        found[holder["person"]].add("")
    return dict(found)


def free_places(design: Design) -> dict[tuple[str, str], int]:
    """Places that the orders themselves do not fill."""
    free = {}
    wanted = wanted_posts(design)
    for key, one in design.communities.items():
        filled = Counter(holder.post for holder in one.order.holders)
        for kind, (_organisation, places) in wanted[key].items():
            if kind in CADRE_POSTS and places > filled[kind]:
                free[key, kind] = places - filled[kind]
    return free


def _of_cadres(rows) -> list[Term]:
    chosen = rows.exclude(post__kind__in=CARRIED).select_related("person", "post__organisation")
    return list(chosen.order_by("post__organisation_id", by_rank("post__kind"), "pk"))


def _executed(reorganisation: Reorganisation, on: date) -> Source:
    found = Source()
    steps = list(reorganisation.steps.filter(target_kind__startswith="organisations.").order_by("order"))
    units: dict[str, dict[str, dict]] = {}
    for one in steps:
        if one.target_kind == "organisations.organisation" and one.action == "found":
            units.setdefault(one.after["community"], {})[one.after["kind"]] = one.after
        elif one.target_kind == "organisations.post" and one.action == "found":
            kind, key = one.after["kind"], one.after["community"]
            if kind in CADRE_POSTS and key:
                found.posts[key, kind] = one.after["id"]
    units.pop("", None)
    found.places = [_place(key, made) for key, made in units.items()]
    ended = [one for one in steps if one.target_kind == "organisations.term" and one.action == "end"]
    keys = {one.target_id: one.after["community"] for one in ended}
    found.ended = [(term, keys[term.pk]) for term in _of_cadres(Term.objects.filter(pk__in=keys))]
    posts = Post.objects.filter(pk__in=found.posts.values()).in_bulk()
    held = Counter(Term.objects.on(on).filter(post__in=posts).values_list("post_id", flat=True))
    for pair, pk in found.posts.items():
        if pk in posts and posts[pk].places > held[pk]:
            found.free[pair] = posts[pk].places - held[pk]
    founded = [one.after for one in steps if one.action == "found" and one.target_kind.endswith(".post")]
    born = {one["id"]: one["community"] for one in founded if one["kind"] not in CARRIED}
    for person, post in Term.objects.on(on).filter(post__in=born).values_list("person_id", "post_id"):
        found.placed.setdefault(person, set()).add(born[post])
    return found


def _place(key: str, made: dict[str, dict]) -> Place:
    branch = next((made[kind] for kind in BRANCHES if kind in made), {})
    committee, community = made.get(Kind.RESIDENTS_COMMITTEE, {}), made.get(Kind.COMMUNITY, {})
    return Place(
        key,
        community.get("name", key),
        branch.get("name", ""),
        branch.get("kind", Kind.PARTY_BRANCH),
        committee.get("name", ""),
    )


def people_above(reorganisation: Reorganisation, on: date) -> dict[int, str]:
    """Who holds a post in whatever leads the communities, with the post in words."""
    orders = reorganisation.orders
    tops = {orders.get("town"), orders.get("party_superior")} - {None}
    founded = reorganisation.steps.filter(target_kind="organisations.organisation", action="found")
    for step in founded:
        if not step.after["community"]:  # the street working committee
            tops.add(step.target_id)
    above = _chains(tops, on) | tops
    terms = Term.objects.on(on).filter(post__organisation__in=above)
    found = {term.person_id: str(term.post) for term in terms.select_related("post__organisation")}
    working = orders.get("street_working_committee") or {}
    for holder in working.get("holders", []):
        found.setdefault(holder["person"], working.get("name", ""))
    return found


def _chains(tops: Iterable[int], on: date) -> set[int]:
    """What stands above on either line."""
    found: set[int] = set()
    for path in Placement.objects.on(on).filter(organisation__in=list(tops)).values_list("path", flat=True):
        found |= {int(path[start : start + 10]) for start in range(0, len(path), 10)}
    return found
