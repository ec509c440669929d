"""Closed rounds with people who answered, and what was heard in them."""

from datetime import timedelta

from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.models import Round
from leadership.models import Invitation, User, WhatWeHeard
from leadership.services.hearing import publish_what_we_heard, write_what_we_heard
from leadership.services.news import wish_for_news
from leadership.services.programme import close_round
from tests.respondents import an_invitation, submit

HEARD = "You wait too long.\n\nYou told us so."
WILL_DO = "We call you,\nbefore you call us."


def an_answer(
    round_: Round, audience: Audience = Audience.CUSTOMER, *, wants_news: bool = False
) -> Invitation:
    """Somebody who has answered, and asked to be told or not."""
    invitation = an_invitation(round_, audience)
    submit(invitation)
    invitation.refresh_from_db()
    if wants_news:
        wish_for_news(invitation=invitation, wants=True)
        invitation.refresh_from_db()
    return invitation


def a_lead(name: str = "leo") -> User:
    return User.objects.create_user(f"{name}@meridian.example", "Leo Lead")


def closed(round_: Round) -> Round:
    close_round(round_=round_, by=None, now=timezone.now())
    round_.refresh_from_db()
    return round_


def drafted(round_: Round, by: User, heard: str = HEARD, will_do: str = WILL_DO) -> WhatWeHeard:
    return write_what_we_heard(
        round_=round_, heard=heard, will_do=will_do, by=by, now=timezone.now()
    )


def published(round_: Round, by: User, heard: str = HEARD, will_do: str = WILL_DO) -> int:
    """Write it and publish it a moment ago; returns how many are told."""
    drafted(round_, by, heard, will_do)
    return publish_what_we_heard(round_=round_, by=by, now=timezone.now() - timedelta(seconds=1))
