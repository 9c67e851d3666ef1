"""Translated texts for templates: looked up once a process, not once a page."""

from functools import lru_cache
from typing import Any

import flask_babel
from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from helpdesk.web import languages

MOST_KEPT = 20_000
"""Texts one process keeps ready, numbers counted in. A guess: some 1,500 texts in 3 languages."""


def install(app: Flask) -> None:
    """
    Let templates take their texts from here; call it after Flask-Babel is set up.

    Flask-Babel's own functions look up language and catalogue anew for every text, which was a
    quarter of the time of a long page.
    """
    app.jinja_env.globals.update({"_": _text, "gettext": _text, "ngettext": _counted})


@pass_context
def _text(context: Context, text: str, /, **facts: Any) -> str:
    translated = _ready(languages.current(), text, escapes=context.eval_ctx.autoescape)
    return translated % facts


@pass_context
def _counted(context: Context, singular: str, plural: str, num: int, /, **facts: Any) -> str:
    number = _number(languages.current(), singular, plural, num)
    translated = Markup(number) if context.eval_ctx.autoescape else number  # noqa: S704 - our texts
    return translated % ({"num": num} | facts)


@lru_cache(maxsize=MOST_KEPT)
def _ready(_language: str, text: str, *, escapes: bool) -> str:
    """Return *text* in the language at hand, which the first argument names for the cache."""
    translated = str(flask_babel.get_translations().ugettext(text))
    return Markup(translated) if escapes else translated  # noqa: S704 - texts of our own


@lru_cache(maxsize=MOST_KEPT)
def _number(_language: str, singular: str, plural: str, num: int) -> str:
    return str(flask_babel.get_translations().ungettext(singular, plural, num))
