"""Posts in the order in which they are read out: secretary, deputy secretary, members; director, deputy, members."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Concat

from jiceng.organisations.enums import PostKind

RANKS = {kind.value: place for place, kind in enumerate(PostKind)}


def by_rank(path: str = "kind") -> Case:
    """Two digits to order by; the kinds of posts stand in `PostKind` by rank. `path` leads to the kind."""
    places = [When(**{path: kind, "then": Value(f"{place:02}")}) for kind, place in RANKS.items()]
    return Case(*places, default=Value("99"), output_field=CharField())


def rank_of(kind: str) -> int:
    """The same for rows that are read already."""
    return RANKS.get(kind, len(RANKS))


def by_unit_and_rank() -> Concat:
    """One word that orders posts by the code of their unit and by rank within it."""
    unit = Cast("organisation_id", CharField())
    gap = Value(" ")
    return Concat(F("organisation__code"), gap, unit, gap, by_rank(), output_field=CharField())
