"""A lead's own words for a question: written down, and in the audit."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.domain.definitions import Wording
from assessment.domain.language import listed, speaking
from assessment.models import Organization
from assessment.queries.wordings import AskedInWords
from assessment.services import wordings
from leadership.domain.languages import DEFAULT_LANGUAGE, LANGUAGES
from leadership.models import User
from leadership.services.audit import record


def save_wording(
    *,
    organization: Organization,
    asked: AskedInWords,
    words: Wording,
    by: User,
    now: datetime,
) -> bool:
    """Ask in these words from the next launch on; returns whether they are words of their own.

    Words that are ours anyway are not kept, so that they follow when ours change.
    Raises SourceIsQuoted.
    """
    if asked.is_quoted:
        raise wordings.SourceIsQuoted(
            _(
                "These are the source’s own words, so they stay as they are. "
                "You can change their translations."
            )
        )
    if words == asked.ours:
        drop_wording(organization=organization, asked=asked, by=by, now=now)
        return False
    with transaction.atomic():
        wordings.write_own_wording(
            organization=organization,
            keys=asked.keys,
            words=words,
            beside=asked.english.text,
        )
        record(organization=organization, by=by, act="question worded", about=_told(asked), now=now)
    return True


def drop_wording(
    *, organization: Organization, asked: AskedInWords, by: User, now: datetime
) -> bool:
    """Ask in our words again from the next launch on; returns whether there were others."""
    with transaction.atomic():
        dropped = wordings.drop_own_wording(organization=organization, keys=asked.keys)
        if dropped:
            about = _told(asked)
            record(organization=organization, by=by, act="own words dropped", about=about, now=now)
    return dropped


def _told(asked: AskedInWords) -> str:
    """As the audit keeps it: in English, whoever changed the words."""
    with speaking(DEFAULT_LANGUAGE):
        readers = listed([audience.plural for audience in asked.audiences])
    return f"{asked.question.key} to {readers} in {LANGUAGES[asked.language]}"
