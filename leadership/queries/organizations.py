"""What an organization has set for itself, with the defaults where it has not."""

from assessment.models import Organization
from leadership.domain.languages import LANGUAGES
from leadership.models import OrganizationSettings


def settings_of(organization: Organization) -> OrganizationSettings:
    """The organization's settings; where it has none, the defaults in a row that is not stored."""
    held = OrganizationSettings.objects.filter(organization=organization).first()
    return held or OrganizationSettings(organization=organization)


def offered_languages(held: OrganizationSettings) -> dict[str, str]:
    """The languages that the organization asks in, by code, in their usual order."""
    return {
        code: name
        for code, name in LANGUAGES.items()
        if not held.languages or code in held.languages
    }
