"""A walk through a guide: the way taken, short enough for an address, kept nowhere else."""

import base64
import hashlib
import re
from dataclasses import dataclass

from helpdesk.guides.flow import Flow, Node, Reply

MARK_CHARS = 3
"""Of a step in a way: 32,768 marks, so that a wrong step is hardly ever taken for the right one."""
MOST_PASSED = 150
"""Steps in one way. A guess: the longest guide, gone through several times over."""

_LETTERS = {"j": Reply.YES, "n": Reply.NO, "v": Reply.ON}
_LETTER_OF = {reply: letter for letter, reply in _LETTERS.items()}
_MARK = f"[a-z2-7]{{{MARK_CHARS}}}"
_WAY = re.compile(f"(?:{_MARK}[jnv]){{0,{MOST_PASSED}}}{_MARK}")


@dataclass(frozen=True)
class Passed:
    """A step that was passed, what was replied there, and the way to it."""

    node: Node
    reply: Reply
    way: str


@dataclass(frozen=True)
class Walk:
    """Where somebody stands in a guide, and how he came there."""

    passed: tuple[Passed, ...]
    here: Node
    is_broken: bool = False
    """The guide no longer has the whole way that was asked for; this is as far as it goes."""

    @property
    def way(self) -> str:
        """Return the way to here; nothing at the first step."""
        return _written(self.passed, self.here) if self.passed else ""

    @property
    def steps(self) -> list[Node]:
        """Return the steps of the way, the one at hand last, each once."""
        return list(dict.fromkeys([*(each.node for each in self.passed), self.here]))

    def after(self, reply: Reply, flow: Flow) -> str:
        """Return the way that goes on from here by *reply*."""
        target = flow.by_anchor[flow.ways_on(self.here.anchor)[reply]]
        return _written((*self.passed, Passed(self.here, reply, self.way)), target)


def walked(flow: Flow, way: str) -> Walk:
    """
    Return where *way* leads in *flow*, which has at least one step.

    Every step of a way is marked, so that a guide that was changed since does not lead somewhere
    else in silence: the walk then ends at the last step that still holds, and says so.
    """
    start = Walk((), flow.nodes[0])
    if not way:
        return start
    if not _WAY.fullmatch(way) or not way.startswith(mark_of(start.here)):
        return Walk((), start.here, is_broken=True)
    walk = start
    each = MARK_CHARS + 1
    for at in range(MARK_CHARS, len(way), each):
        letter, mark = way[at], way[at + 1 : at + each]
        target = flow.ways_on(walk.here.anchor).get(_LETTERS[letter])
        if target is None or mark_of(flow.by_anchor[target]) != mark:
            return Walk(walk.passed, walk.here, is_broken=True)
        passed = Passed(walk.here, _LETTERS[letter], walk.way)
        walk = Walk((*walk.passed, passed), flow.by_anchor[target])
    return walk


def mark_of(node: Node) -> str:
    """Return what stands for a step in a way; it keeps it when it moves or gets another title."""
    digest = hashlib.blake2b(node.anchor.encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()[:MARK_CHARS]


def _written(passed: tuple[Passed, ...], here: Node) -> str:
    steps = (f"{mark_of(each.node)}{_LETTER_OF[each.reply]}" for each in passed)
    return "".join(steps) + mark_of(here)
