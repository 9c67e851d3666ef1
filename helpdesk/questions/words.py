"""What the requester's pages call things; bokmål, translated where it is shown."""

from helpdesk.foundation.language import N_
from helpdesk.foundation.personal_data import FindingKind
from helpdesk.questions.models import CloseReason, MessageKind, QuestionStatus
from helpdesk.questions.timeline import StepKind

STEP: dict[StepKind, str] = {
    StepKind.RECEIVED: N_("Mottatt"),
    StepKind.ASSIGNED: N_("Fordelt til en fagperson"),
    StepKind.WAITING: N_("Venter på deg"),
    StepKind.ANSWERED: N_("Besvart"),
    StepKind.PUBLISHED: N_("Publisert"),
    StepKind.CLOSED: N_("Avsluttet"),
}

STATUS: dict[QuestionStatus, str] = {
    QuestionStatus.UNCONFIRMED: N_("Ikke bekreftet"),
    QuestionStatus.NEW: N_("Mottatt"),
    QuestionStatus.OPEN: N_("Under arbeid"),
    QuestionStatus.WAITING_REQUESTER: N_("Venter på deg"),
    QuestionStatus.WAITING_AGENCY: N_("Under arbeid"),
    QuestionStatus.ANSWERED: N_("Besvart"),
    QuestionStatus.CLOSED: N_("Avsluttet"),
}
"""The state of an own question; whom an expert consults is the house's business."""

CLOSED: dict[CloseReason, str] = {
    CloseReason.ANSWERED: N_("Besvart"),
    CloseReason.DUPLICATE: N_("Slått sammen med et annet spørsmål"),
    CloseReason.FORWARDED: N_("Sendt videre til et annet organ"),
    CloseReason.OUT_OF_SCOPE: N_("Avsluttet med veiledning"),
    CloseReason.WITHDRAWN: N_("Trukket av innsenderen"),
    CloseReason.SPAM: N_("Avsluttet uten svar"),
}

MESSAGE: dict[MessageKind, str] = {
    MessageKind.QUESTION: N_("Spørsmålet"),
    MessageKind.FOLLOW_UP: N_("Innsender"),
    MessageKind.INFORMATION_REQUEST: N_("Vi trenger mer fra deg"),
    MessageKind.DELAY_NOTICE: N_("Foreløpig svar"),
    MessageKind.ANSWER: N_("Svar"),
    MessageKind.DECISION: N_("Avsluttet"),
    MessageKind.NOTE: N_("Internt notat"),
}

FINDING: dict[FindingKind, str] = {
    FindingKind.EMAIL: N_("E-postadresse"),
    FindingKind.PROPERTY: N_("Eiendom"),
    FindingKind.ACCOUNT_NUMBER: N_("Kontonummer"),
    FindingKind.PHONE: N_("Telefonnummer"),
}
"""Identity numbers are refused, names cannot be told from other words."""
