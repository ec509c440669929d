"""Results at few and at a million responses on PostgreSQL, in turn in one run; target 1.2 ×.

The dashboard, the page of the gap and a sign’s page, for 100 responses against a million in two
units, and for 1,000 against a million in ten. Rounds of a pair ask the same questions in the
same units, so that their pages show as much; each count is spread over the slots as so many
sheets would leave it. Nothing but tallies is read, so no sheets are made.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from tools import postgres

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.test import Client

    from assessment.domain.definitions import Question
    from assessment.models import Organization

# Responses and units of the rounds that are compared with each other.
PAIRS = (((100, 2), (1_000_000, 2)), ((1_000, 10), (1_000_000, 10)))
PAGES = {"dashboard": "", "gap": "gap/", "sign": "signs/s1/"}
TURNS = 40
LONGEST = 90  # seconds for all turns
TARGET = 1.2
MOST_QUERIES = 15  # three for who is reading, twelve for what is read
SLOTS = 8
# Who answers; the executives are nine in both.
SHARES = {"executive": 0.0, "manager": 0.1, "employee": 0.3, "customer": 0.6}
NUMBERS = {"m1": [str(number) for number in range(0, 101, 5)], "l1b": ["0", "8", "16", "24"]}


def main() -> None:
    with postgres.server() as database, tempfile.TemporaryDirectory() as static:
        os.environ["DATABASE_URL"] = database.url
        os.environ["STATIC_ROOT"] = static
        os.environ.setdefault("SECRET_KEY", "for this measurement only")
        os.environ["PUBLIC_URL"] = "http://testserver"  # the host of Django's test client
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        ratio, queries = measure()
    print(f"ratio {ratio:.2f}, target {TARGET}; {queries} queries, at most {MOST_QUERIES}")
    sys.exit(ratio > TARGET or queries > MOST_QUERIES)


def measure() -> tuple[float, int]:
    """The largest ratio of a page of many to one of few, and the most queries of a page."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    client, addresses = prepare()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum does in production
    # A page of few and the same of many stand next to each other, so that whatever else the
    # machine does in between meets both.
    compared = {
        (few, many, name): (addresses[few] + rest, addresses[many] + rest)
        for few, many in PAIRS
        for name, rest in PAGES.items()
    }
    pages = [page for both in compared.values() for page in both]
    times = iter(in_turn(client, pages))
    ratios = []
    for (few, many, name), less, more in zip(compared, times, times, strict=True):
        ratios.append(statistics.median(b / a for a, b in zip(less, more, strict=True)))
        told = " and ".join(
            f"{1000 * statistics.median(taken):.1f} ms at {size:,}"
            for taken, (size, _) in ((less, few), (more, many))
        )
        print(f"{name:>9}, {few[1]:>2} units: {told} responses, ratio {ratios[-1]:.2f}")
    most = max(queries_of(client, page) for page in pages)
    connection.close()
    return max(ratios), most


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


def prepare() -> "tuple[Client, dict[tuple[int, int], str]]":
    """A lead's browser, and the results of organizations by their responses and units."""
    from django.test import Client
    from django.utils import timezone

    from assessment.models import Organization
    from leadership.domain.roles import Role
    from leadership.models import Membership, User

    now = timezone.now()
    lead = User.objects.create_user("lead@meridian.example", "Mara")
    addresses = {}
    for responses, units in dict.fromkeys(round_ for pair in PAIRS for round_ in pair):
        slug = f"meridian-{responses}-{units}"
        organization = Organization.objects.create(name="Meridian", slug=slug, created_at=now)
        Membership.objects.create(
            organization=organization, user=lead, role=Role.LEAD, joined_at=now
        )
        round_id = closed_round(organization, responses, units)
        addresses[responses, units] = f"/o/{slug}/results/{round_id}/"
    client = Client()
    client.force_login(lead)
    return client, addresses


def closed_round(organization: "Organization", responses: int, number_of_units: int) -> int:
    """A closed round of nine executives and so many others in so many units; its id."""
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
    units = [
        organization.units.create(name=f"Unit {number}").pk for number in range(number_of_units)
    ]
    sheets: dict[tuple[Audience, int | None], int] = {(Audience.EXECUTIVE, None): 9}
    for audience, share in SHARES.items():
        if audience != Audience.EXECUTIVE:
            each = int(responses * share / number_of_units)
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
