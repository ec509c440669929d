"""Writing mail texts of one's own, and deleting them."""

from datetime import datetime
from typing import Any

from django.db import transaction

from assessment.domain.language import speaking
from assessment.models import Organization
from leadership.domain.languages import DEFAULT_LANGUAGE, LANGUAGES
from leadership.domain.mail_wording import Text, TextKey, text_for
from leadership.models import MailText, User
from leadership.queries.texts import own_texts
from leadership.services.audit import record


def save_text(
    *, organization: Organization, key: TextKey, text: Text, by: User, now: datetime
) -> bool:
    """Let this text go out from now on; returns whether it is one of its own.

    A text that says what would go out anyway is not kept, so that it follows when that changes.
    """
    others = {one: own for one, own in own_texts(organization).items() if one != key}
    if text == text_for(others, key)[0]:
        drop_text(organization=organization, key=key, by=by, now=now)
        return False
    words = {"subject": text.subject, "opening": text.opening, "afterwards": text.afterwards}
    with transaction.atomic():
        MailText.objects.update_or_create(
            organization=organization, **_columns(key), defaults=words
        )
        record(organization=organization, by=by, act="mail text saved", about=_told(key), now=now)
    return True


def drop_text(*, organization: Organization, key: TextKey, by: User, now: datetime) -> bool:
    """Go back to what went out before; returns whether there was a text of their own."""
    with transaction.atomic():
        own = MailText.objects.filter(organization=organization, **_columns(key))
        dropped, _ = own.delete()
        if dropped:
            record(
                organization=organization, by=by, act="mail text dropped", about=_told(key), now=now
            )
    return bool(dropped)


def _columns(key: TextKey) -> dict[str, Any]:
    return {
        "kind": key.asking.value,
        "audience": key.audience.value,
        "language": key.language,
    }


def _told(key: TextKey) -> str:
    """As the audit keeps it: in English, whoever wrote the text."""
    with speaking(DEFAULT_LANGUAGE):
        return f"{key.asking.value} to {key.audience.plural} in {LANGUAGES[key.language]}"
