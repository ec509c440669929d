"""Whether the time of an answer tells who has an account: known and unknown addresses by turns.

200 tries of each at every page that takes an address; the medians may differ by 10 ms at most.
Mail goes to a list, for a mail server takes as long for one address as for the other.
"""

import os
import statistics
import sys
import time

import django

TRIES = 200
TARGET = 10.0  # milliseconds between the medians
KNOWN, WITHOUT_PASSWORD, UNKNOWN = (
    f"{name}@meridian.example" for name in ("known", "without", "unknown")
)
PASSWORD = "a quiet corner of the office"  # noqa: S105 - of nobody
PAGES = {
    "emailed code": ("/accounts/login/", {}, "email"),
    "password": ("/accounts/login/password/", {"password": "a wrong one"}, "login"),
    "reset": ("/accounts/password/reset/", {}, "email"),
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection
    from django.test.utils import override_settings, setup_test_environment

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    add_members()
    with override_settings(ACCOUNT_RATE_LIMITS=False):
        widest = max(gap_of(page) for page in PAGES)
    sys.exit(widest >= TARGET)


def add_members() -> None:
    from leadership.models import User

    known = User.objects.create_user(KNOWN)
    known.set_password(PASSWORD)
    known.save()
    User.objects.create_user(WITHOUT_PASSWORD)


def gap_of(page: str) -> float:
    """Milliseconds between the quickest and the slowest median of the three kinds of address."""
    took: dict[str, list[float]] = {KNOWN: [], WITHOUT_PASSWORD: [], UNKNOWN: []}
    for _ in range(TRIES):
        for email, times in took.items():
            times.append(milliseconds_of(page, email))
    medians = {email: statistics.median(times) for email, times in took.items()}
    gap = max(medians.values()) - min(medians.values())
    said = ", ".join(f"{email.split('@')[0]} {median:.1f} ms" for email, median in medians.items())
    print(f"{page:12} {said}: {gap:.1f} ms apart; target below {TARGET:.0f} ms", flush=True)
    return gap


def milliseconds_of(page: str, email: str) -> float:
    from django.test import Client

    path, more, field = PAGES[page]
    client = Client()
    began = time.perf_counter()
    client.post(path, {**more, field: email})
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
