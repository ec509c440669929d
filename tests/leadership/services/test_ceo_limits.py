"""How many messages one link may send in a day."""

from datetime import date

from leadership.services.ceo_limits import Admission, Admissions

TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)


def test_three_different_messages_a_day_are_taken() -> None:
    admissions = Admissions()

    taken = [admissions.admit(1, text, TODAY) for text in ("a", "b", "a", "c", "d")]

    assert taken == [
        Admission.NEW,
        Admission.NEW,
        Admission.AGAIN,
        Admission.NEW,
        Admission.TOO_MANY,
    ]
    assert admissions.admit(2, "a", TODAY) is Admission.NEW
    assert admissions.admit(1, "d", TOMORROW) is Admission.NEW


def test_what_could_not_be_stored_may_be_sent_again() -> None:
    admissions = Admissions()
    admissions.admit(1, "a", TODAY)

    admissions.take_back(1, "a")

    assert admissions.admit(1, "a", TODAY) is Admission.NEW


def test_nothing_of_yesterday_is_remembered() -> None:
    admissions = Admissions()
    admissions.admit(1, "a", TODAY)

    admissions.admit(2, "b", TOMORROW)

    assert 1 not in admissions._sent
