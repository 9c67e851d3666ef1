"""Writing a letter: a row in the outbox with the template's name, the facts and the language."""

from typing import Any

from helpdesk.foundation import outbox
from helpdesk.foundation.language import Language

KIND = "mail"


def post(to: str, template: str, *, language: Language | str, **facts: Any) -> None:
    """
    Put a mail in the outbox, in the transaction at hand.

    Args:
        to: one address.
        template: ``<room>/<message>``; the text stands in ``templates/mail/<template>.txt`` with
            the subject in its first line.
        facts: what the template needs; plain JSON values. Never the content of a case.
    """
    payload = {"to": to, "template": template, "language": str(language), "facts": facts}
    outbox.post(KIND, payload)
