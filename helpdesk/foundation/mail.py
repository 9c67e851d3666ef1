"""Writing a letter: a row in the outbox with the template's name, the facts and the language."""

from collections.abc import Iterable
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
    post_to_all([(to, language)], template, **facts)


def post_to_all(people: Iterable[tuple[str, Language | str]], template: str, **facts: Any) -> None:
    """
    Put the same mail to several people in the outbox, each in their own language.

    Args:
        people: an address and a language each.
        template: as in :func:`post`.
    """
    outbox.post_all(
        KIND,
        (
            {"to": to, "template": template, "language": str(language), "facts": facts}
            for to, language in people
        ),
    )
