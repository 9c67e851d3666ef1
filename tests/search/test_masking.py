"""What could be a person's is not written down, whatever the disguise; what is of use is."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient

import config
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.search import index, log_import, masking, queries, search_log
from helpdesk.search.models import SearchEntry, SearchWording, UnknownWord, UnknownWordVisit
from helpdesk.search.views import digests
from tests.cast import Cast

NUMBERS = re.compile(r"\[(?:fødsels|telefon|konto)nummer\]")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Tett   TANK ", "tett tank"),
        ("avløp for kari@alver.kommune.no", "avløp for [e-postadresse]"),
        ("avløp for kari (at) alver.no", "avløp for [e-postadresse]"),
        ("kari[at]alver", "[e-postadresse]"),
        ("@karinordmann tank", "[e-postadresse] tank"),
        ("ring 900 12 345", "ring [nummer]"),
        ("utslipp gnr 12 bnr 34", "utslipp [eiendom]"),
        ("01.02.90 12345 tank", "[nummer] tank"),
        ("010290/123.45", "[nummer]"),
        ("0 1 0 2 9 0 1 2 3 4 5", "[nummer]"),
        ("010290\u201112345", "[nummer]"),
        ("01\u200b0290123", "[nummer]"),
        ("sak 2026-00042", "[nummer]"),
        ("svar på 2026-00042 og tank", "svar på [nummer] og tank"),
        ("abc1234567", "abc[nummer]"),
        ("§ 12345678", "§ [nummer]"),
        ("[12345678]", "[[nummer]]"),
        ("passnummer 12 tank", "[nummer] tank"),
        ("pass nr. CCB1234 tank", "[nummer] tank"),
        ("saksnr 26/123", "[nummer]"),
        ("støy i storgata 12", "støy i [adresse]"),
        ("tank Kirkevegen 4b", "tank [adresse]"),
        ("tank ved Kong Oscars gate 7", "tank ved [adresse]"),
        ("Nedre gate 7 a", "[adresse]"),
        ("støy ved vei 12", "støy ved vei 12"),
        ("tømme slamavskiller", "tømme slamavskiller"),
        ("forurensningsloven § 12-13", "forurensningsloven § 12-13"),
        ("§ 3 a", "§ 3 a"),
        ("LOV-1981-03-13-6", "lov-1981-03-13-6"),
        ("for-2004-06-01-931/12-3", "for-2004-06-01-931/12-3"),
        ("T-1442/2021 støy", "t-1442/2021 støy"),
        ("plan 2024-2026", "plan 2024-2026"),
        ("tilskudd 2025", "tilskudd 2025"),
        ("50 pe", "50 pe"),
        ("støy fra riksvei 12", "støy fra riksvei 12"),
    ],
)
def test_numbers_and_addresses_are_taken_out(typed: str, kept: str) -> None:
    got = search_log.wording(masking.without_numbers(typed))
    assert NUMBERS.sub("[nummer]", got) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("slamavskiller", "slamavskiller"),
        ("slamavskilelr tømmes", "slamavskilelr tømmes"),  # near a word there is
        ("kloakk", "kloakk"),  # in the vocabulary
        ("qwertyuiop slamavskiller", "… slamavskiller"),
        ("Qvigstad Brekkhusli slamavskiller", "… … slamavskiller"),
        ("Kommunen Qvigstad", "… …"),
        ("kommunen qvigstad", "kommunen …"),
        ("Hvem er Qvigstad", "hvem er …"),
        ("[Qvigstad] overvann", "[…] overvann"),
        ("[Qvigstad Brekkhusli]", "[… …]"),
        ("kari@alver.no overvann", "[e-postadresse] overvann"),
        ("qvigstad-brekkhusli overvann", "…-… overvann"),
        ("overvann 42", "overvann 42"),
    ],
)
def test_words_that_nobody_published_are_not_shown(shelf: Cast, typed: str, kept: str) -> None:
    snapshot = index.here().snapshot()
    assert snapshot is not None
    masked = masking.without_numbers(typed)
    hidden = masking.hidden(masked, masking.unknown(masked, snapshot))
    assert search_log.wording(hidden) == kept


@pytest.fixture
def searched(
    shelf: Cast, settings: config.Settings, client: FlaskClient
) -> Callable[..., list[str]]:
    """Return a function that searches from networks, and gives the wordings kept so far."""

    def search(query: str, *networks: int) -> list[str]:
        log_import.renew_day_key()
        for each in networks:
            facts = {"REMOTE_ADDR": f"192.0.{each}.7"}
            client.get("/sok", query_string={"q": query}, environ_base=facts).close()
        for file in settings.search_log_folder.glob("*"):
            assert "romfer" not in file.read_text(encoding="utf-8") or len(networks) == 1
        log_import.import_all(settings.search_log_folder)
        chosen = sa.select(SearchWording.text).join(
            SearchEntry, SearchEntry.wording_id == SearchWording.id
        )
        return list(db.session.scalars(chosen.order_by(SearchEntry.id)))

    return search


def test_an_unknown_word_is_shown_once_three_visits_used_it(
    searched: Callable[..., list[str]],
) -> None:
    assert searched("romferge", 1) == ["…"]
    assert searched("Romferge overvann", 1, 2) == ["…", "… overvann", "… overvann"]
    assert searched("romferge", 1, 2)[3:] == ["…", "…"]
    assert searched("romferge", 3)[5:] == ["…"]
    assert searched("romferge", 3)[6:] == ["romferge"]
    assert db.session.scalar(sa.select(UnknownWord.visit_count)) == 3


def test_one_network_day_after_day_shows_no_word(searched: Callable[..., list[str]]) -> None:
    for day in range(5):
        with time_machine.travel(clock.now().replace(hour=9) + day * log_import.PART_KEPT / 7):
            kept = searched("romferge", 1)
            log_import.forget_old()
    assert set(kept) == {"…"}
    assert db.session.scalar(sa.select(UnknownWord.visit_count)) == 5
    with time_machine.travel(clock.now() + log_import.UNKNOWN_KEPT * 2):
        log_import.forget_old()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(UnknownWord)) == 0
    assert db.session.scalar(sa.select(sa.func.count()).select_from(UnknownWordVisit)) == 0


def test_two_unknown_words_beside_each_other_are_never_counted(
    searched: Callable[..., list[str]],
) -> None:
    searched("Qvigstad Brekkhusli", 1, 2, 3, 4)
    assert set(searched("qvigstad brekkhusli", 5, 6)) == {"… …"}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(UnknownWord)) == 0


def test_without_an_index_no_search_is_written(
    shelf: Cast, client: FlaskClient, settings: config.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.here(), "snapshot", lambda: None)
    client.get("/sok?q=slamavskiller").close()
    assert not list(settings.search_log_folder.glob("*"))


def test_only_filters_that_exist_are_written(
    searched: Callable[..., list[str]], client: FlaskClient, settings: config.Settings
) -> None:
    url = "/sok?q=slamavskiller&ordrett=ja&type=svar"
    for more in (f"&etat={'x' * 3_000}&tema=kari-nordmann", "&etat=nve&tema=klimatilpasning"):
        client.get(url + more).close()
    log_import.import_all(settings.search_log_folder)
    common = {"kind": "article", "literal": "yes"}
    assert list(db.session.scalars(sa.select(SearchEntry.filters))) == [
        common | {"agency": "…", "topic": "…"},
        common | {"agency": "nve", "topic": "klimatilpasning"},
    ]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/56"),
        ("2001:db8:1:ff:aaaa::1", "2001:db8:1::/56"),
        ("unknown", "unknown"),
    ],
)
def test_a_visit_is_a_network(address: str, network: str) -> None:
    assert digests.network(address) == network


def test_only_searches_of_words_that_are_published_are_suggested(
    searched: Callable[..., list[str]], settings: config.Settings
) -> None:
    recorder = search_log.Recorder(settings.search_log_folder)
    today = clock.today().isoformat()
    for text in ("tømme slamavskiller", "tømme qvigstad"):
        for number in range(5):
            name = f"{text}{number}"
            recorder.write(
                search_log.Search(
                    search=name, on=today, text=text, language="nb", hits=1, visit=name
                )
            )
            recorder.write(search_log.Click(click=name, on=today, url="/svar/18"))
    log_import.import_all(settings.search_log_folder)
    told = [each.label for each in queries.suggestions("tøm") if each.kind == "search"]
    assert told == ["tømme slamavskiller"]
