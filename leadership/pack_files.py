"""A board pack as a PDF file, by WeasyPrint, which is optional and loaded only here.

Equal packs give equal bytes: the file has no date but the round’s, and its fonts are our own.
"""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from django.conf import settings
from django.template.loader import render_to_string

from assessment.domain.language import translatable, translate
from leadership.domain.errors import LeadershipError
from leadership.domain.packs import Paper
from leadership.queries.packs import Pack

STATIC = Path(settings.BASE_DIR) / "static"
STYLE = STATIC / "css" / "pack.css"
LIBRARY = "weasyprint"
# As they are kept with a pack that could not be made; translated when they are shown.
NO_LIBRARY = translatable(
    "WeasyPrint is not installed, so no PDF can be made here. Whoever runs this installation gets "
    "it with “make pdf-packages”, and then starts web server and worker again."
)
NO_PANGO = translatable(
    "WeasyPrint is installed, but it does not find the text libraries of the system. On Debian, "
    "“apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0” installs them; then "
    "start the worker again."
)


class PdfNotPossible(LeadershipError):
    """Something is missing on this machine; the message says what, and how to get it.

    The message is in English, for it is kept, and is translated when it is shown.
    """


def why_no_pdf() -> str:
    """What a web page can say without loading the library; "" while nothing is known against it."""
    return translate(NO_LIBRARY) if find_spec(LIBRARY) is None else ""


def pdf_of(pack: Pack, paper: Paper) -> bytes:
    """The pages of a pack as a tagged PDF, in the reader’s language. Raises PdfNotPossible."""
    html = render_to_string("leadership/pack/document.html", {"pack": pack})
    return pdf_of_html(html, paper, pack.fingerprint)


def pdf_of_html(html: str, paper: Paper, fingerprint: str) -> bytes:
    """A document in the style of a board pack as a tagged PDF. Raises PdfNotPossible."""
    weasyprint = _library()
    fonts = weasyprint.text.fonts.FontConfiguration()
    document = weasyprint.HTML(string=html, base_url=None, url_fetcher=_ours_only(weasyprint))
    sheets = [
        weasyprint.CSS(filename=str(STYLE), font_config=fonts, url_fetcher=_ours_only(weasyprint)),
        weasyprint.CSS(string=f"@page {{ size: {paper.value} }}", font_config=fonts),
    ]
    content: bytes = document.write_pdf(
        stylesheets=sheets,
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=bytes.fromhex(fingerprint)[:16],
    )
    return content


def _library() -> Any:
    try:
        library = import_module(LIBRARY)
    except ModuleNotFoundError as error:
        raise PdfNotPossible(NO_LIBRARY) from error
    except OSError as error:  # a shared library that it opens is missing
        raise PdfNotPossible(NO_PANGO) from error
    return library


def _ours_only(weasyprint: Any) -> Any:
    """Reads our own fonts; every other address is refused, on this machine or elsewhere."""
    files = weasyprint.urls.URLFetcher(allowed_protocols={"file"})

    def fetch(url: str) -> Any:
        address = urlsplit(url)
        path = Path(url2pathname(address.path)).resolve()
        if address.scheme != "file" or address.netloc or not path.is_relative_to(STATIC):
            raise ValueError(f"A board pack does not read {url}")
        return files.fetch(path.as_uri())

    return fetch
