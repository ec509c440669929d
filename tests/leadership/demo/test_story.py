"""The story that the demo company is there to tell, over its five quarters."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count

from assessment.domain.rounds import RoundState
from assessment.domain.signs import Status
from assessment.models import Round, Tally
from assessment.queries.commitment import Commitment
from assessment.queries.trends import TrendPoint, trend_of
from leadership.demo import company
from leadership.demo.loading import load_demo
from leadership.models import (
    Bounce,
    Evidence,
    EvidenceReviewer,
    Invitation,
    Membership,
    OutgoingEmail,
    User,
)
from leadership.queries.charts import charts_of
from leadership.queries.dashboards import Dashboard, dashboard_for
from leadership.queries.hearing import published_in
from leadership.queries.inviting import joined_since

NOW = datetime(2026, 8, 12, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Loaded once for the tests of this module, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        load_demo(now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def closed(demo: None, db: None) -> list[Round]:
    rounds = Round.objects.filter(state=RoundState.CLOSED).select_related("organization")
    return list(rounds.order_by("quarter_starts_on"))


@pytest.fixture
def trend(closed: list[Round]) -> list[TrendPoint]:
    return trend_of(closed)


@pytest.fixture
def latest(closed: list[Round]) -> Dashboard:
    return dashboard_for(closed[-1])


def test_demo_has_four_closed_quarters_and_an_open_one(closed: list[Round]) -> None:
    assert [one.label for one in closed] == ["Q3 2025", "Q4 2025", "Q1 2026", "Q2 2026"]
    assert list(Round.objects.exclude(state=RoundState.CLOSED).values_list("label", "state")) == [
        ("Q3 2026", "open")
    ]


def test_demo_asks_executives_managers_employees_and_customers(closed: list[Round]) -> None:
    for round_ in closed:
        asked = dashboard_for(round_).results.participation
        assert [one.asked for one in asked] == [9, 40, 360, 1180]
        assert all(one.answered for one in asked)


def test_agreed_signs_rise_to_six(trend: list[TrendPoint]) -> None:
    agreed = [point.agreed for point in trend if point.agreed is not None]

    assert agreed == sorted(agreed)
    assert (agreed[0], agreed[-1]) == (2, 6)


def test_pay_is_contested_in_the_last_closed_round(latest: Dashboard) -> None:
    assert latest.signs[6].rule is Status.CONTESTED
    assert latest.signs[6].status == "Contested 5–4"


def test_gap_narrows_and_then_stalls(trend: list[TrendPoint]) -> None:
    gaps = [float(point.gap.points) for point in trend if point.gap and point.gap.points]

    assert len(gaps) == 4
    assert gaps[0] - gaps[2] > 5
    assert abs(gaps[3] - gaps[2]) < 4


def test_every_chart_of_the_demo_says_something(latest: Dashboard) -> None:
    charts = charts_of(latest)

    assert len(charts) == 8
    for block in charts.values():
        assert block.rows
        assert block.draw()["data"]["datasets"]
        assert "Too few" not in block.finding


def test_open_round_waits_for_executives_customers_and_mail(demo: None, db: None) -> None:
    invitations = Invitation.objects.filter(round__state=RoundState.OPEN)

    executives = invitations.filter(audience="executive")
    assert executives.filter(submitted_on=None).count() == 5
    assert executives.filter(submitted_on=None).exclude(started_on=None).count() == 1
    assert invitations.filter(audience="customer", submitted_on=None).exists()
    mails = OutgoingEmail.objects.order_by("state").values_list("state").annotate(Count("pk"))
    assert dict(mails.exclude(state=OutgoingEmail.State.SENT)) == {"failed": 3, "queued": 42}


def test_open_round_was_reminded_lost_three_addresses_and_has_newcomers(
    demo: None, db: None
) -> None:
    round_ = Round.objects.get(state=RoundState.OPEN)

    assert joined_since(round_) == 12
    assert Bounce.objects.count() == 3
    assert round_.reminders.count() == 1


def test_every_closed_round_tells_what_was_heard_and_nothing_about_it_waits(
    closed: list[Round],
) -> None:
    for round_ in closed:
        heard = published_in(round_)
        assert heard is not None
        assert heard.heard
        assert heard.will_do
        told = OutgoingEmail.objects.filter(round=round_, kind=OutgoingEmail.Kind.NEWS)
        assert told.filter(state=OutgoingEmail.State.SENT).count() == told.count() > 50


def test_executive_of_the_demo_has_not_answered_yet(demo: None, db: None) -> None:
    executive = Membership.objects.get(user__email=company.EXECUTIVE[0])

    invitation = Invitation.objects.get(membership=executive, round__state=RoundState.OPEN)

    assert invitation.submitted_on is None
    assert invitation.started_on is None


def test_second_load_changes_nothing(demo: None, db: None) -> None:
    before = Tally.objects.count(), User.objects.count(), Round.objects.count()

    call_command("demo", stderr=StringIO())

    assert (Tally.objects.count(), User.objects.count(), Round.objects.count()) == before
    assert before[2] == 5


def test_sign_is_claimed_sent_back_and_evidenced_a_quarter_later(closed: list[Round]) -> None:
    third, fourth = dashboard_for(closed[2]), dashboard_for(closed[3])

    assert third.signs[4].proof_tag == "Claimed, no evidence"
    assert fourth.signs[4].proof_tag == "Evidenced"
    pieces = Evidence.objects.filter(question="s5").order_by("round__quarter_starts_on")
    assert [piece.state for piece in pieces] == ["sent-back", "accepted"]
    assert len({piece.giver for piece in pieces}) == 1


def test_evidenced_signs_rise_and_one_is_stale(closed: list[Round]) -> None:
    found = [dashboard_for(one).results.commitment for one in closed]
    evidenced = [one.evidenced for one in found if isinstance(one, Commitment)]

    assert evidenced == [None, None, 3, 4]
    assert dashboard_for(closed[-1]).signs[1].proof_tag == "Stale yes"


def test_open_round_has_evidence_to_review_and_to_answer(demo: None, db: None) -> None:
    states = Evidence.objects.filter(round__state=RoundState.OPEN).order_by("question")

    assert list(states.values_list("question", "state")) == [("s1", "waiting"), ("s6", "sent-back")]
    assert EvidenceReviewer.objects.count() == 1
