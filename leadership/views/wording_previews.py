"""One question as it will stand on a respondent's page, in words that are still being written."""

from dataclasses import replace

from django.template.loader import render_to_string
from django.utils import translation

from assessment.domain.definitions import Wording
from assessment.queries.wordings import AskedInWords
from leadership.answer_forms import AnswerForm
from leadership.views.respondent import SELF_ASSESSMENT, style


def question_page(asked: AskedInWords, typed: Wording, organization: str) -> str:
    """The page as HTML; its answers can be tried and go nowhere."""
    audience = asked.audiences[0]
    words = replace(typed, is_own=typed != asked.ours)
    wordings = {**asked.question.wordings, (audience, asked.language): words}
    question = replace(asked.question.read_in(asked.language), wordings=wordings, group="")
    with translation.override(asked.language):
        form = AnswerForm(
            asked.definition,
            [question],
            organization=organization,
            audience=audience,
            language=asked.language,
        )
        context = {
            "form": form,
            "organization": organization,
            "style": style(*SELF_ASSESSMENT),
            "language": asked.language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
        }
        return render_to_string("leadership/wordings/preview.html", context)
