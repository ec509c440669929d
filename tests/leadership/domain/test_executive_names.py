"""Executives without a name get a number, never their address."""

from leadership.domain.executive_names import names_shown


def test_somebody_without_a_name_gets_a_number() -> None:
    shown = names_shown({7: "", 3: "Ann Moe", 5: "bo@example.com"})

    assert shown == {
        3: "Ann Moe",
        5: "Executive 1, no name given",
        7: "Executive 2, no name given",
    }


def test_number_does_not_depend_on_who_else_is_shown() -> None:
    alone = names_shown({7: ""}, asked={7})
    beside = names_shown({2: "", 7: ""}, asked={7})

    assert alone[7] == beside[7] == "Executive 1, no name given"
