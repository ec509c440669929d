"""Deleting what has been kept for long enough, once a day, in pieces that hold nobody up."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from assessment.models import Organization
from leadership.models import Bounce, Contact, RetentionRun, User
from leadership.queries.organizations import settings_of
from leadership.queries.retention import OF_ORGANIZATIONS, OF_THE_INSTALLATION
from leadership.services.audit import record
from leadership.services.holds import hold_organization

BATCH: Final = 1000
MOST_BATCHES: Final = 100  # of a kind in one run; what is left waits for tomorrow
_RUNS_ARE_KEPT: Final = timedelta(days=400)
_A_DAY: Final = timedelta(hours=20)  # a little less, so that it comes no later every day
Find = Callable[[], QuerySet[Any]]


def apply_retention_of_today(*, now: datetime) -> int:
    """The same, unless some worker has done it within the day already."""
    lately = RetentionRun.objects.filter(ran_at__gt=now - _A_DAY).values("organization")
    return apply_retention(now=now, organizations=Organization.objects.exclude(pk__in=lately))


def apply_retention(*, now: datetime, organizations: QuerySet[Organization] | None = None) -> int:
    """Delete what is due in the organizations, by default in all of them, and in the installation.

    Returns how many rows.
    """
    places = Organization.objects.all() if organizations is None else organizations
    deleted = sum(
        sum(apply_retention_in(organization=one, now=now).values()) for one in places.order_by("pk")
    )
    return deleted + sum(
        _delete(lambda rows=rows: rows(now))  # type: ignore[misc]
        for rows in OF_THE_INSTALLATION.values()
    )


def apply_retention_in(*, organization: Organization, now: datetime) -> dict[str, int]:
    """The same for one organization, by kind; what was deleted is written down, whom is not."""
    held = settings_of(organization)
    deleted = {
        key: _delete(
            lambda rows=rows: rows(held, now),  # type: ignore[misc]
            organization.pk if key == "contacts" else None,
        )
        for key, rows in OF_ORGANIZATIONS.items()
    }
    with transaction.atomic():
        RetentionRun.objects.create(organization=organization, ran_at=now, deleted=deleted)
        old = RetentionRun.objects.filter(organization=organization)
        old.filter(ran_at__lt=now - _RUNS_ARE_KEPT).delete()
        if any(deleted.values()):
            about = ", ".join(f"{count:,} {key}" for key, count in deleted.items() if count)
            record(
                organization=organization, by=None, act="retention applied", about=about, now=now
            )
    return deleted


def _delete(find: Find, of_organization: int | None = None) -> int:
    """Batch by batch, each in a transaction of its own, so that nobody waits long for a row."""
    deleted = 0
    for _ in range(MOST_BATCHES):
        with transaction.atomic():
            if of_organization is not None:
                hold_organization(of_organization)
            keys = list(find().order_by("pk").values_list("pk", flat=True)[:BATCH])
            if not keys:
                break
            rows = find().model._default_manager.filter(pk__in=keys)
            if rows.model is Contact:
                _forget_bounces(keys)
            if rows.model is User:  # somebody may have joined since; nobody can as from now
                list(rows.select_for_update().values_list("pk"))
                rows = find().filter(pk__in=keys)
            rows.delete()
            deleted += len(keys)
    return deleted


def _forget_bounces(contacts: list[int]) -> None:
    """Keep nothing about an address that nobody here has any more."""
    gone = Contact.objects.filter(pk__in=contacts)
    organizations = gone.values("organization")
    Bounce.objects.filter(organization__in=organizations, email__in=gone.values("email")).delete()
