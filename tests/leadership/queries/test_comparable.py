"""Only what two rounds asked alike is compared."""

from pathlib import Path

from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round
from leadership.queries.comparable import signs_unlike
from leadership.queries.dashboards import dashboard_for
from tests.assessment.queries.test_trends import publish
from tests.closed_rounds import A_DAY, CUSTOMER, EXECUTIVE, a_round, headline, signs


def before_and_after(organization: Organization, tmp_path: Path) -> tuple[Round, Round]:
    """The first sign is asked in other words in the second round."""
    earlier = a_round(
        organization,
        {EXECUTIVE: signs((9, 0), (9, 0), (0, 9)), CUSTOMER: headline(1, 9)},
        quarter=quarter_of(A_DAY).previous(),
    )
    publish(tmp_path, "other words", {"recurring agenda item": "item"}, key="eight-signs")
    return earlier, a_round(organization, {EXECUTIVE: signs((0, 9)), CUSTOMER: headline(1, 9)})


def test_signs_in_other_words_are_not_compared(organization: Organization, tmp_path: Path) -> None:
    earlier, latest = before_and_after(organization, tmp_path)

    dashboard = dashboard_for(latest)

    assert signs_unlike(earlier, latest) == {"s1"}
    assert [sign.note for sign in dashboard.signs[:3]] == ["", "no longer agreed", ""]
    assert dashboard.change == (
        "There is nothing to compare with Q4 2025. "
        "Signs are asked in other words since, so they are not compared."
    )


def test_first_round_has_no_signs_to_compare(organization: Organization) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((9, 0))})

    assert signs_unlike(None, round_) == frozenset()
    assert dashboard_for(round_).change == "This is the first round."
