"""The limits of what an organization may set for itself, and what holds until it does."""

from typing import Final

FEWEST_CONTACT_MONTHS: Final = 6
FEWEST_MAIL_MONTHS: Final = 3
FEWEST_AUDIT_MONTHS: Final = 12  # a trigger of the database refuses to delete younger entries
MOST_MONTHS: Final = 120

USUAL_CONTACT_MONTHS: Final = 24
USUAL_MAIL_MONTHS: Final = 12
USUAL_AUDIT_MONTHS: Final = 36

LARGEST_MINIMUM_GROUP: Final = 50
DAYS_TO_JOIN: Final = 14
