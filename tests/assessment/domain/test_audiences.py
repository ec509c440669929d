"""The audiences and the words for them."""

from assessment.domain.audiences import MANAGEMENT, Audience


def test_audience_is_stored_as_its_plain_word() -> None:
    assert [str(audience) for audience in Audience] == [
        "executive",
        "manager",
        "employee",
        "customer",
        "partner",
    ]


def test_management_is_executives_and_managers() -> None:
    assert MANAGEMENT == (Audience.EXECUTIVE, Audience.MANAGER)
    assert [audience for audience in Audience if audience.is_management] == list(MANAGEMENT)


def test_audience_has_a_plural_for_sentences() -> None:
    assert Audience.CUSTOMER.plural == "customers"
    assert Audience.EXECUTIVE.plural == "executives"
