"""Keys for programs: what is kept of them, when they work, and how often."""

from datetime import date, timedelta

import pytest
from django.db import connection

from assessment.models import Organization
from leadership.domain.api_keys import Scope, hash_of_key
from leadership.models import ApiKey, AuditEntry, Membership
from leadership.queries.api_keys import key_of
from leadership.services.api_keys import (
    REQUESTS_A_MINUTE,
    KeyNameTaken,
    create_key,
    note_use,
    revoke_key,
    seconds_to_wait,
)
from tests.leadership.conftest import NOW

pytestmark = pytest.mark.django_db


def made(owner: Membership, name: str = "Workbook") -> tuple[ApiKey, str]:
    return create_key(
        organization=owner.organization,
        name=name,
        scopes=[Scope.RESULTS],
        by=owner.user,
        now=NOW,
    )


def test_key_is_kept_as_a_hash_and_noted(owner: Membership) -> None:
    key, text = made(owner)

    key.refresh_from_db()
    assert (key.prefix, key.key_hash) == (text[:11], hash_of_key(text))
    assert (key.scopes, key.created_by) == (["results"], "owner@example.com")
    entry = AuditEntry.objects.get(act="key created")
    assert (entry.by, entry.about) == ("owner@example.com", f"Workbook ({text[:11]}…): results")


def test_no_table_holds_the_key_in_clear(owner: Membership) -> None:
    _, text = made(owner)

    seen = key_of(text)
    assert seen is not None
    seconds_to_wait(key=seen, now=NOW)
    note_use(key=seen, now=NOW)

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - only names of our own tables
            assert text[12:] not in str(cursor.fetchall()), table


def test_every_key_is_another(owner: Membership) -> None:
    assert made(owner, "One")[1] != made(owner, "Two")[1]


def test_revoked_key_is_not_found_and_its_name_is_free(owner: Membership) -> None:
    key, text = made(owner)

    revoke_key(key=key, by=owner.user, now=NOW)
    revoke_key(key=key, by=owner.user, now=NOW)

    assert key_of(text) is None
    assert AuditEntry.objects.filter(act="key revoked").count() == 1
    assert key_of(made(owner)[1]) is not None


@pytest.mark.parametrize("name", ["Workbook", "wORKBOOK"])
def test_two_working_keys_have_two_names(owner: Membership, name: str) -> None:
    made(owner)

    with pytest.raises(KeyNameTaken, match="works already"):
        made(owner, name)

    assert ApiKey.objects.count() == 1


def test_name_of_another_organization_is_free(
    owner: Membership, other_organization: Organization
) -> None:
    made(owner)

    create_key(
        organization=other_organization, name="Workbook", scopes=list(Scope), by=owner.user, now=NOW
    )

    assert ApiKey.objects.count() == 2


def test_key_waits_for_the_next_minute_after_many_requests(owner: Membership) -> None:
    key, _ = made(owner)
    other, _ = made(owner, "Other")
    at = NOW.replace(second=12)

    waits = {seconds_to_wait(key=key, now=at) for _ in range(REQUESTS_A_MINUTE)}

    assert waits == {0}
    assert seconds_to_wait(key=key, now=at) == 48
    assert seconds_to_wait(key=other, now=at) == 0
    assert seconds_to_wait(key=key, now=at + timedelta(seconds=48)) == 0


def test_day_of_use_is_written_once_a_day(
    owner: Membership, django_assert_num_queries: object
) -> None:
    key, text = made(owner)

    note_use(key=key, now=NOW)

    key.refresh_from_db()
    assert key.last_used_on == date(2026, 3, 2)
    again = key_of(text)
    assert again is not None
    with django_assert_num_queries(0):  # type: ignore[operator]
        note_use(key=again, now=NOW)


def test_day_of_use_is_the_organizations(owner: Membership) -> None:
    owner.organization.time_zone = "Asia/Tokyo"
    owner.organization.save()
    key, _ = made(owner)

    note_use(key=key, now=NOW.replace(hour=20))

    key.refresh_from_db()
    assert key.last_used_on == date(2026, 3, 3)
