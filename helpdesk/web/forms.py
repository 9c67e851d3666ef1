"""What every form shares: the session token as a field that can fail politely, kept input."""

from typing import Any, Self

from flask import request
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict

from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.web import kept_input

EXPIRED = N_("Siden har stått åpen for lenge. Alt du skrev, står her fortsatt. Send en gang til.")


class Form(FlaskForm):
    """
    A form whose expired session is an error on the form, not a page of its own.

    A form that came without a session (``?behold=<token>``) is filled with what was kept of it.
    """

    class Meta(FlaskForm.Meta):
        """What arrives is cleaned of the one character that no database and no page can hold."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Return what was sent, without NUL characters."""
            given = super().wrap_formdata(form, formdata)
            return None if given is None else _without_nul(given)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kept = kept_input.given_back()
        is_ours = any(hasattr(type(self), name) for name in kept)
        if is_ours and not args and "formdata" not in kwargs:
            kwargs["formdata"] = kept
        super().__init__(*args, **kwargs)

    @classmethod
    def shown(cls, **values: Any) -> Self:
        """Return the form as its page first shows it, also when another form there was sent."""
        if request.method != "GET":
            values["formdata"] = None
        return cls(**values)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Validate all fields and say in plain words when the session has expired."""
        valid = bool(super().validate(*args, **kwargs))
        if self.csrf_token.errors:
            self.csrf_token.errors = [lazy_gettext(EXPIRED)]
        return valid


class ActionForm(Form):
    """A form that is only a button."""

    def check(self) -> None:
        """
        Make sure that the button stood on a page of ours.

        Raises:
            InvalidInput: the session has expired.
        """
        if not self.validate():
            raise InvalidInput("the session token is missing or too old", says=EXPIRED)


def csrf_token() -> str:
    """Return the session's token for a hand-written form or a script's header."""
    return str(generate_csrf())


def show_error(form: Form, error: InvalidInput, text: str) -> None:
    """Put *text*, the translated words of *error*, on the field it belongs to."""
    field = form[error.field] if error.field in form else next(iter(form))
    field.errors = [*field.errors, text]


def _without_nul(given: MultiDict[str, Any]) -> MultiDict[str, Any]:
    return MultiDict(
        (name, value.replace("\0", "") if isinstance(value, str) else value)
        for name, value in given.items(multi=True)
    )
