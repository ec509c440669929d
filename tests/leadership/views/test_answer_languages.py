"""The pages of a personal link in ten languages: their words, and their weight on the wire."""

import pytest
from django.utils import translation

from assessment.domain.audiences import Audience
from assessment.models import Round
from assessment.queries.rounds import pages_for
from leadership.domain.languages import LANGUAGES
from leadership.views.answer_pages import Filled, kept_page, page_key, survey_page
from tests.respondents import an_open_round

WIRE_LIMIT = 14_000
HEADERS = 900  # more than a page is sent with
ONE_PAGE = [audience for audience in Audience if audience is not Audience.EXECUTIVE]
HOW_THEY_BEGIN = {
    "de": "Wie kundenorientiert ist Meridian Freight heute?",
    "ja": "現在、Meridian Freightはどの程度、顧客中心ですか。",
    "ar": "إلى أي مدى تُعدّ مؤسسة Meridian Freight اليوم متمحورة حول العميل؟",
}


@pytest.fixture
def round_(db: None) -> Round:
    return an_open_round()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ONE_PAGE)
def test_page_of_each_language_is_at_most_14_kb(
    round_: Round, audience: Audience, language: str
) -> None:
    (page,) = pages_for(round_, audience, language)

    with translation.override(language):
        kept = kept_page(page_key(round_, audience, language, page, seed="token"))

    assert len(kept.compressed) + HEADERS <= WIRE_LIMIT


@pytest.mark.parametrize(("language", "first"), HOW_THEY_BEGIN.items())
def test_customer_reads_the_whole_instrument_in_their_language(
    round_: Round, language: str, first: str
) -> None:
    (page,) = pages_for(round_, Audience.CUSTOMER, language)

    with translation.override(language):
        key = page_key(round_, Audience.CUSTOMER, language, page, seed="token")
        shown = survey_page(key, Filled()).content.decode()

    assert first in shown
    assert page.intro in shown
    for question in page.questions_for(Audience.CUSTOMER):
        words = question.wording(Audience.CUSTOMER, language).naming("Meridian Freight")
        assert words.text in shown
        for choice in question.scale.choices:
            assert f"<span>{choice.label(language)}</span>" in shown
    assert "English original" not in shown  # these questions are this project's own


@pytest.mark.parametrize("language", ["de", "en"])
def test_quoted_questions_stand_in_english_beside_their_translation(
    round_: Round, language: str
) -> None:
    pages = {page.key: page for page in pages_for(round_, Audience.EXECUTIVE, language)}
    signs, checklist = (
        survey_page(
            page_key(round_, Audience.EXECUTIVE, language, pages[key], seed="token"), Filled()
        ).content.decode()
        for key in ("eight-signs", "leadership-checklist")
    )

    is_translated = language != "en"
    assert signs.count('class="original') == (8 if is_translated else 0)
    assert checklist.count('class="original') == (4 if is_translated else 0)
    assert "Does the executive team have a clear set of customer experience objectives?" in signs
    assert "Do you have the right leadership?" in checklist
    assert ("Hat das Führungsteam klar festgelegte Ziele" in signs) is is_translated
