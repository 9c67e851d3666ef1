"""The graph of a guide: where each step leads, what is wrong with it, how far it is to an end."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from helpdesk.foundation.language import N_


class Reply(StrEnum):
    """What is said at a step before going on; a step without a question has nothing to answer."""

    YES = "ja"
    NO = "nei"
    ON = "videre"


@dataclass(frozen=True)
class Course:
    """
    How a step goes on: by a question, to a named step, to an end; with nothing said, in order.

    Args:
        yes_to, no_to, next_to: anchors of steps; empty: not said.
    """

    question: str = ""
    yes_to: str = ""
    no_to: str = ""
    next_to: str = ""
    is_end: bool = False

    @property
    def is_branch(self) -> bool:
        """Tell whether the way parts here."""
        return bool(self.question or self.yes_to or self.no_to)

    @property
    def targets(self) -> dict[Reply, str]:
        """Return the anchors that are named, by the reply that leads there."""
        if self.is_branch:
            named = {Reply.YES: self.yes_to, Reply.NO: self.no_to}
        else:
            named = {Reply.ON: self.next_to}
        return {reply: anchor for reply, anchor in named.items() if anchor}


@dataclass(frozen=True)
class Node:
    """A step as the graph knows it."""

    anchor: str
    title: str
    course: Course = field(default_factory=Course)


@dataclass(frozen=True, order=True)
class Arrow:
    """From one step to another."""

    source: str
    target: str
    reply: Reply


@dataclass(frozen=True)
class Fault:
    """Something wrong with the graph; *says* is a bokmål text marked with ``N_``."""

    anchor: str
    """The step where it is mended."""
    says: str
    facts: Mapping[str, str]


_MISSING = {
    Reply.YES: N_("Steget «%(step)s» går ved ja til et steg som ikke finnes."),
    Reply.NO: N_("Steget «%(step)s» går ved nei til et steg som ikke finnes."),
    Reply.ON: N_("Steget «%(step)s» går videre til et steg som ikke finnes."),
}
_UNSAID = {
    Reply.YES: N_("Steget «%(step)s» stiller et spørsmål, men sier ikke hva som skjer ved ja."),
    Reply.NO: N_("Steget «%(step)s» stiller et spørsmål, men sier ikke hva som skjer ved nei."),
}
_NO_QUESTION = N_("Steget «%(step)s» deler veien i ja og nei, men stiller ikke noe spørsmål.")
_TWO_WAYS = N_("Steget «%(step)s» har både et spørsmål og en annen vei videre. Velg én av dem.")
_END_AND_ON = N_("Steget «%(step)s» er både en slutt og har et neste steg. Velg én av dem.")
_TO_ITSELF = N_("Steget «%(step)s» fører til seg selv. La det føre til et annet steg.")
_UNREACHED = N_("Ingen vei fører til steget «%(step)s».")
_LOOP = N_("Disse stegene går i ring uten en vei ut: %(steps)s.")


@dataclass(frozen=True)
class Flow:
    """The steps of a guide and the arrows between them; the first step is where one begins."""

    nodes: Sequence[Node]

    @cached_property
    def by_anchor(self) -> dict[str, Node]:
        """Return the steps by their anchors."""
        return {node.anchor: node for node in self.nodes}

    @cached_property
    def places(self) -> dict[str, int]:
        """Return where each step stands in the order, from 1."""
        return {node.anchor: place for place, node in enumerate(self.nodes, start=1)}

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """Return all arrows between steps that exist, in the order of the steps, yes before no."""
        return tuple(arrow for node in self.nodes for arrow in self._arrows_of(node))

    def ways_on(self, anchor: str) -> dict[Reply, str]:
        """Return where the step at *anchor* leads, by reply; nothing: it is an end, or faulty."""
        return self._ways.get(anchor, {})

    def arrows_to(self, anchor: str) -> list[Arrow]:
        """Return the arrows that lead to the step at *anchor*."""
        return [arrow for arrow in self.arrows if arrow.target == anchor]

    @property
    def has_branches(self) -> bool:
        """Tell whether any step asks a question."""
        return any(node.course.is_branch for node in self.nodes)

    def is_end(self, anchor: str) -> bool:
        """Tell whether a way ends at this step, as it should."""
        node = self.by_anchor[anchor]
        if node.course.is_end:
            return True
        is_plain = not node.course.is_branch and not node.course.next_to
        return is_plain and self.nodes[-1].anchor == anchor

    @cached_property
    def reached(self) -> frozenset[str]:
        """Return the anchors of the steps that some way from the first leads to."""
        return self._reached_from(self.nodes[0].anchor) if self.nodes else frozenset()

    def faults(self) -> list[Fault]:
        """Return what is wrong, in the order of the steps; none: every way ends well."""
        places = self.places
        found = [fault for node in self.nodes for fault in _faults_of(node, self.by_anchor)]
        found += [self._about(node, _UNREACHED) for node in self.nodes if self._is_cut_off(node)]
        found += self._loops()
        return sorted(found, key=lambda fault: places[fault.anchor])

    def steps_left(self, anchor: str) -> tuple[int, int | None]:
        """
        Return how many steps follow this one: at least, and at most.

        The most is None where a loop may be gone through again and again.
        """
        return self._least[anchor], self._most(anchor)

    def _arrows_of(self, node: Node) -> Iterator[Arrow]:
        for reply, target in self._ways[node.anchor].items():
            yield Arrow(node.anchor, target, reply)

    @cached_property
    def _ways(self) -> dict[str, dict[Reply, str]]:
        following = [*(node.anchor for node in self.nodes[1:]), ""]
        ways: dict[str, dict[Reply, str]] = {}
        for place, node in enumerate(self.nodes):
            course = node.course
            said = course.targets
            if not (course.is_branch or course.next_to or course.is_end):
                said = {Reply.ON: following[place]}
            known = {r: a for r, a in said.items() if a in self.by_anchor}
            ways[node.anchor] = {} if course.is_end and not course.is_branch else known
        return ways

    def _reached_from(self, anchor: str) -> frozenset[str]:
        seen: set[str] = set()
        waiting = [anchor]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting.extend(self._ways[here].values())
        return frozenset(seen)

    def _is_cut_off(self, node: Node) -> bool:
        """Tell whether no way leads here; of several in a row, only where it is mended."""
        if node.anchor in self.reached:
            return False
        sources = {arrow.source for arrow in self.arrows_to(node.anchor)} - {node.anchor}
        behind = self._reached_from(node.anchor)
        return all(source in behind for source in sources)

    def _loops(self) -> Iterator[Fault]:
        """Yield one fault for each ring that cannot be left; what is faulty else counts as left."""
        told: set[str] = set()
        for node in self.nodes:
            if node.anchor in told or node.anchor not in self.reached:
                continue
            ring = self._reached_from(node.anchor)
            closed = all(map(self._leads_on, ring))
            if closed and all(node.anchor in self._reached_from(other) for other in ring):
                told |= ring
                if len(ring) > 1:
                    yield self._ring(ring)

    def _leads_on(self, anchor: str) -> bool:
        replies = 2 if self.by_anchor[anchor].course.is_branch else 1
        return len(self._ways[anchor]) == replies

    def _ring(self, ring: Collection[str]) -> Fault:
        steps = [node for node in self.nodes if node.anchor in ring]
        listed = ", ".join(f"«{node.title}»" for node in steps)
        return Fault(steps[0].anchor, _LOOP, {"steps": listed})

    @staticmethod
    def _about(node: Node, says: str) -> Fault:
        return Fault(node.anchor, says, {"step": node.title})

    @cached_property
    def _least(self) -> dict[str, int]:
        """Return the fewest steps to an end after each step; 0 where there is no end either."""
        least = {node.anchor: 0 for node in self.nodes if not self._ways[node.anchor]}
        for _round in self.nodes:
            for arrow in self.arrows:
                if arrow.target in least:
                    shorter = least[arrow.target] + 1
                    least[arrow.source] = min(least.get(arrow.source, shorter), shorter)
        return {node.anchor: least.get(node.anchor, 0) for node in self.nodes}

    def _most(self, anchor: str) -> int | None:
        order = self._order_of(anchor)
        if order is None:
            return None
        most: dict[str, int] = {}
        for here in order:
            most[here] = max((most[to] + 1 for to in self._ways[here].values()), default=0)
        return most[anchor]

    def _order_of(self, anchor: str) -> list[str] | None:
        """Return what is reached from *anchor*, each after what it leads to; None: a loop."""
        left = {here: set(self._ways[here].values()) for here in self._reached_from(anchor)}
        order: list[str] = []
        while left:
            ready = [here for here, targets in left.items() if not targets & left.keys()]
            if not ready:
                return None
            order += ready
            for here in ready:
                del left[here]
        return order


def _faults_of(node: Node, known: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with one step by itself."""
    course, facts = node.course, {"step": node.title}
    says = [_MISSING[reply] for reply, to in course.targets.items() if to not in known]
    if node.anchor in course.targets.values():
        says.append(_TO_ITSELF)
    if course.is_branch:
        says += [text for reply, text in _UNSAID.items() if reply not in course.targets]
        says += [] if course.question else [_NO_QUESTION]
        says += [_TWO_WAYS] if course.next_to or course.is_end else []
    elif course.is_end and course.next_to:
        says.append(_END_AND_ON)
    yield from (Fault(node.anchor, text, facts) for text in says)
