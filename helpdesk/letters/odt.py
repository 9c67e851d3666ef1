"""A written letter as an OpenDocument text."""

import io
import zipfile
from typing import Any

from lxml import etree

from helpdesk.letters.answers import Answers
from helpdesk.letters.docx import Letter
from helpdesk.letters.filling import fill
from helpdesk.letters.odt_styles import automatic_styles, styles
from helpdesk.letters.odt_text import Writer
from helpdesk.letters.odt_xml import DC, MANIFEST, META, OFFICE, VERSION, added, document, packed
from helpdesk.letters.stamp import Stamp

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def filled(letter: Letter, answers: Answers) -> bytes:
    """
    Return *letter* with *answers* as an OpenDocument text; nothing of it is kept.

    Raises:
        TooLarge: see :func:`filling.fill`.
    """
    made = fill(letter.text, letter.fields, answers, letter.stamp.language)
    content = document("document-content")
    content.append(automatic_styles())
    text = added(added(content, OFFICE, "body"), OFFICE, "text")
    Writer(text).write(made)
    members = {
        "content.xml": packed(content),
        "styles.xml": packed(styles(letter.stamp.language)),
        "meta.xml": packed(_meta(letter.stamp)),
    }
    return _zipped(members | {"META-INF/manifest.xml": packed(_manifest(members))})


def _meta(stamp: Stamp) -> Any:
    root = document("document-meta")
    facts = added(root, OFFICE, "meta")
    added(facts, DC, "title").text = stamp.title
    added(facts, DC, "creator").text = stamp.agency
    added(facts, META, "initial-creator").text = stamp.agency
    added(facts, DC, "subject").text = stamp.reference
    added(facts, DC, "language").text = stamp.locale
    if stamp.published_on:
        added(facts, DC, "date").text = f"{stamp.published_on.isoformat()}T12:00:00"
    added(facts, META, "editing-cycles").text = str(stamp.number)
    for name, value in stamp.custom.items():
        kind = "float" if isinstance(value, int) else "string"
        said = added(facts, META, "user-defined", {(META, "name"): name})
        said.set(f"{{{META}}}value-type", kind)
        said.text = str(value)
    return root


def _manifest(members: dict[str, bytes]) -> Any:
    root = etree.Element(f"{{{MANIFEST}}}manifest", nsmap={"manifest": MANIFEST})
    root.set(f"{{{MANIFEST}}}version", VERSION)
    for path, kind in {"/": MEDIA_TYPE, **dict.fromkeys(members, "text/xml")}.items():
        entry = added(root, MANIFEST, "file-entry", {(MANIFEST, "full-path"): path})
        entry.set(f"{{{MANIFEST}}}media-type", kind)
    return root


def _zipped(members: dict[str, bytes]) -> bytes:
    """Pack *members*; the media type comes first and unpacked, so that it is seen at a glance."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, data in {"mimetype": MEDIA_TYPE.encode(), **members}.items():
            member = zipfile.ZipInfo(name, _ZIP_EPOCH)
            member.create_system = 0
            is_packed = name != "mimetype"
            member.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
            package.writestr(member, data)
    return made.getvalue()
