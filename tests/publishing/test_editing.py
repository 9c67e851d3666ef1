"""The editors' pages, used as a browser without scripts uses them."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from helpdesk.accounts.models import User
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation.db import db
from helpdesk.publishing.models import Edition
from helpdesk.publishing.states import EditionState
from helpdesk.questions.models import Question
from tests import browsing
from tests.cast import Cast
from tests.factories import catalogue as shelf
from tests.factories import publishing as make
from tests.factories.publishing import loaded

AsUser = Callable[[User], FlaskClient]

HERE = "/redaksjon/artikkel/1/utgave/1"

READY = {
    "title": "Når trenger en hytte utslippstillatelse?",
    "short_answer": "Når den har innlagt vann.",
    "question_text": "Gjelder kravet gråvann?",
    "text": "Et utslipp krever tillatelse.",
}


@pytest.fixture
def edition(cast: Cast) -> Edition:
    """What Anne has begun of Kari's case."""
    return loaded(make.from_case(cast))


def submitted(edition: Edition, cast: Cast, as_user: AsUser) -> Edition:
    sent = browsing.fill(as_user(cast.anne), HERE, press="act=send", **READY)
    assert sent.status_code == 303
    return loaded(edition)


def test_an_expert_begins_from_the_case(cast: Cast, as_user: AsUser) -> None:
    question = make.answered_question(cast.kari, cast.queue, cast.topic, answered_by=cast.anne)
    address = f"/redaksjon/artikkel/ny?sporsmal={question.reference}"
    browser = as_user(cast.dag)
    assert "Lag utkast" in browser.get(address).text
    form = browsing.form_of(browser.get(address), action=f"?sporsmal={question.reference}")
    begun = browsing.send(browser, address, form)
    assert (begun.status_code, begun.location) == (303, "/redaksjon/artikkel/1/utgave/1")
    assert "Gå til teksten" in browser.get(address).text


@pytest.mark.parametrize("who", ["kari", "vera", "astrid", "odd"])
def test_outsiders_are_not_told_of_the_case(cast: Cast, as_user: AsUser, who: str) -> None:
    question = make.answered_question(cast.kari, cast.queue, cast.topic, answered_by=cast.anne)
    address = f"/redaksjon/artikkel/ny?sporsmal={question.reference}"
    assert as_user(getattr(cast, who)).get(address).status_code in {403, 404}
    assert db.session.scalars(select(Edition)).all() == []


def test_the_case_stands_beside_the_text_for_the_agency_only(
    cast: Cast, as_user: AsUser, edition: Edition
) -> None:
    shown = as_user(cast.dag).get(HERE).text
    assert "Saken (ikke offentlig)" in shown
    assert as_user(cast.astrid).get(HERE).status_code == 404
    assert as_user(cast.vera).get(HERE).status_code == 404
    edition = submitted(edition, cast, as_user)
    for page in (HERE, HERE + "/forhandsvisning"):
        shown = as_user(cast.astrid).get(page)
        assert shown.status_code == 200
        assert make.SECRET not in shown.text
        assert "Saken (ikke offentlig)" not in shown.text


def test_findings_are_marked_and_settled_one_by_one(
    cast: Cast, as_user: AsUser, edition: Edition
) -> None:
    anne = as_user(cast.anne)
    words = READY | {"text": "Kari Nordås kan ringe 55 12 34 56, fødselsnummer 01010750160."}
    assert browsing.fill(anne, HERE, press="act=send", **words).status_code == 303
    shown = anne.get(f"{HERE}?mangler=1")
    assert "Vi fant personopplysninger" in browsing.words(shown)
    marked = browsing.page(shown).xpath("//section[@id='funn']//mark/text()")
    assert sorted(marked) == ["01010750160", "55 12 34 56", "Kari Nordås"]
    edition = loaded(edition)
    ids = {finding.kind: finding.id for finding in edition.findings}
    buttons = browsing.page(shown).xpath("//button[@name='keep']/@value")
    assert sorted(map(int, buttons)) == sorted([ids["phone"], ids["name"]])

    reason = {f"reason_{ids['phone']}": "Sentralbordet"}
    keep = f"keep={ids['phone']}"
    typed = {"title": "Ny tittel underveis"}
    browsing.fill(anne, HERE, having="title", press=keep, **reason, **typed)
    edition = loaded(edition)
    assert edition.title == "Ny tittel underveis"
    assert {e.kind for e in edition.findings if e.state == "open"} == {"name", "identity_number"}

    browsing.fill(anne, HERE, press="act=send", **READY)
    assert loaded(edition).state is EditionState.SUBMITTED


