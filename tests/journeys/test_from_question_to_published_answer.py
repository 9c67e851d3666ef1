"""The main job, told through HTTP: Alver asks, Miljødirektoratet answers, Bodø finds it."""

import io
import re
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest
from flask import Flask
from flask.testing import FlaskClient

import config
from helpdesk import wiring
from helpdesk.exchange import registers
from helpdesk.foundation import worker
from helpdesk.foundation.db import db
from helpdesk.laws import service as laws
from tests.browsing import fill, form_of, page, send, words
from tests.cast import Cast

QUESTION = "Kan kommunen kreve at en hytteeier tømmer septiktanken oftere?"
DETAILS = "Tanken går full hver sommer. Vi har fått flere klager fra naboer nedenfor hytta."
ANSWER = "Ja. Kommunen kan stille vilkår etter forurensningsforskriften § 12-3 og føre tilsyn."
SECRET = "hyttefeltet ved Skogsvatnet"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def site(app: Flask, cast: Cast) -> Flask:
    """The app with the law register."""
    laws.import_laws(registers.rows("laws.csv"))
    db.session.commit()
    return app


def work(app: Flask) -> None:
    """Let the worker go round once: mail out, index fed."""
    db.session.commit()
    with app.app_context():
        worker.run_once(wiring.lanes())


def mails(settings: config.Settings, to: str) -> list[str]:
    """Return the texts of the mails to one address, oldest first."""
    found = []
    for path in sorted(settings.mail_folder.glob("*.eml")):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        if mail["To"] == to:
            found.append(f"{mail['Subject']}\n{mail.get_content()}")
    return found


def link_in(mail: str, path: str) -> str:
    """Return the address on our site in a mail that begins with *path*."""
    found = re.search(rf"http://[^\s/]+({path}\S+)", mail)
    assert found is not None, mail
    return found[1]


def ask(client: FlaskClient) -> str:
    """Fill in the form, send the summary, and return where that leads."""
    shown = fill(
        client,
        "/sporsmal/nytt",
        title=QUESTION,
        text=f"{DETAILS} Det gjelder {SECRET}.",
        email="kari@alver.kommune.no",
        topic="avlop",
        files=(io.BytesIO(PDF), "vedtak.pdf"),
    )
    assert shown.status_code == 200, words(shown)
    assert "vedtak.pdf" in words(shown)
    summary = form_of(shown, having="submit_key")
    sent = send(client, "/sporsmal/nytt", summary, press="step=send")
    assert sent.status_code == 303, words(sent)
    return str(sent.location)


def test_from_question_to_published_answer(
    site: Flask,
    settings: config.Settings,
    client: FlaskClient,
    cast: Cast,
    as_user: Callable[..., FlaskClient],
) -> None:
    # 1. Kari asks without signing in, and confirms by the link in the mail.
    assert "sjekk" in ask(client).lower()
    work(site)
    confirm = link_in(mails(settings, cast.kari.email)[0], "/sporsmal/bekreft/")
    confirmed = fill(client, confirm)
    assert confirmed.status_code == 303
    work(site)
    receipt = mails(settings, cast.kari.email)[1]
    reference = re.search(r"20\d\d-\d{5}", receipt)[0]
    assert SECRET not in "".join(mails(settings, cast.kari.email))
    status = words(client.get(link_in(receipt, "/sporsmal/status/")))
    assert reference in status
    assert SECRET not in status

    # 2. Anne finds it in the queue; Ingrid, Nils and Vera find nothing.
    anne, berit, kari = as_user(cast.anne), as_user(cast.berit), as_user(cast.kari)
    case = f"/arbeidsflate/sporsmal/{reference}"
    assert reference in words(anne.get("/arbeidsflate?visning=ufordelte"))
    assert SECRET in words(anne.get(case))
    for stranger in (cast.ingrid, cast.nils, cast.vera, cast.odd, cast.astrid):
        browser = as_user(stranger)
        assert browser.get(f"/sporsmal/{reference}").status_code == 404
        assert browser.get(case).status_code in {403, 404}
    assert fill(anne, case, action="/ta").status_code == 303
    assert fill(anne, case, action="/be-om-mer", text="Hvor stor er tanken?").status_code == 303
    assert "Hvor stor er tanken?" in words(kari.get(f"/sporsmal/{reference}"))
    replied = fill(kari, f"/sporsmal/{reference}", text="Den er på tre kubikkmeter.")
    assert replied.status_code == 303

    # 3. Anne drafts, Berit returns and approves; Anne may not approve her own text.
    drafted = fill(anne, case, action="/svar", text="Ja.", press="act=lagre")
    assert drafted.status_code == 303, words(drafted)
    submitted = fill(anne, case, action="/svar", text=ANSWER, press="act=kvalitetssikre")
    assert submitted.status_code == 303, words(submitted)
    returned = fill(berit, case, action="/svar/returner", remarks="Vis til tilsynet også.")
    assert returned.status_code == 303, words(returned)
    again = fill(
        anne, case, action="/svar", text=ANSWER + " Skriv ned tilsynet.", press="act=kvalitetssikre"
    )
    assert again.status_code == 303
    assert "/svar/godkjenn" not in anne.get(case).text
    approved = fill(berit, case, action="/svar/godkjenn", press="act=send")
    assert approved.status_code == 303, words(approved)
    work(site)
    assert "lovdata.no" in kari.get(f"/sporsmal/{reference}").text
    assert ANSWER[:20] in words(kari.get(f"/sporsmal/{reference}"))
    assert ANSWER[:20] not in "".join(mails(settings, cast.kari.email))

    # 4. Anne makes the public version, Astrid publishes it.
    made = fill(anne, f"/redaksjon/artikkel/ny?sporsmal={reference}")
    assert made.status_code == 303, words(made)
    edition = made.location
    assert SECRET in words(anne.get(edition))
    public = {
        "title": QUESTION,
        "short_answer": "Ja, kommunen kan stille krav om hyppigere tømming.",
        "question_text": "En tank går full hver sommer. Kan kommunen kreve oftere tømming?",
        "text": ANSWER,
    }
    leaked = {**public, "question_text": "Ring Kari Nordås på tlf. 900 12 345."}
    assert fill(anne, edition, press="act=lagre", **leaked).status_code == 303
    refused = fill(anne, edition, press="act=send", **leaked)
    assert "mangler" in refused.location
    assert "Kari Nordås" in words(anne.get(refused.location))
    assert client.get("/svar/1").status_code == 404
    assert fill(anne, edition, press="act=send", **public).status_code == 303
    astrid = as_user(cast.astrid)
    assert astrid.get(case).status_code in {403, 404}
    assert SECRET not in words(astrid.get(edition))
    published = fill(astrid, edition, action="/publiser")
    assert published.status_code == 303, words(published)

    # 5. Everyone finds it.
    work(site)
    article = client.get("/svar/1", follow_redirects=True)
    assert article.status_code == 200
    assert "12-3" in words(article)
    assert page(article).xpath("//script[@type='application/ld+json']")
    assert SECRET not in article.text
    for where in ("/", "/tema/avlop", "/lov/for-2004-06-01-931/12-3", "/feed.atom"):
        assert QUESTION in client.get(where).text, where
    assert QUESTION in words(client.get("/sok?q=t%C3%B8mme+septiktank+hytta"))
    for where in ("/sok?q=Skogsvatnet", "/sok/forslag?q=Skogs", "/feed.atom", "/sitemap-1.xml"):
        assert SECRET not in client.get(where).text, where
    assert "publisert" in words(kari.get(f"/sporsmal/{reference}")).lower()
