"""The minutes of a meeting as a PDF file, in the style of a board pack and by the same library."""

from django.template.loader import render_to_string

from assessment.domain.language import speaking
from leadership.domain.minutes import Minutes
from leadership.domain.packs import Paper
from leadership.pack_files import pdf_of_html


def pdf_of_minutes(minutes: Minutes, paper: Paper, fingerprint: str) -> bytes:
    """Equal minutes give equal bytes, in the language of the minutes. Raises PdfNotPossible."""
    with speaking(minutes.language):
        html = render_to_string(
            "leadership/meeting/document.html", {"minutes": minutes, "fingerprint": fingerprint}
        )
    return pdf_of_html(html, paper, fingerprint)
