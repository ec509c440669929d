"""What has become of the mail of a round."""

from datetime import timedelta

import pytest

from leadership.models import Bounce, Membership, OutgoingEmail
from leadership.queries import round_mail
from leadership.queries.round_mail import Delivery, delivery_of
from tests.leadership.conftest import NOW
from tests.leadership.programmes import a_contact, a_draft, launched


def test_delivery_counts_states_and_names_failures(lead: Membership) -> None:
    for number in range(6):
        a_contact(lead.organization, f"p{number}@customer.example")
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    emails = list(OutgoingEmail.objects.order_by("invitation__contact__email"))
    states = ("sent", "sent", "skipped", "failed", "sent", "sent")
    for email, state in zip(emails, states, strict=True):
        email.state = state
        email.error = "550 No such user" if state == "failed" else ""
        email.save()
    for email in emails[4:]:
        email.outcome = "bounced"
        email.save()
    Bounce.objects.create(
        organization=lead.organization,
        email="p4@customer.example",
        bounced_on=NOW + timedelta(days=1),
        words="5.1.1 Unknown",
    )

    assert delivery_of(round_) == Delivery(
        queued=0,
        sent=2,
        skipped=1,
        failed_count=3,
        failed=(
            ("p3@customer.example", "550 No such user"),
            ("p4@customer.example", "5.1.1 Unknown"),
            ("p5@customer.example", "bounced"),
        ),
    )


def test_many_failures_are_counted_and_the_first_ones_named(
    lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(round_mail, "FAILURES_SHOWN", 2)
    for number in range(4):
        a_contact(lead.organization, f"p{number}@customer.example")
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    OutgoingEmail.objects.update(state="failed")

    delivery = delivery_of(round_)

    assert delivery.failed_count == 4
    assert len(delivery.failed) == 2
