"""The reserve of the demonstration: one to one for the secretaries and directors, as the report has it.

Each post's reserve serves in the same community; the youngest first for a secretary, and nobody for two posts.
"""

import random
from datetime import date

from jiceng.cadres import commands
from jiceng.cadres.commands import NewReserve, Standing
from jiceng.cadres.enums_development import Readiness, Source
from jiceng.cadres.queries.people import cadres
from jiceng.cadres.queries.requirements import known_of
from jiceng.cadres.queries.reserve import posts_with_reserve
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Term
from jiceng.people.models import Person

READY = 0.4
ONE_YEAR = 0.85
WHY = "演示：街道推荐，组织部考察，班子会研究"


def fill_reserve(on: date, seed: int) -> dict:
    """One person for each of the 34 posts."""
    chance = random.Random(seed + 37)  # noqa: S311  # demonstration data, not secrets
    people = {one.pk: one for one in cadres(seen_by=None, as_of=on).filter(lead=0)}
    known = known_of(people.values(), on)
    serving: dict[int, list[Person]] = {}
    for person, territory in (
        Term.objects.on(on).filter(person__in=people).values_list("person", "post__organisation__territory")
    ):
        if people[person] not in serving.setdefault(territory, []):
            serving[territory].append(people[person])
    taken: set[int] = set()
    new = []
    for post in posts_with_reserve(seen_by=None, as_of=on).order_by("-kind", "organisation__code", "pk"):
        here = [one for one in serving.get(post.organisation.territory_id, []) if one.pk not in taken]
        members = [one for one in here if known[one.pk].full_since is not None]
        pool = members if post.kind == PostKind.SECRETARY and members else here
        chosen = min(pool, key=lambda one: (one.age, one.pk))
        taken.add(chosen.pk)
        new.append(NewReserve(post, chosen, _standing(chance)))
    made = commands.take_over_reserve(by=None, rows=new, on=on)
    return {"in_reserve": len(made)}


def _standing(chance: random.Random) -> Standing:
    luck = chance.random()
    ready = Readiness.NOW if luck < READY else Readiness.ONE_YEAR if luck < ONE_YEAR else Readiness.LATER
    return Standing(Source.CADRE, ready, WHY)
