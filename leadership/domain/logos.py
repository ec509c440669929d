"""An uploaded logo, drawn anew: bounded before anything is decoded, and nothing hidden is kept."""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from assessment.domain.language import translate
from leadership.domain.errors import LeadershipError

MOST_BYTES: Final = 1024 * 1024
WIDEST, HIGHEST = 480, 120  # as kept: three times the size in which it is shown at most
_FORMATS: Final = ("PNG", "JPEG", "WEBP")
_LONGEST_SIDE: Final = 6_000
_MOST_PIXELS: Final = 12_000_000
_UNREADABLE: Final = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
    zlib.error,
)


class LogoUnusable(LeadershipError):
    """The file is no picture that can be a logo."""


@dataclass(frozen=True, slots=True)
class DrawnLogo:
    """A PNG without metadata; the fingerprint changes with every pixel."""

    png: bytes
    width: int
    height: int
    fingerprint: str


def draw_logo(content: bytes) -> DrawnLogo:
    """Draw a PNG, JPEG or WebP anew, fitted into 480 by 120 pixels. Raises LogoUnusable."""
    if len(content) > MOST_BYTES:
        raise LogoUnusable(translate("The file is larger than 1 MB. Choose a smaller one."))
    _check_size(*(_webp_size(content) or (0, 0)))  # its decoder makes room before we are asked
    try:
        with _only_whole(), Image.open(BytesIO(content), formats=_FORMATS) as picture:
            _check_size(*picture.size)
            drawn = _fitted(picture)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except _UNREADABLE:
        raise LogoUnusable(
            translate("This file cannot be read as a picture. Choose a PNG, JPEG or WebP file.")
        ) from None
    out = BytesIO()
    drawn.save(out, "PNG", optimize=True)
    png = out.getvalue()
    return DrawnLogo(png, *drawn.size, hashlib.sha256(png).hexdigest()[:16])


@contextmanager
def _only_whole() -> Iterator[None]:
    """Refuse a file that was cut off, which Pillow lets pass where WeasyPrint was loaded."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _fitted(picture: Image.Image) -> Image.Image:
    """The first picture of the file, upright and small, on a sheet that knows nothing of it."""
    picture.draft("RGB", (WIDEST * 2, HIGHEST * 2))  # a JPEG is decoded no larger than needed
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    sheet = Image.new("RGBA", upright.size)
    sheet.paste(upright)
    return sheet


def _check_size(width: int, height: int) -> None:
    if max(width, height) > _LONGEST_SIDE or width * height > _MOST_PIXELS:
        raise _too_large()


def _too_large() -> LogoUnusable:
    return LogoUnusable(
        translate("The picture has too many pixels. A logo 480 pixels wide is enough.")
    )


def _webp_size(content: bytes) -> tuple[int, int] | None:
    """The canvas that a WebP file announces; None for any other file and for a broken one."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < 30:
        return None
    kind = content[12:16]
    if kind == b"VP8X":
        wide, high = content[24:27], content[27:30]
        return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
    if kind == b"VP8 ":
        return _lossy_size(content)
    bits = int.from_bytes(content[21:25], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _lossy_size(content: bytes) -> tuple[int, int]:
    wide, high = struct.unpack("<HH", content[26:30])
    return wide & 0x3FFF, high & 0x3FFF
