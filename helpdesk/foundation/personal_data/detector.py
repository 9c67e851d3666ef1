"""Put the findings of all kinds together, and mask them."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from helpdesk.foundation.personal_data import contact_details, identity_numbers, property_numbers
from helpdesk.foundation.personal_data.finding import Finding, FindingKind
from helpdesk.foundation.personal_data.folding import fold
from helpdesk.foundation.personal_data.identity_numbers import UNTIL_2031, IdentityNumberRule
from helpdesk.foundation.personal_data.names import name_spans

MASKS: Mapping[FindingKind, str] = MappingProxyType(
    {
        FindingKind.IDENTITY_NUMBER: "[fødselsnummer]",
        FindingKind.EMAIL: "[e-postadresse]",
        FindingKind.PROPERTY: "[eiendom]",
        FindingKind.ACCOUNT_NUMBER: "[kontonummer]",
        FindingKind.PHONE: "[telefonnummer]",
        FindingKind.NAME: "[navn]",
    }
)
"""What stands in a masked text instead of a finding; the same in both written languages."""


def find(
    text: str, *, names: Collection[str] = (), rule: IdentityNumberRule = UNTIL_2031
) -> list[Finding]:
    """
    Return the personal data in *text*, sorted by where it stands, none overlapping another.

    The time grows with the length of *text* only, whatever is in it.

    Args:
        text: plain text or Markdown.
        names: full names of people to look for.
        rule: how identity numbers are recognised.

    Source: offentlegforskrifta § 7: identity numbers may never be published; the other kinds are
    the service's own list of what an editor must settle.
    """
    folded = fold(text)
    taken = bytearray(len(text))
    findings = []
    for kind, (start, end) in _candidates(folded.text, names, rule):
        first, last = folded.span(start, end)
        if not any(taken[first:last]):
            taken[first:last] = b"\x01" * (last - first)
            findings.append(Finding(kind, first, last, text[first:last]))
    return sorted(findings, key=lambda finding: finding.start)


def has_identity_number(text: str, *, rule: IdentityNumberRule = UNTIL_2031) -> bool:
    """Tell whether *text* holds an identity number of any kind."""
    return any(identity_numbers.spans(fold(text).text, rule))


def mask(
    text: str,
    *,
    names: Collection[str] = (),
    rule: IdentityNumberRule = UNTIL_2031,
    masks: Mapping[FindingKind, str] = MASKS,
) -> str:
    """Return *text* with each finding replaced by the name of its kind in brackets."""
    pieces, position = [], 0
    for finding in find(text, names=names, rule=rule):
        pieces += [text[position : finding.start], masks[finding.kind]]
        position = finding.end
    return "".join([*pieces, text[position:]])


def _candidates(
    text: str, names: Collection[str], rule: IdentityNumberRule
) -> Iterator[tuple[FindingKind, tuple[int, int]]]:
    """Yield all pieces of the folded *text* that look like personal data, the weightiest first."""
    spans_by_kind = {
        FindingKind.IDENTITY_NUMBER: identity_numbers.spans(text, rule),
        FindingKind.EMAIL: contact_details.email_spans(text),
        FindingKind.PROPERTY: property_numbers.property_spans(text),
        FindingKind.ACCOUNT_NUMBER: property_numbers.account_spans(text),
        FindingKind.PHONE: contact_details.phone_spans(text),
        FindingKind.NAME: name_spans(text, names),
    }
    for kind, spans in spans_by_kind.items():
        for span in spans:
            yield kind, span
