"""Generated graphs of guides, and how arrows of a drawing cross, whoever drew it."""

import random
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from hypothesis import strategies as st

from helpdesk.guides.flow import Arrow, Course, Flow, Node, Reply
from helpdesk.guides.flowchart import Point, lay_out

WIDTH, HEIGHT = 160.0, 60.0
SAMPLES = 12
"""Straight pieces that stand for one curve of graphviz."""
INCH = 72.0
"""graphviz counts in inches."""
BESIDE = 16.0
"""Arrows that leave or reach one box this near to it touch, and do not cross."""
NEAR = 1e-6


@st.composite
def flows(draw, most: int = 14) -> Flow:
    """Return any graph an editor may make on the way: loops, ends, steps nobody reaches."""
    count = draw(st.integers(1, most))
    anchors = [f"s{number}" for number in range(count)]
    target = st.sampled_from(["", *anchors])
    nodes = []
    for anchor in anchors:
        shape = draw(st.sampled_from(["plain", "branch", "next", "end"]))
        course = {
            "plain": Course(),
            "branch": Course("Er det slik?", draw(target), draw(target)),
            "next": Course(next_to=draw(target)),
            "end": Course(is_end=True),
        }[shape]
        nodes.append(Node(anchor, f"Steg {anchor}", course))
    return Flow(tuple(nodes))


def guide_like(seed: int) -> Flow:
    """Return a graph as guides have them: mostly forward, shortcuts, a few ways back, no strays."""
    dice = random.Random(seed)
    count = dice.randint(5, 18)
    nodes = []
    for number in range(count):
        further = range(number + 1, count)
        course = Course()
        if len(further) > 1 and dice.random() < 0.55:
            yes, no = number + 1, dice.choice(further[1:])
            if number > 1 and dice.random() < 0.15:
                no = dice.randrange(number)
            course = Course("Er det slik?", f"s{yes}", f"s{no}")
        elif further and dice.random() < 0.3:
            course = Course(next_to=f"s{dice.choice(further)}")
        nodes.append(Node(f"s{number}", f"Steg {number}", course))
    reached = Flow(tuple(nodes)).reached
    return Flow(tuple(node for node in nodes if node.anchor in reached))


@dataclass(frozen=True)
class Drawing:
    """What anybody drew: the middles of the boxes, and the ways of the arrows."""

    middles: dict[str, Point]
    ways: list[tuple[Arrow, list[Point]]]

    @property
    def crossings(self) -> int:
        """Return how often arrows cross; those of one box may touch beside it."""
        return sum(
            self._is_crossing(one, other, *first, *second)
            for (one, way), (other, otherway) in combinations(self.ways, 2)
            for first in pairwise(way)
            for second in pairwise(otherway)
        )

    def _is_crossing(self, one: Arrow, other: Arrow, *ends: Point) -> bool:
        at = _crossing(*ends)
        if at is None:
            return False
        shared = {one.source, one.target} & {other.source, other.target}
        return not any(_is_beside(at, self.middles[anchor]) for anchor in shared)


def ours(flow: Flow) -> Drawing:
    """Return our drawing of *flow*."""
    chart = lay_out({node.anchor: (WIDTH, HEIGHT) for node in flow.nodes}, flow.arrows)
    middles = {box.anchor: (box.x + box.width / 2, box.y + box.height / 2) for box in chart.boxes}
    straight = [line for line in chart.lines if line.arrow.source != line.arrow.target]
    return Drawing(middles, [(line.arrow, list(line.points)) for line in straight])


def graphviz(flow: Flow) -> Drawing:
    """Return graphviz' drawing of *flow*, in points."""
    boxes = "".join(f"{node.anchor};" for node in flow.nodes)
    arrows = [arrow for arrow in flow.arrows if arrow.source != arrow.target]
    drawn = "".join(f"{arrow.source}->{arrow.target};" for arrow in arrows)
    size = f"width={WIDTH / INCH},height={HEIGHT / INCH}"
    text = f"digraph {{edge[dir=none];node[shape=box,fixedsize=true,{size}];{boxes}{drawn}}}"
    # Without a head, since "plain" leaves out the part of an arrow that its head covers.
    done = subprocess.run(
        ["dot", "-Tplain"], input=text, capture_output=True, text=True, check=True
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    middles = {words[1]: _point(words[2], words[3]) for words in lines if words[0] == "node"}
    return Drawing(middles, [_way(words) for words in lines if words[0] == "edge"])


def _point(x: str, y: str) -> Point:
    return float(x) * INCH, float(y) * INCH


def _is_beside(at: Point, middle: Point) -> bool:
    return (
        abs(at[0] - middle[0]) <= WIDTH / 2 + BESIDE
        and abs(at[1] - middle[1]) <= HEIGHT / 2 + BESIDE
    )


def _way(words: list[str]) -> tuple[Arrow, list[Point]]:
    count = int(words[3])
    numbers = words[4 : 4 + 2 * count]
    control = [_point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    points = [control[0]]
    for start in range(0, count - 1, 3):
        curve = control[start : start + 4]
        points += [_on(curve, step / SAMPLES) for step in range(1, SAMPLES + 1)]
    return Arrow(words[1], words[2], Reply.ON), points


def _on(curve: Sequence[Point], at: float) -> Point:
    weights = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3)
    return (
        sum(weight * x for weight, (x, _y) in zip(weights, curve, strict=True)),
        sum(weight * y for weight, (_x, y) in zip(weights, curve, strict=True)),
    )


def _crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Return where the straight pieces a–b and c–d cross; None: nowhere, or they only touch."""
    if _side(a, b, c) * _side(a, b, d) >= 0 or _side(c, d, a) * _side(c, d, b) >= 0:
        return None
    along = _area(c, d, a) / (_area(c, d, a) - _area(c, d, b))
    return a[0] + (b[0] - a[0]) * along, a[1] + (b[1] - a[1]) * along


def _area(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _side(a: Point, b: Point, c: Point) -> int:
    area = _area(a, b, c)
    return 0 if abs(area) < NEAR else 1 if area > 0 else -1
