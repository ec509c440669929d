"""Lines over the quarters break where the answers to choose from changed, and say so."""

from pathlib import Path

from assessment.models import Organization, Round
from leadership.models import Evidence, Membership
from leadership.queries.charts import charts_of
from leadership.queries.dashboard_parts import trend_heading
from leadership.queries.dashboards import dashboard_for
from tests.assessment.queries.test_sign_histories import (
    OTHER_ANSWERS,
    OTHER_WORDS,
    publish,
    quarters,
)
from tests.closed_rounds import (
    A_DAY,
    CUSTOMER,
    EXECUTIVE,
    MANAGER,
    Cell,
    Choices,
    a_round,
    headline,
    signs,
)


def rounds_with(organization: Organization, tmp_path: Path, changes: dict[str, str]) -> Round:
    """Three rounds; what is asked changes before the second."""
    first, second, third = quarters(3)
    a_round(organization, answers(2, 8), quarter=first)
    publish(tmp_path, "changed", changes)
    a_round(organization, answers(5, 7), quarter=second)
    return a_round(organization, answers(7, 5), quarter=third)


def answers(yes: int, top: int) -> dict[Cell, Choices]:
    return {
        EXECUTIVE: signs((9, 0), (yes, 9 - yes)),
        MANAGER: headline(top, 10),
        CUSTOMER: headline(3, 10),
    }


def test_lines_of_the_signs_break_with_their_answers(
    organization: Organization, tmp_path: Path
) -> None:
    dashboard = dashboard_for(rounds_with(organization, tmp_path, OTHER_ANSWERS))

    block = charts_of(dashboard)["signs-over-time"]

    assert block.draw()["data"]["labels"] == ["Q3 2025", "", "Q4 2025", "Q1 2026"]
    assert "The lines break where the answers to choose from changed." in block.note
    assert block.sentence == (
        "Agreed 1 of 8 in Q4 2025, 8 of 8 in Q1 2026; claimed 4.9 in Q4 2025, 6.4 in Q1 2026."
    )
    assert trend_heading(dashboard).startswith("Since Q4 2025: agreed signs from 1 to 8")


def test_other_words_break_no_line(organization: Organization, tmp_path: Path) -> None:
    dashboard = dashboard_for(rounds_with(organization, tmp_path, OTHER_WORDS))

    block = charts_of(dashboard)["signs-over-time"]

    assert block.draw()["data"]["labels"] == ["Q3 2025", "Q4 2025", "Q1 2026"]
    assert "break" not in block.note
    assert block.sentence.startswith("Agreed 1 of 8 in Q3 2025, 8 of 8 in Q1 2026; claimed")


def test_two_rounds_have_both_ends_to_print(organization: Organization) -> None:
    first, second = quarters(2)
    a_round(organization, answers(2, 8), quarter=first)
    latest = a_round(organization, answers(7, 5), quarter=second)

    drawing = charts_of(dashboard_for(latest))["gap-over-time"].draw()

    assert [one["texts"] for one in drawing["data"]["datasets"]] == [["80%", "50%"], ["30%", "30%"]]
    assert drawing["options"]["plugins"]["cornerOffice"]["directLabels"]


def test_evidenced_signs_are_a_line_of_their_own_once_any_were_accepted(
    organization: Organization, lead: Membership
) -> None:
    first, second, third = (
        a_round(organization, answers(yes, 8), quarter=quarter)
        for yes, quarter in zip((2, 7, 7), quarters(3), strict=True)
    )
    assert "Evidenced" not in charts_of(dashboard_for(third))["signs-over-time"].headers
    for sign in ("s1", "s2"):
        evidence_of(second, sign, lead)
    evidence_of(third, "s1", lead)

    block = charts_of(dashboard_for(third))["signs-over-time"]

    assert block.headers == ("Quarter", "Evidenced", "Agreed", "Claimed", "Executives")
    assert [row[:3] for row in block.rows] == [
        (first.label, "not counted", "1 of 8"),
        (second.label, "2 of 8", "8 of 8"),
        (third.label, "1 of 8", "8 of 8"),
    ]
    assert block.sentence.startswith(
        f"Evidenced 2 of 8 in {second.label}, 1 of 8 in {third.label}; agreed 1 of 8"
    )
    lines = {one["label"]: one["data"] for one in block.draw()["data"]["datasets"]}
    assert lines["Evidenced"] == [None, 2, 1]


def evidence_of(round_: Round, sign: str, reviewer: Membership) -> None:
    """What somebody who has left showed, and the lead accepted."""
    Evidence.objects.create(
        organization=round_.organization,
        round=round_,
        question=sign,
        dated_on=A_DAY,
        given_on=A_DAY,
        state="accepted",
        reviewer=reviewer,
        reviewed_on=A_DAY,
    )
