"""Who is kin to whom, told by the parts of the site that keep it: whoever must keep kin apart asks here."""

from collections.abc import Callable, Iterable

# (person, relative), by their ids, of those asked about; either may be the one whose file says so.
Source = Callable[[set[int]], Iterable[tuple[int, int]]]

_sources: list[Source] = []


def register(source: Source) -> None:
    _sources.append(source)


def kin_of(people: Iterable[int]) -> set[tuple[int, int]]:
    """Pairs of a person asked about and a relative of theirs."""
    asked = set(people)
    pairs = {pair for source in _sources for pair in source(asked)} if asked else set()
    both = pairs | {(relative, person) for person, relative in pairs}
    return {pair for pair in both if pair[0] in asked}
