"""A dot for each executive and sign."""

from leadership.domain.matrix_dots import matrix_dots


def test_each_sign_is_a_column_of_marks() -> None:
    chart = matrix_dots([("Ann", ["y", "n"]), ("Bo", ["d", ""])], ["1", "2"])

    first, second = chart["data"]["datasets"]
    assert chart["data"]["labels"] == ["Ann", "Bo"]
    assert (first["label"], first["data"], first["marks"]) == ("Sign 1", [1, 1], ["y", "d"])
    assert (second["label"], second["data"], second["marks"]) == ("Sign 2", [2, 2], ["n", ""])
    heads = chart["options"]["plugins"]["cornerOffice"]["heads"]
    assert heads == [{"value": 1, "label": "1"}, {"value": 2, "label": "2"}]
