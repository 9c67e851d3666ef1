"""What the address of the table narrows it to, and the choices the form above it offers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from flask import request
from flask_babel import gettext

from helpdesk.catalogue.models import ItemKind
from helpdesk.duties import table, words
from helpdesk.duties.models import Force, Role
from helpdesk.duties.table import Narrowing, Row
from helpdesk.laws.models import Law
from helpdesk.search import analysis
from helpdesk.search import queries as search
from helpdesk.search.hits import SearchRequest
from helpdesk.topics.queries import INDENT, TopicNode, walk
from helpdesk.web import languages

MOST_FOUND = 15
"""Tasks a search shows. A guess: more is the whole table in another order."""

MOST_ALIKE = 10
"""Tasks shown where no task has the words, but some are like them. A guess."""

SHORTEST_PART = 4
"""Letters a word needs to be looked for inside others: "skuter" in "snøskuterløyper". A guess."""

LONGEST_QUERY = 200

NAMES = ("tema", "kraft", "rolle", "etat", "lov")
"""The filters, as they stand in the address; the search is ``q``."""

Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True)
class Option:
    """One choice of a list; *value* as it stands in the address."""

    value: str
    label: str
    count: int | None = None


@dataclass(frozen=True)
class Choices:
    """What each list above the table offers."""

    tema: Sequence[Option]
    kraft: Sequence[Option]
    rolle: Sequence[Option]
    etat: Sequence[Option]
    lov: Sequence[Option]


def asked() -> dict[str, str]:
    """Return the filters the address gives, the search included, each stripped."""
    given = {name: request.args.get(name, "").strip() for name in (*NAMES, "q")}
    return {name: value[:LONGEST_QUERY] for name, value in given.items() if value}


def narrowing(
    given: dict[str, str],
    rows: Sequence[Row],
    tree: Sequence[TopicNode],
    laws: Sequence[Law],
) -> Narrowing:
    """Return what *given* means; a topic or law that does not exist is one no task has."""
    law_ids = {law.slug: law.law_id for law in laws}
    return Narrowing(
        topics=ids_under(tree, given["tema"]) if "tema" in given else None,
        force=_member(Force, given.get("kraft")),
        role=_member(Role, given.get("rolle")),
        agency=given.get("etat"),
        law=law_ids.get(given["lov"], "") if "lov" in given else None,
        slugs=found(given["q"], rows) if "q" in given else None,
    )


def ids_under(tree: Sequence[TopicNode], slug: str) -> frozenset[int]:
    """Return the ids of the topic at *slug* and those below it; none if it does not exist."""
    for node, _depth in walk(tree):
        if node.topic.slug == slug:
            return frozenset(each.topic.id for each, _ in walk([node]))
    return frozenset()


def found(text: str, rows: Sequence[Row]) -> list[str]:
    """
    Return the slugs of the duties that answer *text*, the best first; else those most like it.

    Those with its words inside longer ones come last: the search does not look there.
    """
    locale = languages.current()
    wanted = SearchRequest(text=text, kind=ItemKind.DUTY, page_size=MOST_FOUND, locale=locale)
    ranked = [hit.key for hit in search.search(wanted).hits]
    slugs = [*ranked, *(row.slug for row in table.holding(rows, _parts(text)))]
    if not slugs:
        alike = search.similar(text, kinds={ItemKind.DUTY}, limit=MOST_ALIKE, locale=locale)
        slugs = [hit.key for hit in alike]
    return list(dict.fromkeys(slugs))


def _parts(text: str) -> list[str]:
    """Return the words of *text* that are worth looking for inside others."""
    forms = [word.form for word in analysis.words(analysis.prepare(text))]
    return [each for each in forms if len(each) >= SHORTEST_PART and not analysis.is_stop(each)]


def choices(rows: Sequence[Row], tree: Sequence[TopicNode], laws: Sequence[Law]) -> Choices:
    """Return what can be chosen: only what some row has."""
    language = languages.current()
    used = {law_id for row in rows for law_id in row.law_ids}
    agencies = {row.state_agency.key: row.state_agency.name(language) for row in rows}
    return Choices(
        tema=topics(rows, tree),
        kraft=[Option(each.value, gettext(label)) for each, label in words.FORCE.items()],
        rolle=[Option(each.value, gettext(label)) for each, label in words.ROLE.items()],
        etat=_by_label(Option(key, name) for key, name in agencies.items()),
        lov=_by_label(Option(law.slug, law.name(language)) for law in laws if law.law_id in used),
    )


def topics(rows: Sequence[Row], tree: Sequence[TopicNode]) -> list[Option]:
    """Return the topics that have tasks, those below others indented, with how many."""
    parents = {node.topic.id: node.topic.parent_id for node, _ in walk(tree)}
    counts = table.counts_by_topic(rows, parents)
    language = languages.current()
    return [
        Option(
            node.topic.slug,
            INDENT * depth + node.topic.name(language),
            counts[node.topic.id],
        )
        for node, depth in walk(tree)
        if node.topic.id in counts
    ]


def _by_label(options: Iterable[Option]) -> list[Option]:
    return sorted(options, key=lambda option: option.label.casefold())


def _member(kind: type[Kind], value: str | None) -> Kind | None:
    return kind(value) if value in set(kind) else None
