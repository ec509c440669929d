"""What every page about one round says about it."""

from typing import Any

from assessment.domain.language import translate_plural, whole_number
from assessment.domain.rounds import Promise
from assessment.models import Round
from leadership.views.answer_pages import closing_day, promise_text


def about(round_: Round) -> dict[str, Any]:
    """The round, its last day and its promises, as context of a template."""
    return {
        "round_": round_,
        "closes_on": closing_day(round_),
        "promise_label": Promise(round_.promise).label,
        "promises": [(audience, promise_text(round_, audience)) for audience in round_.asks],
    }


def people(count: int) -> str:
    """Such as “1 person” or “1,210 people”."""
    words = translate_plural("{count} person", "{count} people", count)
    return words.format(count=whole_number(count))
