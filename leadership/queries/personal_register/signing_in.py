"""How somebody signs in, and what is left of their tasks."""

from typing import Final

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from assessment.domain.language import translatable as _
from leadership.domain.sign_in_ways import factor_in_words
from leadership.models import (
    Erasure,
    User,
)
from leadership.queries.personal_register.held import Fate, Held
from leadership.queries.persons import Person


def sessions_of(user: User | None) -> QuerySet[Session]:
    """What keeps the browsers of a person signed in."""
    keys = UserSession.objects.filter(user=user).values("session_key")
    return Session.objects.filter(session_key__in=keys)


def _sessions(person: Person) -> QuerySet[Session]:
    return sessions_of(person.user) if person.own else Session.objects.none()


SIGNING_IN: Final[tuple[Held, ...]] = (
    Held(
        model=UserSession,
        title=_("Where you are signed in"),
        trails=("user",),
        rows=lambda person: person.of_user(UserSession),
        fate=Fate.GOES_WITH,
        shown={
            "created_at": _("Signed in at"),
            "last_seen_at": _("Last there at"),
            "ip": _("Network address"),
            "user_agent": _("Browser"),
        },
        own_only=True,
    ),
    Held(
        model=Session,
        title="",
        trails=(),
        rows=_sessions,
        fate=Fate.BY_HAND,
        shown={},
        why="What keeps a browser signed in; the rows above say where.",
        own_only=True,
    ),
    Held(
        model=Authenticator,
        title=_("Passkeys, authenticator apps and recovery codes"),
        trails=("user",),
        rows=lambda person: person.of_user(Authenticator),
        fate=Fate.GOES_WITH,
        shown={
            "type": _("What it is"),
            "created_at": _("Added at"),
            "last_used_at": _("Last used at"),
        },
        own_only=True,
        said={"type": lambda row, _person: factor_in_words(row.type)},
    ),
    Held(
        model=EmailAddress,
        title=_("Addresses of your sign-in"),
        trails=("user", "email"),
        rows=lambda person: person.of_user(EmailAddress),
        fate=Fate.GOES_WITH,
        shown={"email": _("Address"), "verified": _("Verified")},
        own_only=True,
    ),
    Held(
        model=EmailConfirmation,
        title="",
        trails=("email_address",),
        rows=lambda person: person.of_user(EmailConfirmation, "email_address__user"),
        fate=Fate.GOES_WITH,
        shown={},
        own_only=True,
    ),
    Held(
        model=SocialAccount,
        title=_("Single sign-on"),
        trails=("user",),
        rows=lambda person: person.of_user(SocialAccount),
        fate=Fate.GOES_WITH,
        shown={"provider": _("Provider"), "uid": _("Known there as"), "last_login": _("Last used")},
        own_only=True,
    ),
    Held(
        model=SocialToken,
        title="",
        trails=("account",),
        rows=lambda person: person.of_user(SocialToken, "account__user"),
        fate=Fate.GOES_WITH,
        shown={},
        own_only=True,
    ),
    Held(
        model=User.groups.through,
        title="",
        trails=("user",),
        rows=lambda person: person.of_user(User.groups.through),
        fate=Fate.GOES_WITH,
        shown={},
        own_only=True,
    ),
    Held(
        model=User.user_permissions.through,
        title="",
        trails=("user",),
        rows=lambda person: person.of_user(User.user_permissions.through),
        fate=Fate.GOES_WITH,
        shown={},
        own_only=True,
    ),
    Held(
        model=User,
        title=_("Your sign-in"),
        trails=("email", "name"),
        rows=lambda person: User.objects.filter(email=person.address),
        fate=Fate.BY_HAND,
        shown={
            "email": _("Address"),
            "name": _("Name"),
            "last_login": _("Last signed in"),
            "is_active": _("May sign in"),
        },
        why="Goes where no other organization knows the person as a member.",
        own_only=True,
    ),
    Held(
        model=DBTaskResult,
        title="",
        trails=(),
        rows=lambda person: DBTaskResult.objects.filter(traceback__icontains=person.address),
        fate=Fate.BY_HAND,
        shown={},
        why="An error message may quote an address; the message goes, the task stays.",
    ),
    Held(
        model=Erasure,
        title="",
        trails=("address_hash",),
        rows=lambda person: Erasure.objects.none(),
        fate=Fate.KEPT,
        shown={},
        why="A keyed hash, so that a restored backup can be told whom to erase again.",
    ),
)
