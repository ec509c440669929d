"""Headlines state the finding, and a change is claimed only where it can be detected."""

import pytest

from assessment.domain.gaps import Gap
from assessment.domain.headlines import Standing, change_sentence, dashboard_headline
from assessment.domain.shares import Share

WIDE = Gap(Share(26, 43), Share(71, 394))


def census(x: int, n: int) -> Share:
    return Share(x, n, asked=n, answered=n)


def standing(
    agreed: int | None = None, evidenced: int | None = None, gap: Gap | None = None
) -> Standing:
    return Standing("Q2 2026", agreed=agreed, evidenced=evidenced, gap=gap)


def test_dashboard_headline_reads_as_drawn() -> None:
    assert dashboard_headline(standing(agreed=6, evidenced=5, gap=WIDE)) == (
        "Five of the eight signs are evidenced. "
        "Customers see us 42 points lower than we see ourselves."
    )


@pytest.mark.parametrize(
    ("agreed", "evidenced", "text"),
    [
        (8, 8, "All eight signs are evidenced."),
        (8, 1, "One of the eight signs is evidenced."),
        (8, 0, "None of the eight signs is evidenced."),
        (6, None, "Six of the eight signs are agreed."),
        (0, None, "None of the eight signs is agreed."),
        (None, None, "No executive has answered."),
    ],
)
def test_dashboard_headline_counts_the_signs(
    agreed: int | None, evidenced: int | None, text: str
) -> None:
    assert dashboard_headline(standing(agreed, evidenced)) == text


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (
            Gap(Share(20, 100), Share(160, 400)),
            "Customers see us 20 points higher than we see ourselves.",
        ),
        (
            Gap(Share(5, 56), Share(1, 29)),
            "There is no detectable gap between how customers see us and how we see ourselves.",
        ),
        (Gap(census(40, 50), census(16, 20)), "Customers see us exactly as we see ourselves."),
        (
            Gap(census(40, 50), census(5, 20)),
            "Customers see us 55 points lower than we see ourselves.",
        ),
        (Gap(Share(28, 50), Share(0, 0)), "No customers have answered."),
        (Gap(Share(0, 0), Share(36, 300)), "No people in management have answered."),
        (
            Gap(Share(28, 50), Share(0, 0, dont_know=9)),
            "All customers who answered said “don’t know”.",
        ),
        (Gap(Share(28, 50), Share(1, 4)), "Too few customers answered to show the gap."),
        (
            Gap(Share(28, 50), Share(0, 0, dont_know=4)),
            "Too few customers answered to show the gap.",
        ),
        (
            Gap(Share(2, 3), Share(36, 300)),
            "Too few people in management answered to show the gap.",
        ),
        (
            Gap(Share(7, 7), Share(36, 300)),
            "Too few people in management answered to show the gap.",
        ),
    ],
)
def test_dashboard_headline_words_the_gap(gap: Gap, text: str) -> None:
    assert dashboard_headline(standing(agreed=6, gap=gap)) == (
        f"Six of the eight signs are agreed. {text}"
    )


def test_headlines_show_named_executives_however_few() -> None:
    before = standing(agreed=6, gap=Gap(census(4, 4), Share(36, 300)))
    now = standing(agreed=6, gap=Gap(census(0, 4), Share(36, 300)))

    assert dashboard_headline(before, attributed=True).endswith(
        "88 points lower than we see ourselves."
    )
    assert dashboard_headline(before).endswith(
        "Too few people in management answered to show the gap."
    )
    assert change_sentence(before, now, attributed=True).endswith(
        "Management went from 4 of 4 to 0 of 4, customers from 12% (36 of 300) to 12% (36 of 300)."
    )
    assert change_sentence(before, now) == "As many signs are agreed as in Q2 2026."


def test_change_sentence_reads_as_drawn() -> None:
    previous = standing(agreed=6, evidenced=4, gap=Gap(Share(26, 43), Share(62, 400)))

    assert change_sentence(previous, standing(agreed=6, evidenced=5, gap=WIDE)) == (
        "One more sign is evidenced than in Q2 2026. "
        "The gap was 45 points then: no detectable change."
    )


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        ((6, 5), (6, 5), "As many signs are evidenced as in Q2 2026."),
        ((6, 5), (6, 3), "Two fewer signs are evidenced than in Q2 2026."),
        ((6, 4), (6, 3), "One fewer sign is evidenced than in Q2 2026."),
        ((0, 0), (8, 8), "Eight more signs are evidenced than in Q2 2026."),
        ((4, None), (6, 5), "Two more signs are agreed than in Q2 2026."),
        ((None, None), (6, 5), "There is nothing to compare with Q2 2026."),
    ],
)
def test_change_sentence_counts_signs(
    before: tuple[int | None, int | None], now: tuple[int | None, int | None], text: str
) -> None:
    assert change_sentence(standing(*before), standing(*now)) == text


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        (
            Gap(census(30, 50), Share(60, 400)),
            Gap(census(20, 50), Share(120, 400)),
            "The gap was 45 points in Q2 2026: it has narrowed by 35 points. Management went from "
            "60% (30 of 50) to 40% (20 of 50), "
            "customers from 15% (60 of 400) to 30% (120 of 400).",
        ),
        (
            Gap(census(25, 50), Share(200, 400)),
            Gap(census(40, 50), Share(180, 400)),
            "There was no detectable gap in Q2 2026: it has widened by 35 points. Management went "
            "from 50% (25 of 50) to 80% (40 of 50), "
            "customers from 50% (200 of 400) to 45% (180 of 400).",
        ),
        (
            Gap(census(10, 50), Share(160, 400)),
            Gap(census(30, 50), Share(120, 400)),
            "Customers saw us 20 points higher than we saw ourselves in Q2 2026: customers’ view "
            "has fallen by 50 points against our own. Management went from "
            "20% (10 of 50) to 60% (30 of 50), "
            "customers from 40% (160 of 400) to 30% (120 of 400).",
        ),
        (
            Gap(census(7, 9), census(5, 20)),
            Gap(census(7, 9), census(5, 20)),
            "The gap was 53 points in Q2 2026: no change.",
        ),
    ],
)
def test_change_sentence_words_a_change_of_the_gap(before: Gap, now: Gap, text: str) -> None:
    assert change_sentence(standing(gap=before), standing(gap=now)) == text


@pytest.mark.parametrize(
    "hidden",
    [
        None,
        Gap(Share(28, 50), Share(1, 4)),
        Gap(Share(7, 7), Share(36, 300)),
        Gap(Share(28, 50), Share(0, 0)),
    ],
)
def test_change_sentence_leaves_out_a_gap_that_may_not_show(hidden: Gap | None) -> None:
    for before, now in ((hidden, WIDE), (WIDE, hidden)):
        assert change_sentence(standing(gap=before), standing(gap=now)) == (
            "There is nothing to compare with Q2 2026."
        )


def test_change_sentence_of_the_first_round() -> None:
    assert change_sentence(None, standing(agreed=6)) == "This is the first round."
