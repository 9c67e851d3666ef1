"""The one blueprint of the requesters' pages, which each module of views adds its pages to."""

from flask import Blueprint

blueprint = Blueprint("questions", __name__, url_prefix="/sporsmal")
