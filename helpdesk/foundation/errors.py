"""The one family of errors: raised early, with the reference of the object and the act tried."""


class HelpdeskError(Exception):
    """
    Something the service refuses.

    ``str(error)`` is for the log. *says* is for the person: a bokmål text marked with ``N_`` that
    the web translates, with *facts* as its placeholders.
    """

    def __init__(self, detail: str, *, says: str | None = None, **facts: object) -> None:
        super().__init__(detail)
        self.says = says
        self.facts = facts


class NotPermitted(HelpdeskError):
    """The person may not do this act, ever, in this role."""


class NotAllowedNow(HelpdeskError):
    """The state of the thing does not allow this act now."""


class NotFound(HelpdeskError):
    """The thing does not exist, or the person may not know that it does."""


class AlreadyExists(HelpdeskError):
    """There is one already."""


class StaleVersion(NotAllowedNow):
    """Somebody else has saved in between; both texts are kept."""


class TooMany(HelpdeskError):
    """The limit for this act and time is reached."""


class InvalidInput(HelpdeskError):
    """What was given cannot be used; *field* names the form field it belongs to."""

    def __init__(
        self, detail: str, *, field: str | None = None, says: str | None = None, **facts: object
    ) -> None:
        super().__init__(detail, says=says, **facts)
        self.field = field
