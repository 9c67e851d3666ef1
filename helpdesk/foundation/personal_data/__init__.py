"""Find personal data in a text, so that a person can be warned before it is sent or published."""

from helpdesk.foundation.personal_data.detector import (
    MASKS,
    find,
    has_identity_number,
    mask,
)
from helpdesk.foundation.personal_data.finding import Finding, FindingKind
from helpdesk.foundation.personal_data.identity_numbers import (
    FROM_2032,
    UNTIL_2031,
    IdentityNumberRule,
)

__all__ = [
    "FROM_2032",
    "MASKS",
    "UNTIL_2031",
    "Finding",
    "FindingKind",
    "IdentityNumberRule",
    "find",
    "has_identity_number",
    "mask",
]
