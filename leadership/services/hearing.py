"""What a closed round taught the organization: written, published, changed, taken back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.models import Round
from leadership.domain.errors import LeadershipError
from leadership.models import User, WhatWeHeard
from leadership.queries.hearing import news_to_send
from leadership.services.audit import record
from leadership.services.news import queue_news


class RoundNotClosed(LeadershipError):
    """What was heard is known when nobody answers any more."""


class TextMissing(LeadershipError):
    """People are not shown half of it."""


class PublishedAlready(LeadershipError):
    """A text is published once, and then changed."""


class NotPublished(LeadershipError):
    """Only what people read can be taken back."""


def write_what_we_heard(
    *, round_: Round, heard: str, will_do: str, by: User, now: datetime
) -> WhatWeHeard:
    """Keep both texts; where they are published, people read the change at once.

    Raises RoundNotClosed, and TextMissing for a gap in what is published.
    """
    with transaction.atomic():
        _hold_closed(round_)
        written = WhatWeHeard.objects.filter(round=round_).first() or WhatWeHeard(round=round_)
        if written.published_at and not (heard and will_do):
            raise TextMissing(_("People read this already. Write both texts, or take it back."))
        written.heard, written.will_do, written.changed_at = heard, will_do, now
        written.save()
        act = "what we heard changed" if written.published_at else "what we heard drafted"
        _record(act, round_, by, now)
    return written


def publish_what_we_heard(*, round_: Round, by: User, now: datetime) -> int:
    """Show it under the links of everybody who was asked, and mail those who wished.

    Returns how many are mailed; nobody is mailed twice, however often it is published. Raises
    RoundNotClosed, TextMissing, PublishedAlready.
    """
    with transaction.atomic():
        _hold_closed(round_)
        written = WhatWeHeard.objects.filter(round=round_).first()
        if written is None or not (written.heard and written.will_do):
            raise TextMissing(_("Write both what you heard and what you will do, then publish."))
        if written.published_at:
            raise PublishedAlready(_("This is published already."))
        written.published_at = now
        written.save(update_fields=["published_at"])
        told = news_to_send(round_)
        queue_news(round_=round_, now=now)
        _record("what we heard published", round_, by, now, f": {told:,} to be told by mail")
    return told


def take_back_what_we_heard(*, round_: Round, by: User, now: datetime) -> None:
    """Show it nowhere any more; mail that still waits is not sent. Raises NotPublished."""
    with transaction.atomic():
        _hold_closed(round_)
        published = WhatWeHeard.objects.filter(round=round_, published_at__isnull=False)
        if not published.update(published_at=None):
            raise NotPublished(_("This is not published, so there is nothing to take back."))
        _record("what we heard taken back", round_, by, now)


def _hold_closed(round_: Round) -> None:
    """Let one person at a time decide about a round's text. Raises RoundNotClosed."""
    if not Round.objects.select_for_update(no_key=True).get(pk=round_.pk).is_closed:
        raise RoundNotClosed(_("Write this when the round has closed."))


def _record(act: str, round_: Round, by: User, now: datetime, more: str = "") -> None:
    record(organization=round_.organization, by=by, act=act, about=f"{round_.label}{more}", now=now)
