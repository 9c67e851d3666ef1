"""The law register and the pages of laws: where each stands, what is in it, what cites it."""

import pytest
from flask.testing import FlaskClient

from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.db import db
from helpdesk.laws import linking
from helpdesk.laws import service as register
from tests.browsing import page, words
from tests.cast import Cast
from tests.factories.catalogue import shelve

COLUMNS = ("law_id", "slug", "kind", "name_nb", "name_nn", "status", "replaced_by", "in_force_from")
ROWS = (
    ("LOV-1", "forvaltningsloven", "in_force", "LOV-2025-06-20-81", "1970-01-01"),
    ("LOV-2", "forvaltningsloven (2025)", "adopted", "", ""),
    ("LOV-3", "viltloven", "repealed", "", "1982-04-02"),
)
IDS = {"LOV-1": "LOV-1967-02-10", "LOV-2": "LOV-2025-06-20-81", "LOV-3": "LOV-1981-05-29-38"}
FF = "FOR-2004-06-01-931"
SECTIONS = [
    *(("kap-12", "", "Utslipp fra hytter"), ("12-1", "kap-12", "Virkeområde")),
    *((f"12-{number}", "kap-12", "") for number in range(2, 8)),
    *(("kap-13", "", "Større utslipp"), ("13-1", "kap-13", "")),
]


@pytest.fixture
def _laws(cast: Cast) -> None:
    rows = [
        dict(zip(COLUMNS, (IDS[key], IDS[key].lower(), "lov", name, name, *rest), strict=True))
        for key, name, *rest in ROWS
    ]
    name = ("forurensningsforskriften", "forureiningsforskrifta")
    ff = (FF, FF.lower(), "forskrift", *name, "in_force", "", "2004-07-01")
    register.import_laws([*rows, dict(zip(COLUMNS, ff, strict=True))])
    register.import_sections(
        [
            {"law_id": FF, "section": s, "chapter": c, "label": "", "heading": h}
            for s, c, h in SECTIONS
        ]
    )
    db.session.commit()


pytestmark = pytest.mark.usefixtures("_laws")


def test_the_register_says_where_each_law_stands_and_who_replaces_whom(
    client: FlaskClient,
) -> None:
    shown = words(client.get("/lov"))
    assert "Vedtatt, ikke i kraft" in shown
    assert "1. januar 1970 Blir avløst av forvaltningsloven (2025)" in shown
    assert "Avløser forvaltningsloven" in shown


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?type=forskrift", ["forurensningsforskriften"]),
        ("?status=adopted", ["forvaltningsloven (2025)"]),
        ("?type=lov&status=repealed", ["viltloven"]),
        ("?type=forskrift&status=repealed", []),
        ("?type=ukjent", [*sorted(row[1] for row in ROWS), "forurensningsforskriften"]),
    ],
)
def test_the_register_is_narrowed(client: FlaskClient, query: str, names: list[str]) -> None:
    found = page(client.get(f"/lov{query}")).xpath("//table//th/a/text()")
    assert sorted(found) == sorted(names)


def test_an_adopted_law_is_named_as_not_in_force(client: FlaskClient) -> None:
    shown = words(client.get("/lov/lov-2025-06-20-81"))
    assert "Vedtatt, ikke i kraft" in shown
    assert "Det er ikke bestemt når den skal gjelde." in shown
    assert "Avløserforvaltningsloven" in shown.replace(" ", "")


def test_a_law_lists_what_cites_it_by_kind_and_counts_its_sections(
    cast: Cast, client: FlaskClient
) -> None:
    for number in range(12):
        shelve(cast.miljodir, key=f"a{number}", title=f"Svar {number}", laws=[f"{FF}/12-3"])
    shelve(cast.miljodir, key="g", kind=ItemKind.GUIDE, title="Veilederen", laws=[f"{FF}/kap-12"])
    db.session.commit()
    here = f"/lov/{FF.lower()}"
    shown = words(client.get(here))
    assert "Svar på spørsmål 12" in shown
    assert "Vis alle 12" in shown
    assert "Kapittel 12 Utslipp fra hytter (13)" in shown
    assert "Kapitler ingen viser til ennå (1)" in shown
    assert "Veiledere 1 Veilederen" in shown
    answers = page(client.get(f"{here}?type=article")).xpath("//article")
    assert len(answers) == 12
    chapter = words(client.get(f"{here}/kap-12"))
    assert "Svar på spørsmål 12" in chapter
    section = words(client.get(f"{here}/12-3"))
    assert "Veilederen" not in section
    assert "Se alt som viser til kapittelet" in section
    assert client.get(f"{here}/12-99").status_code == 404


def test_a_range_cites_what_stands_between_its_ends() -> None:
    between = [f"{FF}/12-{number}" for number in (3, 4, 5, 6)]
    assert sorted(linking.cited_keys("forurensningsforskriften §§ 12-3 til 12-6")) == between
    assert sorted(linking.cited_keys("forurensningsforskriften § 12-3 til § 12-6")) == between
    assert linking.cited_keys("viltloven §§ 3–6") == [
        "LOV-1981-05-29-38/3",
        "LOV-1981-05-29-38/6",
    ]
