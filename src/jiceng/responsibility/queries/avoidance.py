"""Which communities somebody must keep away from on a day: what was declared, and where kin hold a post."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Term
from jiceng.people.kinship import kin_of
from jiceng.responsibility.models import Conflict


def kept_from(people: Iterable[int], on: date) -> dict[int, dict[int, str]]:
    """For each person, the communities (by id) with the reason."""
    asked, found = set(people), defaultdict(dict)
    for person, community in _by_kin(asked, on):
        found[person][community] = _("亲属在社区任职")
    for one in Conflict.objects.on(on).filter(person__in=asked):
        found[one.person_id][one.community_id] = one.why
    return found


def _by_kin(asked: set[int], on: date) -> Iterable[tuple[int, int]]:
    """Kin in the community itself, its branch or its committee."""
    of = defaultdict(set)
    for person, relative in kin_of(asked):
        of[relative].add(person)
    terms = Term.objects.on(on).filter(holds_on(on, "post__"), person__in=of).order_by()
    posts = terms.values_list(
        "person", "post__organisation", "post__organisation__territory", "post__organisation__kind"
    )
    for relative, organisation, territory, kind in posts if of else ():
        community = organisation if kind == Kind.COMMUNITY else territory
        if community:
            yield from ((person, community) for person in of[relative])
