"""Names, seats and venues that a plan's communities could have; proposals only."""

from collections.abc import Iterable

from jiceng.rezoning.models import BaseUnit

ENDINGS = ("社区居民委员会", "社区居委会", "居民委员会", "居民委", "居委会", "社区")
MOST_STEM = 50  # a community's name holds 60 characters, ending and number included


def stem(name: str) -> str:
    """The place in a committee's name.

    >>> stem("铁东居民委员会")
    '铁东'
    """
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


def proposed_names(units: Iterable[BaseUnit]) -> list[str]:
    """Names for a community of these units: the oldest committee's first, then by households."""
    ordered = sorted(
        units,
        key=lambda u: (u.source.valid_from.toordinal() if u.source_id else 0, -(u.households or 0), u.pk),
    )
    return list(dict.fromkeys(f"{stem(unit.name)[:MOST_STEM]}社区" for unit in ordered))


def unique_names(groups: dict[str, list[str]], taken: Iterable[str] = ()) -> dict[str, str]:
    """One name for each label from its proposals, none twice; a number tells the rest apart."""
    used, chosen = set(taken), {}
    for label, proposals in groups.items():
        name = next((name for name in proposals if name not in used), "")
        number = 2
        while not name:
            candidate = f"{(proposals or [label])[0].removesuffix('社区')}第{number}社区"
            name, number = ("" if candidate in used else candidate), number + 1
        used.add(name)
        chosen[label] = name
    return chosen


def best_seat(units: list[BaseUnit]) -> BaseUnit:
    """Where the committee could sit: the largest venue, else the most households."""
    return max(units, key=lambda unit: (unit.venue_area_m2 or 0, unit.households or 0, -unit.pk))
