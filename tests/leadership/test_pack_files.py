"""The board pack as a PDF file, read back as a reader’s program reads it."""

import io
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from assessment.domain.language import speaking
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership import pack_files
from leadership.domain.languages import LANGUAGES
from leadership.domain.packs import LANGUAGES_ON_PAPER, Paper, Readers
from leadership.pack_files import PdfNotPossible, pdf_of, why_no_pdf
from leadership.queries.charts import charts_of
from leadership.queries.dashboards import dashboard_for
from leadership.queries.packs import Pack, pack_for
from tests.closed_rounds import CUSTOMER, EMPLOYEE, EXECUTIVE, MANAGER, a_round, headline, signs
from tests.leadership.views.test_results import several
from tools.messages import catalog_of

pytestmark = pytest.mark.django_db

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def round_(organization: Organization) -> Round:
    return several(organization, 3)


@pytest.fixture
def pack(round_: Round) -> Pack:
    return pack_for(round_, Readers.LEADERSHIP)


_made: dict[tuple[str, Paper], bytes] = {}  # a file takes seconds; equal packs give equal ones


def read(pack: Pack, paper: Paper = Paper.A4) -> PdfReader:
    key = (pack.fingerprint, paper)
    _made[key] = _made.get(key) or pdf_of(pack, paper)
    return PdfReader(io.BytesIO(_made[key]))


def text_of(reader: PdfReader) -> str:
    """All words with single spaces, wherever lines break."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def elements(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The tree of tags, from the top."""

    def below(node: Any) -> Iterator[DictionaryObject]:
        node = node.get_object()
        if isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                yield from below(kid)

    yield from below(reader.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]


def test_pack_has_four_to_six_pages_of_either_paper(pack: Pack) -> None:
    for paper, size in ((Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))):
        reader = read(pack, paper)

        assert 4 <= len(reader.pages) <= 6
        for page in reader.pages:
            assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_pages_say_the_headline_and_the_numbers_of_the_dashboard_s_tables(
    pack: Pack, round_: Round
) -> None:
    dashboard = dashboard_for(round_)

    said = squeezed(text_of(read(pack)))

    assert squeezed(dashboard.headline) in said
    assert squeezed(dashboard.change) in said
    for sign in dashboard.signs:
        assert squeezed(sign.answers) in said
        assert squeezed(sign.status) in said
    blocks = charts_of(dashboard)
    for key in ("gap-by-question", "gap-by-unit", "signs-over-time", "gap-over-time"):
        for row in blocks[key].rows:
            for cell in row:
                assert squeezed(cell) in said, (key, cell)
    assert pack.fingerprint in said


def test_same_round_gives_the_same_bytes_without_a_complaint(
    pack: Pack, round_: Round, caplog: pytest.LogCaptureFixture
) -> None:
    """What WeasyPrint does not understand or miss it says in its log."""
    again = pack_for(Round.objects.get(pk=round_.pk), Readers.LEADERSHIP)

    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        both = pdf_of(pack, Paper.A4), pdf_of(again, Paper.A4)

    assert both[0] == both[1]
    assert caplog.messages == []


def test_file_has_the_date_of_the_round_and_no_other(pack: Pack, round_: Round) -> None:
    found = read(pack).metadata

    assert found is not None
    assert found.creation_date == round_.closed_at
    assert found.modification_date is None
    assert found.title == "Meridian Freight, Q1 2026: board pack"


FONTS = sorted((pack_files.STATIC / "vendor").glob("plex-*.woff2"))


def letters_of(language: str) -> set[str]:
    """All that stand in our texts of a language and can be seen."""
    with catalog_of(language).open("rb") as file:
        said = [one.string for one in read_po(file, locale=language) if one.id]
    texts = [text for one in said for text in ([one] if isinstance(one, str) else one or [])]
    return {letter for text in texts for letter in text if letter.isprintable()}


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_fonts_draw_every_letter_of_the_languages_on_paper_and_not_of_the_others(
    font: Path,
) -> None:
    drawn = set(map(chr, TTFont(font).getBestCmap()))

    lacking = [one for one in LANGUAGES if one != "en" and letters_of(one) - drawn]

    assert lacking == [one for one in LANGUAGES if one not in LANGUAGES_ON_PAPER] == ["ja", "ar"]


def test_same_round_gives_the_same_bytes_in_the_same_language(round_: Round) -> None:
    with speaking("pl"):
        both = [pdf_of(pack_for(round_, Readers.LEADERSHIP), Paper.A4) for _ in range(2)]

    assert both[0] == both[1]
    root: Any = PdfReader(io.BytesIO(both[0])).trailer["/Root"]
    assert root["/Lang"] == "pl"


