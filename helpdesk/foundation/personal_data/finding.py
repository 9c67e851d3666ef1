"""What is found: a piece of a text, and what kind of personal data it is."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """Kinds of personal data, the most sensitive first: where two overlap, the first one stands."""

    IDENTITY_NUMBER = "identity_number"
    EMAIL = "email"
    PROPERTY = "property"
    ACCOUNT_NUMBER = "account_number"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True)
class Finding:
    """One piece of personal data: ``text`` is the original from *start* up to *end*."""

    kind: FindingKind
    start: int
    end: int
    text: str
