"""
From a graph to layers: which arrows lead back, which layer each step stands in, what joins them.

Nodes are numbers from 0, in the order of the steps. An arrow over several layers passes through a
*bend* in each layer between; bends are numbered on from the last node.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Edge = tuple[int, int]

SHAKES = 12
"""Ways to layer by chance, tried while arrows cross. Source: tried against graphviz."""
_ROUNDS = 8
"""Rounds of pulling steps towards each other; guides settle in two or three. A guess."""


@dataclass
class Layers:
    """
    Nodes and bends in layers, and the pieces of arrows between one layer and the next.

    Args:
        rows: of each layer, what stands in it.
        down, up: of each node or bend, what it is joined to in the layer below, and above; one
            entry a piece, so that two arrows between the same steps count as two.
        chains: of each arrow, in the order given, the nodes and bends it passes, downwards.
        turned: which arrows lead upwards in the drawing.
    """

    rows: list[list[int]]
    down: list[list[int]]
    up: list[list[int]]
    chains: list[list[int]]
    turned: list[bool]
    node_count: int
    layer_of: list[int] = field(default_factory=list)

    def is_bend(self, number: int) -> bool:
        """Tell whether *number* is a bend of an arrow, not a step."""
        return number >= self.node_count


def layered(node_count: int, edges: Sequence[Edge]) -> list[Layers]:
    """
    Return the ways to put the nodes in layers that are worth trying, without repetitions.

    Args:
        edges: from one node to another; none leads from a node to itself.
    """
    by_order = [source > target for source, target in edges]
    turnings = dict.fromkeys(map(tuple, [_leading_back(node_count, edges), by_order]))
    return [way for turned in turnings for way in _turned(node_count, edges, list(turned))]


def _turned(node_count: int, edges: Sequence[Edge], turned: list[bool]) -> list[Layers]:
    downwards = [(b, a) if back else (a, b) for (a, b), back in zip(edges, turned, strict=True)]
    high = _from_the_top(node_count, downwards)
    low = _from_the_bottom(node_count, downwards)
    kinds = [_drawn_together(each, downwards) for each in (high, low)]
    mixed = (_shaken(low, downwards, throw) for throw in range(SHAKES))
    tried = dict.fromkeys(map(tuple, [*kinds, high, low, *mixed]))
    return [_filled(node_count, layers, downwards, turned) for layers in tried]


def _leading_back(node_count: int, edges: Sequence[Edge]) -> list[bool]:
    """Tell of each edge whether it closes a loop, walking from the first node, deepest first."""
    leaving: list[list[int]] = [[] for _ in range(node_count)]
    for number, (source, _target) in enumerate(edges):
        leaving[source].append(number)
    back = [False] * len(edges)
    state = [0] * node_count
    for root in range(node_count):
        stack = [] if state[root] else [(root, iter(leaving[root]))]
        state[root] = state[root] or 1
        while stack:
            node, rest = stack[-1]
            number = next(rest, -1)
            if number < 0:
                state[node] = 2
                stack.pop()
                continue
            target = edges[number][1]
            back[number] = state[target] == 1
            if state[target] == 0:
                state[target] = 1
                stack.append((target, iter(leaving[target])))
    return back


def _in_order(node_count: int, edges: Sequence[Edge]) -> list[int]:
    """Return the nodes, each after all that lead to it."""
    waiting = [0] * node_count
    leaving: list[list[int]] = [[] for _ in range(node_count)]
    for source, target in edges:
        waiting[target] += 1
        leaving[source].append(target)
    ready = [node for node in range(node_count) if not waiting[node]]
    for node in ready:
        for target in leaving[node]:
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return ready


def _from_the_top(node_count: int, edges: Sequence[Edge]) -> list[int]:
    """Return the layer of each node, as high as what leads to it allows."""
    layers = [0] * node_count
    for node in _in_order(node_count, edges):
        for source, target in edges:
            if source == node:
                layers[target] = max(layers[target], layers[node] + 1)
    return layers


def _from_the_bottom(node_count: int, edges: Sequence[Edge]) -> list[int]:
    """Return the layer of each node, as low as what it leads to allows."""
    turned = [(target, source) for source, target in edges]
    heights = _from_the_top(node_count, turned)
    highest = max(heights, default=0)
    return [highest - height for height in heights]


def _drawn_together(layers: Sequence[int], edges: Sequence[Edge]) -> list[int]:
    """Return layers in which arrows are short: each node is moved between its neighbours."""
    placed = list(layers)
    above: list[list[int]] = [[] for _ in placed]
    below: list[list[int]] = [[] for _ in placed]
    for source, target in edges:
        above[target].append(source)
        below[source].append(target)
    for _round in range(_ROUNDS):
        before = list(placed)
        for node in range(len(placed)):
            highest = max((placed[other] + 1 for other in above[node]), default=None)
            lowest = min((placed[other] - 1 for other in below[node]), default=None)
            pull = len(below[node]) - len(above[node])
            if pull > 0 and lowest is not None:
                placed[node] = lowest
            elif pull < 0 and highest is not None:
                placed[node] = highest
        if placed == before:
            break
    return _closed_up(placed)


def _shaken(layers: Sequence[int], edges: Sequence[Edge], throw: int) -> list[int]:
    """Return layers in which each node stands anywhere its neighbours leave room for it."""
    dice = random.Random(throw)  # noqa: S311 - always the same throws
    placed = list(layers)
    last = max(placed, default=0)
    for node in dice.sample(range(len(placed)), len(placed)):
        highest = max((placed[a] + 1 for a, b in edges if b == node), default=0)
        lowest = min((placed[b] - 1 for a, b in edges if a == node), default=last)
        placed[node] = dice.randint(highest, max(highest, lowest))
    return _drawn_together(placed, edges) if throw % 2 else _closed_up(placed)


def _closed_up(layers: Sequence[int]) -> list[int]:
    """Return *layers* numbered without gaps."""
    used = {layer: number for number, layer in enumerate(sorted(set(layers)))}
    return [used[layer] for layer in layers]


def _filled(
    node_count: int, layers: Sequence[int], edges: Sequence[Edge], turned: list[bool]
) -> Layers:
    layer_of = list(layers)
    chains: list[list[int]] = []
    for source, target in edges:
        between = range(layers[source] + 1, layers[target])
        bends = range(len(layer_of), len(layer_of) + len(between))
        layer_of.extend(between)
        chains.append([source, *bends, target])
    rows: list[list[int]] = [[] for _ in range(max(layer_of, default=-1) + 1)]
    for number, layer in enumerate(layer_of):
        rows[layer].append(number)
    down: list[list[int]] = [[] for _ in layer_of]
    up: list[list[int]] = [[] for _ in layer_of]
    for chain in chains:
        for upper, lower in pairwise(chain):
            down[upper].append(lower)
            up[lower].append(upper)
    return Layers(rows, down, up, chains, turned, node_count, layer_of)
