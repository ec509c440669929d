"""Who said what to one sign, and who changed their mind."""

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.answers import Answer
from assessment.domain.rounds import Promise
from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import Membership
from leadership.queries.sign_voices import voices_on
from tests.leadership.conftest import Join
from tests.leadership.queries.test_matrix import YES, a_closed_round

pytestmark = pytest.mark.django_db

NO_7: dict[str, Answer] = YES | {"s7": "no"}


@pytest.fixture
def team(organization: Organization, join: Join) -> list[Membership]:
    """Ann, Bo and Cy."""
    return [
        join(
            organization,
            Role.EXECUTIVE,
            f"{name}@example.com",
            name=name.capitalize(),
            on_executive_team=True,
        )
        for name in ("ann", "bo", "cy")
    ]


def test_voices_list_everybody_under_their_answer(
    organization: Organization,
    team: list[Membership],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ann, bo, cy = team
    round_ = a_closed_round(organization, {bo: NO_7, ann: YES, cy: None})

    with django_assert_num_queries(1):
        voices = voices_on(round_, None, key="s7")

    assert voices is not None
    assert voices.answers == (("Yes", ("Ann",)), ("No", ("Bo",)), ("No answer", ("Cy",)))
    assert (voices.flips, voices.moves) == ("", ())


def test_voices_name_who_changed_since_the_round_before(
    organization: Organization, team: list[Membership]
) -> None:
    ann, bo, cy = team
    before = a_closed_round(organization, {ann: NO_7, bo: NO_7, cy: None}, earlier=True)
    now = a_closed_round(organization, {ann: YES, bo: NO_7, cy: YES})

    voices = voices_on(now, before, key="s7")

    assert voices is not None
    assert voices.heading == "Bo says no"
    assert voices.moves == ("Ann: no → yes",)
    assert voices.flips == "1 from no to yes, 1 unchanged; 1 answered once at most"


def test_voices_say_nothing_of_changes_where_nobody_changed(
    organization: Organization, team: list[Membership]
) -> None:
    before = a_closed_round(organization, dict.fromkeys(team, YES), earlier=True)
    now = a_closed_round(organization, dict.fromkeys(team, YES))

    voices = voices_on(now, before, key="s7")

    assert voices is not None
    assert (voices.flips, voices.moves) == ("", ())


def test_nobody_is_named_where_only_totals_were_promised(
    organization: Organization, team: list[Membership]
) -> None:
    totals = a_closed_round(
        organization, dict.fromkeys(team, YES), promise=Promise.TOTALS_ONLY, earlier=True
    )
    named = a_closed_round(organization, dict.fromkeys(team, NO_7))

    voices = voices_on(named, totals, key="s7")

    assert voices_on(totals, None, key="s7") is None
    assert voices is not None
    assert (voices.flips, voices.moves) == ("", ())
