"""What administrators do with organisations and their mail domains."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select, update

from helpdesk.accounts import domains, placing, policy, queries
from helpdesk.accounts.models import MailDomain, Organisation, OrganisationKind, User
from helpdesk.accounts.service import queues
from helpdesk.foundation import counters, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import AlreadyExists, InvalidInput, NotFound
from helpdesk.foundation.language import N_, TextLanguage

TAKEN = N_("Det finnes allerede en virksomhet med denne nøkkelen.")
DOMAIN_TAKEN = N_("Domenet %(domain)s tilhører allerede %(organisation)s.")
BAD_DOMAIN = N_("«%(domain)s» er ikke et domene. Skriv det som står etter @ i adressen.")

_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


@dataclass(frozen=True, kw_only=True)
class Names:
    """What an organisation is called, and the language form it is answered in."""

    name_nb: str
    name_nn: str
    short_name: str = ""
    former_names: Sequence[str] = ()
    language: TextLanguage = TextLanguage.NB


def organisation(key: str) -> Organisation:
    """
    Return the organisation with this key, with its mail domains and queues.

    Raises:
        NotFound: there is none.
    """
    found = queries.organisation(key)
    if found is None:
        raise NotFound(f"no organisation {key}")
    return found


def add_agency(
    *, actor: User, key: str, names: Names, mail_domains: Sequence[str], rules: queues.QueueRules
) -> Organisation:
    """
    Take on an agency with its mail domains and its queue.

    Raises:
        NotPermitted: *actor* is no administrator.
        AlreadyExists: the key is taken.
        InvalidInput: a mail domain is none, or belongs to somebody else.
    """
    policy.require_admin(actor, f"add agency {key}")
    if queries.organisation(key) is not None:
        raise AlreadyExists(f"organisation {key} exists", says=TAKEN)

    made = Organisation(key=key, kind=OrganisationKind.AGENCY, domains=[], queues=[])
    _apply(made, names)
    db.session.add(made)
    for domain in mail_domains:
        made.domains.append(_new_domain(domain))
    events.record("accounts.add_agency", made.subject, actor_id=actor.id)
    queues.make(actor=actor, organisation=made, key=key, rules=rules)
    db.session.commit()
    return made


def save(*, actor: User, organisation: Organisation, names: Names, is_active: bool) -> None:
    """
    Change names and language form; an organisation that is not active can no longer ask.

    Raises:
        NotPermitted: *actor* is no administrator.
    """
    policy.require_admin(actor, f"change {organisation.subject}")

    _apply(organisation, names)
    organisation.is_active = is_active
    counters.following(queries.ORGANISATIONS)
    events.record(
        "accounts.save_organisation",
        organisation.subject,
        actor_id=actor.id,
        text=f"{organisation.name_nb}{'' if is_active else ' (closed)'}",
    )
    db.session.commit()


def add_domain(*, actor: User, organisation: Organisation, domain: str) -> None:
    """
    Let a mail domain speak for the organisation.

    Raises:
        NotPermitted: *actor* is no administrator.
        InvalidInput: it is no domain, or belongs to somebody else.
    """
    policy.require_admin(actor, f"change {organisation.subject}")

    organisation.domains.append(_new_domain(domain))
    events.record("accounts.add_domain", organisation.subject, actor_id=actor.id, text=domain)
    db.session.commit()


def remove_domain(*, actor: User, organisation: Organisation, domain: str) -> None:
    """
    Take a mail domain away; accounts that exist keep their organisation.

    Raises:
        NotPermitted: *actor* is no administrator.
        NotFound: the organisation does not have it.
    """
    policy.require_admin(actor, f"change {organisation.subject}")
    known = next((d for d in organisation.domains if d.domain == domain), None)
    if known is None:
        raise NotFound(f"{organisation.subject} does not have {domain}")

    db.session.delete(known)
    events.record("accounts.remove_domain", organisation.subject, actor_id=actor.id, text=domain)
    db.session.commit()


def confirm_domain(*, actor: User, domain: str, organisation: Organisation) -> None:
    """
    Settle whom a domain chosen by an asker belongs to; its people are placed there.

    Raises:
        NotPermitted: *actor* is no administrator.
        NotFound: nobody has chosen this domain.
    """
    policy.require_admin(actor, f"confirm {domain}")
    claimed = queries.mail_domain(domain)
    if claimed is None or claimed.is_confirmed:
        raise NotFound(f"{domain} waits for nobody")

    claimed.organisation = organisation
    claimed.is_confirmed = True
    _place_people(domain, organisation)
    events.record("accounts.confirm_domain", organisation.subject, actor_id=actor.id, text=domain)
    db.session.commit()


def _place_people(domain: str, organisation: Organisation) -> None:
    of_domain = (User.email.endswith(f"{mark}{domain}", autoescape=True) for mark in "@.")
    waiting = User.is_placed.is_(False) & or_(*of_domain)
    people = list(db.session.scalars(select(User.id).where(waiting)))
    placed = update(User).where(User.id.in_(people))
    db.session.execute(placed.values(organisation_id=organisation.id, is_placed=True))
    placing.announce(people)


def _new_domain(given: str) -> MailDomain:
    domain = given.strip().lower().removeprefix("@").rstrip(".")
    if not _DOMAIN.fullmatch(domain) or domain == domains.MUNICIPAL:
        raise InvalidInput(f"{given!r} is no domain", field="domain", says=BAD_DOMAIN, domain=given)
    known = queries.mail_domain(domain)
    if known is not None:
        owner = known.organisation.full_name
        raise InvalidInput(
            f"{domain} is taken",
            field="domain",
            says=DOMAIN_TAKEN,
            domain=domain,
            organisation=owner,
        )
    return MailDomain(domain=domain)


def _apply(organisation: Organisation, names: Names) -> None:
    organisation.name_nb = names.name_nb.strip()
    organisation.name_nn = names.name_nn.strip() or organisation.name_nb
    organisation.short_name = names.short_name.strip()
    organisation.former_names = list(names.former_names)
    organisation.language = names.language
