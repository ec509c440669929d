"""Minutes as a PDF file, read back as a reader’s program reads it."""

import io

import pytest
from pypdf import PdfReader

from leadership.domain.packs import Paper
from leadership.minutes_files import pdf_of_minutes
from tests.leadership.domain.test_minutes import MINUTES


@pytest.mark.parametrize(("paper", "width"), [(Paper.A4, 595), (Paper.LETTER, 612)])
def test_file_says_what_the_minutes_say(paper: Paper, width: int) -> None:
    content = pdf_of_minutes(MINUTES, paper, "ab" * 32)

    pdf = PdfReader(io.BytesIO(content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Minutes of the meeting of 4 September 2026 about Q3 2026" in text
    assert "Present: Dana Reyes, Jonas Weber" in text
    assert "Dana Reyes finds out by 4 December 2026. Nobody has read the contracts." in text
    assert "Contested 1–1: 1 yes · 1 no." in text
    assert "Draft a bonus" in text
    assert "Missed No time" in text
    assert round(float(pdf.pages[0].mediabox.width)) == width
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Meridian Freight, Q3 2026: minutes"


def test_equal_minutes_give_equal_bytes() -> None:
    assert pdf_of_minutes(MINUTES, Paper.A4, "ab" * 32) == pdf_of_minutes(
        MINUTES, Paper.A4, "ab" * 32
    )
