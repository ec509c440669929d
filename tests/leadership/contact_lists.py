"""Contacts and what is known of their addresses, for the tests of lists and pages."""

from datetime import date

from assessment.models import Organization
from leadership.models import Bounce, Contact


def make_contacts(organization: Organization, count: int, **values: object) -> list[Contact]:
    return Contact.objects.bulk_create(
        Contact(
            **{
                "organization": organization,
                "email": f"p{number:03}@example.com",
                "name": f"Person {number:03}",
                "audience": "customer",
                **values,
            }
        )
        for number in range(count)
    )


def make_bounce(organization: Organization, email: str) -> Bounce:
    return Bounce.objects.create(
        organization=organization,
        email=email,
        bounced_on=date(2026, 3, 12),
        words="550 5.1.1 No such mailbox <b>",
    )
