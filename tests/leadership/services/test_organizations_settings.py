"""What owners set: kept, noted field by field, and what depends on it follows."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from assessment.models import Organization
from leadership.models import AuditEntry, FirstStart, Membership, OrganizationSettings, User
from leadership.queries.organizations import asked_language, settings_of, usual_minimum_group
from leadership.queries.rounds import usual_settings
from leadership.services import organizations as services
from tests.database import at_once
from tests.leadership.conftest import NOW
from tests.respondents import an_open_round

FIRST: dict[str, Any] = {
    "name": "Acme",
    "time_zone": "UTC",
    "fiscal_year_starts_in": 1,
    "owner_name": "Olivia",
    "now": NOW,
}


def noted() -> list[str]:
    return list(AuditEntry.objects.filter(act="settings changed").values_list("about", flat=True))


def test_defaults_hold_until_an_owner_says_otherwise(organization: Organization) -> None:
    held = settings_of(organization)

    assert (held.contact_months, held.mail_months, held.audit_months) == (24, 12, 36)
    assert (held.language, held.languages, held.minimum_group) == ("", [], None)
    assert not OrganizationSettings.objects.exists()


def test_change_is_kept_and_says_which_fields(
    organization: Organization, owner: Membership
) -> None:
    services.change_retention(
        organization=organization,
        contact_months=12,
        mail_months=12,
        audit_months=24,
        by=owner.user,
        now=NOW,
    )

    held = settings_of(organization)
    assert (held.contact_months, held.mail_months, held.audit_months) == (12, 12, 24)
    assert noted() == ["contact months: 24 → 12; audit months: 36 → 24"]


def test_what_stays_as_it_is_is_not_noted(organization: Organization, owner: Membership) -> None:
    services.change_sender(
        organization=organization,
        sender_name="",
        sender_address="",
        reply_to="",
        by=owner.user,
        now=NOW,
    )

    assert noted() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("contact_months", 5), ("mail_months", 2), ("audit_months", 11), ("minimum_group", 4)],
)
def test_database_refuses_what_is_below_the_floor(
    organization: Organization, field: str, value: int
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganizationSettings.objects.create(organization=organization, **{field: value})


def test_new_rounds_begin_with_the_smallest_group_and_launched_ones_keep_theirs(
    organization: Organization, owner: Membership
) -> None:
    launched = an_open_round(organization)

    services.change_asking(
        organization=organization,
        language="",
        languages=[],
        minimum_group=9,
        by=owner.user,
        now=NOW,
    )

    launched.refresh_from_db()
    assert launched.minimum_group == 5
    assert usual_minimum_group(organization) == 9
    assert usual_settings(organization, {}, NOW.date())["minimum_group"] == 9


@pytest.mark.parametrize(
    ("languages", "usual", "known", "asked"),
    [
        ([], "", "de", "de"),
        ([], "", "", ""),
        ([], "fr", "", "fr"),
        (["fr", "de"], "", "de", "de"),
        (["fr", "de"], "fr", "it", "fr"),
        (["de", "fr"], "", "it", "de"),
        (["en", "fr"], "", "it", ""),
    ],
)
def test_people_are_asked_in_a_language_that_is_offered(
    languages: list[str], usual: str, known: str, asked: str
) -> None:
    held = OrganizationSettings(language=usual, languages=languages)

    assert asked_language(held, known) == asked


@pytest.mark.django_db
def test_installation_is_started_once() -> None:
    membership = services.start_installation(**FIRST, owner_email="olivia@a.example")

    assert (membership.role, membership.organization.slug) == ("owner", "acme")
    with pytest.raises(services.BegunAlready):
        services.start_installation(**FIRST, owner_email="other@a.example")
    assert Organization.objects.count() == 1


def test_installation_with_somebody_in_it_is_not_started(organization: Organization) -> None:
    with pytest.raises(services.BegunAlready):
        services.start_installation(**FIRST, owner_email="other@a.example")

    assert not FirstStart.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_start_at_once_one_does() -> None:
    def begin(number: int) -> str:
        try:
            services.start_installation(**FIRST, owner_email=f"o{number}@a.example")
        except services.BegunAlready:
            return "refused"
        return "founded"

    outcomes = at_once(2, begin)

    assert sorted(outcomes) == ["founded", "refused"]
    assert Organization.objects.count() == 1
