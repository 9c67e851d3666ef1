"""Where the boxes and arrows of a flowchart stand: layers from the top down, few crossings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from helpdesk.guides import layering, ordering
from helpdesk.guides.flow import Arrow, Reply
from helpdesk.guides.layering import Layers
from helpdesk.guides.rerouting import Rows
from helpdesk.guides.spacing import Spacing, spaced

Point = tuple[float, float]

GAP, STUB = 64.0, 20.0
"""Between two layers, and how far an arrow goes straight there; a reply stands beside it."""
LOW_GAP, LOW_STUB = 40.0, 10.0
"""The same where no reply stands: room for a slant and an arrowhead. Source: tried by eye."""
SIDE = 26.0
"""Room beside a box for an arrow from the step to itself."""
MARGIN = 6.0
_MOST_WORK = 2_500
"""Pieces of arrows looked at before the best drawing so far is taken. A guess: about a second."""
_PORT = 36.0
"""Between two arrows at the same side of a box, where there is room."""


@dataclass(frozen=True)
class Box:
    """A step in the drawing, from its upper left corner."""

    anchor: str
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Line:
    """An arrow in the drawing: its corners from box to box, and where its reply stands."""

    arrow: Arrow
    points: tuple[Point, ...]
    label: Point
    label_side: str
    """``start``: the reply begins at *label*; ``end``: it ends there."""


@dataclass(frozen=True)
class Chart:
    """A whole drawing; lengths in the units of its own picture, a CSS pixel at full size."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: float
    height: float
    crossings: int = 0


def lay_out(sizes: Mapping[str, tuple[float, float]], arrows: Sequence[Arrow]) -> Chart:
    """
    Return a drawing in layers.

    Args:
        sizes: width and height of each step's box by anchor, in the order of the steps.
    """
    if not sizes:
        return Chart((), (), 0.0, 0.0)
    anchors = list(sizes)
    number = {anchor: at for at, anchor in enumerate(anchors)}
    around = [arrow for arrow in arrows if arrow.source == arrow.target]
    between = [arrow for arrow in arrows if arrow.source != arrow.target]
    edges = tuple((number[arrow.source], number[arrow.target]) for arrow in between)
    layers, rows, crossed = _fewest_crossings(len(anchors), edges)
    talking = [arrow.reply is not Reply.ON for arrow in between]
    looping = {arrow.source for arrow in around}
    chart = _Placing(layers, rows, sizes, talking, looping)
    lines = [chart.line(arrow, at) for at, arrow in enumerate(between)]
    lines += [_loop(arrow, chart.boxes[number[arrow.source]]) for arrow in around]
    return Chart(tuple(chart.boxes), tuple(lines), chart.width, chart.height, crossed)


@lru_cache(maxsize=128)
def _fewest_crossings(
    node_count: int, edges: tuple[layering.Edge, ...]
) -> tuple[Layers, Rows, int]:
    # The order does not depend on the sizes: one search serves boxes of all widths.
    best: tuple[Layers, Rows, int] | None = None
    work = 0
    for layers in layering.layered(node_count, edges):
        rows, crossed = ordering.ordered(layers)
        if best is None or crossed < best[2]:
            best = layers, rows, crossed
        work += sum(map(len, layers.down))
        if not crossed or work > _MOST_WORK:
            break
    assert best is not None  # noqa: S101 - there is always one way to layer
    return best


