"""From an answered case to a text that is ready for review."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from helpdesk.foundation.db import db
from helpdesk.foundation.errors import (
    AlreadyExists,
    InvalidInput,
    NotAllowedNow,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from helpdesk.publishing.drafts import written_in
from helpdesk.publishing.models import Article, Edition
from helpdesk.publishing.queries import editing
from helpdesk.publishing.service import drafting, reviewing
from helpdesk.publishing.states import EditionState, FindingState
from helpdesk.questions.models import QuestionStatus
from tests.cast import Cast
from tests.factories import publishing as make
from tests.factories.publishing import loaded

IDENTITY_NUMBER = "01010750160"
READY = {
    "title": "Når trenger en hytte utslippstillatelse?",
    "short_answer": "Når den har innlagt vann.",
    "question_text": "Gjelder kravet gråvann?",
    "text": "Et utslipp krever tillatelse.",
}


def save(edition: Edition, cast: Cast, **words: object) -> Edition:
    text = replace(written_in(edition), **words)
    drafting.save(actor=cast.anne, edition=edition, text=text, seen_version=edition.version)
    return loaded(edition)


def submit(edition: Edition, cast: Cast, **words: object) -> list[str]:
    text = replace(written_in(edition), **words)
    facts = {"actor": cast.anne, "edition": edition, "seen_version": edition.version}
    return [each.field for each in drafting.submit(text=text, **facts)]


def open_findings(edition: Edition) -> set[tuple[str, str]]:
    return {(e.kind, e.found) for e in edition.findings if e.state is FindingState.OPEN}


def test_a_draft_begins_with_the_words_of_the_case(cast: Cast) -> None:
    edition = make.from_case(cast)
    assert edition.title == "Trenger hytta utslippstillatelse for gråvann?"
    assert make.SECRET in edition.question_text
    assert edition.text.startswith("Ja. Kommunen må")
    assert edition.links == ["guide:avlop-kap-12"]
    assert [topic.slug for topic in edition.topics] == ["avlop"]
    assert edition.unit == "Miljødirektoratet"
    assert str(edition.asked_month) == "2026-03-01"
    assert str(edition.answered_on) == "2026-03-09"
    assert edition.article.key == f"svar-{edition.article.number}"


def test_beginning_twice_gives_the_same_draft(cast: Cast) -> None:
    edition = make.from_case(cast)
    again = drafting.start(actor=cast.dag, question=edition.article.question)
    assert again is edition
    assert len(db.session.scalars(select(Article)).all()) == 1


def test_an_unanswered_question_has_no_public_version(cast: Cast) -> None:
    question = make.answered_question(cast.kari, cast.queue, cast.topic, answered_by=cast.anne)
    answer = editing.sent_answer(question)
    db.session.delete(answer.revisions[0])
    db.session.delete(answer)
    question.status = QuestionStatus.OPEN
    with pytest.raises(NotAllowedNow):
        drafting.start(actor=cast.anne, question=question)


@pytest.mark.parametrize("who", ["kari", "vera", "astrid", "odd"])
def test_outsiders_do_not_learn_that_the_case_exists(cast: Cast, who: str) -> None:
    question = make.answered_question(cast.kari, cast.queue, cast.topic, answered_by=cast.anne)
    with pytest.raises(NotFound):
        drafting.start(actor=getattr(cast, who), question=question)


def test_a_published_answer_is_corrected_not_begun_again(cast: Cast) -> None:
    edition = make.from_case(cast)
    submit(edition, cast, **READY)
    edition = loaded(edition)
    reviewing.publish(actor=cast.berit, edition=edition, seen_version=edition.version)
    with pytest.raises(AlreadyExists):
        drafting.start(actor=cast.anne, question=edition.article.question)


def test_whoever_wrote_the_answer_is_an_author_of_the_draft(cast: Cast) -> None:
    question = make.answered_question(cast.kari, cast.queue, cast.topic, answered_by=cast.berit)
    edition = drafting.start(actor=cast.anne, question=question)
    assert edition.author_ids == {cast.anne.id, cast.berit.id}


def test_the_second_of_two_writers_is_told_and_nothing_is_overwritten(cast: Cast) -> None:
    edition = make.from_case(cast)
    seen = edition.version
    save(edition, cast, title="Annes tittel")
    text = replace(written_in(edition), title="Dags tittel")
    with pytest.raises(StaleVersion):
        drafting.save(actor=cast.dag, edition=edition, text=text, seen_version=seen)
    assert loaded(edition).title == "Annes tittel"


def test_saving_without_a_change_makes_nobody_an_author(cast: Cast) -> None:
    edition = make.from_case(cast)
    text = written_in(edition)
    drafting.save(actor=cast.dag, edition=edition, text=text, seen_version=edition.version)
    assert cast.dag.id not in loaded(edition).author_ids


def test_personal_data_is_found_in_every_public_text(cast: Cast) -> None:
    edition = make.from_case(cast)
    edition = save(
        edition,
        cast,
        title="Hva sa Kari Nordås?",
        short_answer="Ring 55 12 34 56.",
        question_text="Skriv til ola@example.no",
        text=f"Søkeren er {IDENTITY_NUMBER}.",
        unit="Anne Brekke",
    )
    kinds = {(each.field, each.kind) for each in edition.findings}
    assert {
        ("title", "name"),
        ("short_answer", "phone"),
        ("question_text", "email"),
        ("text", "identity_number"),
        ("unit", "name"),
    } <= kinds


def test_what_is_taken_out_is_settled_and_what_comes_back_is_open_again(cast: Cast) -> None:
    edition = save(make.from_case(cast), cast, **READY)
    edition = save(edition, cast, short_answer="Ring 55 12 34 56.")
    assert open_findings(edition) == {("phone", "55 12 34 56")}
    edition = save(edition, cast, short_answer="Ring oss.")
    assert [each.state for each in edition.findings] == [FindingState.REMOVED]
    edition = save(edition, cast, short_answer="Ring 55 12 34 56.")
    assert open_findings(edition) == {("phone", "55 12 34 56")}


def test_a_finding_is_kept_with_a_reason(cast: Cast) -> None:
    edition = save(make.from_case(cast), cast, **READY | {"text": "Ring 55 12 34 56."})
    (finding,) = edition.findings
    facts = {"actor": cast.anne, "edition": edition, "seen_version": edition.version}
    with pytest.raises(InvalidInput):
        drafting.keep_finding(text=written_in(edition), finding_id=finding.id, reason=" ", **facts)
    drafting.keep_finding(
        text=written_in(edition), finding_id=finding.id, reason="Etatens sentralbord", **facts
    )
    assert submit(loaded(edition), cast) == []


def test_whoever_keeps_a_finding_leaves_the_publishing_to_others(cast: Cast) -> None:
    edition = save(make.from_case(cast), cast, **READY | {"text": "Ring 55 12 34 56."})
    facts = {"actor": cast.berit, "text": written_in(edition), "seen_version": edition.version}
    drafting.keep_finding(
        edition=edition, finding_id=edition.findings[0].id, reason="Sentralbordet", **facts
    )
    edition = loaded(edition)
    assert submit(edition, cast) == []
    edition = loaded(edition)
    with pytest.raises(NotPermitted):
        reviewing.publish(actor=cast.berit, edition=edition, seen_version=edition.version)


def test_an_identity_number_can_never_be_kept(cast: Cast) -> None:
    edition = save(make.from_case(cast), cast, **READY | {"text": f"Gjelder {IDENTITY_NUMBER}"})
    (finding,) = edition.findings
    with pytest.raises(NotAllowedNow):
        drafting.keep_finding(
            actor=cast.anne,
            edition=edition,
            text=written_in(edition),
            seen_version=edition.version,
            finding_id=finding.id,
            reason="Det går bra",
        )
    assert submit(loaded(edition), cast) == ["findings"]
    assert loaded(edition).state is EditionState.DRAFT


def test_marks_between_the_digits_do_not_hide_an_identity_number(cast: Cast) -> None:
    parted = f"Gjelder {IDENTITY_NUMBER[:4]}**{IDENTITY_NUMBER[4:]}**"
    edition = save(make.from_case(cast), cast, **READY | {"text": parted})
    assert ("identity_number", IDENTITY_NUMBER) in open_findings(edition)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ({"short_answer": ""}, "short_answer"),
        ({"short_answer": "En. To. Tre."}, "short_answer"),
        ({"short_answer": "a" * 301}, "short_answer"),
        ({"text": ""}, "text"),
        ({"topic_slugs": ()}, "topics"),
        ({"text": "Spør Kari Nordås."}, "findings"),
    ],
)
def test_an_unfinished_text_is_saved_but_not_submitted(
    cast: Cast, words: dict[str, object], missing: str
) -> None:
    edition = make.from_case(cast)
    assert submit(edition, cast, **READY | words) == [missing]
    assert loaded(edition).state is EditionState.DRAFT
    assert loaded(edition).title == READY["title"]


def test_a_submitted_text_cannot_be_written_in(cast: Cast) -> None:
    edition = make.from_case(cast)
    submit(edition, cast, **READY)
    with pytest.raises(NotAllowedNow):
        save(loaded(edition), cast, title="Ny tittel")
    drafting.take_back(actor=cast.dag, edition=loaded(edition))
    assert save(loaded(edition), cast, title="Ny tittel").title == "Ny tittel"


def test_a_discarded_draft_leaves_room_for_a_new_one(cast: Cast) -> None:
    edition = make.from_case(cast)
    drafting.discard(actor=cast.anne, edition=loaded(edition))
    again = drafting.start(actor=cast.anne, question=loaded(edition).article.question)
    assert (again.number, again.article_id) == (2, edition.article_id)


@pytest.mark.parametrize(
    ("words", "field"),
    [({"links": ("nonsense",)}, "links"), ({"laws": ("§ 5",)}, "laws"), ({"title": " "}, "title")],
)
def test_nonsense_is_refused_and_nothing_is_saved(
    cast: Cast, words: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        save(make.from_case(cast), cast, **words)
    assert refused.value.field == field
