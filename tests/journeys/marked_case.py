"""A case in whose every private place stands a word that can be looked for."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

import config
from helpdesk import wiring
from helpdesk.accounts.models import User
from helpdesk.foundation import worker
from helpdesk.foundation.db import db
from helpdesk.foundation.outbox import OutboxMessage
from helpdesk.guides.models import Guide, GuideStep
from helpdesk.letters.models import LetterTemplate
from helpdesk.publishing.models import Edition
from helpdesk.questions.models import Attachment
from helpdesk.search import service as search
from helpdesk.search.models import SynonymDirection
from tests.browsing import fill, form_of, send, words
from tests.cast import Cast
from tests.factories import editorial, publishing, tasks

CONTENT = {
    "title": "Qvistedal",
    "text": "Wahlberget",
    "file name": "xylofonvika",
    "file content": "Zwergskjer",
    "note": "Cappelmyra",
    "follow-up": "Quislevoll",
    "draft": "Exbotn",
    "remark": "Zakariasmo",
    "answer": "Wexelsfjell",
}
"""Words of the case; whoever does not work with it must meet none of them anywhere."""

PERSON = {"name": "Nordqvist", "e-mail": "zieglerud@", "municipality": "Merkewik"}
"""Who asked; administrators know people and places, so these are for the public pages only."""

PDF = b"%PDF-1.4\n% Zwergskjer\n1 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@dataclass
class Case:
    """What stands where in the addresses of the site."""

    reference: str
    status_token: str
    places: dict[str, str] = field(default_factory=dict)

    def address(self, rule: Rule) -> str:
        """Fill in the address of *rule*; a KeyError means: say here what a new place holds."""

        def place(match: re.Match[str]) -> str:
            name = match[1]
            own, room = (f"{rule.endpoint}.{name}", f"{rule.endpoint.split('.')[0]}.{name}")
            return next(self.places[key] for key in (own, room, name) if key in self.places)

        return re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", place, rule.rule)


def make(
    app: Flask, cast: Cast, as_user: Callable[[User], FlaskClient], settings: config.Settings
) -> Case:
    """Take Kari's question through the pages until it is answered and published."""
    publishing.regulation()
    cast.kari.name, cast.kari.email = "Kari Nordqvist", "k.zieglerud@alver.kommune.no"
    cast.alver.name_nb = cast.alver.name_nn = "Merkewik"
    _publish_guide_and_letter(cast)
    kari, anne, berit = (as_user(person) for person in (cast.kari, cast.anne, cast.berit))
    reference = _ask(kari)
    _answer(kari, anne, berit, f"/arbeidsflate/sporsmal/{reference}")
    _publish(anne, as_user(cast.astrid), reference)
    with app.app_context():
        worker.run_once(wiring.lanes())
    token = re.search(r"/sporsmal/status/(\S+)", "".join(mails(settings)))[1]
    return Case(reference, token, _places(cast, token, reference))


def _publish_guide_and_letter(cast: Cast) -> None:
    guide = editorial.guide(cast.anne, cast.miljodir, cast.topic, title="Behandle utslipp")
    letter = editorial.letter(cast.anne, cast.miljodir, cast.topic)
    for edition in (guide, letter):
        editorial.published(edition, cast.astrid)


def _ask(kari: FlaskClient) -> str:
    facts = {
        "title": f"Må hytta i {CONTENT['title']} ha utslippstillatelse?",
        "text": f"Avløpet renner ut ved {CONTENT['text']}.",
        "topic": "avlop",
        "files": (io.BytesIO(PDF), f"{CONTENT['file name']}.pdf"),
    }
    summary = fill(kari, "/sporsmal/nytt", press="step=see_over", **facts)
    assert f"{CONTENT['file name']}.pdf" in words(summary)
    form = form_of(summary, having="submit_key")
    sent = send(kari, "/sporsmal/nytt", form, press="step=send")
    assert sent.status_code == 303, words(sent)
    return re.search(r"20\d\d-\d{5}", sent.location)[0]


