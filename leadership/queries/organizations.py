"""What an organization has set for itself, and whether there is one at all."""

from assessment.domain.sentences import SMALLEST_GROUP
from assessment.models import Organization, Round
from leadership.domain.languages import DEFAULT_LANGUAGE, LANGUAGES
from leadership.domain.mail_wording import spoken
from leadership.models import FirstStart, OrganizationSettings, User


def settings_of(organization: Organization) -> OrganizationSettings:
    """The organization's settings; where it has none, the defaults in a row that is not stored."""
    held = OrganizationSettings.objects.filter(organization=organization).first()
    return held or OrganizationSettings(organization=organization)


def usual_minimum_group(organization: Organization) -> int:
    """What a new round begins with: the organization's own number, else its latest round's."""
    if own := settings_of(organization).minimum_group:
        return own
    latest = Round.objects.filter(organization=organization).first()
    return latest.minimum_group if latest else SMALLEST_GROUP


def offered_languages(held: OrganizationSettings) -> dict[str, str]:
    """The languages that the organization asks in, by code, in their usual order."""
    return {
        code: name
        for code, name in LANGUAGES.items()
        if not held.languages or code in held.languages
    }


def asked_language(held: OrganizationSettings, known: str) -> str:
    """In which language somebody is asked whose own is `known` or ""; "" leaves it to the browser.

    Mail to them is in English then.
    """
    offered = offered_languages(held)
    if known in offered:
        return known
    if held.language:
        return held.language
    return "" if DEFAULT_LANGUAGE in offered else next(iter(offered))


def language_of_documents(organization: Organization) -> str:
    """In which language something is written that many people of an organization read."""
    return spoken(settings_of(organization).language or DEFAULT_LANGUAGE)


def has_begun(*, besides_first_start: bool = False) -> bool:
    """Whether anybody was ever here: then nobody begins in the browser any more."""
    return (
        Organization.objects.exists()
        or User.objects.exists()
        or (not besides_first_start and FirstStart.objects.exists())
    )
