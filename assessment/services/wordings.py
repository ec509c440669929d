"""Writing an organization's own words for questions, and going back to ours."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from assessment.domain.definitions import Wording
from assessment.domain.errors import AssessmentError
from assessment.domain.own_wordings import WordingKey
from assessment.models import Organization, OwnWording


class SourceIsQuoted(AssessmentError):
    """The source’s own words stay as they are; only their translations can be changed."""


def write_own_wording(
    *,
    organization: Organization,
    keys: Collection[WordingKey],
    words: Wording,
    beside: str,
) -> None:
    """Word a question for all these audiences from the next launch on.

    `beside` is our English question, which the words were written for.
    """
    with transaction.atomic():
        for key in keys:
            OwnWording.objects.update_or_create(
                organization=organization,
                **_columns(key),
                defaults={"text": words.text, "help": words.help, "beside": beside},
            )


def drop_own_wording(*, organization: Organization, keys: Collection[WordingKey]) -> bool:
    """Go back to our words; returns whether there were others."""
    with transaction.atomic():
        dropped = [
            OwnWording.objects.filter(organization=organization, **_columns(key)).delete()[0]
            for key in keys
        ]
    return any(dropped)


def _columns(key: WordingKey) -> dict[str, Any]:
    return {
        "questionnaire": key.questionnaire,
        "question": key.question,
        "audience": key.audience.value,
        "language": key.language,
    }
