"""Who is asking: somebody signed in, or a visitor with a mail address."""

from flask_login import current_user

from helpdesk.accounts import domains
from helpdesk.accounts import queries as accounts
from helpdesk.accounts.models import ASKING_KINDS, Organisation, User
from helpdesk.questions.forms import AskForm, VisitorAskForm


def me() -> User | None:
    """Return the person signed in."""
    if not current_user.is_authenticated:
        return None
    person: User = current_user._get_current_object()  # noqa: SLF001 - the proxy's own way out
    return person


def place(form: AskForm) -> domains.Place:
    """
    Return where the asker works, as far as the address tells.

    Where it does not, the form asks for the municipality from now on.
    """
    if not isinstance(form, VisitorAskForm):
        return domains.Known(current_user.organisation)
    found = domains.organisation_for(form.email.data or "")
    if isinstance(found, domains.UnknownMunicipality):
        form.offer_municipalities(accounts.municipalities(), chosen="")
    elif isinstance(found, domains.Known) and not found.is_confirmed:
        form.offer_municipalities(accounts.municipalities(), chosen=found.organisation.key)
    else:
        form.offer_no_municipality()
    return found


def is_outsider(found: domains.Place) -> bool:
    """Tell whether the service is not for people who work there."""
    if isinstance(found, domains.Known):
        return found.organisation.kind not in ASKING_KINDS
    return isinstance(found, domains.NotAllowed)


def organisation(form: AskForm, found: domains.Place) -> Organisation | None:
    """Return where the asker works, once the form is valid."""
    if isinstance(found, domains.Known) and found.is_confirmed:
        return found.organisation
    chosen = form.municipality.data if isinstance(form, VisitorAskForm) else ""
    return accounts.organisation(chosen or "")
