"""The flowchart of a guide as shapes and lines of text, ready to be written as SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from helpdesk.guides import column, flowchart
from helpdesk.guides.flow import Flow, Node, Reply
from helpdesk.guides.flowchart import Box, Chart, Line, Point
from helpdesk.guides.wrapping import wrapped

TYPE_SIZE = 14.0
"""Of all text, in CSS pixels at full size; the least that is read with ease on a phone."""
LINE_HEIGHT = 18.0
PAD_X, PAD_Y = 12.0, 10.0
BOX_WIDTHS = (196.0, 172.0, 150.0)
"""Of a box where several stand side by side; the widest with which the drawing fits is taken."""
WIDEST = 660.0
"""Of a drawing in layers, in CSS pixels: a column of text, and a sheet of A4."""
MOST_IN_LAYERS = 60
"""Steps that are drawn in layers; an import may hold more, and they stand in one column."""
NARROWEST = 286.0
"""Of a drawing in one column: a screen of 320 pixels without its margins."""
SHEET = 920.0
"""The height of a drawing on paper, in CSS pixels: a sheet of A4 without its margins."""
_ABOVE_BOX = 12.0
"""Where a drawing is cut above a box: its arrowhead stays whole."""
_LEAST_BOX = 150.0
_MOST_BOX = 400.0
_HEAD = 5.0
_ROUND = 7.0


@dataclass(frozen=True)
class Text:
    """One line of text, from the left end of its base line."""

    x: float
    y: float
    words: str
    is_question: bool


@dataclass(frozen=True)
class Shape:
    """A step as it is drawn."""

    node: Node
    place: int
    box: Box
    texts: Sequence[Text]
    divided_at: float | None
    """How far down the question begins; None: there is none."""
    is_end: bool
    ways_on: Mapping[Reply, int]
    """The places of the steps it leads to."""


@dataclass(frozen=True)
class Stroke:
    """An arrow as it is drawn: its way and its head as SVG paths, and its reply."""

    reply: Reply
    way: str
    head: str
    label: Point
    label_anchor: str


@dataclass(frozen=True)
class Sheet:
    """A piece of a drawing that fits on a sheet of paper: where it begins, and its height."""

    y: float
    height: float


@dataclass(frozen=True)
class Drawing:
    """A whole flowchart."""

    shapes: Sequence[Shape]
    strokes: Sequence[Stroke]
    width: int
    height: int

    @property
    def fits_on_a_sheet(self) -> bool:
        """Tell whether it is no higher than a sheet of paper."""
        return self.height <= SHEET

    def sheets(self) -> list[Sheet]:
        """Return the pieces for paper, of a drawing in one column; no box is cut through."""
        cuts = [0.0]
        for shape in self.shapes:
            end = shape.box.bottom + column.GAP - _ABOVE_BOX
            if end - cuts[-1] > SHEET and shape.box.y - _ABOVE_BOX > cuts[-1]:
                cuts.append(round(shape.box.y - _ABOVE_BOX, 1))
        return [Sheet(y, round(end - y, 1)) for y, end in pairwise([*cuts, float(self.height)])]


@dataclass(frozen=True)
class Drawings:
    """The flowchart for a wide and for a narrow page; wide may be the same column, only wider."""

    wide: Drawing
    narrow: Drawing


@lru_cache(maxsize=256)
def drawn(flow: Flow) -> Drawings:
    """Return both drawings of *flow*; a faulty graph is drawn as far as it goes."""
    return Drawings(wide=_wide(flow), narrow=_column(flow, NARROWEST))


def _wide(flow: Flow) -> Drawing:
    for width in BOX_WIDTHS if len(flow.nodes) <= MOST_IN_LAYERS else ():
        texts = {node.anchor: _Lettered(flow, node, width) for node in flow.nodes}
        chart = flowchart.lay_out(_sizes(texts, width), flow.arrows)
        if chart.width <= WIDEST:
            return _drawing(flow, chart, texts)
    return _column(flow, WIDEST)


def _column(flow: Flow, room: float) -> Drawing:
    anchors = [node.anchor for node in flow.nodes]
    left, right = column.side_room(anchors, flow.arrows)
    width = room - left - right - 2 * flowchart.MARGIN
    width = max(_LEAST_BOX, min(width, _MOST_BOX))
    texts = {node.anchor: _Lettered(flow, node, width) for node in flow.nodes}
    return _drawing(flow, column.in_column(_sizes(texts, width), flow.arrows), texts)


class _Lettered:
    """The words of one box, broken into lines."""

    def __init__(self, flow: Flow, node: Node, width: float) -> None:
        room = width - 2 * PAD_X
        self.title = wrapped(f"{flow.places[node.anchor]}. {node.title}", TYPE_SIZE, room)
        self.question = wrapped(node.course.question, TYPE_SIZE, room)
        self.title_height = 2 * PAD_Y + LINE_HEIGHT * len(self.title)
        more = PAD_Y * 1.4 + LINE_HEIGHT * len(self.question) if self.question else 0.0
        self.height = self.title_height + more

    def placed(self, box: Box) -> list[Text]:
        """Return the lines where they stand in *box*."""
        below = self.title_height + PAD_Y * 0.6
        return [
            *_stacked(self.title, box, PAD_Y, is_question=False),
            *_stacked(self.question, box, below, is_question=True),
        ]


def _stacked(lines: Sequence[str], box: Box, start: float, *, is_question: bool) -> list[Text]:
    base = box.y + start + LINE_HEIGHT * 0.76
    return [
        Text(round(box.x + PAD_X, 1), round(base + LINE_HEIGHT * at, 1), words, is_question)
        for at, words in enumerate(lines)
    ]


def _sizes(texts: Mapping[str, _Lettered], width: float) -> dict[str, tuple[float, float]]:
    return {anchor: (width, text.height) for anchor, text in texts.items()}


def _drawing(flow: Flow, chart: Chart, texts: Mapping[str, _Lettered]) -> Drawing:
    return Drawing(
        shapes=[_shape(flow, box, texts[box.anchor]) for box in chart.boxes],
        strokes=[_stroke(line) for line in chart.lines],
        width=round(chart.width + 0.5),
        height=round(chart.height + 0.5),
    )


def _shape(flow: Flow, box: Box, text: _Lettered) -> Shape:
    node = flow.by_anchor[box.anchor]
    ways = flow.ways_on(box.anchor)
    return Shape(
        node=node,
        place=flow.places[box.anchor],
        box=Box(box.anchor, *(round(each, 1) for each in (box.x, box.y, box.width, box.height))),
        texts=text.placed(box),
        divided_at=round(box.y + text.title_height, 1) if text.question else None,
        is_end=flow.is_end(box.anchor),
        ways_on={reply: flow.places[anchor] for reply, anchor in ways.items()},
    )


def _stroke(line: Line) -> Stroke:
    end, before = line.points[-1], line.points[-2]
    return Stroke(
        reply=line.arrow.reply,
        way=_path(line.points),
        head=_arrowhead(before, end),
        label=(round(line.label[0], 1), round(line.label[1], 1)),
        label_anchor=line.label_side,
    )


def _path(points: Sequence[Point]) -> str:
    """Return the way through *points*: slants as curves, corners rounded."""
    parts = [f"M{_at(points[0])}"]
    for number in range(1, len(points)):
        here, to = points[number - 1], points[number]
        following = points[number + 1] if number + 1 < len(points) else None
        if here[0] != to[0] and here[1] != to[1]:
            middle = (here[1] + to[1]) / 2
            parts.append(f"C{_at((here[0], middle))} {_at((to[0], middle))} {_at(to)}")
        elif following is not None and _is_corner(here, to, following):
            near, after = _towards(to, here), _towards(to, following)
            parts.append(f"L{_at(near)}Q{_at(to)} {_at(after)}")
        else:
            parts.append(f"L{_at(to)}")
    return "".join(parts)


def _is_corner(here: Point, to: Point, following: Point) -> bool:
    """Tell whether a level and an upright piece meet at *to*."""
    level_first = here[1] == to[1] and to[0] == following[0]
    upright_first = here[0] == to[0] and to[1] == following[1]
    return level_first or upright_first


def _towards(start: Point, end: Point) -> Point:
    """Return the point on the way to *end* where a rounded corner begins."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    step = min(_ROUND, (abs(dx) + abs(dy)) / 2)
    return start[0] + _sign(dx) * step, start[1] + _sign(dy) * step


def _arrowhead(before: Point, end: Point) -> str:
    dx, dy = _sign(end[0] - before[0]), _sign(end[1] - before[1])
    (x, y), back = end, _HEAD * 1.7
    base = (x - dx * back, y - dy * back)
    wings = [(base[0] + side * dy * _HEAD, base[1] + side * dx * _HEAD) for side in (1, -1)]
    return f"M{_at(end)}L{_at(wings[0])}L{_at(wings[1])}Z"


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
