"""Finding things on the shelf by words of their titles: for pickers, and without an index."""

from collections.abc import Iterable
from functools import reduce
from operator import add

from sqlalchemy import ColumnElement, case, or_

from helpdesk.catalogue.models import CatalogueItem
from helpdesk.catalogue.queries import listed
from helpdesk.foundation.db import db


def titled(words: Iterable[str], *, limit: int = 20) -> list[CatalogueItem]:
    """Return published items with any of *words* in the title: most words first, then newest."""
    each = [_held(word) for word in dict.fromkeys(words)]
    if not each:
        return []
    held = reduce(add, (case((holds, 1), else_=0) for holds in each))
    newest = (CatalogueItem.published_at.desc(), CatalogueItem.id.desc())
    chosen = listed().where(or_(*each)).order_by(held.desc(), *newest).limit(limit)
    return list(db.session.scalars(chosen))


def _held(word: str) -> ColumnElement[bool]:
    """Return the condition; SQLite folds the case of A to Z only, so each way of writing counts."""
    written = sorted({word, word.lower(), word.capitalize()})
    return or_(*(CatalogueItem.title.icontains(form, autoescape=True) for form in written))
