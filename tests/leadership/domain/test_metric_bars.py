"""One bar of the metrics test, with the names of both its sides."""

from leadership.domain.metric_bars import metrics_bar


def test_each_side_is_as_long_as_its_metrics_are_many() -> None:
    chart = metrics_bar(["Satisfaction", "Kept promises"], ["Handling time"])

    value, reduce = chart["data"]["datasets"]
    words = chart["options"]["plugins"]["cornerOffice"]
    assert (value["data"], value["texts"]) == ([2], ["2"])
    assert (reduce["data"], reduce["texts"]) == ([1], ["1"])
    assert chart["options"]["scales"]["x"]["max"] == 3
    assert [one["names"] for one in words["under"]] == [
        ["Satisfaction", "Kept promises"],
        ["Handling time"],
    ]


def test_side_without_metrics_has_no_part() -> None:
    value, reduce = metrics_bar([], ["Handling time"])["data"]["datasets"]

    assert (value["data"], value["texts"]) == ([None], [None])
    assert reduce["data"] == [1]
