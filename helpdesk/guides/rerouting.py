"""Taking one long arrow out of a drawing and leading it through where it crosses least."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpdesk.guides.layering import Layers

Rows = list[list[int]]
Span = tuple[float, float]
"""A piece of an arrow: its places in the upper and in the lower row."""


@dataclass(frozen=True)
class _Reach:
    """The cheapest way to a place in a row: its crossings, and the place in the row above."""

    crossings: int
    before: int


def rerouted(rows: Rows, layers: Layers, number: int) -> None:
    """Lead the arrow of this *number* through the rows anew; the others stay where they are."""
    chain = layers.chains[number]
    bends = chain[1:-1]
    if not bends:
        return
    first = layers.layer_of[chain[0]]
    for layer, bend in enumerate(bends, start=first + 1):
        rows[layer].remove(bend)
    places = _cheapest(rows, layers, chain, first)
    for layer, (bend, at) in enumerate(zip(bends, places, strict=True), start=first + 1):
        rows[layer].insert(at, bend)


def _cheapest(rows: Rows, layers: Layers, chain: Sequence[int], first: int) -> list[int]:
    """Return where each bend goes; a place stands just left of what is there now."""
    last = first + len(chain) - 1
    own = set(chain[1:-1])
    # The first and the last row have one place to come from or to: that of the step itself.
    here: dict[float, _Reach] = {float(rows[first].index(chain[0])): _Reach(0, 0)}
    ways: list[dict[float, _Reach]] = []
    for layer in range(first, last):
        spans = _spans(rows, layers, layer, own)
        if layer + 1 == last:
            targets = [float(rows[last].index(chain[-1]))]
        else:
            targets = [at - 0.5 for at in range(len(rows[layer + 1]) + 1)]
        here = {target: _best(here, target, spans) for target in targets}
        ways.append(here)
    return _walked_back(ways)


def _best(here: dict[float, _Reach], target: float, spans: Sequence[Span]) -> _Reach:
    found = min(
        (reach.crossings + _crossed(at, target, spans), number)
        for number, (at, reach) in enumerate(here.items())
    )
    return _Reach(*found)


def _crossed(at: float, target: float, spans: Sequence[Span]) -> int:
    return sum((upper - at) * (lower - target) < 0 for upper, lower in spans)


def _walked_back(ways: Sequence[dict[float, _Reach]]) -> list[int]:
    number = next(iter(ways[-1].values())).before
    places: list[int] = []
    for way in reversed(ways[:-1]):
        at, reach = list(way.items())[number]
        places.append(int(at + 0.5))
        number = reach.before
    return places[::-1]


def _spans(rows: Rows, layers: Layers, layer: int, own: set[int]) -> list[Span]:
    below = {node: at for at, node in enumerate(rows[layer + 1])}
    return [
        (float(at), float(below[other]))
        for at, node in enumerate(rows[layer])
        for other in layers.down[node]
        if node not in own and other not in own
    ]
