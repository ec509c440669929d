"""Who is asked: the audiences of an assessment and the words for them."""

from enum import StrEnum
from typing import Final


class Audience(StrEnum):
    """One point of view on the organization; the value is what is stored."""

    EXECUTIVE = "executive"
    MANAGER = "manager"
    EMPLOYEE = "employee"
    CUSTOMER = "customer"
    PARTNER = "partner"

    @property
    def plural(self) -> str:
        """The word inside a sentence: `Audience.CUSTOMER.plural` is "customers"."""
        return f"{self.value}s"

    @property
    def is_management(self) -> bool:
        """Whether the audience counts towards management's side of the gap."""
        return self in MANAGEMENT


MANAGEMENT: Final = (Audience.EXECUTIVE, Audience.MANAGER)