def _answer(kari: FlaskClient, anne: FlaskClient, berit: FlaskClient, desk: str) -> None:
    draft = f"Vi tror det gjelder {CONTENT['draft']}."
    answer = f"Ja, også ved {CONTENT['answer']}, se forurensningsforskriften § 12-3."
    steps = [
        fill(anne, desk, action="/ta"),
        fill(anne, desk, action="/notat", text=f"Ring dem om {CONTENT['note']}."),
        fill(anne, desk, action="/be-om-mer", text="Hvor er det?"),
        fill(kari, desk.replace("/arbeidsflate", ""), text=f"Ved {CONTENT['follow-up']}."),
        fill(anne, desk, action="/svar", text=draft, press="act=kvalitetssikre"),
        fill(berit, desk, action="/svar/returner", remarks=f"Glemte du {CONTENT['remark']}?"),
        fill(anne, desk, action="/svar", text=answer, press="act=kvalitetssikre"),
        fill(berit, desk, action="/svar/godkjenn", press="act=send"),
    ]
    assert [step.status_code for step in steps] == [303] * len(steps)


def _publish(anne: FlaskClient, astrid: FlaskClient, reference: str) -> None:
    edition = fill(anne, f"/redaksjon/artikkel/ny?sporsmal={reference}").location
    public = {
        "title": "Må en hytte ha utslippstillatelse?",
        "short_answer": "Ja, når den har innlagt vann.",
        "question_text": "Gjelder kravet for hytter?",
        "text": "Ja, se forurensningsforskriften § 12-3.",
    }
    sent = fill(anne, edition, press="act=send", **public)
    assert "mangler" not in sent.location, words(anne.get(sent.location))
    assert fill(astrid, edition, action="/publiser").status_code == 303


def _places(cast: Cast, token: str, reference: str) -> dict[str, str]:
    guide = db.session.scalars(sa.select(Guide.slug)).one()
    letter = db.session.scalars(sa.select(LetterTemplate.slug)).one()
    edition = db.session.scalars(sa.select(Edition)).one()
    mail = db.session.scalars(sa.select(OutboxMessage)).first()
    words_of = {"term": "tønnebil", "others": ("slambil",), "direction": SynonymDirection.TWO_WAY}
    duty, sweep = editorial.duty(cast.anne, cast.miljodir, cast.topic), tasks.swept(cast)
    synonym = search.add_synonym(actor=cast.astrid, facts=search.SynonymFacts(**words_of))
    return {
        "reference": reference,
        "attachment_id": str(db.session.scalars(sa.select(Attachment.id)).one()),
        "consultation_id": "1",
        "number": "1",
        "demo.number": str(mail.id),
        "edition_number": "1",
        "part": "1",
        "publishing.slug": edition.slug,
        "guides.slug": guide,
        "guides_desk.slug": guide,
        "anchor": db.session.scalars(sa.select(GuideStep.anchor)).first(),
        "letters.slug": letter,
        "letters_desk.slug": letter,
        "catalogue.topic.slug": "avlop",
        "laws.slug": "for-2004-06-01-931",
        "duties.slug": duty.work.slug,
        "duties_desk.slug": duty.work.slug,
        "sweep_id": str(sweep.id),
        "task_id": str(tasks.of(sweep)[0].id),
        "section": "12-3",
        "token": "ukjent",
        "questions.status.token": token,
        "admin_queues.key": "miljodir",
        "admin_organisations.key": "kommune-4631",
        "user_id": str(cast.kari.id),
        "topic_id": str(cast.topic.id),
        "synonym_id": str(synonym.id),
    }


def mails(settings: config.Settings) -> Iterator[str]:
    """Yield subject and text of every mail in the folder."""
    for path in sorted(settings.mail_folder.glob("*.eml")):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        yield f"{mail['Subject']}\n{mail.get_content()}"
