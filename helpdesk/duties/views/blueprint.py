"""Where the public pages of duties stand."""

from flask import Blueprint

blueprint = Blueprint("duties", __name__)
