"""A site with a thing of every kind at an address, in the states in which rights differ."""

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from helpdesk.accounts.models import MailDomain, User
from helpdesk.answers.service import dialogue
from helpdesk.duties import service as duties
from helpdesk.foundation import clock, tokens
from helpdesk.foundation.db import db
from helpdesk.foundation.files import StoredFile
from helpdesk.foundation.outbox import OutboxMessage, OutboxState
from helpdesk.foundation.text import slugify
from helpdesk.guides import service as guides
from helpdesk.letters import service as letters
from helpdesk.publishing.service import drafting
from helpdesk.questions import thread
from helpdesk.questions.models import Attachment, Message, MessageKind, Question, Visibility
from helpdesk.questions.service import asking
from helpdesk.search import service as search
from helpdesk.search.models import SearchWording, SynonymDirection
from helpdesk.tasks.service import working
from tests.cast import Cast
from tests.factories import accounts, answers, editorial, publishing, questions, tasks


def people(cast: Cast) -> dict[str, User | None]:
    """Return everybody in the table by name; two come in besides the cast."""
    frida = accounts.user("frida@miljodir.no", "Frida Rud", cast.miljodir)
    closed = accounts.user("terje@miljodir.no", "Terje Moe", cast.miljodir, is_active=False)
    accounts.member(frida, accounts.queue(cast.miljodir, key="natur", name_nb="Natur"))
    accounts.member(closed, cast.queue)
    db.session.commit()
    names = ("kari", "nils", "ingrid", "anne", "dag", "berit", "vera", "astrid", "odd")
    known = {name: getattr(cast, name) for name in names}
    return known | {"visitor": None, "closed": closed, "frida": frida}


def make(app: Flask, cast: Cast) -> dict[str, object]:
    """Return what stands in the addresses of the table, by the name in its braces."""
    publishing.regulation()
    db.session.add(
        MailDomain(domain="ukjent.kommune.no", organisation=cast.bodo, is_confirmed=False)
    )
    places = {"dag": cast.dag.id, "topic": cast.topic.id, "synonym": _synonym(cast)}
    places["wording"] = _wording()
    places |= _links_by_mail(cast) | _cases(app, cast) | _articles(cast) | _edited(cast)
    places |= _swept(cast)
    dead = db.session.scalars(sa.select(OutboxMessage).limit(1)).one()
    dead.state = OutboxState.DEAD
    db.session.commit()
    return places | {"dead_letter": dead.id}


def filled_in(places: dict[str, object], cast: Cast) -> dict[str, object]:
    """Return a value for every field of every form, so that forms stand in nobody's way."""
    later = (clock.today() + timedelta(days=30)).isoformat()
    return {
        "act": "lagre",
        "assignee": cast.dag.id,
        "body": "Kystverket",
        "change_class": "substantive",
        "change_note": "Ny regel",
        "decider": "kommunen",
        "due_on": later,
        "email": cast.nils.email,
        "expected_on": later,
        "force": "must",
        "language": "nb",
        "name": "Nytt Navn",
        "new": "fire blå hester løper",
        "note": "Se på denne",
        "organisation": "kommune-4631",
        "owner": cast.dag.id,
        "queue": "nve",
        "reason": "Gjelder ikke lenger",
        "reference": places["shared"],
        "remarks": "Se på ordlyden",
        "role": "duty",
        "state_agency": "nve",
        "text": "Noen ord",
        "title": "Hva gjelder for hytter?",
        "topic": cast.nve_topic.slug,
        "valgt": places["private"],
        "version": 1,
    }


def _synonym(cast: Cast) -> int:
    words = {"term": "tønnebil", "others": ["slambil"], "direction": SynonymDirection.TWO_WAY}
    return search.add_synonym(actor=cast.astrid, facts=search.SynonymFacts(**words)).id


def _wording() -> int:
    made = SearchWording(text="tømme tank", visit_count=5)
    db.session.add(made)
    db.session.commit()
    return made.id


