"""The one blueprint of the desk, which each module of views adds its pages to."""

from flask import Blueprint

blueprint = Blueprint("answers", __name__, url_prefix="/arbeidsflate")
