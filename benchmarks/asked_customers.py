"""Prepares what bench_respondent.py measures: an open round with many customers in it.

    python -m benchmarks.asked_customers 20000

Prints the id of the first invitation, and how many SQL statements one journey takes.
"""

import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization
from assessment.queries.definitions import latest_versions
from assessment.services.rounds import count_asked, create_round, open_round
from benchmarks.floor import TABLE
from leadership.links import answer_token
from leadership.models import Contact, Invitation

ANSWERS = {**{f"p{number}": "4" for number in range(1, 8)}, "c1": "Answer the telephone."}


def invite(customers: int, slug: str = "m") -> int:
    """Open a round that asks so many customers; returns the id of the first invitation."""
    now = timezone.now()
    organization = Organization.objects.create(name="Meridian Freight", slug=slug, created_at=now)
    round_ = create_round(
        organization=organization,
        quarter=quarter_of(now.date()),
        closes_at=now + timedelta(days=1),
        promise=Promise.TOTALS_ONLY,
        audiences=[Audience.CUSTOMER],
        version_ids=latest_versions().values(),
    )
    contacts = Contact.objects.bulk_create(
        Contact(organization=organization, email=f"c{number}@{slug}.example", audience="customer")
        for number in range(customers)
    )
    invitations = Invitation.objects.bulk_create(
        Invitation(round=round_, contact=contact, audience="customer", invited_on=now.date())
        for contact in contacts
    )
    open_round(round_=round_, now=now)
    count_asked(round_=round_, asked={(Audience.CUSTOMER, None): customers})
    return invitations[0].pk


def statements(first: int) -> int:
    """How many SQL statements a journey takes, BEGIN and COMMIT counted."""
    client = Client(headers={"host": "127.0.0.1"})
    paths = [f"/a/{answer_token(Invitation.objects.get(pk=first + n))}/" for n in range(2)]
    client.get(paths[0])  # a process reads the questions once
    with CaptureQueriesContext(connection) as journey:
        client.get(paths[1])
        client.post(paths[1], ANSWERS, follow=True)
    return len(journey)


def main() -> None:
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    first = invite(int(sys.argv[1]))
    sys.stdout.write(f"{first} {statements(first)}")


if __name__ == "__main__":
    main()
