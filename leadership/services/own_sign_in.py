"""What somebody does with their own sign-in and account, and what the audit holds of it."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from leadership.domain.languages import LANGUAGES
from leadership.models import User
from leadership.queries.people import memberships_to_tell
from leadership.services.audit import record


def note_password(*, user: User, now: datetime) -> None:
    with transaction.atomic():
        for one in memberships_to_tell(user):
            record(
                organization=one.organization,
                by=user,
                act="password set",
                about="their own",
                now=now,
            )


def note_factor(*, user: User, factor: str, is_added: bool, now: datetime) -> None:
    with transaction.atomic():
        for one in memberships_to_tell(user):
            record(
                organization=one.organization,
                by=user,
                act="second factor added" if is_added else "second factor removed",
                about=factor,
                now=now,
            )


def end_sign_ins(*, sessions: list[UserSession], by: User, now: datetime) -> None:
    """Sign out these browsers of one person, who are signed in no more from their next click."""
    with transaction.atomic():
        for session in sessions:
            session.end()
        for one in memberships_to_tell(by):
            record(
                organization=one.organization,
                by=by,
                act="sign-in ended",
                about=f"{len(sessions)} other browser{'' if len(sessions) == 1 else 's'}",
                now=now,
            )


def choose_language(*, language: str, by: User, now: datetime) -> None:
    """Let their pages and mail be in this language; "" follows the browser again."""
    with transaction.atomic():
        User.objects.filter(pk=by.pk).update(language=language)
        for one in memberships_to_tell(by):
            record(
                organization=one.organization,
                by=by,
                act="language chosen",
                about=LANGUAGES.get(language, "as the browser asks"),
                now=now,
            )
