"""
The order of steps within each layer, so that few arrows cross.

Sweeps down and up put each step at the middle of what it is joined to (barycentre and median in
turn), then neighbours change places as long as that saves crossings. Several beginnings are tried;
the best order wins, the first of equals. No chance is involved: the same guide, the same drawing.

Source: Sugiyama, Tagawa and Toda 1981; Gansner, Koutsofios, North and Vo 1993 (transposing).
"""

import random
from bisect import bisect_right, insort
from collections.abc import Callable, Sequence
from statistics import fmean, median

from helpdesk.guides import rerouting
from helpdesk.guides.layering import Layers
from helpdesk.guides.rerouting import Rows

SWEEPS = 4
"""Sweeps without an improvement before a beginning is given up. A guess, checked by the tests."""
BEGINNINGS = 8
"""Orders to begin from while arrows still cross. Source: tried against graphviz in the tests."""
SMALL, LARGE = 120, 300
"""
Pieces of arrows up to which all is tried, and from which only one beginning is. Source: measured:
a tangle of 40 steps that all lead anywhere is drawn within two seconds.
"""


def ordered(layers: Layers) -> tuple[Rows, int]:
    """Return the best order found, and how many crossings it has."""
    best: Rows = [list(row) for row in layers.rows]
    fewest = crossings(best, layers)
    size = sum(map(len, layers.down))
    beginnings = BEGINNINGS if size <= SMALL else 3 if size <= LARGE else 1
    for beginning in _beginnings(layers)[:beginnings]:
        if not fewest:
            break
        rows, count = _improved(beginning, layers, thorough=size <= SMALL)
        if count < fewest:
            best, fewest = rows, count
    return best, fewest


def crossings(rows: Rows, layers: Layers) -> int:
    """Return how many pairs of arrows cross between the layers of *rows*."""
    place = _places(rows)
    return sum(_between(row, place, layers) for row in rows[:-1])


def _between(row: Sequence[int], place: dict[int, int], layers: Layers) -> int:
    count = 0
    passed: list[int] = []
    for node in row:
        targets = [place[other] for other in layers.down[node]]
        count += sum(len(passed) - bisect_right(passed, target) for target in targets)
        for target in targets:
            insort(passed, target)
    return count


def _places(rows: Rows) -> dict[int, int]:
    return {node: place for row in rows for place, node in enumerate(row)}


def _beginnings(layers: Layers) -> list[Rows]:
    """Return orders to begin from: as walked, its mirror, and the rows well mixed."""
    walked = _walked(layers)
    mirrored = [row[::-1] for row in walked]
    given = [list(row) for row in layers.rows]
    dice = random.Random(12)  # noqa: S311 - always the same throws
    mixed = [[dice.sample(row, len(row)) for row in layers.rows] for _ in range(BEGINNINGS - 3)]
    return [walked, given, mirrored, *mixed]


def _walked(layers: Layers) -> Rows:
    """Return the nodes as a walk downwards, always to the left first, meets them."""
    rows: Rows = [[] for _ in layers.rows]
    seen: set[int] = set()
    waiting = [node for row in reversed(layers.rows) for node in reversed(row)]
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        rows[layers.layer_of[node]].append(node)
        waiting.extend(reversed(layers.down[node]))
    return rows


def _improved(rows: Rows, layers: Layers, *, thorough: bool) -> tuple[Rows, int]:
    rows = [list(row) for row in rows]
    _polish(rows, layers, thorough=thorough)
    best, fewest = [list(row) for row in rows], crossings(rows, layers)
    idle = sweep = 0
    while fewest and idle < SWEEPS:
        middle: Callable[[Sequence[int]], float] = median if sweep % 4 < 2 else fmean
        _sweep(rows, layers, middle, downwards=sweep % 2 == 0)
        _polish(rows, layers, thorough=thorough)
        count = crossings(rows, layers)
        sweep, idle = sweep + 1, idle + 1
        if count < fewest:
            best, fewest, idle = [list(row) for row in rows], count, 0
    return best, fewest


def _polish(rows: Rows, layers: Layers, *, thorough: bool) -> None:
    _swap_neighbours(rows, layers)
    for number in range(len(layers.chains) if thorough else 0):
        rerouting.rerouted(rows, layers, number)


def _sweep(
    rows: Rows, layers: Layers, middle: Callable[[Sequence[int]], float], *, downwards: bool
) -> None:
    near = layers.up if downwards else layers.down
    numbers = range(1, len(rows)) if downwards else range(len(rows) - 2, -1, -1)
    for number in numbers:
        fixed = rows[number - 1 if downwards else number + 1]
        place = {node: at for at, node in enumerate(fixed)}
        wanted = {
            node: middle([place[other] for other in near[node]]) if near[node] else None
            for node in rows[number]
        }
        _sort_some(rows[number], wanted)


def _sort_some(row: list[int], wanted: dict[int, float | None]) -> None:
    """Sort *row* by what is wanted; those that want nothing stay where they stand."""
    sorted_ones = iter(
        sorted(
            (node for node in row if wanted[node] is not None), key=lambda node: wanted[node] or 0.0
        )
    )
    row[:] = [node if wanted[node] is None else next(sorted_ones) for node in row]


def _swap_neighbours(rows: Rows, layers: Layers) -> None:
    """Let neighbours change places while that saves crossings."""
    place = _places(rows)
    swapped = True
    while swapped:
        swapped = False
        for row in rows:
            for at in range(len(row) - 1):
                left, right = row[at], row[at + 1]
                if _saving(left, right, place, layers) > 0:
                    row[at], row[at + 1] = right, left
                    place[left], place[right] = at + 1, at
                    swapped = True


def _saving(left: int, right: int, place: dict[int, int], layers: Layers) -> int:
    saved = 0
    for near in (layers.up, layers.down):
        lefts = [place[other] for other in near[left]]
        rights = [place[other] for other in near[right]]
        saved += sum((a > b) - (a < b) for a in lefts for b in rights)
    return saved
