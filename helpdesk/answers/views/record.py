"""What the record and the thread of a question say, as the page shows it."""

from dataclasses import dataclass

from flask_babel import gettext

from helpdesk.answers.queries.cases import HistoryLine
from helpdesk.foundation.language import N_
from helpdesk.questions.models import Message, Question
from helpdesk.web.templating import file_size

_WORDS: dict[str, str] = {
    "questions.ask": N_("Spørsmålet ble sendt"),
    "questions.receive": N_("Spørsmålet kom inn"),
    "questions.follow_up": N_("Innsenderen skrev på nytt"),
    "questions.withdraw": N_("Innsenderen trakk spørsmålet"),
    "answers.claim": N_("Tok spørsmålet"),
    "answers.release": N_("La spørsmålet tilbake i køen"),
    "answers.assign": N_("Ga spørsmålet til"),
    "answers.move": N_("Flyttet spørsmålet til"),
    "answers.note": N_("Skrev et internt notat"),
    "answers.ask_for_more": N_("Ba innsenderen om mer informasjon"),
    "answers.notify_delay": N_("Varslet om forsinkelse. Svar er ventet"),
    "answers.consult": N_("Spurte en annen enhet"),
    "answers.consultation_reply": N_("Den andre enheten svarte"),
    "answers.go_on": N_("Gikk videre uten å vente"),
    "answers.close_forwarded": N_("Sendte spørsmålet videre til"),
    "answers.close_duplicate": N_("Avsluttet som duplikat av"),
    "answers.close_out_of_scope": N_("Avsluttet: utenfor tjenesten"),
    "answers.close_spam": N_("Merket som søppelpost"),
    "answers.reopen": N_("Åpnet saken igjen"),
    "answers.begin": N_("Begynte på svaret"),
    "answers.draft": N_("Tok svaret tilbake for å skrive mer"),
    "answers.submitted": N_("Sendte svaret til kvalitetssikring"),
    "answers.returned": N_("Sendte svaret tilbake med merknader"),
    "answers.approved": N_("Godkjente svaret"),
    "answers.sent": N_("Sendte svaret"),
    "answers.answer": N_("Spørsmålet ble besvart"),
}


def words_of(line: HistoryLine) -> str:
    """Return what happened, in the language of the page; an unknown kind says its own name."""
    kind = line.event.kind
    return gettext(_WORDS[kind]) if kind in _WORDS else kind


@dataclass(frozen=True)
class File:
    """A file of a post, as the page links to it."""

    url: str
    name: str
    size_text: str


def files_of(question: Question, post: Message) -> list[File]:
    """Return the files that came with *post*."""
    return [
        File(
            url=f"/sporsmal/{question.reference}/vedlegg/{attachment.id}",
            name=attachment.file.original_name,
            size_text=file_size(attachment.file.size),
        )
        for attachment in post.attachments
    ]
