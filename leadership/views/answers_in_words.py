"""Answers as the person who gave them reads them, of this round and of an earlier one."""

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Kind, Question
from leadership.queries.invitations import EarlierAnswers


def in_words(question: Question, answer: Answer | None, language: str) -> str:
    """What was answered; empty where nothing was, or nothing that this question offers."""
    match question.scale.kind, answer:
        case Kind.CHOICE, str():
            labels = {choice.code: choice.label(language) for choice in question.scale.choices}
            return labels.get(answer, "")
        case Kind.NUMBER, int():
            return str(answer)
        case Kind.HOURS, [*hours]:
            return _("%(hours)s hours in weeks 1 to %(weeks)s") % {
                "hours": " · ".join(
                    "–" if one is None else number_format(f"{one:g}") for one in hours
                ),
                "weeks": len(hours),
            }
        case Kind.TEXT, str():
            return _("“%(text)s”") % {"text": answer}
    return ""


def said_before(
    questions: Sequence[Question],
    earlier: EarlierAnswers,
    *,
    audience: Audience,
    language: str,
    organization: str,
) -> dict[str, list[str]]:
    """What this person said in an earlier round, as sentences beside each question.

    In the words of that round, because an answer means what was asked and offered then; where
    either has changed, a sentence says so.
    """
    before = {question.key: question for question in earlier.questions}
    said = {}
    for question in questions:
        asked = before.get(question.key)
        answer = in_words(asked, earlier.answers.get(question.key), language) if asked else ""
        if asked and answer:
            sentence = _("Your answer in %(round)s: %(answer)s")
            said[question.key] = [sentence % {"round": earlier.label, "answer": answer}]
            wording = asked.wording(audience, language).naming(organization).text
            if wording != question.wording(audience, language).naming(organization).text:
                said[question.key].append(
                    _("The question read differently then: “%(question)s”") % {"question": wording}
                )
            if _offered(asked) != _offered(question):
                said[question.key].append(_("There were other answers to choose from then."))
    return said


def _offered(question: Question) -> tuple[object, ...]:
    """What can be answered, but for translations, which come and go without a new meaning."""
    scale = question.scale
    choices = tuple((choice.code, choice.label()) for choice in scale.choices)
    return scale.kind, choices, scale.minimum, scale.maximum, scale.step, scale.values
