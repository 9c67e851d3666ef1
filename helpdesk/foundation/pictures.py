"""Pictures: checked unread, and drawn anew without what they tell of their maker."""

import struct
from io import BytesIO
from typing import TYPE_CHECKING

from helpdesk.foundation.media_types import MediaType, Reason, UnknownType

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_IMAGE_PIXELS = 50_000_000
"""Width times height, about 150 MB in memory. A guess: twice the camera of a good telephone."""
JPEG_QUALITY = 90

_ORIENTATION = 0x0112
_UNREADABLE = (OSError, ValueError, SyntaxError, TypeError, LookupError, struct.error)
"""What Pillow raises at broken pictures, as found by feeding it thousands of them."""


def check(data: bytes, media_type: MediaType) -> None:
    """
    Check that *data* is a whole picture, without reading its pixels.

    Raises:
        UnknownType: it is damaged, not *media_type*, or has too many pixels.
    """
    image = _open(data, media_type)
    try:
        image.verify()
    except _UNREADABLE as error:
        raise UnknownType(Reason.DAMAGED, f"the picture is damaged: {error}") from error


def reencode(data: bytes, media_type: MediaType) -> bytes:
    """
    Return the picture *data* drawn anew: the right way up, and without place, time or any comment.

    Args:
        data: a file that ``upload_types.detect`` has taken.
        media_type: PNG or JPEG; of an animation the first picture is kept.

    Raises:
        UnknownType: it cannot be read as *media_type*, or has too many pixels.
    """
    image = _open(data, media_type)
    try:
        upright = _upright(image)
        drawn = upright.convert(_mode(upright, media_type))
    except _UNREADABLE as error:
        raise UnknownType(Reason.DAMAGED, f"the picture cannot be read: {error}") from error
    drawn.info.clear()
    out = BytesIO()
    if media_type is MediaType.PNG:
        drawn.save(out, "PNG", optimize=True)
    else:
        drawn.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return out.getvalue()


def _open(data: bytes, media_type: MediaType) -> "Image":
    """Return the picture with its size known and its pixels not yet read."""
    from PIL import Image  # heavy, and few requests carry a picture

    kind = "PNG" if media_type is MediaType.PNG else "JPEG"
    try:
        image = Image.open(BytesIO(data), formats=[kind])
    except Image.DecompressionBombError as error:
        raise UnknownType(Reason.TOO_LARGE, "the picture has too many pixels") from error
    except _UNREADABLE as error:
        raise UnknownType(Reason.DAMAGED, f"the picture cannot be opened: {error}") from error
    if image.width * image.height > MAX_IMAGE_PIXELS:
        raise UnknownType(Reason.TOO_LARGE, f"the picture is {image.width} x {image.height}")
    return image


def _upright(image: "Image") -> "Image":
    """
    Return the picture turned as its Exif orientation says; unreadable Exif says nothing.

    Source: Exif 2.3, tag 0x0112.
    """
    from PIL.Image import Transpose

    try:
        orientation = image.getexif().get(_ORIENTATION, 1)
    except _UNREADABLE:
        return image
    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    turn = turns.get(orientation)
    return image.transpose(turn) if turn is not None else image


def _mode(image: "Image", media_type: MediaType) -> str:
    """Return the colour mode to draw in: grey stays grey, transparency stays where it can."""
    if media_type is MediaType.JPEG:
        return "L" if image.mode == "L" else "RGB"
    if "A" in image.mode or "transparency" in image.info:
        return "RGBA"
    return "L" if image.mode in {"1", "L"} else "RGB"
