"""Colours for communities so that neighbours differ, and steps for counts."""

from collections.abc import Iterable, Mapping

COLOURS = 8


def coloured(
    labels: Iterable[str], neighbours: Iterable[tuple[str, str]], keep: Mapping[str, int] | None = None
) -> dict[str, int]:
    """A colour 0..COLOURS-1 for each community; `neighbours` are pairs that touch. Most constrained first (Brélaz
    1979), the least used colour that is free. Colours in `keep` stay unless two neighbours would share one.

    >>> coloured("abc", [("a", "b"), ("b", "c")])["a"] != coloured("abc", [("a", "b"), ("b", "c")])["b"]
    True
    """
    near: dict[str, set[str]] = {label: set() for label in labels}
    for a, b in neighbours:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    done: dict[str, int] = {}
    for label, colour in (keep or {}).items():
        if label in near and all(done.get(other) != colour for other in near[label]):
            done[label] = colour
    used = [sum(1 for colour in done.values() if colour == c) for c in range(COLOURS)]
    taken = {label: {done[o] for o in near[label] if o in done} for label in near if label not in done}
    while taken:
        label = max(taken, key=lambda name: (len(taken[name]), len(near[name]), name))
        free = [c for c in range(COLOURS) if c not in taken[label]] or list(range(COLOURS))
        colour = min(free, key=lambda c: (used[c], c))
        done[label] = colour
        used[colour] += 1
        del taken[label]
        for other in near[label]:
            if other in taken:
                taken[other].add(colour)
    return done


def ramp(values: list[int | None], steps: int = 5) -> tuple[list[int], list[tuple[int, int]]]:
    """A step 0..steps-1 for each value (-1 where unknown) with as many values in each as possible, and the range of
    values of each step."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return [-1] * len(values), []
    cuts = sorted({known[len(known) * step // steps] for step in range(1, steps)} - {known[0]})
    placed = [-1 if value is None else sum(1 for cut in cuts if value >= cut) for value in values]
    ranges = []
    for step in range(len(cuts) + 1):
        inside = [v for v, p in zip(values, placed, strict=True) if p == step and v is not None]
        ranges.append((min(inside), max(inside)))
    return placed, ranges
