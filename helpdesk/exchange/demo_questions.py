"""The questions of the demo, played through the service itself as if the days had passed."""

import json
from datetime import datetime, timedelta
from typing import Any, TypeVar

from helpdesk.accounts import queries as accounts
from helpdesk.accounts.models import User
from helpdesk.answers.queries import cases, drafts
from helpdesk.answers.service import closing, dialogue, drafting, review, triage
from helpdesk.exchange.registers import FOLDER
from helpdesk.foundation import calendar, clock, tokens
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotFound
from helpdesk.foundation.language import Language, TextLanguage
from helpdesk.questions import tidying
from helpdesk.questions.models import CloseReason, Question
from helpdesk.questions.service import asking
from helpdesk.topics import queries as topics

T = TypeVar("T")

MORNING = timedelta(hours=1, minutes=25)
"""After the working day began; each later act of a question comes a little later."""


def play() -> None:
    """Ask and treat every question of the demo; each act commits, as it does for people."""
    told = json.loads((FOLDER / "questions.json").read_text(encoding="utf-8"))
    for number, each in enumerate(sorted(told, key=lambda q: -q["age_working_days"])):
        _Play(each, number).through()
    tidying.close_settled()


class _Play:
    """One question on its way through the service."""

    def __init__(self, told: dict[str, Any], number: int) -> None:
        self._told = told
        self._offset = MORNING + timedelta(minutes=7 * number)
        self._reference = ""

    def through(self) -> None:
        asked = self._ask()
        if self._told["state"] in {"unconfirmed", "new"}:
            return
        self._reference = str(asked.reference)
        self._at(max(self._told["age_working_days"] - 1, 0), self._claim)
        self._write()
        for message in self._told["messages"]:
            self._at(message["age_working_days"], self._say, message)
        self._finish()

    def _moment(self, age_working_days: int) -> datetime:
        day = clock.today()
        while not calendar.is_working_day(day):
            day -= timedelta(days=1)
        for _ in range(age_working_days):
            day = calendar.working_day_on_or_before(day - timedelta(days=1))
        self._offset += timedelta(minutes=11)
        return min(calendar.start_of_working_day(day) + self._offset, clock.now())

    def _at(self, age_working_days: int, act: Any, *facts: Any) -> Any:
        with clock.standing_at(self._moment(age_working_days)):
            done = act(*facts)
        db.session.commit()
        db.session.expunge_all()
        return done

    def _ask(self) -> Question:
        return self._at(self._told["age_working_days"], self._send_form)  # type: ignore[no-any-return]

    def _send_form(self) -> Question:
        told = self._told
        requester = _person(told["requester"])
        topic = _present(topics.by_slug(told["topic"]))
        language = TextLanguage(told["language"])
        form = asking.Asked(
            title=told["title"],
            text=told["text"],
            topic=topic,
            queue=topics.queue_for(topic),
            language=language,
            is_shared=told["shared"],
            email=requester.email,
            organisation=requester.organisation,
            submit_key=tokens.make(),
            interface_language=Language(language),
        )
        visitor = told["state"] == "unconfirmed"
        return asking.ask(actor=None if visitor else requester, asked=form)

    def _claim(self) -> None:
        actor = _person(self._told["assignee"])
        triage.claim(actor=actor, question=self._case(actor))

    def _write(self) -> None:
        answer = self._told["answer"]
        if answer is None:
            return
        age = max(self._told["age_working_days"] // 2, 1)
        self._at(age, self._save_answer, answer)
        if answer["state"] in {"returned", "sent"}:
            self._at(max(age - 1, 0), self._review, answer)

    def _save_answer(self, answer: dict[str, Any]) -> None:
        actor = _person(answer["author"])
        draft = drafting.Draft(text=answer["text"], version=0, added=answer["links"])
        write = drafting.save if answer["state"] == "draft" else review.submit
        write(actor=actor, question=self._case(actor), draft=draft)

    def _review(self, answer: dict[str, Any]) -> None:
        reviewer = _person("berit@miljodir.no")
        question = self._case(reviewer)
        current = _present(drafts.current(question))
        if answer["state"] == "returned":
            review.give_back(
                actor=reviewer,
                question=question,
                version=current.version,
                remarks=answer["remarks"],
            )
        else:
            review.approve_and_send(actor=reviewer, question=question, version=current.version)

    def _say(self, message: dict[str, Any]) -> None:
        if message["by"] == "system":
            return
        actor = _person(message["by"])
        if message["kind"] == "note":
            dialogue.add_note(actor=actor, question=self._case(actor), text=message["text"])
        elif message["kind"] == "request_info":
            dialogue.ask_for_more(actor=actor, question=self._case(actor), text=message["text"])

    def _finish(self) -> None:
        state, reason = self._told["state"], self._told["close_reason"]
        if state == "waiting_agency":
            self._at(1, self._consult)
        elif reason in {CloseReason.FORWARDED, CloseReason.OUT_OF_SCOPE}:
            self._at(1, self._close, reason)

    def _consult(self) -> None:
        actor = _person(self._told["assignee"])
        unit = _present(accounts.queue("hdir"))
        text = self._told["messages"][-1]["text"]
        dialogue.consult(actor=actor, question=self._case(actor), queue=unit, shared_text=text)

    def _close(self, reason: str) -> None:
        actor = _person(self._told["assignee"])
        question = self._case(actor)
        text = next(m["text"] for m in self._told["messages"] if m["kind"] == "reply")
        if reason == CloseReason.FORWARDED:
            closing.forward(
                actor=actor, question=question, body="Statsforvalteren i Nordland", text=text
            )
        else:
            closing.decline(actor=actor, question=question, guidance=text)

    def _case(self, actor: User) -> Question:
        return cases.held_by(actor, self._reference)


def _person(email: str) -> User:
    return _present(accounts.by_email(email))


def _present(found: T | None) -> T:
    if found is None:
        raise NotFound("the demo names something that its registers do not hold")
    return found
