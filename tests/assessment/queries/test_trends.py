"""How an organization's closed rounds line up, and where the line breaks."""

import re
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from assessment.queries.trends import rounds_until, trend_of
from assessment.services.questionnaires import BUILT_IN, load_questionnaires
from tests.closed_rounds import (
    A_DAY,
    AT,
    CUSTOMER,
    EXECUTIVE,
    MANAGER,
    a_round,
    headline,
    signs,
)


def quarters(count: int) -> list[Quarter]:
    """So many quarters, the last of them the one of A_DAY."""
    found = [quarter_of(A_DAY)]
    while len(found) < count:
        found.insert(0, found[0].previous())
    return found


def rounds(organization: Organization, count: int) -> list[Round]:
    """Round 0 has no sign agreed, round 1 one, and so on; customers' top box grows with them."""
    return [
        a_round(
            organization,
            {
                EXECUTIVE: signs(*[(9, 0)] * min(number, 7), (0, 9)) | headline(3, 9),
                MANAGER: headline(9, 18),
                CUSTOMER: headline(number, 100),
            },
            quarter=quarter,
        )
        for number, quarter in enumerate(quarters(count))
    ]


def test_trend_runs_from_the_oldest_round_to_this_one(organization: Organization) -> None:
    made = rounds(organization, 4)

    points = trend_of(rounds_until(made[2]))

    assert [point.round_id for point in points] == [one.pk for one in made[:3]]
    assert [point.agreed for point in points] == [0, 1, 2]
    assert [point.claimed for point in points] == [0, 1, 2]
    assert [point.customers.x for point in points if point.customers] == [0, 1, 2]
    assert [point.gap.points for point in points if point.gap] == [
        Fraction(1200, 27) - number for number in range(3)
    ]


def test_trend_holds_twelve_rounds_at_most(organization: Organization) -> None:
    made = rounds(organization, 13)

    assert [one.pk for one in rounds_until(made[-1])] == [one.pk for one in made[1:]]


def test_trend_leaves_out_open_rounds_and_other_organizations(organization: Organization) -> None:
    other = Organization.objects.create(name="Other", slug="other", created_at=AT)
    earlier, this = quarters(2)
    rounds(other, 2)
    a_round(organization, {CUSTOMER: headline(5, 9)}, quarter=earlier, closed=False)
    latest = a_round(organization, {CUSTOMER: headline(5, 9)}, quarter=this)

    assert [one.pk for one in rounds_until(latest)] == [latest.pk]


def test_hidden_and_missing_points_are_none(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: signs((4, 0)), CUSTOMER: headline(2, 4)},
        promise=Promise.TOTALS_ONLY,
    )

    (point,) = trend_of([round_])

    assert (point.claimed, point.agreed, point.executives) == (None, None, None)
    assert (point.management, point.customers, point.gap) == (None, None, None)


def test_trend_breaks_where_the_scale_of_the_headline_changed(
    organization: Organization, tmp_path: Path
) -> None:
    first, second, third, fourth = quarters(4)
    a_round(organization, {CUSTOMER: headline(1, 9)}, quarter=first)
    publish(tmp_path, "other words", {"title: .*": "title: Another title"})
    a_round(organization, {CUSTOMER: headline(1, 9)}, quarter=second)
    publish(tmp_path, "other scale", {r'code: "?4"?': 'code: "4b"'})
    a_round(organization, {CUSTOMER: {"p1": {"5": 1, "4b": 8}}}, quarter=third)
    publish(tmp_path, "other labels", {r'code: "?4"?': 'code: "4b"', "en: Mostly": "en: Very"})
    latest = a_round(organization, {CUSTOMER: {"p1": {"5": 1, "4b": 8}}}, quarter=fourth)

    points = trend_of(rounds_until(latest))

    assert [point.perception_continues for point in points] == [True, True, False, False]


def publish(
    tmp_path: Path, name: str, changes: dict[str, str], *, key: str = "perception-gap"
) -> None:
    """Publish another version of a questionnaire, as an installation would."""
    folder = tmp_path / name
    folder.mkdir()
    file = Path(shutil.copy(BUILT_IN / f"{key}.yaml", folder))
    text = file.read_text("utf-8")
    for pattern, to in changes.items():
        text, found = re.subn(pattern, to, text, count=1)
        assert found, f"“{pattern}” is not in the file any more"
    file.write_text(text, "utf-8")
    report = load_questionnaires(folder=folder, now=AT)
    assert [key for key, _ in report.published] == [key]


@pytest.mark.parametrize("count", [1, 3])
def test_trend_costs_the_same_whatever_its_length(
    organization: Organization, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    latest = rounds(organization, count)[-1]
    trend_of(rounds_until(latest))

    with django_assert_num_queries(4):
        trend_of(rounds_until(latest))
