"""The registers the demo starts with: organisations, mail domains, queues, topics, laws."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from helpdesk.accounts.models import MailDomain, Organisation, OrganisationKind, Queue
from helpdesk.foundation.db import db
from helpdesk.foundation.language import TextLanguage
from helpdesk.laws import service as laws
from helpdesk.topics.models import Topic

FOLDER = Path(__file__).parent / "demo"

SERVICE_DAYS = 10
"""Working days to an answer. Source: service.md, section 3."""


def load() -> None:
    """Add all registers to an empty database, in the transaction at hand."""
    agencies = _agencies()
    _municipalities()
    _counties()
    queues = _queues(agencies)
    db.session.flush()
    _topics(queues)
    laws.import_laws(rows("laws.csv"))
    db.session.flush()


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of the package's registers."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def mail_name(name: str) -> str:
    """Return a place's name as it stands in mail domains: "Bærum" → "baerum", "Bodø" → "bodo"."""
    plain = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return plain.replace(" ", "")


def _agencies() -> dict[str, Organisation]:
    found = {}
    for row in rows("agencies.csv"):
        found[row["key"]] = Organisation(
            key=row["key"],
            kind=OrganisationKind(row["kind"]),
            name_nb=row["name_nb"],
            name_nn=row["name_nn"],
            short_name=row["short"],
            former_names=_parts(row["former_names"]),
            domains=[MailDomain(domain=domain) for domain in _parts(row["mail_domains"])],
        )
    db.session.add_all(found.values())
    return found


def _municipalities() -> None:
    listed = list(rows("municipalities.csv"))
    names = Counter(mail_name(row["name_nb"]) for row in listed)
    db.session.add_all(_municipality(row, names) for row in listed)


def _municipality(row: dict[str, str], names: Counter[str]) -> Organisation:
    """Return a municipality; one that shares its name gets no derived domain, its askers choose."""
    name = mail_name(row["name_nb"])
    domains = [MailDomain(domain=f"{name}.kommune.no")] if names[name] == 1 else []
    written_in_nynorsk = row["language_form"] == "nn"
    return Organisation(
        key=f"kommune-{row['number']}",
        kind=OrganisationKind.MUNICIPALITY,
        name_nb=row["name_nb"],
        name_nn=row["name_nn"],
        number=row["number"],
        county_name=row["county_name"],
        language=TextLanguage.NN if written_in_nynorsk else TextLanguage.NB,
        former_names=[],
        domains=domains,
    )


def _counties() -> None:
    """Add the county authorities; Oslo is a municipality and a county in one."""
    counties = {row["county_number"]: row["county_name"] for row in rows("municipalities.csv")}
    del counties["03"]
    db.session.add_all(
        Organisation(
            key=f"fylke-{number}",
            kind=OrganisationKind.COUNTY,
            name_nb=f"{name} fylkeskommune",
            name_nn=f"{name} fylkeskommune",
            county_name=None,
            former_names=[],
            domains=[MailDomain(domain=f"{mail_name(name)}.fylkeskommune.no")],
        )
        for number, name in counties.items()
    )


def _queues(agencies: dict[str, Organisation]) -> dict[str, Queue]:
    with_queue = [row["key"] for row in rows("agencies.csv") if row["has_queue"] == "yes"]
    queues = {
        key: Queue(
            key=key,
            organisation=agencies[key],
            name_nb=agencies[key].name_nb,
            name_nn=agencies[key].name_nn,
            service_days=SERVICE_DAYS,
        )
        for key in with_queue
    }
    db.session.add_all(queues.values())
    return queues


def _topics(queues: dict[str, Queue]) -> None:
    by_slug: dict[str, Topic] = {}
    for position, row in enumerate(rows("topics.csv")):
        by_slug[row["slug"]] = Topic(
            slug=row["slug"],
            name_nb=row["name_nb"],
            name_nn=row["name_nn"],
            parent=by_slug.get(row["parent"]),
            queue=queues[row["queue_agency"]],
            aliases=_parts(row["aliases"]),
            position=position,
        )
    db.session.add_all(by_slug.values())


def _parts(text: str) -> list[str]:
    return [part for part in text.split("|") if part]
