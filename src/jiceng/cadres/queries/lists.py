"""The lists behind the figures, and the versions of targets."""

from collections.abc import Mapping

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from jiceng.cadres.models import CompositionTarget
from jiceng.cadres.queries.board import Look
from jiceng.cadres.queries.composition import AHEAD, ALL_TRAITS, GROUPS, UNKNOWN, behind, leaving_in
from jiceng.cadres.queries.people import cadres, terms_of_cadres
from jiceng.kernel.pages import number_in
from jiceng.kernel.words import strung
from jiceng.organisations.queries.ranks import by_rank
from jiceng.people.models import Person

MOST_AHEAD = AHEAD[-1][1]


def listed(asked: Mapping[str, str], *, seen_by, look: Look) -> tuple[QuerySet[Person], str]:
    """The people that a figure counts, and what the list is called. What cannot be meant asks nothing."""
    rows = cadres(seen_by=seen_by, as_of=look.as_of, units=look.units)
    group = asked.get("group", "")
    words = [str(GROUPS[group if group in GROUPS else "all"].label)]
    trait = asked.get("trait", "")
    if trait in ALL_TRAITS or trait in UNKNOWN:
        rows = behind(rows, trait=trait)
        words.append(str(ALL_TRAITS[trait].label if trait in ALL_TRAITS else UNKNOWN[trait][1]))
    year = number_in(asked.get("leaves", ""))
    until = number_in(asked.get("until", "")) or year
    if (
        year is not None
        and until is not None
        and look.as_of.year <= year <= until <= look.as_of.year + MOST_AHEAD
    ):
        rows = rows.filter(leaving_in(year, look.as_of, until))
        span = str(year) if until == year else f"{year}—{until}"
        words.append(_("%(span)s年到龄退休") % {"span": span})
    terms = terms_of_cadres(seen_by=seen_by, as_of=look.as_of, units=look.units)
    held = Prefetch(
        "terms",
        terms.select_related("post__organisation").order_by(by_rank("post__kind"), "pk"),
        to_attr="held_terms",
    )
    return rows.prefetch_related(held), strung(words, "：")


def target_versions() -> list[CompositionTarget]:
    """All versions, the open ones first."""
    return sorted(CompositionTarget.objects.all(), key=lambda one: (one.valid_to is not None, -one.pk))
