"""One question as it will stand on a respondent's page, in words that are still being written."""

from dataclasses import replace

from django.utils import translation

from assessment.domain.definitions import Wording
from assessment.queries.wordings import AskedInWords
from leadership.answer_forms import AnswerForm
from leadership.views.respondent import render_page


def question_page(asked: AskedInWords, typed: Wording, organization: str) -> str:
    """The page as HTML; its answers can be tried and go nowhere."""
    audience = asked.audiences[0]
    wordings = {**asked.question.wordings, (audience, asked.language): typed}
    question = replace(asked.question, wordings=wordings, group="")
    with translation.override(asked.language):
        form = AnswerForm(
            asked.definition,
            [question],
            organization=organization,
            audience=audience,
            language=asked.language,
        )
        context = {"form": form, "organization": organization, "language": asked.language}
        page = render_page("leadership/wordings/preview.html", context)
    return page.content.decode()
