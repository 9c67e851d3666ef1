"""The law register as its page shows it: narrowed by kind and standing, with who replaces whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from helpdesk.catalogue.public_list import TopicFacet
from helpdesk.foundation.language import N_
from helpdesk.laws.models import Law, LawKind, LawStatus
from helpdesk.web.addresses import with_query

KINDS: dict[LawKind, str] = {
    LawKind.LAW: N_("Lover"),
    LawKind.REGULATION: N_("Forskrifter"),
    LawKind.PLANNING_GUIDELINE: N_("Statlige planretningslinjer"),
    LawKind.GUIDELINE: N_("Retningslinjer"),
}

STANDINGS: dict[LawStatus, str] = {
    LawStatus.IN_FORCE: N_("I kraft"),
    LawStatus.ADOPTED: N_("Vedtatt, ikke i kraft"),
    LawStatus.REPEALED: N_("Opphevet"),
}


@dataclass(frozen=True)
class Narrowed:
    """What the register is narrowed to; None: not narrowed."""

    kind: LawKind | None = None
    status: LawStatus | None = None

    @classmethod
    def asked_for(cls, arguments: Mapping[str, str]) -> "Narrowed":
        """Return what an address with *arguments* asks for; unknown words narrow nothing."""
        kind, status = arguments.get("type", ""), arguments.get("status", "")
        return cls(
            LawKind(kind) if kind in set(LawKind) else None,
            LawStatus(status) if status in set(LawStatus) else None,
        )

    def address(self) -> str:
        """Return the page's own address."""
        return with_query("/lov", type=self.kind, status=self.status)

    def holds(self, law: Law) -> bool:
        """Tell whether *law* is among what is shown."""
        return self.kind in {None, law.kind} and self.status in {None, law.status}


@dataclass(frozen=True)
class Row:
    """A law in the register."""

    law: Law
    successor: Law | None
    """What has taken or will take its place."""
    predecessors: Sequence[Law]
    """What it has taken or will take the place of."""
    count: int
    """How many published things cite it."""


def rows(laws: Sequence[Law], counts: Mapping[str, int], narrowed: Narrowed) -> list[Row]:
    """Return the rows of *laws* (the whole register, in order) that are shown."""
    by_id = {law.law_id: law for law in laws}
    return [
        Row(
            law,
            by_id.get(law.replaced_by or ""),
            [each for each in laws if each.replaced_by == law.law_id],
            counts.get(law.law_id, 0),
        )
        for law in laws
        if narrowed.holds(law)
    ]


def kind_facets(laws: Sequence[Law], narrowed: Narrowed) -> list[TopicFacet]:
    """Return the kinds to narrow to; the chosen one links back to all."""
    counts = Counter(law.kind for law in laws if narrowed.status in {None, law.status})
    return [
        TopicFacet(
            label=gettext(label),
            url=replace(narrowed, kind=None if kind is narrowed.kind else kind).address(),
            count=counts[kind],
            active=kind is narrowed.kind,
        )
        for kind, label in KINDS.items()
        if counts[kind]
    ]


def status_facets(laws: Sequence[Law], narrowed: Narrowed) -> list[TopicFacet]:
    """Return the standings to narrow to; the chosen one links back to all."""
    counts = Counter(law.status for law in laws if narrowed.kind in {None, law.kind})
    return [
        TopicFacet(
            label=gettext(label),
            url=replace(narrowed, status=None if status is narrowed.status else status).address(),
            count=counts[status],
            active=status is narrowed.status,
        )
        for status, label in STANDINGS.items()
        if counts[status]
    ]
