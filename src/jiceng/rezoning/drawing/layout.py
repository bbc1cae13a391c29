"""Places for units that came without geometry: who touches, stands near."""

import numpy as np

EVERY_PAIR = 1000  # units of which each distance is looked at: twice as many take four times as long and as much memory
LANDMARKS = 50


def laid_out(count: int, pairs: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """A point for each of `count` units from adjacency alone; the same input gives the same points. Few are laid out
    by stress majorisation over all graph distances (Gansner, Koren and North 2004), begun on a circle; many by their
    distances to landmarks (Brandes and Pich 2007)."""
    turn = 2 * np.pi * np.arange(count) / max(count, 1)
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    near = _near(count, pairs)
    places = _by_landmarks(near, circle) if count > EVERY_PAIR else _by_stress(near, circle)
    return [(float(x), float(y)) for x, y in places]


def _by_stress(near: list[list[int]], circle: np.ndarray) -> np.ndarray:
    count = len(near)
    distance = np.stack([_steps_from(start, near) for start in range(count)]) if count else np.zeros((0, 0))
    places = circle * count / 6
    weight = np.where(distance > 0, 1.0 / np.maximum(distance, 1) ** 2, 0.0)
    total = weight.sum(axis=1, keepdims=True)
    for _step in range(80 if count > 1 else 0):
        gap = places[:, None, :] - places[None, :, :]
        length = np.maximum(np.sqrt((gap**2).sum(axis=2)), 1e-9)
        pull = weight[:, :, None] * (places[None, :, :] + distance[:, :, None] * gap / length[:, :, None])
        places = pull.sum(axis=1) / np.maximum(total, 1e-9)
    return places


def _by_landmarks(near: list[list[int]], circle: np.ndarray) -> np.ndarray:
    """Each landmark is the unit farthest from those before it; the two main axes of the distances to them make the
    map. A little of the circle keeps apart what would fall together."""
    columns: list[np.ndarray] = []
    closest = np.full(len(near), np.inf)
    for _landmark in range(LANDMARKS):
        columns.append(_steps_from(int(np.argmax(closest)), near))
        closest = np.minimum(closest, columns[-1])
    square = np.column_stack(columns) ** 2
    centred = square.mean(axis=0) + square.mean(axis=1, keepdims=True) - square - square.mean()
    _values, axes = np.linalg.eigh(centred.T @ centred)
    main = axes[:, :-3:-1]
    main = main * np.where(main[np.abs(main).argmax(axis=0), [0, 1]] < 0, -1, 1)
    places = centred @ main
    reach = np.abs(places).max() or 1.0
    return places / reach * np.sqrt(len(near)) + 0.3 * circle


def _near(count: int, pairs: list[tuple[int, int]]) -> list[list[int]]:
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    return near


def _steps_from(start: int, near: list[list[int]]) -> np.ndarray:
    """How many borders lie between one unit and each; those out of reach are as far as the map is wide."""
    steps = np.full(len(near), np.sqrt(len(near)) + 1)
    seen, ring, far = {start}, [start], 0
    while ring:
        steps[ring] = far
        far += 1
        ring = [n for n in {n for unit in ring for n in near[unit]} if n not in seen]
        seen.update(ring)
    return steps
