"""Kin in posts: of whom one would serve under or beside the other (avoidance)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jiceng.cadres.enums import AVOIDED, Relation
from jiceng.cadres.models import Kin
from jiceng.kernel.validity import holds_on
from jiceng.organisations.models import Placement, Term
from jiceng.people.models import Person


@dataclass(frozen=True)
class Avoidance:
    """Two relatives in posts that may not meet on the day; `below` when one leads the other's organisation."""

    person: Person
    other: Person
    relation: str
    post: Term
    other_post: Term
    below: bool


def avoidances(as_of: date, people: Iterable[int] | None = None) -> list[Avoidance]:
    """All of a day, or those that touch some people. Kin are few: pairs are read, then their posts, in three
    queries."""
    pairs = Kin.objects.filter(relation__in=AVOIDED, person__isnull=False)
    if people is not None:
        wanted = list(people)
        pairs = pairs.filter(Q(person__in=wanted) | Q(file__person__in=wanted))
    kin = list(pairs.select_related("file__person", "person").order_by("pk"))
    who = {one.person_id for one in kin} | {one.file.person_id for one in kin}
    held: dict[int, list[Term]] = {}
    terms = Term.objects.on(as_of).filter(holds_on(as_of, "post__"), person__in=who)
    for term in terms.select_related("post__organisation__territory"):
        held.setdefault(term.person_id, []).append(term)
    places = superiors({one.post.organisation_id for terms_ in held.values() for one in terms_}, as_of)
    found: dict[frozenset[int], Avoidance] = {}
    for one in kin:
        key = frozenset((one.file.person_id, one.person_id))
        met = meeting(held.get(one.file.person_id, []), held.get(one.person_id, []), places)
        if met and key not in found:
            word = str(Relation(one.relation).label)
            found[key] = Avoidance(one.file.person, one.person, word, *met)
    return list(found.values())


def superiors(organisations: set[int], as_of: date) -> dict[int, set[int]]:
    """Everything above each organisation, on either line."""
    above: dict[int, set[int]] = {}
    rows = Placement.objects.on(as_of).filter(organisation__in=organisations)
    for pk, path in rows.values_list("organisation_id", "path"):
        steps = {int(path[start : start + 10]) for start in range(0, len(path), 10)}
        above.setdefault(pk, set()).update(steps - {pk})
    return above


def meeting(ones: list[Term], others: list[Term], above: dict[int, set[int]]) -> tuple | None:
    for one in ones:
        for other in others:
            here, there = one.post.organisation, other.post.organisation
            if (here.territory_id or here.pk) == (there.territory_id or there.pk):
                return one, other, False
            if here.pk in above.get(there.pk, ()) or there.pk in above.get(here.pk, ()):
                return one, other, True
    return None
