"""Files are taken for what is in them, never for what they are called."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps, PngImagePlugin

from helpdesk.foundation import upload_types
from helpdesk.foundation.office_documents import MAX_MEMBERS
from helpdesk.foundation.upload_types import (
    EXTENSIONS,
    MediaType,
    Reason,
    UnknownType,
    detect,
    reencode_image,
)

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def package(*members: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def office(folder: str, *more: tuple[str, bytes]) -> bytes:
    return package(("[Content_Types].xml", b"<Types/>"), (f"{folder}/document.xml", b"<x/>"), *more)


def open_document(media_type: MediaType, *more: tuple[str, bytes]) -> bytes:
    return package(("mimetype", media_type.value.encode()), ("content.xml", b"<x/>"), *more)


def picture(
    kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **extra: object
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, 128 if mode == "L" else None).save(out, kind, **extra)
    return out.getvalue()


FILES = {
    "a.pdf": (PDF, MediaType.PDF),
    "a.docx": (office("word"), MediaType.DOCX),
    "a.xlsx": (office("xl"), MediaType.XLSX),
    "a.odt": (open_document(MediaType.ODT), MediaType.ODT),
    "a.ods": (open_document(MediaType.ODS), MediaType.ODS),
    "a.png": (picture("PNG"), MediaType.PNG),
    "a.jpg": (picture("JPEG"), MediaType.JPEG),
    "A.JPEG": (picture("JPEG"), MediaType.JPEG),
    "a.txt": ("Søknad\r\n\tom utslipp\n".encode(), MediaType.TXT),
}


def refused(name: str, data: bytes) -> Reason:
    with pytest.raises(UnknownType) as refusal:
        detect(name, data)
    return refusal.value.reason


def outcome(name: str, data: bytes) -> MediaType | Reason:
    try:
        return detect(name, data)
    except UnknownType as refusal:
        return refusal.reason


@pytest.mark.parametrize("name", FILES)
def test_files_of_the_list_are_taken(name: str) -> None:
    data, media_type = FILES[name]
    assert detect(name, data) is media_type


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("ending", EXTENSIONS)
def test_no_file_is_taken_under_the_name_of_another_kind(name: str, ending: str) -> None:
    data, media_type = FILES[name]
    if EXTENSIONS[ending] is not media_type:
        assert refused(f"a.{ending}", data) is Reason.CONTENT_MISMATCH


@pytest.mark.parametrize(
    "name",
    [
        "a.exe",
        "a.svg",
        "a.html",
        "a.docm",
        "a.zip",
        "a.heic",
        "a",
        ".htaccess",
        "a.pdf.exe",
        "a.ph\u200bp",
    ],
)
def test_other_kinds_are_refused_by_name(name: str) -> None:
    assert refused(name, PDF) is Reason.NOT_ALLOWED


def test_an_empty_file_is_refused() -> None:
    assert refused("a.pdf", b"") is Reason.EMPTY


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7 cut off"),
        ("a.docx", office("word")[:-30]),
        ("a.docx", b"PK\x03\x04" + b"x" * 100),
        ("a.png", picture("PNG")[:60]),
        ("a.jpg", b"\xff\xd8\xff" + b"x" * 100),
        ("a.docx", office("word", ("../../evil.txt", b"x"))),
        ("a.docx", office("word", ("/etc/evil.txt", b"x"))),
    ],
    ids=["pdf", "zip end", "zip", "png", "jpeg", "member above", "member at the root"],
)
def test_damaged_files_are_refused(name: str, data: bytes) -> None:
    assert refused(name, data) is Reason.DAMAGED


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", office("word", ("word/vbaProject.bin", b"x"))),
        ("a.xlsx", office("xl", ("xl/VBAPROJECT.BIN", b"x"))),
        ("a.xlsx", office("xl", ("xl/macrosheets/sheet1.xml", b"x"))),
        ("a.docx", office("word", ("word/activeX/activeX1.xml", b"x"))),
        ("a.odt", open_document(MediaType.ODT, ("Basic/Standard/Module1.xml", b"x"))),
        ("a.ods", open_document(MediaType.ODS, ("Scripts/python/run.py", b"x"))),
    ],
)
def test_documents_with_macros_are_refused(name: str, data: bytes) -> None:
    assert refused(name, data) is Reason.MACROS


def test_a_zip_bomb_is_refused_unopened() -> None:
    assert (
        refused("a.docx", office("word", ("word/big.xml", b"\0" * 30_000_000))) is Reason.TOO_LARGE
    )


def test_a_document_of_very_many_members_is_refused() -> None:
    many = [(f"word/{number}.xml", b"x") for number in range(MAX_MEMBERS)]
    assert refused("a.docx", office("word", *many)) is Reason.TOO_LARGE


def test_a_locked_document_is_refused() -> None:
    locked = bytearray(office("word"))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert refused("a.docx", bytes(locked)) is Reason.DAMAGED


@pytest.mark.parametrize("side", [60_000, 8_000])
def test_a_pixel_flood_is_refused_unread(side: int) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunk = (
        struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    )
    bomb = b"\x89PNG\r\n\x1a\n" + chunk + picture("PNG")[33:]
    assert refused("a.png", bomb) is Reason.TOO_LARGE


@pytest.mark.parametrize(
    "data", ["Blåbær".encode("latin-1"), b"a\0b", b"\x1b[31m", "a".encode("utf-16")]
)
def test_text_must_be_plain_utf8(data: bytes) -> None:
    assert refused("a.txt", data) is Reason.CONTENT_MISMATCH


@given(st.sampled_from(sorted(EXTENSIONS)), st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused_with_a_reason(ending: str, tail: bytes) -> None:
    signature = upload_types._SIGNATURES.get(EXTENSIONS[ending], b"")
    assert outcome(f"a.{ending}", signature + tail) in {EXTENSIONS[ending], *Reason}


def test_a_drawn_picture_tells_neither_place_nor_time() -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (59.0, 54.0, 0.0)}
    exif[0x0132] = "2026:11:23 12:00:00"
    told = picture("JPEG", exif=exif, comment=b"Kari Nordmann")
    assert b"Exif" in told
    drawn = reencode_image(told, MediaType.JPEG)
    assert b"Exif" not in drawn
    assert b"Kari" not in drawn
    assert detect("a.jpg", drawn) is MediaType.JPEG


def test_a_drawn_png_has_no_texts() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Kari Nordmann")
    told = picture("PNG", pnginfo=texts)
    assert b"Kari" in told
    assert b"Kari" not in reencode_image(told, MediaType.PNG)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_set_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    lying = Image.new("RGB", (40, 20))
    lying.paste((255, 255, 255), (0, 0, 20, 10))
    out = BytesIO()
    lying.save(out, "JPEG", exif=exif, quality=95)
    upright = ImageOps.exif_transpose(Image.open(BytesIO(out.getvalue())))
    drawn = Image.open(BytesIO(reencode_image(out.getvalue(), MediaType.JPEG)))
    assert drawn.size == upright.size
    assert drawn.resize((2, 2)).point(lambda value: 255 * (value > 127)).tobytes() == (
        upright.resize((2, 2)).point(lambda value: 255 * (value > 127)).tobytes()
    )


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
@pytest.mark.parametrize("broken_exif", [b"II*\0\xff\xff\xff\xff", b"nonsense"])
def test_a_picture_with_broken_exif_is_drawn_as_it_lies(broken_exif: bytes) -> None:
    broken = picture("JPEG", exif=b"Exif\0\0" + broken_exif)
    assert Image.open(BytesIO(reencode_image(broken, MediaType.JPEG))).size == (40, 20)


@settings(max_examples=300)
@given(st.sampled_from(sorted(FILES)), st.lists(st.tuples(st.integers(0), st.binary(max_size=3))))
def test_a_file_broken_anywhere_is_taken_or_refused_with_a_reason(
    name: str, wounds: list[tuple[int, bytes]]
) -> None:
    data, media_type = FILES[name]
    for at, piece in wounds:
        data = data[: at % len(data)] + piece + data[at % len(data) + 1 :] or b"x"
    if outcome(name, data) is media_type and media_type.is_image:
        with suppress(UnknownType):
            reencode_image(data, media_type)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pngs_of_every_colour_mode_are_drawn(mode: str) -> None:
    drawn = Image.open(BytesIO(reencode_image(picture("PNG", mode), MediaType.PNG)))
    assert drawn.size == (40, 20)
    assert (drawn.mode == "RGBA") == (mode in {"LA", "RGBA"})


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_jpegs_of_every_colour_mode_are_drawn(mode: str) -> None:
    drawn = Image.open(BytesIO(reencode_image(picture("JPEG", mode), MediaType.JPEG)))
    assert drawn.mode == ("L" if mode == "L" else "RGB")


def test_a_picture_cut_off_in_the_middle_is_refused() -> None:
    noise = Image.effect_noise((200, 200), 90)
    out = BytesIO()
    noise.save(out, "JPEG")
    with pytest.raises(UnknownType) as refusal:
        reencode_image(out.getvalue()[:2000], MediaType.JPEG)
    assert refusal.value.reason is Reason.DAMAGED
