"""Who said what to which sign: in attributed rounds, and nowhere else."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import Organization, Population, Round
from assessment.queries.rounds import questions_for
from assessment.services.rounds import close_round
from leadership.domain.roles import Role
from leadership.models import Membership
from leadership.queries.matrix import matrix_of
from leadership.services.answering import submit_answers
from tests.leadership.conftest import Join
from tests.respondents import an_open_round, invited_member, this_quarter

pytestmark = pytest.mark.django_db

YES: dict[str, Answer] = {f"s{number}": "yes" for number in range(1, 9)}


def a_closed_round(
    organization: Organization,
    answers: dict[Membership, dict[str, Answer] | None],
    *,
    promise: Promise = Promise.ATTRIBUTED,
    earlier: bool = False,
) -> Round:
    """A round in which these executives were asked; None stayed silent."""
    quarter = this_quarter().previous() if earlier else this_quarter()
    round_ = an_open_round(
        organization, audiences=[Audience.EXECUTIVE], promise=promise, quarter=quarter
    )
    Population.objects.create(
        round=round_, audience=Audience.EXECUTIVE.value, unit=None, asked=len(answers)
    )
    for member, given in answers.items():
        invitation = invited_member(round_, member)
        if given is not None:
            submit_answers(
                invitation=invitation,
                answers=given,
                questions=questions_for(round_, Audience.EXECUTIVE),
                now=timezone.now(),
            )
    close_round(round_=round_, now=timezone.now() + timedelta(minutes=1))
    return round_


@pytest.fixture
def ann(organization: Organization, join: Join) -> Membership:
    return join(
        organization, Role.EXECUTIVE, "ann@example.com", name="Ann Moe", on_executive_team=True
    )


@pytest.fixture
def bo(organization: Organization, join: Join) -> Membership:
    return join(
        organization, Role.EXECUTIVE, "bo@example.com", name="Bo Lind", on_executive_team=True
    )


def test_matrix_names_each_executive_and_each_answer(
    organization: Organization,
    ann: Membership,
    bo: Membership,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    round_ = a_closed_round(organization, {bo: None, ann: YES | {"s7": "no", "s8": "dk"}})

    with django_assert_num_queries(2):
        matrix = matrix_of(round_, None)

    assert matrix is not None
    assert [row.name for row in matrix.rows] == ["Ann Moe", "Bo Lind"]
    assert matrix.rows[0].cells[5:] == (("y", "yes"), ("n", "no"), ("d", "don’t know"))
    assert set(matrix.rows[1].cells) == {("", "no answer")}
    assert matrix.moves == []


def test_matrix_says_who_moved_since_the_round_before_in_counts(
    organization: Organization, ann: Membership, bo: Membership
) -> None:
    before = a_closed_round(
        organization, {ann: YES | {"s7": "no"}, bo: YES | {"s7": "no"}}, earlier=True
    )
    now = a_closed_round(organization, {ann: YES, bo: YES | {"s7": "no"}})

    matrix = matrix_of(now, before)

    assert matrix is not None
    assert matrix.since == before.label
    assert matrix.moves == ["sign 7: 1 from no to yes, 1 unchanged"]


def test_there_is_no_matrix_where_only_totals_were_promised(
    organization: Organization, ann: Membership, bo: Membership
) -> None:
    round_ = a_closed_round(organization, {ann: YES, bo: YES}, promise=Promise.TOTALS_ONLY)

    assert matrix_of(round_, None) is None


def test_moves_are_not_told_against_a_round_that_promised_only_totals(
    organization: Organization, ann: Membership, bo: Membership
) -> None:
    before = a_closed_round(
        organization, {ann: YES, bo: YES}, promise=Promise.TOTALS_ONLY, earlier=True
    )
    now = a_closed_round(organization, {ann: YES | {"s1": "no"}, bo: YES})

    matrix = matrix_of(now, before)

    assert matrix is not None
    assert matrix.moves == []


def test_there_is_no_matrix_before_the_close(organization: Organization, ann: Membership) -> None:
    round_ = an_open_round(organization, audiences=[Audience.EXECUTIVE], promise=Promise.ATTRIBUTED)
    invited_member(round_, ann)

    assert matrix_of(round_, None) is None
