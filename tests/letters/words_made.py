"""Word documents as people and attackers make them, for tests."""

import io
import zipfile
from collections.abc import Callable

import docx

TEMPLATE = (
    "Til {{ navn }}",
    "{%p if gebyr %}",
    "Du må betale {{ belop }} kroner innen {{ frist }}.",
    "{%p else %}",
    "Det koster ikke noe.",
    "{%p endif %}",
    "Svar: {% if svar == “ja” %}Ja{% else %}Nei{% endif %}",
)
TABLE = (
    ("Hva", "Dato"),
    ("{%tr for rad in vedlegg %}", ""),
    ("{{ rad.navn }}", "{{ rad.dato }}"),
    ("{%tr endfor %}", ""),
)


def word(*paragraphs: str, table: tuple[tuple[str, ...], ...] = (), header: str = "") -> bytes:
    """Return a Word document with these paragraphs, this table and this header."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def template() -> bytes:
    """Return a letter with fields, a condition, a choice, rows and a field in the header."""
    return word(*TEMPLATE, table=TABLE, header="Sak {{ saksnummer }}")


def changed(
    data: bytes, changes: dict[str, Callable[[bytes], bytes]] | None = None, **added: bytes
) -> bytes:
    """Return *data* with some members changed and others added; ``__`` stands for ``/``."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            change = (changes or {}).get(name, lambda content: content)
            new.writestr(name, change(old.read(name)), zipfile.ZIP_DEFLATED)
        for name, content in added.items():
            new.writestr(name.replace("__", "/"), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def related(data: bytes, kind: str, target: str, *, is_external: bool) -> bytes:
    """Return *data* whose document points to something more."""
    mode = ' TargetMode="External"' if is_external else ""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}"{mode}/>'

    def with_relation(content: bytes) -> bytes:
        return content.replace(b"</Relationships>", relation.encode() + b"</Relationships>")

    return changed(data, {"word/_rels/document.xml.rels": with_relation})


def with_xml(data: bytes, xml: str) -> bytes:
    """Return *data* with *xml* as the first thing in the body."""
    return changed(
        data, {"word/document.xml": lambda c: c.replace(b"<w:body>", b"<w:body>" + xml.encode())}
    )


def everything(document: object) -> str:
    """Return all that is inside a document, as text."""
    packed = io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as package:
        return "".join(package.read(name).decode(errors="replace") for name in package.namelist())
