"""The drawing of a sign's answers: one bar a quarter, counts inside, words at the right."""

from assessment.domain.signs import SignCounts
from leadership.domain.answer_bars import AnswerBar, answer_bars
from tests.closed_rounds import as_json

BARS = [
    AnswerBar("Q1", SignCounts(5, 3, 1), ("Contested 5–3", "5 yes · 3 no · 1 don’t know")),
    AnswerBar("Q2", None, ("fewer than 5 answers",)),
    AnswerBar("Q3", SignCounts(7, 0), ("Unanimous yes", "7 yes · 0 no")),
]


def test_bar_is_as_long_as_there_are_executives() -> None:
    chart = answer_bars(BARS)

    parts = {one["role"]: one["data"] for one in chart["data"]["datasets"]}
    assert parts == {"yes": [5, None, 7], "unknown": [1, None, 0], "no": [3, None, 0]}
    assert chart["options"]["scales"]["x"]["max"] == 9


def test_hidden_quarter_is_missing_and_says_why() -> None:
    chart = answer_bars(BARS)

    words = chart["options"]["plugins"]["cornerOffice"]["rightTexts"]
    assert words[1] == "fewer than 5 answers"
    assert words[2] == ["Unanimous yes", "7 yes · 0 no"]
    assert [one["texts"][1] for one in chart["data"]["datasets"]] == [None, None, None]


def test_part_of_nobody_has_no_number() -> None:
    chart = answer_bars(BARS)

    assert [one["texts"][2] for one in chart["data"]["datasets"]] == ["7", None, None]
    assert as_json(chart)
