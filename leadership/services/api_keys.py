"""Making and revoking the keys with which programs read results, and letting them in."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from assessment.models import Organization
from leadership.domain.api_keys import KEY_BYTES, SHOWN, Scope, hash_of_key, key_text
from leadership.domain.errors import LeadershipError
from leadership.models import ApiKey, User
from leadership.services.audit import record

REQUESTS_A_MINUTE: Final = 120


class KeyNameTaken(LeadershipError):
    """Keys that work are told apart by their names."""


def create_key(
    *, organization: Organization, name: str, scopes: Collection[Scope], by: User, now: datetime
) -> tuple[ApiKey, str]:
    """The key as kept, and its text, which is kept nowhere. Raises KeyNameTaken."""
    text = key_text(secrets.token_urlsafe(KEY_BYTES))
    with transaction.atomic():
        Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
        working = ApiKey.objects.filter(organization=organization, revoked_at=None)
        if working.alias(lower=Lower("name")).filter(lower=Lower(Value(name))).exists():
            raise KeyNameTaken(
                _(
                    "A key named “{name}” works already. Choose another name, or revoke that one."
                ).format(name=name)
            )
        key = ApiKey.objects.create(
            organization=organization,
            name=name,
            prefix=text[:SHOWN],
            key_hash=hash_of_key(text),
            scopes=[scope.value for scope in Scope if scope in scopes],
            created_by=by.email,
            created_at=now,
        )
        record(organization=organization, by=by, act="key created", about=_told(key), now=now)
    return key, text


def revoke_key(*, key: ApiKey, by: User, now: datetime) -> None:
    """From the next request on the key opens nothing; twice is once."""
    organization = key.organization
    with transaction.atomic():
        if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now):
            record(organization=organization, by=by, act="key revoked", about=_told(key), now=now)


def seconds_to_wait(*, key: ApiKey, now: datetime) -> int:
    """0 lets this request in and counts it; otherwise how long the key has to wait.

    Requests that arrive in the same instant may be counted as one: the limit keeps a runaway
    program from slowing people down, and nothing else rests on it.
    """
    minute, second = divmod(int(now.timestamp()), 60)
    name = f"api-key-{key.pk}-{minute}"
    requests: int = cache.get(name, 0)
    if requests >= REQUESTS_A_MINUTE:
        return 60 - second
    cache.set(name, requests + 1, timeout=120)
    return 0


def note_use(*, key: ApiKey, now: datetime) -> None:
    """Keep the day of the latest use, so that owners see which keys nobody needs; once a day."""
    today = now.astimezone(key.organization.zone).date()
    if key.last_used_on != today:
        ApiKey.objects.filter(pk=key.pk).update(last_used_on=today)


def _told(key: ApiKey) -> str:
    return f"{key.name} ({key.prefix}…): {', '.join(key.scopes)}"
