"""Drawings of generated guides: nothing overlaps, nothing is left out, and little crosses."""

import os
import shutil
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from helpdesk.guides.column import in_column
from helpdesk.guides.drawing import NARROWEST, SHEET, TYPE_SIZE, WIDEST, drawn
from helpdesk.guides.flowchart import lay_out
from tests.guides.charts import HEIGHT, WIDTH, flows, graphviz, guide_like, ours

GRAPHS = 80
"""Guide-like graphs that are drawn by graphviz too; more were, while the drawing was made."""

LAYOUTS = pytest.mark.parametrize("draw", [lay_out, in_column])


def sizes(flow):
    """Return boxes of different heights, so that layers are uneven."""
    return {
        node.anchor: (WIDTH, HEIGHT + 12 * (place % 4)) for place, node in enumerate(flow.nodes)
    }


@LAYOUTS
@settings(deadline=None, max_examples=60)
@given(flow=flows())
def test_boxes_never_overlap_and_stay_inside_the_drawing(draw, flow):
    chart = draw(sizes(flow), flow.arrows)
    assert [box.anchor for box in chart.boxes] == [node.anchor for node in flow.nodes]
    for one, other in combinations(chart.boxes, 2):
        beside = one.right < other.x or other.right < one.x
        assert beside or one.bottom < other.y or other.bottom < one.y
    for x, y in corners(chart):
        assert 0 <= x <= chart.width
        assert 0 <= y <= chart.height


@LAYOUTS
@settings(deadline=None, max_examples=60)
@given(flow=flows())
def test_every_arrow_is_drawn_from_its_box_to_its_box(draw, flow):
    chart = draw(sizes(flow), flow.arrows)
    boxes = {box.anchor: box for box in chart.boxes}
    assert sorted(line.arrow for line in chart.lines) == sorted(flow.arrows)
    for line in chart.lines:
        assert is_on_the_edge(line.points[0], boxes[line.arrow.source])
        assert is_on_the_edge(line.points[-1], boxes[line.arrow.target])


@LAYOUTS
@settings(deadline=None, max_examples=60)
@given(flow=flows())
def test_no_arrow_goes_through_a_box(draw, flow):
    chart = draw(sizes(flow), flow.arrows)
    for line in chart.lines:
        for piece in pairwise(line.points):
            assert not any(goes_through(piece, box) for box in chart.boxes)


@settings(deadline=None, max_examples=25)
@given(flow=flows())
def test_same_guide_gives_the_same_drawing(flow):
    assert lay_out(sizes(flow), flow.arrows) == lay_out(sizes(flow), flow.arrows)


@settings(deadline=None, max_examples=40)
@given(flow=flows())
def test_crossings_are_counted_as_they_are_drawn(flow):
    chart = lay_out({node.anchor: (WIDTH, HEIGHT) for node in flow.nodes}, flow.arrows)
    assert ours(flow).crossings <= chart.crossings


@pytest.mark.parametrize("seed", range(40))
def test_both_drawings_of_a_guide_fit_their_pages(seed):
    both = drawn(guide_like(seed))
    assert both.narrow.width <= NARROWEST + 1
    assert both.wide.width <= WIDEST + 1


@pytest.mark.timeout(300)
def test_no_more_arrows_cross_than_where_graphviz_draws_them():
    if shutil.which("dot") is None:
        missing = "graphviz is missing: Debian's package graphviz brings it"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    more = [
        (seed, mine, theirs)
        for seed in range(GRAPHS)
        if (mine := ours(guide_like(seed)).crossings)
        > (theirs := graphviz(guide_like(seed)).crossings)
    ]
    assert more == []


def corners(chart):
    return [
        *(point for box in chart.boxes for point in ((box.x, box.y), (box.right, box.bottom))),
        *(point for line in chart.lines for point in line.points),
    ]


def is_on_the_edge(point, box, slack=0.01):
    x, y = point
    inside = box.x - slack <= x <= box.right + slack and box.y - slack <= y <= box.bottom + slack
    near = min(abs(x - box.x), abs(x - box.right), abs(y - box.y), abs(y - box.bottom))
    return inside and near <= slack


def goes_through(piece, box, slack=0.01):
    """Tell whether some of forty points of *piece* lie inside *box*."""
    (ax, ay), (bx, by) = piece
    return any(
        box.x + slack < ax + (bx - ax) * step / 40 < box.right - slack
        and box.y + slack < ay + (by - ay) * step / 40 < box.bottom - slack
        for step in range(41)
    )


@settings(deadline=None, max_examples=30)
@given(flow=flows())
def test_sheets_of_paper_hold_the_whole_column_and_cut_no_box(flow):
    drawing = drawn(flow).narrow
    sheets = drawing.sheets()
    assert sheets[0].y == 0
    for sheet, following in pairwise(sheets):
        assert sheet.y + sheet.height == pytest.approx(following.y)
        assert sheet.height <= SHEET
    assert sheets[-1].y + sheets[-1].height == pytest.approx(drawing.height)
    for shape in drawing.shapes:
        assert any(
            sheet.y <= shape.box.y and shape.box.bottom <= sheet.y + sheet.height
            for sheet in sheets
        )


@settings(deadline=None, max_examples=60)
@given(flow=flows())
def test_replies_at_the_side_of_a_box_have_room_and_do_not_cross(flow):
    chart = in_column(sizes(flow), flow.arrows)
    for one, other in combinations(chart.lines, 2):
        if one.arrow.source == other.arrow.source and one.points[0][0] == other.points[0][0]:
            assert abs(one.label[1] - other.label[1]) >= TYPE_SIZE
            upper, lower = sorted((one, other), key=lambda line: line.points[0][1])
            assert not (is_farther_out(lower, upper) and goes_down(upper))


def goes_down(line):
    return line.points[-1][1] > line.points[0][1]


def is_farther_out(one, other):
    return abs(one.points[1][0] - one.points[0][0]) > abs(other.points[1][0] - other.points[0][0])
