"""The results mail: why it comes, and how it stops."""

import pytest

from assessment.domain.rounds import Promise
from leadership.domain.roles import Role
from leadership.emails.results import render_results
from leadership.links import member_unsubscribe_link
from leadership.models import Membership
from tests.closed_rounds import CUSTOMER, EXECUTIVE, a_round, headline, signs
from tests.leadership.mailing import a_member, an_organization

pytestmark = pytest.mark.django_db


def a_reader(role: Role) -> Membership:
    return a_member(an_organization(), f"{role}@meridian.example", role, "Cleo Adams")


@pytest.mark.parametrize(
    ("role", "because"),
    [
        (Role.OWNER, "because you run its rounds"),
        (Role.LEAD, "because you run its rounds"),
        (Role.EXECUTIVE, "because you are on its executive team"),
    ],
)
def test_mail_says_why_it_comes_and_how_it_stops(role: Role, because: str) -> None:
    reader = a_reader(role)
    round_ = a_round(
        reader.organization,
        {EXECUTIVE: {**signs((9, 0)), **headline(6, 9)}, CUSTOMER: headline(30, 300)},
    )

    mail = render_results(round_, reader)

    stop = member_unsubscribe_link(reader)
    assert mail.headers["List-Unsubscribe"] == f"<{stop}>"
    for text in (mail.text, mail.html):
        assert because in text
        assert stop in text
        assert "All eight signs are agreed." in text
    assert mail.to == f"Cleo Adams <{role}@meridian.example>"


def test_headline_that_is_hidden_is_passed_on_as_it_stands() -> None:
    """Three executives where totals were promised: the dashboard says why, and so does this."""
    reader = a_reader(Role.LEAD)
    round_ = a_round(
        reader.organization,
        {EXECUTIVE: signs((3, 0)), CUSTOMER: headline(1, 2)},
        promise=Promise.TOTALS_ONLY,
    )

    mail = render_results(round_, reader)

    assert mail.subject == f"Meridian Freight: {round_.label} has closed"
    assert "Fewer than 5 executives answered, so the signs are not shown." in mail.text
    assert "3 of" not in mail.text
