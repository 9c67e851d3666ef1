"""The table of duties: its rows, narrowing them, and putting them under their topics. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue.models import CatalogueItem
from helpdesk.duties.acts import Act, act_of
from helpdesk.duties.models import Force, Role, duty_url
from helpdesk.foundation.language import TextLanguage
from helpdesk.laws.keys import parse_key, section_label
from helpdesk.laws.queries import CitedLaw
from helpdesk.topics.models import Topic
from helpdesk.topics.queries import TopicNode, walk


@dataclass(frozen=True)
class Basis:
    """A law in the legal basis of a duty, and the sections of it; none for the law as a whole."""

    name: str
    sections: Sequence[tuple[str, str]]
    """Label and address of each: ``§ 22-3``."""
    url: str
    """Of the first of them."""


def bases(cited: Iterable[CitedLaw]) -> list[Basis]:
    """Return *cited* with each law named once, in the order in which they are first named."""
    sections: dict[str, list[tuple[str, str]]] = {}
    urls: dict[str, str] = {}
    for law in cited:
        label = section_label(law.section) if law.section else ""
        name = law.title.removesuffix(label).rstrip()
        urls.setdefault(name, law.url)
        sections.setdefault(name, []).extend([(label, law.url)] if label else [])
    return [Basis(name, found, urls[name]) for name, found in sections.items()]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One published duty with all that the table says of it."""

    slug: str
    title: str
    summary: str
    language: TextLanguage
    force: Force
    role: Role
    decider: str
    deadline: str
    appeals_body: str
    state_agency: Organisation
    topics: Sequence[Topic]
    laws: Sequence[CitedLaw]
    """The legal basis; laws the register does not know are left out."""
    guides: Sequence[CatalogueItem] = ()
    letters: Sequence[CatalogueItem] = ()
    checked_on: date | None = None

    @property
    def url(self) -> str:
        """Return the address of the duty's own page."""
        return duty_url(self.slug)

    @property
    def bases(self) -> list[Basis]:
        """Return the legal basis, each law named once."""
        return bases(self.laws)

    @property
    def act(self) -> Act:
        """Return what kind of act the task is."""
        return act_of(self.title, self.role)

    @property
    def law_ids(self) -> frozenset[str]:
        """Return the laws, without their sections, that it builds on."""
        return frozenset(parse_key(law.key).law_id for law in self.laws)


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """
    What the rows must be; None: anything.

    Args:
        topics: ids; what stands under any of them passes.
        law: a ``law_id``.
        slugs: only these, in this order: what a search found.
    """

    topics: AbstractSet[int] | None = None
    force: Force | None = None
    role: Role | None = None
    agency: str | None = None
    law: str | None = None
    slugs: Sequence[str] | None = None

    def passes(self, row: Row) -> bool:
        """Tell whether *row* may stand in the table."""
        return (
            (self.topics is None or any(topic.id in self.topics for topic in row.topics))
            and self.force in {None, row.force}
            and self.role in {None, row.role}
            and self.agency in {None, row.state_agency.key}
            and (self.law is None or self.law in row.law_ids)
        )

    def rows(self, rows: Iterable[Row]) -> list[Row]:
        """Return those of *rows* that pass, in the order of a search if there is one."""
        passing = [row for row in rows if self.passes(row)]
        if self.slugs is None:
            return passing
        found = {row.slug: row for row in passing}
        return [found[slug] for slug in self.slugs if slug in found]


def holding(rows: Iterable[Row], parts: Sequence[str]) -> list[Row]:
    """Return the rows whose title and summary hold all of *parts*, anywhere; none for no parts."""
    wanted = [part.casefold() for part in parts]
    return [
        row
        for row in rows
        if wanted and all(part in f"{row.title} {row.summary}".casefold() for part in wanted)
    ]


@dataclass(frozen=True)
class Group:
    """A topic, and the rows that stand under it in the table; None: found by a search."""

    topic: Topic | None
    rows: list[Row] = field(default_factory=list)


def grouped(
    rows: Sequence[Row], tree: Sequence[TopicNode], within: AbstractSet[int] | None = None
) -> list[Group]:
    """
    Put each row under one topic, topics in the order of *tree*, rows as they come.

    Args:
        within: ids of topics that go before others: what the table was narrowed to.
    """
    groups = {node.topic.id: Group(node.topic) for node, _depth in walk(tree)}
    for row in rows:
        topic = main_topic(row.topics, within)
        if topic is not None:
            groups.setdefault(topic.id, Group(topic)).rows.append(row)
    return [group for group in groups.values() if group.rows]


def main_topic(topics: Sequence[Topic], within: AbstractSet[int] | None = None) -> Topic | None:
    """Return the topic that says most: one of *within*, and of those one under another topic."""
    wanted = [topic for topic in topics if within and topic.id in within] or list(topics)
    below = next((topic for topic in wanted if topic.parent_id is not None), None)
    return below or next(iter(wanted), None)


def counts_by_topic(rows: Iterable[Row], parents: Mapping[int, int | None]) -> dict[int, int]:
    """
    Return how many rows stand under each topic, those of topics below it included, by topic id.

    Args:
        parents: the topic above each, by id.
    """
    counts: dict[int, int] = {}
    for row in rows:
        above = {topic for each in row.topics for topic in _line(each.id, parents)}
        for topic in above:
            counts[topic] = counts.get(topic, 0) + 1
    return counts


def _line(topic: int | None, parents: Mapping[int, int | None]) -> list[int]:
    """Return the topic and those above it."""
    line: list[int] = []
    while topic is not None and topic not in line:
        line.append(topic)
        topic = parents.get(topic)
    return line
