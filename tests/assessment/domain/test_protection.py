"""What a closing round hides because of the rounds before it."""

from collections import Counter
from collections.abc import Iterable

from assessment.domain.disclosure import TOTAL
from assessment.domain.protection import (
    EXECUTIVES,
    Place,
    PublishedRound,
    cells_to_protect,
    executives_stand_apart,
    self_assessment_tells,
)
from assessment.domain.unit_tables import EXECUTIVE_TEAM, Base, Cell, Row

Person = tuple[Place, ...]


def place(round_: int, row: Row, side: str = "customers") -> Place:
    return Place(round_, row, side)


def protected(
    people: Iterable[Person], *, k: int = 5, known: Iterable[Person] = ()
) -> frozenset[Cell]:
    """Of the last round, when nothing was protected in those before it."""
    people = list(people)
    numbers = sorted({one.round for places in people for one in places})
    rounds = [_round(number, people, k) for number in numbers]
    histories, of_known = (Counter(map(frozenset, some)) for some in (people, known))
    return cells_to_protect(rounds[:-1], rounds[-1], histories, [of_known])


def _round(number: int, people: Iterable[Person], k: int) -> PublishedRound:
    counts = Counter(
        (one.row, one.side) for places in people for one in places if one.round == number
    )
    return PublishedRound(number, {cell: Base(n, n, n) for cell, n in counts.items()}, k)


def both(row: Row, side: str = "customers") -> Person:
    return place(1, row, side), place(2, row, side)


def test_one_who_left_hides_the_side() -> None:
    assert protected([both("N")] * 9 + [(place(1, "N"),)]) == {(TOTAL, "customers")}


def test_unit_of_one_who_joined_is_hidden_while_other_units_changed_more() -> None:
    stayed = [both("N")] * 9 + [both("S")] * 20 + [both("W")] * 20
    changed = [(place(1, "S"),)] * 6 + [(place(2, "W"),)] * 6

    cells = protected([*stayed, *changed, (place(2, "N"),)])

    assert cells == {("N", "customers")}


def test_one_who_moved_hides_units_and_not_the_side() -> None:
    moved: list[Person] = [(place(1, "N"), place(2, "S"))]

    cells = protected([both("N")] * 9 + [both("S")] * 9 + [both("W")] * 9 + moved)

    assert cells
    assert (TOTAL, "customers") not in cells


def test_the_same_people_hide_nothing() -> None:
    assert protected([both("N")] * 9 + [both("S")] * 12) == frozenset()


def test_many_who_came_and_went_hide_nothing() -> None:
    people = [both("N")] * 9 + [(place(1, "N"),)] * 6 + [(place(2, "N"),)] * 7

    assert protected(people) == frozenset()


def test_another_audience_is_not_concerned() -> None:
    people: list[Person] = [both("N")] * 9 + [both("N", "employees")] * 9
    people.append((place(1, "N"),))

    assert protected(people) == {(TOTAL, "customers")}


def test_one_who_became_a_manager_is_followed_from_side_to_side() -> None:
    promoted: list[Person] = [(place(1, "N", "employees"), place(2, "N", "management"))]

    cells = protected([both("N", "employees")] * 9 + [both("N", "management")] * 9 + promoted)

    assert cells


def test_an_executive_who_left_hides_what_executives_say() -> None:
    team = EXECUTIVE_TEAM
    managers = [(place(1, "N", "management"),)] * 9 + [(place(2, "N", "management"),)] * 9
    people = [both(team, "management")] * 8 + [(place(1, team, "management"),)] + managers

    assert EXECUTIVES in protected(people)


def test_an_executive_who_replaced_one_whose_answer_is_known_hides_what_executives_say() -> None:
    """The difference of two totals is that of two people, one of whom has shown evidence."""
    stayed, gone, came = _one_was_replaced()

    assert EXECUTIVES not in protected([*stayed, gone, came])
    assert EXECUTIVES in protected([*stayed, gone, came], known=[gone])


def test_known_answers_of_those_who_stay_hide_nothing() -> None:
    stayed = [both(EXECUTIVE_TEAM, "management")] * 9

    assert protected(stayed, known=stayed[:1]) == frozenset()


def test_self_assessment_tells_of_the_new_one_once_the_answer_of_the_old_one_is_known() -> None:
    stayed, gone, came = _one_was_replaced()
    people = [*stayed, gone, came]
    rounds = [_round(number, people, 5) for number in (1, 2)]

    def tells(*known: Person) -> bool:
        histories, of_known = (Counter(map(frozenset, some)) for some in (people, known))
        return self_assessment_tells(rounds, histories, of_known)

    assert not tells()
    assert not tells(stayed[0])
    assert tells(gone)


def _one_was_replaced() -> tuple[list[Person], Person, Person]:
    team = EXECUTIVE_TEAM
    stayed: list[Person] = [both(team, "management")] * 8
    return stayed, (place(1, team, "management"),), (place(2, team, "management"),)


def test_a_hidden_round_is_nothing_to_compare_with() -> None:
    """The second round is hidden beside the first; the third has the people of the first again."""
    stayed = [tuple(place(number, "N") for number in (1, 2, 3))] * 9
    away_once = [(place(1, "N"), place(3, "N"))]
    people = stayed + away_once
    first, second, third = (_round(number, people, 5) for number in (1, 2, 3))
    hidden = PublishedRound(2, second.bases, 5, frozenset({(TOTAL, "customers")}))

    cells = cells_to_protect([first, hidden], third, Counter(map(frozenset, people)))

    assert cells == frozenset()


def test_executives_stand_apart_only_beside_none_or_enough_managers() -> None:
    def apart(executives: int, managers: int, *hidden: Cell) -> bool:
        bases = {EXECUTIVES: Base(executives, executives, executives)}
        if managers:
            bases["N", "management"] = Base(managers, managers, managers)
        return executives_stand_apart(PublishedRound(1, bases, 5, frozenset(hidden)))

    assert apart(9, 0)
    assert apart(9, 5)
    assert not apart(9, 3)
    assert not apart(4, 9)
    assert not apart(9, 9, EXECUTIVES)
