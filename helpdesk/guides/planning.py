"""What becomes of the graph when an editor changes, names or removes a step; stores nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from helpdesk.guides.flow import Course, Flow, Node, Reply

_NEW = "ny-"
"""Begins the anchors of steps that are only named yet; no stored step has such a one."""


@dataclass(frozen=True)
class Change:
    """A step whose way on is another one now."""

    anchor: str
    course: Course


def onward(nodes: Sequence[Node], place: int) -> Course:
    """
    Return how a step that is put in after *place* goes on: where that one went in order.

    Two steps named for yes and for no thereby meet again, instead of following each other.
    """
    following = nodes[place + 1 : place + 2]
    return Course(next_to=following[0].anchor) if following else Course(is_end=True)


def led(course: Course, anchors: Mapping[Reply, str]) -> Course:
    """Return *course* leading to *anchors*."""
    return replace(
        course,
        yes_to=anchors.get(Reply.YES, course.yes_to),
        no_to=anchors.get(Reply.NO, course.no_to),
        next_to=anchors.get(Reply.ON, course.next_to),
    )


def planned(flow: Flow, node: Node, named: Mapping[Reply, str]) -> Flow:
    """
    Return the graph as it would be with *node* as written: in its place, or last if it is new.

    Args:
        named: titles of new steps, by the reply that leads to them.
    """
    nodes = [node if each.anchor == node.anchor else each for each in flow.nodes]
    if node.anchor not in flow.by_anchor:
        nodes.append(node)
    place = next(at for at, each in enumerate(nodes) if each.anchor == node.anchor)
    course = onward(nodes, place)
    new = [Node(f"{_NEW}{reply}", title, course) for reply, title in named.items()]
    nodes[place] = replace(node, course=led(node.course, {r: f"{_NEW}{r}" for r in named}))
    return Flow((*nodes[: place + 1], *new, *nodes[place + 1 :]))


def without(flow: Flow, anchor: str) -> list[Change]:
    """
    Return what must change before the step at *anchor* can go: all that led to it leads on.

    Where it had one way on, they take that; where it ended a way, they end it; what else led to it
    by yes or no is left open, for the editor to say.
    """
    ways = set(flow.ways_on(anchor).values()) - {anchor}
    on = next(iter(ways)) if len(ways) == 1 else ""
    changes: dict[str, Course] = {}
    for arrow in (each for each in flow.arrows_to(anchor) if each.source != anchor):
        course = changes.get(arrow.source, flow.by_anchor[arrow.source].course)
        changes[arrow.source] = _redirected(flow, arrow.source, course, arrow.reply, anchor, on)
    return [
        Change(source, course)
        for source, course in changes.items()
        if course != flow.by_anchor[source].course
    ]


def _redirected(
    flow: Flow, source: str, course: Course, reply: Reply, gone: str, on: str
) -> Course:
    if reply is not Reply.ON:
        return led(course, {reply: on})
    in_order = [node.anchor for node in flow.nodes if node.anchor != gone]
    place = in_order.index(source) + 1
    following = in_order[place] if place < len(in_order) else ""
    if on:
        return replace(course, next_to="" if on == following else on)
    return replace(course, next_to="", is_end=flow.is_end(gone) and bool(following))


def diverted(before: Flow, after: Flow) -> list[str]:
    """Return the titles of the steps that lead elsewhere than before, in their order."""
    return [
        node.title
        for node in after.nodes
        if node.anchor in before.by_anchor
        and before.ways_on(node.anchor) != after.ways_on(node.anchor)
    ]
