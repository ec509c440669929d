"""Files that are no list, under whatever name: each is told what it is and what to do."""

import io
import zipfile
from io import BytesIO

import pytest

from leadership.domain.contact_files import ContactListUnreadable
from leadership.uploads.tables import opening_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (OLE + b"\0" * 5000, "old Excel format (.xls)"),
        (
            OLE + b"\0" * 5000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 9,
            "protected by a password. Remove the password",
        ),
        (
            OLE + b"\0" * (1024 * 1024 - 16) + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\x1f\x8b\x08\0", "packed archive"),
        (b"{\\rtf1 a@example.com}", "text document"),
        (b"<html><table><tr><td>email", "a web page"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE html>", "a web page"),
        (b"<TABLE><TR>", "a web page"),
        ("<html><table>".encode("utf-16"), "a web page"),
        (b'<?xml version="1.0"?><Workbook>', "an XML file"),
        (b'<?xml version="1.0"?><html>', "a web page"),
        (archive(mimetype=b"application/vnd.oasis", content_xml=b"<a/>"), "OpenDocument"),
        (archive(xl__workbook_bin=b"x"), "binary workbook"),
        (archive(word__document_xml=b"<a/>"), "no workbook"),
        (archive(readme_txt=b"x"), "no workbook"),
        (archive(), "packed archive"),
        (b"PK\x03\x04workbook", "damaged"),
    ],
)
def test_what_is_no_list_is_refused_with_what_it_is(content: bytes, says: str) -> None:
    with pytest.raises(ContactListUnreadable) as refused:
        opening_of(BytesIO(content))

    said = str(refused.value)
    assert says in said
    assert "upload" in said
