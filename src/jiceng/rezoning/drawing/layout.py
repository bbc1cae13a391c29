"""Places for units that came without geometry: who touches, stands near."""

import numpy as np


def laid_out(count: int, pairs: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """A point for each of `count` units from adjacency alone: stress majorisation over graph distances (Gansner,
    Koren and North 2004), begun on a circle; the same input gives the same points."""
    distance = _distances(count, pairs)
    turn = 2 * np.pi * np.arange(count) / max(count, 1)
    places = np.column_stack([np.cos(turn), np.sin(turn)]) * count / 6
    weight = np.where(distance > 0, 1.0 / np.maximum(distance, 1) ** 2, 0.0)
    total = weight.sum(axis=1, keepdims=True)
    for _step in range(80 if count > 1 else 0):
        gap = places[:, None, :] - places[None, :, :]
        length = np.maximum(np.sqrt((gap**2).sum(axis=2)), 1e-9)
        pull = weight[:, :, None] * (places[None, :, :] + distance[:, :, None] * gap / length[:, :, None])
        places = pull.sum(axis=1) / np.maximum(total, 1e-9)
    return [(float(x), float(y)) for x, y in places]


def _distances(count: int, pairs: list[tuple[int, int]]) -> np.ndarray:
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    distance = np.full((count, count), np.sqrt(count) + 1)
    for start in range(count):
        seen, ring, steps = {start}, [start], 0
        while ring:
            distance[start, ring] = steps
            steps += 1
            ring = [n for n in {n for unit in ring for n in near[unit]} if n not in seen]
            seen.update(ring)
    return distance
