"""What the library of practices offers to somebody who promises something about a question."""

from assessment.domain.practices import Advice, Practice
from assessment.queries.practices import practices_for
from leadership.queries.committed_questions import EIGHT_SIGNS, CommittedQuestion


def suggestions_for(question: CommittedQuestion) -> Advice:
    """The advice on a sign; for any other question the whole library, which is about signs."""
    library = practices_for(EIGHT_SIGNS)
    if question.is_sign:
        return library.advice_on(question.key)
    return Advice(library.practices, library.warnings, ())


def practice_named(key: str) -> Practice | None:
    """A piece of advice by its key; None for one that the library does not hold (any more)."""
    return next((one for one in practices_for(EIGHT_SIGNS).practices if one.key == key), None)
