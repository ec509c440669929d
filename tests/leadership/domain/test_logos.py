"""Uploaded pictures: drawn anew and small, and refused before they can do harm."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from leadership.domain.logos import MOST_BYTES, LogoUnusable, draw_logo


def a_picture(kind: str = "PNG", size: tuple[int, int] = (900, 300), **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#0072b2").save(out, kind, **options)
    return out.getvalue()


def a_chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def a_png(width: int, height: int, rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (a_chunk(b"IHDR", head), a_chunk(b"IDAT", zlib.compress(rows)), a_chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def a_webp_canvas(width: int, height: int) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + sides + bytes(32)
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_picture_becomes_a_small_png(kind: str) -> None:
    drawn = draw_logo(a_picture(kind))

    with Image.open(BytesIO(drawn.png)) as picture:
        assert (picture.format, picture.size) == ("PNG", (360, 120))
    assert (drawn.width, drawn.height) == (360, 120)


def test_small_picture_keeps_its_size_and_its_transparency() -> None:
    out = BytesIO()
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(out, "PNG")

    drawn = draw_logo(out.getvalue())

    with Image.open(BytesIO(drawn.png)) as picture:
        assert (picture.size, picture.getpixel((3, 3))) == ((30, 20), (0, 0, 0, 0))


def test_metadata_is_gone() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "where the photographer lives")
    words.add_itxt("XML:com.adobe.xmp", "<x>where the photographer lives</x>")
    exif = Image.Exif()
    exif[0x010E] = "where the photographer lives"
    pictures = [a_picture(pnginfo=words), a_picture("JPEG", exif=exif)]

    for content in pictures:
        assert b"photographer" in content
        assert b"photographer" not in draw_logo(content).png
        with Image.open(BytesIO(draw_logo(content).png)) as picture:
            assert picture.info == {}


def test_picture_is_turned_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    drawn = draw_logo(a_picture("JPEG", (40, 20), exif=exif))

    assert (drawn.width, drawn.height) == (20, 40)


def test_same_picture_has_the_same_fingerprint_and_another_has_another() -> None:
    one, same, other = a_picture(), a_picture(), a_picture(size=(10, 10))

    assert draw_logo(one).fingerprint == draw_logo(same).fingerprint
    assert draw_logo(one).fingerprint != draw_logo(other).fingerprint


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(a_png(60_000, 60_000, b""), id="bomb of 3.6 gigapixels"),
        pytest.param(a_png(6_001, 1, bytes(18_004)), id="too wide"),
        pytest.param(a_png(4_000, 4_000, bytes(48_004_000)), id="16 megapixels of nothing"),
        pytest.param(a_webp_canvas(16_384, 16_384), id="canvas of a gigabyte"),
    ],
)
def test_huge_picture_is_refused_by_its_header(content: bytes) -> None:
    assert len(content) < MOST_BYTES

    with pytest.raises(LogoUnusable, match="too many pixels"):
        draw_logo(content)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="SVG"),
        pytest.param(b"<script>alert(1)</script>", id="script"),
        pytest.param(a_picture("GIF"), id="GIF"),
        pytest.param(a_picture("TIFF"), id="TIFF"),
        pytest.param(a_picture("BMP"), id="BMP"),
        pytest.param(a_picture()[:200], id="PNG cut off"),
        pytest.param(a_picture("JPEG")[:300], id="JPEG cut off"),
        pytest.param(a_picture("WEBP")[:40], id="WebP cut off"),
        pytest.param(a_webp_canvas(10, 10), id="WebP without a picture"),
        pytest.param(a_png(0, 0, b""), id="no pixels"),
        pytest.param(b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(40), id="WebP of zeros"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(LogoUnusable, match="cannot be read as a picture"):
        draw_logo(content)


def test_file_of_more_than_a_megabyte_is_not_even_opened() -> None:
    with pytest.raises(LogoUnusable, match="larger than 1 MB"):
        draw_logo(a_picture() + bytes(MOST_BYTES))


def test_file_that_was_cut_off_is_refused_whatever_another_library_allows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint sets it

    with pytest.raises(LogoUnusable):
        draw_logo(a_picture()[:200])

    assert ImageFile.LOAD_TRUNCATED_IMAGES
