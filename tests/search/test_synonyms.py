"""The editors' synonyms: what they do to a search, who decides them, and the pages for it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from helpdesk.accounts.models import User
from helpdesk.foundation import events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotPermitted
from helpdesk.laws.models import Law, LawKind, LawStatus
from helpdesk.search import explaining, queries, service, synonyms, vocabulary
from helpdesk.search.hits import SearchRequest
from helpdesk.search.models import Synonym, SynonymDirection
from helpdesk.search.service import SynonymFacts
from tests.browsing import fill, form_of, page, send, words
from tests.cast import Cast
from tests.factories.catalogue import shelve
from tests.factories.publishing import regulation
from tests.search.conftest import index_now

SignIn = Callable[[User], FlaskClient]
PAGE = "/redaksjon/synonymer"


def facts(term: str, *others: str, one_way: bool = False) -> SynonymFacts:
    direction = SynonymDirection.ONE_WAY if one_way else SynonymDirection.TWO_WAY
    return SynonymFacts(term=term, others=others, direction=direction)


def urls(text: str) -> list[str]:
    return [hit.url for hit in queries.search(SearchRequest(text=text)).hits]


def test_a_synonym_works_at_once_and_no_longer_once_it_is_removed(shelf: Cast) -> None:
    assert "/svar/18/slamavskiller" not in urls("tønnebil")
    made = service.add_synonym(actor=shelf.astrid, facts=facts("tønnebil", "slamavskiller"))
    assert "/svar/18/slamavskiller" in urls("tønnebil")
    service.remove_synonym(actor=shelf.astrid, synonym=made)
    assert "/svar/18/slamavskiller" not in urls("tønnebil")


def test_another_process_sees_it_at_its_next_search(
    shelf: Cast, app: Flask, client: FlaskClient
) -> None:
    assert "/svar/18" not in client.get("/sok?q=tønnebil").text
    service.add_synonym(actor=shelf.astrid, facts=facts("tønnebil", "slamavskiller"))
    assert "/svar/18" in client.get("/sok?q=tønnebil").text


def test_two_way_words_all_find_each_other_and_one_way_words_do_not() -> None:
    two_way = Synonym(term="a1", others=["b1", "c1"], direction=SynonymDirection.TWO_WAY)
    one_way = Synonym(term="d1", others=["e1"], direction=SynonymDirection.ONE_WAY)
    names = synonyms.of_rows([two_way, one_way])
    assert names[("b1",)] == (("a1",), ("c1",))
    assert names[("d1",)] == (("e1",),)
    assert ("e1",) not in names


def test_the_packaged_vocabulary_stays_the_base(cast: Cast) -> None:
    before = vocabulary.expansions(["kloakk"])
    service.add_synonym(actor=cast.astrid, facts=facts("kloakk", "gråvannstank"))
    assert before
    assert set(vocabulary.expansions(["kloakk"], synonyms.other_names())) > set(before)
    assert vocabulary.expansions(["kloakk"]) == before


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (facts("og", "slam"), "term"),
        (facts("en to fire fem seks sju åtte", "slam"), "term"),
        (facts("slam", "slam", " "), "others"),
        (facts("slam", "som"), "others"),
        (facts("slam, kum", "tank"), "term"),
        (facts("slam", *(f"ord{number}" for number in range(21))), "others"),
        (facts("slam", "kari@alver.kommune.no"), "others"),
    ],
)
def test_what_cannot_be_added(cast: Cast, given: SynonymFacts, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        service.add_synonym(actor=cast.astrid, facts=given)
    assert refused.value.field == field


def test_a_term_is_listed_once(cast: Cast) -> None:
    service.add_synonym(actor=cast.astrid, facts=facts("Tønnebil", "slambil"))
    with pytest.raises(InvalidInput):
        service.add_synonym(actor=cast.astrid, facts=facts(" tønnebil", "tankbil"))


@pytest.mark.parametrize("name", ["kari", "anne", "berit", "odd"])
def test_others_than_editors_decide_no_synonym(cast: Cast, name: str) -> None:
    made = service.add_synonym(actor=cast.astrid, facts=facts("tønnebil", "slambil"))
    with pytest.raises(NotPermitted):
        service.add_synonym(actor=getattr(cast, name), facts=facts("tank", "kum"))
    with pytest.raises(NotPermitted):
        service.remove_synonym(actor=getattr(cast, name), synonym=made)


def test_adding_and_removing_is_on_record(cast: Cast) -> None:
    made = service.add_synonym(actor=cast.astrid, facts=facts("tønnebil", "slambil", one_way=True))
    service.remove_synonym(actor=cast.astrid, synonym=made)
    told = events.of_subject(made.subject)
    assert [event.kind for event in told] == ["search.add_synonym", "search.remove_synonym"]
    assert told[0].text is not None
    assert told[0].text.text == "tønnebil → slambil"


def test_a_query_is_explained_word_by_word(shelf: Cast) -> None:
    service.add_synonym(actor=shelf.astrid, facts=facts("tønnebil", "slamavskiller"))
    told = explaining.explain("er tønnebilen i overvvann", locale="nb")
    assert [(word.form, word.is_stop) for word in told.words] == [
        ("er", True),
        ("tønnebilen", False),
        ("i", True),
        ("overvvann", False),
    ]
    assert told.read_as == "er tønnebilen i overvann"
    assert [each.name for each in told.other_names if each.is_editors] == ["slamavskiller"]
    assert told.is_changed
    assert "/svar/18/slamavskiller" in [hit.url for hit in told.after]
    assert "/svar/18/slamavskiller" not in [hit.url for hit in told.before]


def told(text: str) -> dict[str, dict[str, list[str]]]:
    words = explaining.explain(text, locale="nb").words
    return {
        word.form: {str(origin): list(terms) for origin, terms in word.terms.items()}
        for word in words
    }


def test_what_stands_for_a_word_is_told_apart(shelf: Cast) -> None:
    service.add_synonym(actor=shelf.astrid, facts=facts("tønnebil", "slamavskiller"))
    assert told("tønnebil")["tønnebil"]["synonym"] == ["slamavskiller"]
    assert told("slamavskilelr")["slamavskilelr"]["near"][0] == "slamavskill"
    avlop = told("avløp")["avløp"]
    assert avlop["stem"] == ["avløp"]
    assert avlop["key"] == told("avlop")["avlop"]["key"] == ["avlop"]
    shelve(shelf.miljodir, key="gebyr", title="Om gebyr", text="Byggesaksgebyr og byggesaks gebyr")
    index_now()
    assert "byggesaksgebyr" in told("gebyr")["gebyr"]["compound"]


def test_parts_joined_words_and_laws_are_told(shelf: Cast) -> None:
    assert "avløpsanlegg" in explaining.explain("avløps anlegget", locale="nb").joined
    regulation()
    explained = explaining.explain("utslipp etter forurensningsforskriften § 12-3", locale="nb")
    assert explained.laws == ["forurensningsforskriften § 12-3"]


def test_an_abbreviation_is_told_by_the_laws_name(shelf: Cast) -> None:
    named = {"name_nb": "forvaltningsloven (1967)", "name_nn": "forvaltningslova (1967)"}
    kind, status = LawKind.LAW, LawStatus.IN_FORCE
    known = {"law_id": "LOV-1967-02-10", "slug": "lov-1967-02-10", "abbreviations": ["fvl."]}
    db.session.add(Law(**named, **known, kind=kind, status=status))
    db.session.commit()
    names = [each.name for each in explaining.explain("fvl", locale="nb").other_names]
    assert "fvl 1967" not in names
    assert "forvaltningsloven (1967)" in names


def test_astrid_adds_tries_and_removes_a_synonym(shelf: Cast, as_user: SignIn) -> None:
    browser = as_user(shelf.astrid)
    assert "Ingen synonymer ennå" in words(browser.get(PAGE))
    added = fill(browser, PAGE, term="tønnebil", others="slamavskiller\r\nslambil")
    assert (added.status_code, added.location) == (303, PAGE)
    shown = browser.get(PAGE)
    assert "«tønnebil» er lagt til og gir nå 1 treff." in words(shown)
    assert "slamavskiller, slambil begge veier" in words(shown)
    tried = words(browser.get(f"{PAGE}/prov?q=hva med tønnebil"))
    assert "Første treff uten synonymene deres" in tried
    assert "med småord, brukes ikke" in tried
    removed = send(browser, PAGE, form_of(browser.get(PAGE), action="/fjern"))
    assert removed.status_code == 303
    assert service.listed() == []


def test_the_form_comes_back_with_what_was_typed(cast: Cast, as_user: SignIn) -> None:
    answer = fill(as_user(cast.astrid), PAGE, term="tønnebil", others="og")
    assert answer.status_code == 422
    assert 'value="tønnebil"' in answer.text
    assert "«og» kan søket ikke bruke" in words(answer)


def test_a_line_of_several_words_is_several_words(cast: Cast, as_user: SignIn) -> None:
    fill(as_user(cast.astrid), PAGE, term="tønnebil", others="slambil, sugebil;tankbil\r\nbil")
    assert service.listed()[0].others == ["slambil", "sugebil", "tankbil", "bil"]


def test_what_is_listed_or_too_much_is_told_with_the_word(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.astrid)
    fill(browser, PAGE, term="tønnebil", others="slambil")
    again = fill(browser, PAGE, term="Tønnebil", others="tankbil")
    assert "«tønnebil» står allerede i listen" in words(again)
    many = fill(browser, PAGE, term="kum", others=",".join(f"ord{n}" for n in range(30)))
    assert "Skriv høyst 20 andre ord. Nå er det 30." in words(many)


def test_astrid_changes_a_synonym_and_is_told_what_it_finds(shelf: Cast, as_user: SignIn) -> None:
    browser = as_user(shelf.astrid)
    made = service.add_synonym(actor=shelf.astrid, facts=facts("tønnebil", "romskip"))
    url = f"{PAGE}/{made.id}"
    assert url in browser.get(PAGE).text
    form = form_of(browser.get(url), having="term")
    assert (form.fields["term"], form.fields["others"].strip()) == ("tønnebil", "romskip")
    changed = fill(browser, url, term="tønnebil", others="slamavskiller")
    assert changed.location == PAGE
    assert "«tønnebil» er endret og gir nå 1 treff." in words(browser.get(PAGE))
    assert "/svar/18/slamavskiller" in urls("tønnebil")
    assert [event.kind for event in events.of_subject(made.subject)][-1] == "search.change_synonym"


def test_a_change_cannot_take_anothers_word_and_is_an_editors(cast: Cast, as_user: SignIn) -> None:
    service.add_synonym(actor=cast.astrid, facts=facts("kum", "tank"))
    made = service.add_synonym(actor=cast.astrid, facts=facts("tønnebil", "slambil"))
    answer = fill(as_user(cast.astrid), f"{PAGE}/{made.id}", term="kum")
    assert answer.status_code == 422
    assert "«kum» står allerede i listen" in words(answer)
    with pytest.raises(NotPermitted):
        service.change_synonym(actor=cast.anne, synonym=made, facts=facts("bil", "tank"))


def test_a_word_is_filled_in_from_the_address(cast: Cast, as_user: SignIn) -> None:
    shown = as_user(cast.astrid).get(PAGE, query_string={"ord": "lort"})
    assert form_of(shown, having="term").fields["term"] == "lort"


def test_all_the_editors_pages_have_one_menu(cast: Cast, as_user: SignIn) -> None:
    browser = as_user(cast.astrid)
    menus = [
        [link.get("href") for link in page(browser.get(url)).xpath("//nav[@class='desk-views']//a")]
        for url in ("/redaksjon", PAGE, f"{PAGE}/prov", "/redaksjon/sok")
    ]
    assert f"{PAGE}/prov" in menus[0]
    assert menus == [menus[0]] * 4
    current = page(browser.get(f"{PAGE}/prov")).xpath(
        "//nav[@class='desk-views']//a[@aria-current]"
    )
    assert [link.get("href") for link in current] == [f"{PAGE}/prov"]


def test_only_editors_see_the_pages_and_the_way_to_them(cast: Cast, as_user: SignIn) -> None:
    for url in (PAGE, f"{PAGE}/prov"):
        assert as_user(cast.anne).get(url).status_code == 403
        assert as_user(cast.astrid).get(url).status_code == 200
    assert PAGE in as_user(cast.astrid).get("/redaksjon").text
    assert PAGE not in as_user(cast.anne).get("/redaksjon").text