def test_keeping_without_a_reason_keeps_everything_typed(
    cast: Cast, as_user: AsUser, edition: Edition
) -> None:
    anne = as_user(cast.anne)
    browsing.fill(anne, HERE, **READY | {"text": "Ring 55 12 34 56."})
    (finding,) = loaded(edition).findings
    press = f"keep={finding.id}"
    shown = browsing.fill(anne, HERE, having="title", press=press, title="Det jeg skrev")
    assert shown.status_code == 422
    assert "Skriv hvorfor opplysningen kan stå" in shown.text
    assert 'value="Det jeg skrev"' in shown.text


def test_an_identity_number_never_passes_by_any_post(
    cast: Cast, as_user: AsUser, edition: Edition
) -> None:
    anne, berit = as_user(cast.anne), as_user(cast.berit)
    browsing.fill(anne, HERE, **READY | {"text": "Gjelder 01010750160."})
    (finding,) = loaded(edition).findings
    token = browsing.page(anne.get(HERE)).xpath("//input[@name='csrf_token']/@value")[0]
    form = browsing.form_of(anne.get(HERE), having="title")
    reason = {f"reason_{finding.id}": "Det går bra"}
    kept = browsing.send(anne, HERE, form, press=f"keep={finding.id}", **reason)
    assert kept.status_code == 409
    browsing.send(anne, HERE, form, press="act=send")
    version = str(loaded(edition).version)
    for browser in (anne, berit):
        data = {"csrf_token": token, "version": version}
        refused = browser.post(HERE + "/publiser", data=data)
        assert refused.status_code in {403, 409, 422}
    assert loaded(edition).state is EditionState.DRAFT
    assert anne.get("/svar/1").status_code == 404


def test_two_writers_see_both_texts(cast: Cast, as_user: AsUser, edition: Edition) -> None:
    dag = as_user(cast.dag)
    form = browsing.form_of(dag.get(HERE), having="title")
    browsing.fill(as_user(cast.anne), HERE, **READY)
    shown = browsing.send(dag, HERE, form, title="Dags tittel")
    assert shown.status_code == 409
    assert 'value="Dags tittel"' in shown.text
    assert READY["title"] in browsing.words(shown)
    again = browsing.send(dag, HERE, browsing.form_of(shown, having="title"))
    assert again.status_code == 303
    assert loaded(edition).title == "Dags tittel"


def test_links_are_picked_without_scripts(cast: Cast, as_user: AsUser, edition: Edition) -> None:
    shelf.shelve(cast.miljodir, kind=ItemKind.LETTER, key="avslag", title="Avslag på utslipp")
    anne = as_user(cast.anne)
    fields = {"title": "Ulagret tittel", "links_q": "avslag"}
    found = browsing.fill(anne, HERE, press="links_search=1", **fields)
    assert "Avslag på utslipp" in found.text
    form = browsing.form_of(found, having="title")
    picked = browsing.send(anne, HERE, form, press="links_add=letter:avslag")
    form = browsing.form_of(picked, having="title")
    assert 'value="Ulagret tittel"' in picked.text
    assert browsing.send(anne, HERE, form, press="act=lagre").status_code == 303
    assert loaded(edition).links == ["guide:avlop-kap-12", "letter:avslag"]


def test_advice_is_given_and_stands_in_nobodys_way(
    cast: Cast, as_user: AsUser, edition: Edition
) -> None:
    words = READY | {"text": "Kommunen må føre tilsyn.\n\nSe på anlegget."}
    browsing.fill(as_user(cast.anne), HERE, **words)
    shown = browsing.words(as_user(cast.anne).get(HERE))
    assert "uten en lovhenvisning i samme avsnitt" in shown
    assert browsing.fill(as_user(cast.anne), HERE, press="act=send").status_code == 303


def test_what_was_typed_is_saved_before_it_is_previewed(
    cast: Cast, as_user: AsUser, edition: Edition
) -> None:
    anne = as_user(cast.anne)
    words = READY | {"text": "Dette er skrevet nå."}
    shown = browsing.fill(anne, HERE, press="act=preview", **words)
    assert shown.location == HERE + "/forhandsvisning"
    assert "Dette er skrevet nå." in anne.get(shown.location).text


def test_the_preview_is_the_page_that_readers_get(
    cast: Cast, as_user: AsUser, edition: Edition, client: FlaskClient
) -> None:
    edition = submitted(edition, cast, as_user)
    preview = browsing.page(as_user(cast.berit).get(HERE + "/forhandsvisning"))
    browsing.fill(as_user(cast.berit), HERE, action="/publiser")
    public = browsing.page(client.get("/svar/1", follow_redirects=True))
    for path in ("//h1", "//section[@class='short-answer']", "//div[@class='prose']"):
        assert preview.xpath(path)[0].text_content() == public.xpath(path)[0].text_content()


