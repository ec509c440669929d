"""The archive inside a workbook: looked through before anything parses it, and copied clean.

A packed file may say one size and unpack to another, hold XML entities that grow without end, or
one row of millions of cells. All of that is found here while it streams by, so that the parser
meets only what was measured.
"""

import zlib
from copy import copy
from dataclasses import dataclass
from typing import IO, Final
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from assessment.domain.language import translate, whole_number
from leadership.domain.contact_files import ContactListUnreadable, how_to_save

MOST_UNPACKED: Final = 200 * 1024 * 1024
MOST_STRINGS: Final = 64 * 1024 * 1024
MOST_OF_OTHERS: Final = 4 * 1024 * 1024
MOST_PARTS: Final = 2_000
MOST_ELEMENTS: Final = 6_000_000
MOST_ELEMENTS_AT_ONCE: Final = 70_000
"""What one row of 16,384 cells can have; the parser holds one row at a time."""

_AT_A_TIME: Final = 64 * 1024
_ENCRYPTED_FLAG: Final = 0x1
_NOT_READ: Final = (
    *("xl/chartsheets/", "xl/charts/", "xl/drawings/", "xl/media/", "xl/theme/", "xl/pivot"),
    *(
        "xl/externalLinks/",
        "xl/comments",
        "xl/tables/",
        "xl/printerSettings/",
        "xl/worksheets/_rels/",
    ),
    *("customXml/", "docProps/", "xl/persons/", "xl/threadedComments/", "xl/calcChain.xml"),
    *("xl/ctrlProps/", "xl/activeX/", "xl/richData/", "xl/queryTables/", "xl/slicer"),
)
_DAMAGED: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """How many bytes were copied."""

    weight: int


def copy_clean(file: IO[bytes], into: IO[bytes]) -> Unpacked:
    """Copy the parts of a workbook that hold its cells, each as large as it says.

    Raises ContactListUnreadable for other archives, protected ones, bombs, and XML with entities.
    """
    try:
        with ZipFile(file) as source, ZipFile(into, "w", ZIP_STORED) as clean:
            parts = _parts(source)
            weight = 0
            for part in parts:
                weight += _copy(source, part, clean, room=MOST_UNPACKED - weight)
    except _DAMAGED:
        raise damaged() from None
    return Unpacked(weight)


def damaged() -> ContactListUnreadable:
    return ContactListUnreadable(
        translate("The workbook is damaged and cannot be read.") + f" {how_to_save()}"
    )


def _parts(source: ZipFile) -> list[ZipInfo]:
    every = source.infolist()
    if len(every) > MOST_PARTS:
        raise _too_much()
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in every):
        raise ContactListUnreadable(
            translate(
                "The file is protected by a password. Remove the password and upload it again."
            )
        )
    _check_kind({part.filename for part in every}, source)
    if sum(part.file_size for part in every if _is_read(part)) > MOST_UNPACKED:
        raise _too_much()
    last = {part.filename: part for part in every if _is_read(part)}  # as the parser would choose
    return list(last.values())


def _check_kind(names: set[str], source: ZipFile) -> None:
    if "xl/workbook.bin" in names:
        words = translate("This is a binary workbook (.xlsb).")
    elif "mimetype" in names and "content.xml" in names:
        words = translate("This is an OpenDocument file (.ods or the like).")
    elif "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        words = translate("This is an archive or a document, but no workbook.")
    else:
        return
    raise ContactListUnreadable(f"{words} {how_to_save()}")


def _is_read(part: ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels")) and not part.filename.startswith(_NOT_READ)


def _copy(source: ZipFile, part: ZipInfo, clean: ZipFile, room: int) -> int:
    """Copy one part piece by piece, counting what really comes out; returns its size."""
    most = min(room, _most_of(part))
    # zipfile stops at the size that the archive states; a part that lies must be seen to go on.
    honest = copy(part)
    honest.file_size = most + 2 * _AT_A_TIME
    watch = _Watch()
    size = 0
    with source.open(honest) as packed, clean.open(ZipInfo(part.filename), "w") as out:
        while piece := packed.read(_AT_A_TIME):
            size += len(piece)
            if size > most:
                raise _too_much()
            watch.feed(piece)
            out.write(piece)
    watch.end()
    if size != part.file_size:
        raise damaged()
    return size


def _most_of(part: ZipInfo) -> int:
    name = part.filename.lower()
    if "sheet" in name.rpartition("/")[2]:
        return MOST_UNPACKED
    return MOST_STRINGS if "string" in name else MOST_OF_OTHERS


class _Watch:
    """Counts elements as they stream by, and refuses entities and rows without end."""

    def __init__(self) -> None:
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EntityDeclHandler = self._entity
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._every = self._at_once = 0

    def feed(self, piece: bytes) -> None:
        try:
            self._parser.Parse(piece, False)
        except ExpatError:
            raise damaged() from None

    def end(self) -> None:
        try:
            self._parser.Parse(b"", True)
        except ExpatError:
            raise damaged() from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._every += 1
        self._at_once = 0 if name.endswith((" row", " si")) else self._at_once + 1
        if self._every > MOST_ELEMENTS or self._at_once > MOST_ELEMENTS_AT_ONCE:
            raise _too_much()

    def _doctype(self, *arguments: object) -> None:
        raise _entities()

    def _entity(self, *arguments: object) -> None:
        raise _entities()


def _entities() -> ContactListUnreadable:
    return ContactListUnreadable(
        translate(
            "The workbook defines entities of its own, which no spreadsheet writes and which can "
            "be used to attack a computer."
        )
        + f" {how_to_save()}"
    )


def _too_much() -> ContactListUnreadable:
    return ContactListUnreadable(
        translate(
            "The workbook unpacks to more than is read: {number} MB, or far more cells than a list "
            "of people has. Copy only the columns that are needed into a new workbook and upload "
            "that one."
        ).format(number=whole_number(MOST_UNPACKED // 1024**2))
    )
