"""What the editors' pickers ask while somebody types."""

from collections.abc import Iterable
from dataclasses import asdict

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import picking
from helpdesk.catalogue.models import ItemKind
from helpdesk.catalogue.picker_field import said
from helpdesk.catalogue.picking import Choice
from helpdesk.web import languages
from helpdesk.web.access import staff

blueprint = Blueprint("picking", __name__, url_prefix="/redaksjon/velg")

QUERY_MAX_CHARS = 200


@blueprint.get("/lover")
@staff
def laws() -> ResponseReturnValue:
    """Answer with laws and sections."""
    return _answer(picking.find_laws(_query(), languages.current()))


@blueprint.get("/innhold")
@staff
def items() -> ResponseReturnValue:
    """Answer with things on the shelf, all or of one kind."""
    kind = request.args.get("type", "")
    return _answer(picking.find_items(_query(), ItemKind(kind) if kind in set(ItemKind) else None))


def _query() -> str:
    return request.args.get("q", "")[:QUERY_MAX_CHARS]


def _answer(choices: Iterable[Choice]) -> ResponseReturnValue:
    return jsonify(items=[asdict(said(choice)) for choice in choices])