class _Placing:
    """Boxes and arrows at their places, from the layers and the order within them."""

    def __init__(
        self,
        layers: Layers,
        rows: Rows,
        sizes: Mapping[str, tuple[float, float]],
        talking: Sequence[bool],
        looping: set[str],
    ) -> None:
        self._layers = layers
        self._place = {node: at for row in rows for at, node in enumerate(row)}
        spacing = [
            Spacing(width, SIDE if anchor in looping else 0.0)
            for anchor, (width, _height) in sizes.items()
        ]
        self._ports = self._spread(spacing)
        centres, right = spaced(rows, layers, spacing, self._ports)
        self._x = [centre + MARGIN for centre in centres]
        self.width = right + 2 * MARGIN
        self._has_replies = self._gaps_with_replies(talking)
        self._tops, self._bottoms = self._heights(rows, list(sizes.values()))
        self.height = self._bottoms[-1] + MARGIN
        self.boxes = [
            Box(anchor, self._x[at] - width / 2, self._tops[layers.layer_of[at]], width, height)
            for at, (anchor, (width, height)) in enumerate(sizes.items())
        ]

    def line(self, arrow: Arrow, at: int) -> Line:
        """Return the way of the arrow numbered *at* through its bends."""
        chain = self._layers.chains[at]
        corners = (self._piece(at, *pair) for pair in pairwise(chain))
        points = list(dict.fromkeys(point for piece in corners for point in piece))
        if self._layers.turned[at]:
            points.reverse()
        return _labelled(Line(arrow, tuple(points), (0.0, 0.0), "start"), self._own_box(chain, at))

    def _own_box(self, chain: Sequence[int], at: int) -> Box:
        return self.boxes[chain[-1] if self._layers.turned[at] else chain[0]]

    def _piece(self, at: int, upper: int, lower: int) -> list[Point]:
        """Return the corners between two layers: down through the layer, across the gap."""
        start_x = self._x[upper] + self._ports.get((at, upper, "down"), 0.0)
        end_x = self._x[lower] + self._ports.get((at, lower, "up"), 0.0)
        layer = self._layers.layer_of[upper]
        start_y = self.boxes[upper].bottom if not self._layers.is_bend(upper) else self._tops[layer]
        stub = STUB if layer in self._has_replies else LOW_STUB
        return [
            (start_x, start_y),
            (start_x, self._bottoms[layer] + stub),
            (end_x, self._tops[layer + 1] - stub),
            (end_x, self._tops[layer + 1]),
        ]

    def _heights(
        self, rows: Rows, sizes: Sequence[tuple[float, float]]
    ) -> tuple[list[float], list[float]]:
        tops: list[float] = []
        bottoms: list[float] = []
        y = MARGIN
        for layer, row in enumerate(rows):
            height = max(sizes[node][1] for node in row if not self._layers.is_bend(node))
            tops.append(y)
            bottoms.append(y + height)
            y += height + (GAP if layer in self._has_replies else LOW_GAP)
        return tops, bottoms

    def _gaps_with_replies(self, talking: Sequence[bool]) -> set[int]:
        """Return the layers below which a reply stands."""
        layer_of = self._layers.layer_of
        said = zip(self._layers.chains, self._layers.turned, talking, strict=True)
        return {
            layer_of[chain[-1]] - 1 if turned else layer_of[chain[0]]
            for chain, turned, talks in said
            if talks
        }

    def _spread(self, spacing: Sequence[Spacing]) -> dict[tuple[int, int, str], float]:
        """Return how far from the middle of its box each arrow leaves and arrives."""
        ends: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for at, chain in enumerate(self._layers.chains):
            ends.setdefault((chain[0], "down"), []).append((self._place[chain[1]], at))
            ends.setdefault((chain[-1], "up"), []).append((self._place[chain[-2]], at))
        offsets = {}
        for (node, side), arrows in ends.items():
            step = min(_PORT, spacing[node].width / (len(arrows) + 1))
            first = -step * (len(arrows) - 1) / 2
            for count, (_place, at) in enumerate(sorted(arrows)):
                offsets[at, node, side] = first + step * count
        return offsets


def _labelled(line: Line, box: Box) -> Line:
    """Return *line* with the place of its reply: beside where it leaves, away from the middle."""
    (x, y), (_x, further) = line.points[0], line.points[1]
    down = further > y
    is_left = x < box.x + box.width / 2
    label = (x - 5 if is_left else x + 5, (box.bottom + 15) if down else (box.y - 6))
    return replace(line, label=label, label_side="end" if is_left else "start")


def _loop(arrow: Arrow, box: Box) -> Line:
    upper, lower = box.y + box.height / 3, box.y + box.height * 2 / 3
    out = box.right + SIDE * 0.7
    points = ((box.right, lower), (out, lower), (out, upper), (box.right, upper))
    return Line(arrow, points, (box.right + 3, lower + 14), "start")
