"""How far apart things stand in a row, so that arrows go as straight as the order allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpdesk.guides.layering import Layers

Ports = Mapping[tuple[int, int, str], float]

BESIDE = 22.0
"""Between two boxes. Source: tried by eye."""
BESIDE_ARROW = 16.0
"""Between a passing arrow and what stands beside it."""
_SWEEPS = 16
_STRAIGHT = {0: 1.0, 1: 2.0, 2: 8.0}
"""How much an arrow wants to be straight, by how many ends are bends. Source: Gansner 1993."""


@dataclass(frozen=True)
class Spacing:
    """How much room a box needs: its width, and more on its right side."""

    width: float
    beside: float = 0.0


def spaced(
    rows: Sequence[Sequence[int]], layers: Layers, spacing: Sequence[Spacing], ports: Ports
) -> tuple[list[float], float]:
    """Return the middle of everything from the left edge, and the right edge of the whole."""
    pulls = _pulls(layers, ports)
    at = [0.0] * len(layers.layer_of)
    distances = [_distances(row, layers, spacing) for row in rows]
    for row, apart in zip(rows, distances, strict=True):
        x = 0.0
        for node, distance in zip(row, apart, strict=True):
            x += distance
            at[node] = x
    for sweep in range(_SWEEPS):
        numbers = range(len(rows)) if sweep % 2 == 0 else range(len(rows) - 1, -1, -1)
        for number in numbers:
            _settle(rows[number], distances[number], pulls, at)
    left = min(at[node] - _half(node, layers, spacing) for row in rows for node in row)
    right = max(
        at[node] + _half(node, layers, spacing) + _beside(node, layers, spacing)
        for row in rows
        for node in row
    )
    return [x - left for x in at], right - left


def _pulls(layers: Layers, ports: Ports) -> list[list[tuple[int, float, float]]]:
    """Return of everything what it is joined to, how far beside that, and how strongly."""
    pulls: list[list[tuple[int, float, float]]] = [[] for _ in layers.layer_of]
    for number, chain in enumerate(layers.chains):
        for upper, lower in pairwise(chain):
            strength = _STRAIGHT[layers.is_bend(upper) + layers.is_bend(lower)]
            leaves = ports.get((number, upper, "down"), 0.0)
            arrives = ports.get((number, lower, "up"), 0.0)
            pulls[lower].append((upper, leaves - arrives, strength))
            pulls[upper].append((lower, arrives - leaves, strength))
    return pulls


def _distances(row: Sequence[int], layers: Layers, spacing: Sequence[Spacing]) -> list[float]:
    """Return how far each thing must stand from the one before it, middle to middle."""
    distances = [0.0]
    for left, right in pairwise(row):
        bends = layers.is_bend(left) or layers.is_bend(right)
        halves = _half(left, layers, spacing) + _half(right, layers, spacing)
        gap = BESIDE_ARROW if bends else BESIDE
        distances.append(halves + gap + _beside(left, layers, spacing))
    return distances


def _half(node: int, layers: Layers, spacing: Sequence[Spacing]) -> float:
    return 0.0 if layers.is_bend(node) else spacing[node].width / 2


def _beside(node: int, layers: Layers, spacing: Sequence[Spacing]) -> float:
    return 0.0 if layers.is_bend(node) else spacing[node].beside


def _settle(
    row: Sequence[int],
    distances: Sequence[float],
    pulls: Sequence[Sequence[tuple[int, float, float]]],
    at: list[float],
) -> None:
    """Move the things of a row as near as possible to where they are pulled, in their order."""
    # With the distances taken off, "in order" is "not falling": isotonic regression, by pooling
    # neighbours that would pass each other. Source: Barlow and others 1972.
    shift = 0.0
    pools: list[list[float]] = []
    for node, distance in zip(row, distances, strict=True):
        shift += distance
        weight = sum(strength for _other, _beside, strength in pulls[node])
        wanted = sum(s * (at[other] + beside) for other, beside, s in pulls[node])
        wanted, weight = (wanted / weight, weight) if weight else (at[node], 0.01)
        pools.append([wanted - shift, weight, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            value, heavy, count = pools.pop()
            before = pools[-1]
            together = before[1] + heavy
            before[0] = (before[0] * before[1] + value * heavy) / together
            before[1], before[2] = together, before[2] + count
    settled = [value for value, _weight, count in pools for _ in range(int(count))]
    shift = 0.0
    for node, distance, value in zip(row, distances, settled, strict=True):
        shift += distance
        at[node] = value + shift
