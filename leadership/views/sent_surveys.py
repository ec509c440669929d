"""What somebody sent from a one-page survey: the answers, and whether they may be contacted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from assessment.domain.answers import Parsed, parse
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Question
from assessment.queries.comments import COMMENT
from leadership.answer_forms import CONTACT, CONTACT_YES
from leadership.domain.concerns import AUDIENCES_HEARD


@dataclass(frozen=True, slots=True)
class SentSurvey:
    parsed: Parsed
    may_be_contacted: bool


def sent_survey(
    questions: Sequence[Question], posted: Mapping[str, Sequence[str]], audience: Audience
) -> SentSurvey:
    """Read what was posted; a tick without a comment is an error of the comment."""
    parsed = parse(questions, posted)
    if audience not in AUDIENCES_HEARD or CONTACT_YES not in posted.get(CONTACT, ()):
        return SentSurvey(parsed, may_be_contacted=False)
    errors = dict(parsed.errors)
    if COMMENT not in parsed.answers and COMMENT not in errors:
        errors[COMMENT] = _(
            "You ticked that you may be contacted about this. Write a comment, or take the tick "
            "away."
        )
    typed = parsed.typed | {CONTACT: [CONTACT_YES]}
    return SentSurvey(replace(parsed, errors=errors, typed=typed), may_be_contacted=True)
