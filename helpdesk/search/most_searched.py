"""The most used searches, for the front page: a row the worker keeps, so that no page counts."""

import json
from collections.abc import Sequence

from helpdesk.foundation import installation
from helpdesk.foundation.db import db
from helpdesk.foundation.language import Language
from helpdesk.search import analysis, log_queries, queries

FACT = "most_searched"
"""The fact that holds them: language → searches, as JSON."""

MOST, LEAST = 6, 3
"""Searches shown. Source: ui.md, six; fewer than three look like a fault. A guess."""

LONGEST = 60
"""Characters of a search that is shown. A guess: two lines of a narrow phone."""

LOOKED_AT = 40
"""Searches looked at to find those. A guess: many are the same words in another order."""


def of_fact(noted: str | None, language: str) -> Sequence[str]:
    """Return the searches for pages in *language* that the fact holds; none where too few are."""
    known: dict[str, list[str]] = json.loads(noted) if noted else {}
    return known.get(language, [])


def refresh() -> None:
    """Choose anew and commit it if it has changed; a job of the worker's."""
    if not queries.is_ready():
        return  # which of them lead somewhere is not known now
    chosen = {language.value: _chosen(language) for language in Language}
    noted = json.dumps(chosen, ensure_ascii=False)
    if installation.fact(FACT) == noted:
        return
    installation.note(FACT, noted)
    db.session.commit()


def leave_out(text: str) -> None:
    """Take a search from the row at once, in the transaction at hand."""
    noted = installation.fact(FACT)
    if noted is None:
        return
    known: dict[str, list[str]] = json.loads(noted)
    left = {language: [each for each in texts if each != text] for language, texts in known.items()}
    installation.note(FACT, json.dumps(left, ensure_ascii=False))


def _chosen(language: Language) -> list[str]:
    """
    Return the searches in *language* that lead somewhere, each of them once.

    Words that nothing published holds keep a search away: a slip, a name, or what somebody typed
    five times to see it on the front page.
    """
    chosen: dict[frozenset[str], str] = {}
    for text in log_queries.most_searched(language, limit=LOOKED_AT):
        stems = frozenset(analysis.terms(text))
        if len(text) <= LONGEST and stems not in chosen and queries.leads_somewhere(text):
            chosen[stems] = text
        if len(chosen) == MOST:
            break
    return list(chosen.values()) if len(chosen) >= LEAST else []
