"""The flowchart for a narrow screen: all boxes in one column, arrows that skip a step beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpdesk.guides.flow import Arrow, Reply
from helpdesk.guides.flowchart import MARGIN, Box, Chart, Line

GAP = 34.0
"""Between two boxes: room for a reply and an arrowhead."""
LANE = 9.0
"""Between two arrows that run side by side."""
REPLY = 24.0
"""Beside the boxes, for the reply of an arrow that leaves there."""
_PORT = 14.0
"""From the upper or lower edge of a box to an arrow at its side."""
_PORTS_APART = 20.0
"""Between two arrows that leave at the same side: room for a reply."""


@dataclass(frozen=True)
class _Lane:
    """Where the arrows to one step run, beside the column."""

    target: int
    first: int
    last: int
    number: int


def side_room(anchors: Sequence[str], arrows: Sequence[Arrow]) -> tuple[float, float]:
    """Return how much room the arrows need on the left and on the right of the column."""
    number = {anchor: at for at, anchor in enumerate(anchors)}
    back, on = _split(arrows, number)
    return _room(_lanes(back, number), replies=_talks(back)), _room(
        _lanes(on, number), replies=_talks(on)
    )


def in_column(sizes: Mapping[str, tuple[float, float]], arrows: Sequence[Arrow]) -> Chart:
    """
    Return a drawing in one column, in the order of the steps.

    Args:
        sizes: width and height of each step's box by anchor, in the order of the steps.
    """
    if not sizes:
        return Chart((), (), 0.0, 0.0)
    number = {anchor: at for at, anchor in enumerate(sizes)}
    left, right = side_room(list(sizes), arrows)
    widest = max(width for width, _height in sizes.values())
    boxes: list[Box] = []
    y = MARGIN
    for anchor, (width, height) in sizes.items():
        boxes.append(Box(anchor, MARGIN + left + (widest - width) / 2, y, width, height))
        y += height + GAP
    back, on = _split(arrows, number)
    lines = [_straight(arrow, boxes, number) for arrow in arrows if _is_next(arrow, number)]
    lines += _beside(back, boxes, number, -1)
    lines += _beside(on, boxes, number, 1)
    order = {arrow: at for at, arrow in enumerate(arrows)}
    lines.sort(key=lambda line: order[line.arrow])
    return Chart(tuple(boxes), tuple(lines), left + widest + right + 2 * MARGIN, y - GAP + MARGIN)


def _is_next(arrow: Arrow, number: Mapping[str, int]) -> bool:
    return number[arrow.target] == number[arrow.source] + 1


def _split(arrows: Sequence[Arrow], number: Mapping[str, int]) -> tuple[list[Arrow], list[Arrow]]:
    """Return the arrows that lead back, drawn on the left, and those that skip, on the right."""
    back = [arrow for arrow in arrows if number[arrow.target] <= number[arrow.source]]
    on = [arrow for arrow in arrows if number[arrow.target] > number[arrow.source] + 1]
    return back, on


def _talks(arrows: Sequence[Arrow]) -> bool:
    return any(arrow.reply is not Reply.ON for arrow in arrows)


def _room(lanes: Sequence[_Lane], *, replies: bool) -> float:
    if not lanes:
        return 0.0
    return (REPLY if replies else LANE) + LANE * max(lane.number for lane in lanes) + 2


def _lanes(arrows: Sequence[Arrow], number: Mapping[str, int]) -> list[_Lane]:
    """Return a lane for each target; short ones nearest, none shared by two that overlap."""
    spans: dict[int, tuple[int, int]] = {}
    for arrow in arrows:
        source, target = number[arrow.source], number[arrow.target]
        low, high = spans.get(target, (target, target))
        spans[target] = min(low, source), max(high, source)
    lanes: list[_Lane] = []
    for target, (first, last) in sorted(
        spans.items(), key=lambda span: (span[1][1] - span[1][0], span[0])
    ):
        taken = {lane.number for lane in lanes if lane.first <= last and first <= lane.last}
        free = next(at for at in range(len(spans) + 1) if at not in taken)
        lanes.append(_Lane(target, first, last, free))
    return lanes


def _straight(arrow: Arrow, boxes: Sequence[Box], number: Mapping[str, int]) -> Line:
    source, target = boxes[number[arrow.source]], boxes[number[arrow.target]]
    x = source.x + source.width / 2
    return Line(arrow, ((x, source.bottom), (x, target.y)), (x + 6, source.bottom + 16), "start")


def _beside(
    arrows: Sequence[Arrow], boxes: Sequence[Box], number: Mapping[str, int], side: int
) -> list[Line]:
    lanes = {lane.target: lane.number for lane in _lanes(arrows, number)}
    edge = max(box.right for box in boxes) if side > 0 else min(box.x for box in boxes)
    nearest = REPLY if _talks(arrows) else LANE
    lines: list[Line] = []
    leaving: dict[str, int] = {}
    # What runs farthest out leaves farthest from where it goes, and so crosses no other
    for arrow in sorted(arrows, key=lambda arrow: side * lanes[number[arrow.target]]):
        source, target = boxes[number[arrow.source]], boxes[number[arrow.target]]
        out = edge + side * (nearest + LANE * lanes[number[arrow.target]])
        before = leaving.get(arrow.source, 0)
        leaving[arrow.source] = before + 1
        start_y = source.bottom - _PORT - _PORTS_APART * before
        end_y = target.y + _PORT
        start_x = source.right if side > 0 else source.x
        end_x = target.right if side > 0 else target.x
        points = ((start_x, start_y), (out, start_y), (out, end_y), (end_x, end_y))
        label = (start_x + side * 3, start_y - 4)
        lines.append(Line(arrow, points, label, "start" if side > 0 else "end"))
    return lines
