"""Who decides: a few questions, each narrowing the tasks, until one is left. Pure."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from helpdesk.duties.acts import Act
from helpdesk.duties.table import Row


class Step(StrEnum):
    """What the page asks now, or that it answers."""

    TOPIC = "topic"
    ACT = "act"
    TASK = "task"
    ANSWER = "answer"
    NOTHING = "nothing"
    """No task is known here: ask somebody."""


@dataclass(frozen=True)
class Way:
    """
    How far one has come.

    Args:
        acts: the kinds of act there are under the topic, in the order they are asked about.
        tasks: what is left to choose from.
        answer: the task that was chosen.
    """

    step: Step
    acts: Sequence[Act] = ()
    tasks: Sequence[Row] = ()
    answer: Row | None = None


def way(
    rows: Sequence[Row],
    *,
    topics: AbstractSet[int] | None,
    act: Act | None,
    slug: str | None,
    found: Sequence[str] | None = None,
) -> Way:
    """
    Return the step that follows from what has been answered so far.

    Args:
        topics: ids of the topic chosen and those below it; None: not chosen yet.
        act, slug: the kind of act and the task chosen; an unknown task counts as not chosen.
        found: slugs a search in plain words found, in its order; it stands for topic and act.
    """
    answer = next((row for row in rows if row.slug == slug), None) if slug else None
    if answer is not None:
        return Way(Step.ANSWER, answer=answer)
    if found is not None:
        known = {row.slug: row for row in rows}
        return _tasks([known[each] for each in found if each in known])
    if topics is None:
        return Way(Step.TOPIC if rows else Step.NOTHING)
    under = [row for row in rows if any(topic.id in topics for topic in row.topics)]
    acts = [each for each in Act if any(row.act is each for row in under)]
    if act is None and len(acts) > 1:
        return Way(Step.ACT, acts=acts)
    return _tasks([row for row in under if act in {None, row.act}])


def _tasks(tasks: Sequence[Row]) -> Way:
    return Way(Step.TASK, tasks=tasks) if tasks else Way(Step.NOTHING)
