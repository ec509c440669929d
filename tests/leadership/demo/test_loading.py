"""Loading the demo: once, the same every time, on every day, with links that work."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from assessment.domain.rounds import RoundState
from assessment.models import Organization, Round, Tally
from leadership.demo import company
from leadership.demo.loading import load_demo
from leadership.models import User
from leadership.queries.dashboards import dashboard_for
from tests.html_pages import page_of

NOW = datetime(2026, 8, 12, 10, tzinfo=UTC)


def test_demo_is_the_same_every_time(db: None) -> None:
    loads = [everything(), everything()]

    assert loads[0] == loads[1]
    assert len(loads[0][0]) > 1000


def everything() -> tuple[list[tuple[object, ...]], list[str]]:
    """All counts and findings of a fresh demo, which is taken away again."""
    with transaction.atomic():
        organization = load_demo(now=NOW)
        rounds = organization.rounds.select_related("organization").order_by("pk")
        first = rounds[0].pk
        counted = Tally.objects.values_list("round", "question", "audience", "unit__name", "choice")
        counts = [(row[0] - first, *row[1:]) for row in counted.order_by()]
        findings = [dashboard_for(one).headline for one in rounds if one.is_closed]
        transaction.set_rollback(True)
    return sorted(set(counts), key=str), findings


@pytest.fixture
def printed(db: None) -> dict[str, str]:
    """The links that `manage.py demo --links` prints, as paths by their word."""
    out = StringIO()
    call_command("demo", "--links", stdout=out, stderr=StringIO())
    lines = (line.split() for line in out.getvalue().splitlines())
    return {word: link.removeprefix("http://office.example") for word, link in lines}


def test_printed_links_open_what_they_promise(printed: dict[str, str]) -> None:
    latest = Round.objects.filter(state=RoundState.CLOSED).first()
    assert latest is not None

    for word, email in (("lead", company.LEAD[0]), ("executive", company.EXECUTIVE[0])):
        client = Client()
        landed = client.get(printed[word], follow=True)
        if not landed.context["user"].is_authenticated:
            landed = client.post(printed[word], follow=True)
        assert landed.context["user"] == User.objects.get(email=email)
        dashboard = client.get(f"/o/meridian-freight/results/{latest.pk}/")
        assert dashboard.status_code == 200
    survey = Client().get(printed["customer"])
    assert survey.status_code == 200
    page = page_of(survey)
    assert "How customer-centric is Meridian Freight today?" in page.text
    assert "p1" not in page.fields  # nothing is chosen yet


def test_demo_is_loaded_into_an_empty_installation_only(db: None) -> None:
    there = Organization.objects.create(name="Acme", slug="acme", created_at=timezone.now())

    call_command("demo", stderr=StringIO())

    assert list(Organization.objects.all()) == [there]
    assert not Round.objects.exists()


@pytest.mark.parametrize("day", [1, 89])
def test_demo_loads_on_the_first_and_the_last_days_of_a_quarter(db: None, day: int) -> None:
    now = datetime(2026, 1, 1, 3, tzinfo=UTC) + timedelta(days=day - 1)

    organization = load_demo(now=now)

    current = organization.rounds.get(state=RoundState.OPEN)
    assert current.launched_at is not None
    assert current.launched_at <= now < current.closes_at
