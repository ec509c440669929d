"""The charts of the page of the gap as plain Chart.js."""

from fractions import Fraction

from assessment.domain.gaps import Gap
from assessment.domain.shares import Distribution, Share
from leadership.domain.gap_shapes import answers, intervals, prediction

CODES = ("1", "2", "3", "4", "5")
LABELS = ("Not at all", "A little", "Somewhat", "Mostly", "Highly")


def test_interval_stands_against_zero() -> None:
    gap = Gap(Share(28, 50, asked=50, answered=50), Share(36, 300))

    drawing = intervals([("Headline", gap, ["44 points", "40 to 47"]), ("Needs", None, "hidden")])

    whisker, point = drawing["data"]["datasets"]
    assert [whisker["role"], point["role"]] == ["interval", "estimate"]
    assert whisker["data"] == [[40, 47], None]
    assert point["data"] == [44, None]
    assert drawing["options"]["scales"]["x"] == {
        "min": -25,
        "max": 50,
        "ticks": {"stepSize": 25},
    }


def test_whisker_is_no_finer_than_the_words_so_nobody_learns_how_many_were_asked() -> None:
    customers = Share(36, 300)
    gaps = [Gap(Share(70, 100, asked=asked, answered=100), customers) for asked in (101, 102)]

    drawings = [intervals([("Headline", gap, "54 to 61")]) for gap in gaps]

    assert gaps[0].interval != gaps[1].interval
    assert drawings[0] == drawings[1]


def test_whisker_that_leaves_zero_out_does_not_touch_it() -> None:
    gap = Gap(Share(58, 100), Share(474, 1000))

    whisker = intervals([("Headline", gap, "")])["data"]["datasets"][0]

    assert gap.detectable
    assert whisker["data"] == [[0.3, 20]]


def test_gap_between_censuses_is_a_point_without_an_interval() -> None:
    everybody = Share(5, 20, asked=20, answered=20)

    drawing = intervals([("Headline", Gap(everybody, everybody), "0 points")])

    whisker, point = drawing["data"]["datasets"]
    assert (whisker["data"], point["data"]) == ([None], [0])


def test_axis_reaches_beyond_every_bound() -> None:
    gap = Gap(Share(0, 30), Share(29, 30))

    axis = intervals([("Headline", gap, "")])["options"]["scales"]["x"]

    assert axis["min"] == -100
    assert axis["max"] == 25


def test_answers_fill_the_bar_and_hidden_ones_leave_it_empty() -> None:
    found = Distribution(CODES, (1, 2, 3, 6, 8), 4)

    drawing = answers([("Customers", found, ["20 answers", ""]), ("Partners", None, "few")], LABELS)

    parts = drawing["data"]["datasets"]
    assert [part["role"] for part in parts] == [f"level{number}" for number in range(1, 6)]
    assert [part["label"] for part in parts] == list(LABELS)
    assert [part["data"] for part in parts] == [
        [5, None],
        [10, None],
        [15, None],
        [30, None],
        [40, None],
    ]
    assert [part["texts"][0] for part in parts] == ["5", "10", "15", "30", "40"]
    assert all(part["texts"][1] is None for part in parts)


def test_answers_of_a_few_are_counted() -> None:
    drawing = answers([("Management", Distribution(CODES, (0, 0, 1, 2, 4), 0), "")], LABELS)

    assert [part["texts"] for part in drawing["data"]["datasets"]] == [
        ["0"],
        ["0"],
        ["1"],
        ["2"],
        ["4"],
    ]


def test_all_who_dont_know_leave_the_bar_empty() -> None:
    drawing = answers([("Management", Distribution(CODES, (0,) * 5, 12), "")], LABELS)

    assert {part["data"][0] for part in drawing["data"]["datasets"]} == {None}


def test_prediction_lies_on_one_line_with_the_answer() -> None:
    drawing = prediction("“Highly”", Fraction(111, 2), Share(18, 100), "38 points too high")

    line, guess, customers = drawing["data"]["datasets"]
    assert line["data"] == [[18, 55.5]]
    assert (guess["role"], guess["data"], guess["texts"]) == ("estimate", [55.5], ["56"])
    assert (customers["role"], customers["data"], customers["texts"]) == ("customers", [18], ["18"])
