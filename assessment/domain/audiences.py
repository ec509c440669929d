"""Who is asked: the audiences of an assessment and the words for them."""

from enum import StrEnum
from typing import Final

from assessment.domain.language import translatable, translate


class Audience(StrEnum):
    """One point of view on the organization; the value is what is stored."""

    EXECUTIVE = "executive"
    MANAGER = "manager"
    EMPLOYEE = "employee"
    CUSTOMER = "customer"
    PARTNER = "partner"

    @property
    def plural(self) -> str:
        """The word by itself or in a list: `Audience.CUSTOMER.plural` is "customers"."""
        return translate(_PLURALS[self])

    @property
    def is_management(self) -> bool:
        """Whether the audience counts towards management's side of the gap."""
        return self in MANAGEMENT


def side_name(side: str) -> str:
    """A side of the gap in a list or a sentence: "management", "customers", …"""
    return translate(_SIDES[side])


_PLURALS: Final = {
    Audience.EXECUTIVE: translatable("executives"),
    Audience.MANAGER: translatable("managers"),
    Audience.EMPLOYEE: translatable("employees"),
    Audience.CUSTOMER: translatable("customers"),
    Audience.PARTNER: translatable("partners"),
}
_SIDES: Final = {
    "management": translatable("management"),
    "customers": translatable("customers"),
    "employees": translatable("employees"),
    "partners": translatable("partners"),
}
MANAGEMENT: Final = (Audience.EXECUTIVE, Audience.MANAGER)