def test_a_reviewer_publishes_from_the_page(
    cast: Cast, as_user: AsUser, edition: Edition, client: FlaskClient
) -> None:
    edition = submitted(edition, cast, as_user)
    assert "Publiser svaret" not in as_user(cast.anne).get(HERE).text
    done = browsing.fill(as_user(cast.berit), HERE, action="/publiser")
    assert done.location == f"/svar/1/{loaded(edition).slug}"
    assert client.get(done.location).status_code == 200
    question = db.session.scalars(select(Question)).one()
    assert question.article_key == "svar-1"


def test_an_author_who_posts_to_publish_is_refused(
    cast: Cast, as_user: AsUser, edition: Edition
) -> None:
    edition = submitted(edition, cast, as_user)
    anne = as_user(cast.anne)
    token = browsing.page(anne.get(HERE)).xpath("//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token, "version": str(edition.version)}
    assert anne.post(HERE + "/publiser", data=data).status_code == 403
    assert loaded(edition).state is EditionState.SUBMITTED


def test_a_reviewer_sends_it_back_and_the_author_reads_why(
    cast: Cast, as_user: AsUser, edition: Edition
) -> None:
    edition = submitted(edition, cast, as_user)
    empty = browsing.fill(as_user(cast.berit), HERE, remarks="")
    assert empty.status_code == 422
    browsing.fill(as_user(cast.berit), HERE, remarks="Skriv kortere.")
    assert "Skriv kortere." in as_user(cast.anne).get(HERE).text


def test_a_day_to_publish_is_chosen(cast: Cast, as_user: AsUser, edition: Edition) -> None:
    edition = submitted(edition, cast, as_user)
    berit = as_user(cast.berit)
    assert browsing.fill(berit, HERE, publish_on="2020-01-01").status_code == 422
    browsing.fill(berit, HERE, publish_on="2099-01-05")
    assert loaded(edition).state is EditionState.SCHEDULED
    assert "5. januar 2099" in browsing.words(berit.get(HERE))
    taken = browsing.fill(as_user(cast.anne), HERE, action="/ta-tilbake")
    assert taken.status_code == 303
    assert loaded(edition).state is EditionState.DRAFT


def test_a_published_answer_is_corrected_and_withdrawn(
    cast: Cast, as_user: AsUser, client: FlaskClient
) -> None:
    make.published(cast.miljodir, cast.topic, by=cast.anne)
    anne, astrid = as_user(cast.anne), as_user(cast.astrid)
    assert "Rett eller oppdater" in anne.get("/svar/1", follow_redirects=True).text
    assert "Rett eller oppdater" not in client.get("/svar/1", follow_redirects=True).text
    address = "/redaksjon/artikkel/1/rett"
    assert as_user(cast.vera).get(address).status_code == 403
    assert browsing.fill(anne, address, change_note="Ny lov").status_code == 422
    begun = browsing.fill(anne, address, change_class="changed_law", change_note="Ny lov")
    assert begun.location == "/redaksjon/artikkel/1/utgave/2"
    browsing.fill(anne, begun.location, press="act=send", short_answer="Alltid.")
    assert browsing.fill(astrid, begun.location, action="/publiser").status_code == 303
    assert "Ny lov" in client.get("/svar/1", follow_redirects=True).text

    assert browsing.fill(astrid, address, reason="Feil.", successor="99").status_code == 422
    assert browsing.fill(astrid, address, reason="Loven er opphevet.").status_code == 303
    assert "Loven er opphevet." in client.get("/svar/1", follow_redirects=True).text


def test_the_start_page_shows_each_what_is_theirs(
    cast: Cast, as_user: AsUser, edition: Edition
) -> None:
    title = edition.title
    lists = "/redaksjon?liste="
    assert title in as_user(cast.dag).get("/redaksjon").text
    assert title not in as_user(cast.astrid).get("/redaksjon").text
    assert title not in as_user(cast.vera).get("/redaksjon").text
    assert as_user(cast.kari).get("/redaksjon").status_code == 403
    submitted(edition, cast, as_user)
    for who, sees in (("anne", False), ("berit", True), ("astrid", True), ("liv", False)):
        shown = as_user(getattr(cast, who)).get(f"{lists}kvalitetssikring").text
        assert (READY["title"] in shown) is sees, who


def test_markdown_is_previewed_while_writing(cast: Cast, as_user: AsUser, edition: Edition) -> None:
    anne = as_user(cast.anne)
    token = browsing.page(anne.get(HERE)).xpath("//input[@name='csrf_token']/@value")[0]
    data = {"text": "**Ja** <script>", "csrf_token": token}
    shown = anne.post("/redaksjon/forhandsvis-tekst", data=data)
    assert shown.text == "<p><strong>Ja</strong> &lt;script&gt;</p>\n"
    assert anne.post("/redaksjon/forhandsvis-tekst", data={"text": "a"}).status_code == 400
