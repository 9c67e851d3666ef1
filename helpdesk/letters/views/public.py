"""The pages of letter templates that anybody reads, and their download."""

from collections.abc import Hashable

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.catalogue import assessment
from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.editorial import EditionState
from helpdesk.catalogue.models import ItemKind
from helpdesk.catalogue.public_list import listed_topics, topic_asked_for
from helpdesk.catalogue.words import LANGUAGE
from helpdesk.foundation import clock
from helpdesk.foundation.errors import NotFound
from helpdesk.foundation.files import FileStore
from helpdesk.foundation.language import N_
from helpdesk.letters import documents, queries, service, stamp
from helpdesk.letters.documents import MEDIA_TYPES, Format
from helpdesk.letters.models import (
    FieldType,
    LetterEdition,
    download_url,
    edition_url,
    fill_url,
    letter_url,
)
from helpdesk.letters.queries import letters
from helpdesk.web import languages
from helpdesk.web.access import public
from helpdesk.web.page_cache import cached_page

blueprint = Blueprint("letters", __name__, url_prefix="/brevmaler")

TYPES: dict[FieldType, str] = {
    FieldType.TEXT: N_("Kort tekst"),
    FieldType.LONG: N_("Lang tekst"),
    FieldType.DATE: N_("Dato"),
    FieldType.NUMBER: N_("Tall"),
    FieldType.YES_NO: N_("Ja eller nei"),
    FieldType.CHOICE: N_("Valg fra en liste"),
    FieldType.ROWS: N_("Rader"),
}


def _list_stamp() -> Hashable:
    return catalogue.list_stamp()


def _page_stamp(slug: str) -> Hashable | None:
    stamp = letters.stamp(slug)
    # The day counts: the page says so when the template is past its check date.
    # The shelf counts: the page shows the whole way that the letter is part of.
    return None if stamp is None else (*stamp, clock.today(), catalogue.list_stamp())


@blueprint.get("")
@public
@cached_page(_list_stamp)
def index() -> ResponseReturnValue:
    """List the letter templates, all or those under one topic."""
    topic = topic_asked_for(request.args.get("tema"))
    return render_template(
        "letters/index.html",
        page=letters.listed(topic, after=request.args.get("etter")),
        topic=topic,
        facets=listed_topics(letters.topic_counts(), topic, "/brevmaler"),
        url_of=letter_url,
        languages=LANGUAGE,
    )


@blueprint.get("/<slug>")
@public
@cached_page(_page_stamp)
def show(slug: str) -> ResponseReturnValue:
    """Show a letter template; a withdrawn one with the reason."""
    edition = letters.public(slug)
    if edition is None:
        raise NotFound(f"no public letter template {slug}")
    return render(edition, document_url=download_url(slug))


@blueprint.get("/<slug>/last-ned")
@public
def download(slug: str) -> ResponseReturnValue:
    """Send the letter template as a Word document."""
    edition = letters.public(slug)
    if edition is None or edition.state is EditionState.WITHDRAWN:
        raise _nothing_to_download(slug)
    return _sent(edition)


@blueprint.get("/<slug>/utgave/<int:number>")
@public
@cached_page(lambda slug, number: _page_stamp(slug))
def show_edition(slug: str, number: int) -> ResponseReturnValue:
    """Show one edition of a letter template, as it was when it was published."""
    edition = _numbered(slug, number)
    return render(edition, document_url=f"{edition_url(slug, number)}/last-ned", is_numbered=True)


@blueprint.get("/<slug>/utgave/<int:number>/last-ned")
@public
def download_edition(slug: str, number: int) -> ResponseReturnValue:
    """Send one edition of the letter template as a Word document."""
    edition = _numbered(slug, number)
    if edition.work.withdrawn_at:
        raise _nothing_to_download(slug)
    return _sent(edition)


def _numbered(slug: str, number: int) -> LetterEdition:
    edition = letters.numbered(slug, number)
    if edition is None:
        raise NotFound(f"no edition {number} of letter template {slug}")
    return edition


def _nothing_to_download(slug: str) -> NotFound:
    return NotFound(
        f"no letter template {slug} to download",
        says=N_("Brevmalen finnes ikke, eller den er trukket tilbake."),
    )


def _sent(edition: LetterEdition) -> ResponseReturnValue:
    response = document(edition)
    response.headers["Cache-Control"] = "public, no-cache"
    response.add_etag()
    return response.make_conditional(request)


def document(edition: LetterEdition) -> Response:
    """Return *edition* as a Word document to be saved under the name of its address."""
    kept: FileStore = current_app.extensions["file_store"]
    made = documents.document(edition, {}, Format.DOCX, kept)
    response = Response(made, content_type=MEDIA_TYPES[Format.DOCX])
    response.headers.set("Content-Disposition", "attachment", filename=f"{edition.work.slug}.docx")
    return response


def render(
    edition: LetterEdition, *, document_url: str, preview: bool = False, is_numbered: bool = False
) -> str:
    """
    Return the page of *edition*; as a preview it is the same page, with a line on top.

    Args:
        is_numbered: it is shown under its number; a newer one may stand.
    """
    slug = edition.work.slug
    return render_template(
        "letters/letter.html",
        shown=queries.shown(edition, languages.current()),
        html=service.html_of(edition),
        reference=stamp.of_edition(edition).reference,
        url=letter_url(slug),
        fill_at=None if preview else fill_url(slug),
        edition_url=edition_url,
        letter_url=letter_url,
        document_url=document_url,
        preview=preview,
        is_numbered=is_numbered,
        assessed=assessment.shown_on(ItemKind.LETTER, edition.work.slug, languages.current()),
        today=clock.today(),
        languages=LANGUAGE,
        types={kind: gettext(label) for kind, label in TYPES.items()},
    )
