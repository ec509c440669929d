"""The dashboard at 1,000 and at 1,000,000 responses, in turn in one run; the target is 1.2 ×.

Both rounds ask the same questions in ten units; each count is spread over the slots as so many
sheets would leave it. Nothing but tallies is read, so no sheets are made.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.test import Client

    from assessment.domain.definitions import Question
    from assessment.models import Organization

RESPONSES = (1_000, 1_000_000)
TURNS = 40
LONGEST = 60  # seconds for all turns
TARGET = 1.2
MOST_QUERIES = 12
UNITS = 10
SLOTS = 8
# Who answers; the executives are nine in both.
SHARES = {"executive": 0.0, "manager": 0.1, "employee": 0.3, "customer": 0.6}
NUMBERS = {"m1": [str(number) for number in range(0, 101, 5)], "l1b": ["0", "8", "16", "24"]}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/dashboard.sqlite3"
        os.environ.setdefault("SECRET_KEY", "for this measurement only")
        os.environ["PUBLIC_URL"] = "http://testserver"  # the host of Django's test client
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        ratio, queries = measure()
    print(f"ratio {ratio:.2f}, target {TARGET}; {queries} queries, at most {MOST_QUERIES}")
    sys.exit(ratio > TARGET or queries > MOST_QUERIES)


def measure() -> tuple[float, int]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    client, pages = prepare()
    times = in_turn(client, pages)
    medians = [statistics.median(one) for one in times]
    for responses, median in zip(RESPONSES, medians, strict=True):
        print(f"{responses:>9,} responses: {1000 * median:.1f} ms")
    return medians[1] / medians[0], queries_of(client, pages[1])


def in_turn(client: "Client", pages: list[str]) -> list[list[float]]:
    """Seconds of each page, one after the other, after a first turn that does not count."""
    times: list[list[float]] = [[] for _ in pages]
    until = time.perf_counter() + LONGEST
    for turn in range(TURNS + 1):
        for page, taken in zip(pages, times, strict=True):
            start = time.perf_counter()
            response = client.get(page)
            if response.status_code != 200:
                raise RuntimeError(f"{page} answered {response.status_code}")
            if turn:
                taken.append(time.perf_counter() - start)
        if time.perf_counter() > until and turn:
            break
    return times


def queries_of(client: "Client", page: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)


def prepare() -> "tuple[Client, list[str]]":
    """A lead's browser, and the dashboards of two organizations that differ only in size."""
    from django.test import Client
    from django.utils import timezone

    from assessment.models import Organization
    from leadership.domain.roles import Role
    from leadership.models import Membership, User

    now = timezone.now()
    lead = User.objects.create_user("lead@meridian.example", "Mara")
    pages = []
    for responses in RESPONSES:
        slug = f"meridian-{responses}"
        organization = Organization.objects.create(name="Meridian", slug=slug, created_at=now)
        Membership.objects.create(
            organization=organization, user=lead, role=Role.LEAD, joined_at=now
        )
        pages.append(f"/o/{slug}/results/{closed_round(organization, responses)}/")
    client = Client()
    client.force_login(lead)
    return client, pages


def closed_round(organization: "Organization", responses: int) -> int:
    """A closed round of nine executives and so many others in ten units; its id."""
    from django.utils import timezone

    from assessment.domain.audiences import Audience
    from assessment.domain.quarters import quarter_of
    from assessment.domain.rounds import Promise
    from assessment.models import Tally
    from assessment.queries.definitions import latest_versions
    from assessment.queries.rounds import questions_for
    from assessment.services.rounds import (
        close_round,
        count_asked,
        create_round,
        open_round,
    )

    now = timezone.now()
    round_ = create_round(
        organization=organization,
        quarter=quarter_of(now.date()),
        closes_at=now + timedelta(days=1),
        promise=Promise.ATTRIBUTED,
        audiences=[Audience(audience) for audience in SHARES],
        version_ids=latest_versions().values(),
    )
    units = [organization.units.create(name=f"Unit {number}").pk for number in range(UNITS)]
    sheets: dict[tuple[Audience, int | None], int] = {(Audience.EXECUTIVE, None): 9}
    for audience, share in SHARES.items():
        if audience != Audience.EXECUTIVE:
            each = int(responses * share / UNITS)
            sheets |= {(Audience(audience), unit): each for unit in units}
    open_round(round_=round_, now=now)
    count_asked(round_=round_, asked=sheets)
    Tally.objects.bulk_create(
        (
            Tally(
                round=round_,
                question=question,
                audience=audience.value,
                unit_id=unit,
                choice=choice,
                slot=slot,
                count=count,
            )
            for (audience, unit), people in sheets.items()
            for question, choice, taken in [
                ("sheets", "submitted", people),
                *choices(questions_for(round_, audience), people),
            ]
            for slot, count in enumerate(over_slots(taken))
            if count
        ),
        batch_size=1_000,
    )
    close_round(round_=round_, now=now)
    return round_.pk


def choices(questions: "Iterable[Question]", people: int) -> "Iterator[tuple[str, str, int]]":
    """Each choice of each question is taken about equally often."""
    for question in questions:
        codes = [choice.code for choice in question.scale.choices] or NUMBERS.get(question.key, [])
        for place, code in enumerate(codes):
            yield question.key, code, people // len(codes) + (place < people % len(codes))


def over_slots(count: int) -> list[int]:
    return [count // SLOTS + (slot < count % SLOTS) for slot in range(SLOTS)]


if __name__ == "__main__":
    main()
