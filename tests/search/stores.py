"""Documents for tests of the stores, and what a query finds in a snapshot."""

from helpdesk.search import entries, plan, ranking
from helpdesk.search.entries import FILTERS, Entry
from helpdesk.search.snapshot import Snapshot
from helpdesk.search.store import Document


def document(key: str, text: str, *, title: str = "", version: int = 1) -> Entry:
    """Return a document, taken apart, of which only title and text matter."""
    made = Document(
        address=f"article:{key}",
        version=version,
        page=f"/svar/{key}",
        title=title,
        text=text,
        filters={name: ["x"] for name in FILTERS},
    )
    return entries.of_document(made)


def scored(snapshot: Snapshot, query: str) -> dict[str, float]:
    """Return the addresses that *query* finds with their scores, the best first."""
    scores = ranking.rank(plan.of_query(query, snapshot), snapshot)
    best = ranking.best_first(scores, snapshot)
    return dict(zip(snapshot.addresses(best), [scores[each] for each in best], strict=True))


def found(snapshot: Snapshot, query: str) -> list[str]:
    """Return the addresses that *query* finds, the best first."""
    return list(scored(snapshot, query))