def test_file_is_tagged_for_screen_readers(pack: Pack) -> None:
    reader = read(pack)
    root: Any = reader.trailer["/Root"]
    tags = list(elements(reader))
    kinds = [str(tag["/S"]) for tag in tags]

    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 5
    assert {"/Table", "/TH", "/TD", "/Caption", "/P", "/Sect"} <= set(kinds)


def test_every_drawing_has_a_text_alternative(pack: Pack) -> None:
    figures = [tag for tag in elements(read(pack)) if str(tag["/S"]) == "/Figure"]

    assert len(figures) > 20
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_every_cell_of_a_table_names_its_headers(pack: Pack) -> None:
    cells = [
        tag
        for tag in elements(read(pack))
        if str(tag["/S"]) == "/TD" and isinstance(tag["/A"], dict)
    ]

    assert len(cells) > 30
    assert all(len(cell["/A"]["/Headers"]) >= 2 for cell in cells)  # type: ignore[index]


def test_fonts_are_our_own_and_embedded_and_nothing_is_a_picture(pack: Pack) -> None:
    reader = read(pack)
    fonts: dict[str, Any] = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(descendant["/BaseFont"])] = descendant["/FontDescriptor"].get_object()
        assert not list(page.images)

    assert {name.partition("+")[2] for name in fonts} == {
        "Plex-Sans",
        "Plex-Sans-Semi-Bold",
        "Plex-Serif-Semi-Bold",
    }
    assert all("/FontFile2" in one or "/FontFile3" in one for one in fonts.values())


def test_first_round_and_hidden_numbers_make_a_pack_too(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: signs((2, 1)), MANAGER: headline(2, 3), CUSTOMER: headline(1, 4)},
        promise=Promise.TOTALS_ONLY,
    )

    said = text_of(read(pack_for(round_, Readers.VIEWERS)))

    assert "The eight signs are not shown" in said
    assert "The first round: a trend needs two" in said
    for canary in ("2 of 3)", "67%", "1 of 4", "2 yes", "What to decide next"):
        assert canary not in said


def test_long_names_and_forty_units_keep_every_row(organization: Organization) -> None:
    organization.name = f"{LONG} & Söhne <Holding>"
    organization.save()
    answers: dict[Any, Any] = {EXECUTIVE: signs((9, 0))}
    for number in range(40):
        name = f"{LONG} {number}" if number % 8 == 0 else f"Unit {number}"
        answers[MANAGER, name] = headline(6, 12)
        answers[CUSTOMER, name] = headline(3, 30)
        answers[EMPLOYEE, name] = headline(5, 20)

    reader = read(pack_for(a_round(organization, answers), Readers.LEADERSHIP))

    said = squeezed(text_of(reader))
    assert all(squeezed(f"{LONG} {number}") in said for number in range(0, 40, 8))
    assert said.count("50%(6of12)") == 40
    assert len(reader.pages) <= 10


def test_names_are_words_and_never_markup(organization: Organization) -> None:
    organization.name = '<img src="https://outside.example/x.png"> {{ 7 }}'
    organization.save()

    said = text_of(read(pack_for(several(organization, 1), Readers.LEADERSHIP)))

    assert squeezed('<img src="https://outside.example/x.png"> {{ 7 }}') in squeezed(said)


def test_nothing_but_our_own_files_is_read() -> None:
    fetch = pack_files._ours_only(pack_files._library())

    for address in (
        "https://outside.example/a.png",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        f"{pack_files.STATIC.as_uri()}/../config/settings.py",
        f"{pack_files.STATIC.as_uri()}/%2e%2e/config/settings.py",
        f"file://outside.example{pack_files.STYLE}",
        "data:text/css,x",
    ):
        with pytest.raises(ValueError, match="does not read"):
            fetch(address)
    assert fetch(pack_files.STYLE.as_uri()).read() == pack_files.STYLE.read_bytes()


def test_without_the_library_the_way_to_it_is_said(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_files, "LIBRARY", "no_such_library")

    assert "make pdf-packages" in why_no_pdf()
    with pytest.raises(PdfNotPossible, match="make pdf-packages"):
        pdf_of(pack, Paper.A4)


def test_without_the_libraries_of_the_system_their_packages_are_named(
    pack: Pack, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """As WeasyPrint fails where Pango is missing: an OSError while it is imported."""
    (tmp_path / "lacking_pango.py").write_text("raise OSError('cannot load library libpango')\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(pack_files, "LIBRARY", "lacking_pango")

    assert why_no_pdf() == ""
    with pytest.raises(PdfNotPossible, match="libpangoft2"):
        pdf_of(pack, Paper.A4)


def test_web_pages_do_not_load_the_library() -> None:
    code = "import leadership.pack_files as p, sys; p.why_no_pdf(); print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert "leadership.pack_files" in loaded
    assert "weasyprint" not in loaded
