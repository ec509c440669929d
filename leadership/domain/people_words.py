"""The words for people in lists: audiences, languages, and how it stands with somebody."""

from enum import StrEnum
from typing import Final

from assessment.domain.audiences import Audience
from assessment.domain.language import readers_language, translatable, translate
from leadership.domain.languages import LANGUAGES
from leadership.domain.roles import Role

CONTACT_AUDIENCES: Final = tuple(one for one in Audience if one is not Audience.EXECUTIVE)
NOT_KNOWN: Final = "none"  # a language or unit that nobody has said, in addresses of pages

_ONE: Final = {
    Audience.EXECUTIVE: translatable("Executive"),
    Audience.MANAGER: translatable("Manager"),
    Audience.EMPLOYEE: translatable("Employee"),
    Audience.CUSTOMER: translatable("Customer"),
    Audience.PARTNER: translatable("Partner"),
}
_MANY: Final = {
    Audience.EXECUTIVE: translatable("Executives"),
    Audience.MANAGER: translatable("Managers"),
    Audience.EMPLOYEE: translatable("Employees"),
    Audience.CUSTOMER: translatable("Customers"),
    Audience.PARTNER: translatable("Partners"),
}
_LANGUAGES: Final = {
    "en": translatable("English"),
    "de": translatable("German"),
    "fr": translatable("French"),
    "es": translatable("Spanish"),
    "pt": translatable("Portuguese"),
    "it": translatable("Italian"),
    "nl": translatable("Dutch"),
    "pl": translatable("Polish"),
    "ja": translatable("Japanese"),
    "ar": translatable("Arabic"),
}
_SMALL_LANGUAGES: Final = {"fr", "es", "pt", "it", "pl"}


class Status(StrEnum):
    """Whether somebody is written to, and why not; the last says nothing about mail."""

    ACTIVE = "active"
    OPTED_OUT = "opted-out"
    BOUNCING = "bouncing"
    INACTIVE = "inactive"
    NEVER_ASKED = "never-asked"

    @property
    def label(self) -> str:
        return translate(
            {
                Status.ACTIVE: translatable("Can be asked"),
                Status.OPTED_OUT: translatable("Asked not to be written to"),
                Status.BOUNCING: translatable("Mail does not arrive"),
                Status.INACTIVE: translatable("Paused here"),
                Status.NEVER_ASKED: translatable("Never asked yet"),
            }[self]
        )


def audience_of_one(audience: str) -> str:
    """Such as "Customer"."""
    return translate(_ONE[Audience(audience)])


def audience_of_many(audience: str) -> str:
    """Such as "Customers"."""
    return translate(_MANY[Audience(audience)])


def language_name(code: str) -> str:
    """Such as "German"; what an installation does not know stays a code, "" is not known."""
    if not code:
        return translate("Not known")
    return translate(_LANGUAGES[code]) if code in LANGUAGES else code


def language_in_sentence(code: str) -> str:
    """Such as "German"; several languages write it small there."""
    name = language_name(code)
    return name[:1].lower() + name[1:] if readers_language() in _SMALL_LANGUAGES else name


def role_name(role: str) -> str:
    return Role(role).label
