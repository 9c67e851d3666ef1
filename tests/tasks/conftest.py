"""A regulation with chapter 12, and published things that cite it."""

import pytest

from helpdesk.foundation import counters
from helpdesk.foundation.db import db
from helpdesk.laws.models import Law, LawSection
from helpdesk.laws.queries import REGISTER
from tests.cast import Cast
from tests.factories import publishing
from tests.factories.catalogue import shelve

LAW = "FOR-2004-06-01-931"


@pytest.fixture
def regulation(cast: Cast) -> Law:
    """Forurensningsforskriften with chapters 12 and 13."""
    law = publishing.regulation()
    rows = [("kap-12", ""), ("12-5", "kap-12"), ("kap-13", ""), ("13-1", "kap-13")]
    for position, (section, chapter) in enumerate(rows, start=1):
        db.session.add(
            LawSection(law_id=law.id, section=section, chapter=chapter, position=position)
        )
    db.session.flush()
    (first,) = [each for each in law.sections if each.section == "12-3"]
    first.chapter, first.position = "kap-12", 2
    counters.following(REGISTER)
    db.session.commit()
    return law


@pytest.fixture
def shelf(cast: Cast, regulation: Law) -> None:
    """Things that cite § 12-3, § 12-5, chapter 12, chapter 13, and the regulation as a whole."""
    for key, cited in (
        ("a", "/12-3"),
        ("b", "/12-5"),
        ("c", "/kap-12"),
        ("d", "/13-1"),
        ("e", ""),
    ):
        agency = cast.nve if key == "b" else cast.miljodir
        shelve(agency, key=key, title=f"Tekst {key}", laws=[LAW + cited])
    db.session.commit()
