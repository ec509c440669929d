"""Answers person by person: executives who were told so, and nobody else."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import Organization
from assessment.services.rounds import close_round
from leadership.domain.roles import Role
from leadership.models import Membership
from leadership.queries.raw_answers import executives_answers, may_leave
from tests.leadership.conftest import Join
from tests.leadership.queries.test_matrix import YES, a_closed_round
from tests.respondents import an_invitation, an_open_round, submit

pytestmark = pytest.mark.django_db

GIVEN: dict[str, Answer] = YES | {
    "s7": "no",
    "l1b": [1.5, 0.0, 2.0, 3.0],
    "p1": "5",
    "m1": 40,
    "c1": "Fire everybody.",
}


@pytest.fixture
def team(organization: Organization, join: Join) -> list[Membership]:
    return [
        join(organization, Role.EXECUTIVE, f"{n}@x.example", name=name, on_executive_team=True)
        for n, name in enumerate(["bo Lind", "Ann Moe", "Cy Noe"])
    ]


@pytest.mark.parametrize("people", [1, 3])
def test_rows_hold_what_executives_alone_were_asked(
    organization: Organization,
    team: list[Membership],
    people: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    round_ = a_closed_round(organization, dict.fromkeys(team[:people], GIVEN))
    executives_answers(round_)

    with django_assert_num_queries(1):
        found = executives_answers(round_)

    assert found is not None
    answers, questions = found
    keys = [column.key for column in answers.columns]
    assert keys[:10] == ["executive", "answered", *(f"s{number}" for number in range(1, 9))]
    assert keys.count("l1b_1") == keys.count("l1b_4") == 1
    assert not {"p1", "p2", "m1", "c1"} & set(keys)
    rows = [dict(zip(keys, row, strict=True)) for row in answers.rows]
    names = ["Ann Moe", "bo Lind", "Cy Noe"] if people == 3 else ["bo Lind"]
    assert [row["executive"] for row in rows] == names
    for row in rows:
        assert (row["s1"], row["s7"], row["l1a"]) == ("yes", "no", None)
        assert [row[f"l1b_{week}"] for week in range(1, 5)] == [1.5, 0, 2, 3]
    assert "Fire everybody." not in str(found)
    assert {part for row in questions.rows for part in str(row[0]).split(", ")} == set(keys[2:])


def test_silent_executive_has_an_empty_row(
    organization: Organization, team: list[Membership]
) -> None:
    round_ = a_closed_round(organization, {team[0]: GIVEN, team[1]: None})

    found = executives_answers(round_)

    assert found is not None
    assert found[0].rows[0][:3] == ("Ann Moe", "no", None)
    assert set(found[0].rows[0][2:]) == {None}


def test_nothing_leaves_where_totals_were_promised(
    organization: Organization, team: list[Membership]
) -> None:
    round_ = a_closed_round(organization, dict.fromkeys(team, GIVEN), promise=Promise.TOTALS_ONLY)

    assert not may_leave(round_)
    assert executives_answers(round_) is None


def test_nothing_leaves_of_an_open_round(organization: Organization) -> None:
    round_ = an_open_round(organization, promise=Promise.ATTRIBUTED)

    assert executives_answers(round_) is None


def test_other_audiences_never_leave_as_rows(organization: Organization) -> None:
    round_ = an_open_round(organization, promise=Promise.ATTRIBUTED)
    for audience in Audience:
        submit(an_invitation(round_, audience))
    close_round(round_=round_, now=timezone.now())

    found = executives_answers(round_)

    assert found is not None
    assert [row[0] for row in found[0].rows] == ["Cleo Adams"]


def test_nothing_leaves_where_no_executive_was_asked(organization: Organization) -> None:
    round_ = an_open_round(organization, promise=Promise.ATTRIBUTED, audiences=[Audience.CUSTOMER])
    close_round(round_=round_, now=timezone.now())

    assert executives_answers(round_) is None
