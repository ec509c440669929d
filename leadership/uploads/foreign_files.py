"""Files that are no list of people, whatever their name says: each told by its first bytes."""

from typing import IO, Final

from assessment.domain.language import translatable, translate
from leadership.domain.contact_files import ContactListUnreadable, how_to_save

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PASSWORD = translatable(
    "The workbook is protected by a password. Remove the password in your spreadsheet, save the "
    "workbook and upload it again."
)
_OLD_WORKBOOK = translatable("This is a workbook in the old Excel format (.xls).")
_PDF = translatable("This is a PDF file, which has no rows that could be read.")
_PICTURE = translatable("This is a picture, not a list.")
_PACKED = translatable("This is a packed archive. Unpack it first.")
_WEB_PAGE = translatable(
    "This is a web page, though a spreadsheet may open it; some programs export such files "
    "under the name of a workbook."
)
_XML = translatable("This is an XML file, though a spreadsheet may open it.")
_RICH_TEXT = translatable("This is a text document, not a table.")
_BY_FIRST_BYTES: Final = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"Rar!", _PACKED),
    (b"PK\x05\x06", _PACKED),
    (b"{\\rtf", _RICH_TEXT),
)
_PAGES: Final = (b"<!doctype", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<script")
_AT_A_TIME: Final = 1024 * 1024


def refuse_foreign(top: bytes, file: IO[bytes]) -> None:
    """Raises ContactListUnreadable for what is neither text nor an archive such as a workbook."""
    if top.startswith(_OLE):
        if _holds(file, _ENCRYPTED):
            raise ContactListUnreadable(translate(_PASSWORD))
        raise _foreign(_OLD_WORKBOOK)
    for beginning, words in _BY_FIRST_BYTES:
        if top.startswith(beginning):
            raise _foreign(words)
    text = top.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    if text.startswith(b"<?xml"):
        raise _foreign(_WEB_PAGE if b"<html" in text else _XML)
    if text.startswith(_PAGES) or (text.startswith(b"<!--") and b"<html" in text):
        raise _foreign(_WEB_PAGE)


def _foreign(words: str) -> ContactListUnreadable:
    return ContactListUnreadable(f"{translate(words)} {how_to_save()}")


def _holds(file: IO[bytes], wanted: bytes) -> bool:
    file.seek(0)
    end = b""
    while piece := file.read(_AT_A_TIME):
        if wanted in end + piece:
            return True
        end = piece[-len(wanted) :]
    return False