def _links_by_mail(cast: Cast) -> dict[str, object]:
    asking.ask(actor=None, asked=questions.asked(cast.nils, cast.topic))
    questions.received(cast.kari, cast.topic)
    facts = [row.payload["facts"] for row in db.session.scalars(sa.select(OutboxMessage))]
    (status,) = (each["status_path"] for each in facts if "status_path" in each)
    return {"confirm": facts[0]["path"], "status": status}


def _cases(app: Flask, cast: Cast) -> dict[str, object]:
    private = answers.submitted(cast)
    asked = db.session.scalars(sa.select(Message).where(Message.question_id == private.id)).one()
    files = [_file(app), _file(app)]
    db.session.add(Attachment(message=asked, file=files[0]))
    thread.post(
        private,
        author=cast.anne,
        kind=MessageKind.NOTE,
        visibility=Visibility.STAFF,
        text="Se vedlegget",
        at=clock.now(),
        files=files[1:],
    )
    db.session.commit()
    shared = answers.claimed(cast, is_shared=True)
    consultation = dialogue.consult(
        actor=cast.anne, question=shared, queue=cast.nve_queue, shared_text="Hva mener dere?"
    )
    attached = dict(db.session.execute(sa.select(Attachment.file_id, Attachment.id)).all())
    return {
        "private": private.reference,
        "shared": shared.reference,
        "consultation": consultation.id,
        "file": attached[files[0].id],
        "note_file": attached[files[1].id],
    }


def _file(app: Flask) -> StoredFile:
    store = app.extensions["file_store"]
    stored = store.stage(b"x", original_name="a.txt", media_type="text/plain", stage=tokens.make())
    db.session.flush()
    return stored


def _articles(cast: Cast) -> dict[str, object]:
    raw = drafting.start(actor=cast.anne, question=_sent(cast))
    waiting = publishing.loaded(drafting.start(actor=cast.anne, question=_sent(cast)))
    text = publishing.text(cast.topic)
    facts = {"actor": cast.anne, "text": text, "seen_version": waiting.version}
    assert drafting.submit(edition=waiting, **facts) == []
    article = publishing.published(cast.miljodir, cast.topic, by=cast.anne)
    return {
        "answered": _sent(cast).reference,
        "raw": publishing.loaded(raw).article.number,
        "waiting": publishing.loaded(waiting).article.number,
        "article": article.number,
        "article_slug": slugify(text.title),
    }


def _swept(cast: Cast) -> dict[str, object]:
    """Return a sweep over two published answers, with one task open and one done."""
    for _number in range(2):
        laws = ("FOR-2004-06-01-931/12-3",)
        publishing.published(cast.miljodir, cast.topic, by=cast.anne, laws=laws)
    sweep = tasks.swept(cast)
    first, second, *_rest = tasks.of(sweep)
    working.finish(actor=cast.anne, task=second, note="Teksten stemmer")
    return {"sweep": sweep.id, "task": first.id, "task_done": second.id}


def _sent(cast: Cast) -> Question:
    question = answers.sent(cast)
    editorial.forget()
    found = answers.cases.held_by(cast.anne, question.reference)
    db.session.commit()
    return found


def _edited(cast: Cast) -> dict[str, object]:
    return (
        _works(cast, guides.desk, editorial.guide, "guide")
        | _works(cast, letters.desk, editorial.letter, "letter")
        | _works(cast, duties.desk, editorial.duty, "duty")
    )


def _works(cast: Cast, desk: object, begin: object, kind: str) -> dict[str, object]:
    """Return one that is published with a new draft beside it, and one that waits for review."""
    public = editorial.published(begin(cast.anne, cast.miljodir, cast.topic), cast.astrid)
    slug = public.work.slug
    draft = editorial.reopened(desk, slug, cast.anne)
    anchors = {"anchor": draft.steps[0].anchor} if kind == "guide" else {}
    waiting = begin(cast.anne, cast.miljodir, cast.topic, title="En annen")
    desk.submit(actor=cast.anne, work=waiting.work, edition=waiting)
    return {kind: slug, f"{kind}_waiting": waiting.work.slug} | anchors
