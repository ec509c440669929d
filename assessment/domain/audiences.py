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


_PLURALS: Final = {
    Audience.EXECUTIVE: translatable("executives"),
    Audience.MANAGER: translatable("managers"),
    Audience.EMPLOYEE: translatable("employees"),
    Audience.CUSTOMER: translatable("customers"),
    Audience.PARTNER: translatable("partners"),
}
MANAGEMENT: Final = (Audience.EXECUTIVE, Audience.MANAGER)
