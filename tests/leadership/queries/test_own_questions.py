"""Where a round says that it asked in the organization's own words, and what that rules out."""

import pytest

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Wording
from assessment.domain.own_wordings import WordingKey
from assessment.models import Organization, Round
from assessment.services.wordings import write_own_wording
from leadership.domain.peers import Measure
from leadership.queries.dashboards import dashboard_for
from leadership.queries.export_notes import notes
from leadership.queries.own_questions import is_in_own_english, own_questions_of
from leadership.queries.peers import measured
from tests.closed_rounds import CUSTOMER, MANAGER, Cell, Choices, a_round, headline

ANSWERS: dict[Cell, Choices] = {MANAGER: headline(30, 50), CUSTOMER: headline(10, 50)}
OURS = "How customer-centric is {organization} today?"


def asked_in(organization: Organization, language: str) -> Round:
    """A round whose headline question had own words in this language, for all audiences."""
    write_own_wording(
        organization=organization,
        keys=[WordingKey("perception-gap", "p1", one, language) for one in Audience],
        words=Wording("How do you find {organization}?"),
        beside=OURS,
    )
    return a_round(organization, ANSWERS)


def test_wording_is_told_once_for_everybody_who_reads_it(organization: Organization) -> None:
    (own,) = own_questions_of(asked_in(organization, "de"))

    assert (own.topic, own.language, own.text) == (
        "Headline",
        "German",
        "How do you find Meridian Freight?",
    )
    assert own.readers == "executives, managers, employees, customers and partners"


def test_notes_of_an_export_tell_of_own_words(organization: Organization) -> None:
    table = notes(dashboard_for(asked_in(organization, "de"), named=True))

    said = {name: text for name, text, *_ in table.rows}
    assert said["Own words"] == (
        "Headline, in German, asked of executives, managers, employees, customers and partners: "
        "How do you find Meridian Freight?"
    )


@pytest.mark.parametrize(("language", "stands"), [("de", True), ("en", False)])
def test_only_the_same_english_question_stands_beside_other_organizations(
    organization: Organization, language: str, stands: bool
) -> None:
    round_ = asked_in(organization, language)

    found = measured(dashboard_for(round_, named=False))

    assert is_in_own_english(round_, "p1") is not stands
    assert ({Measure.MANAGEMENT, Measure.CUSTOMERS, Measure.GAP} <= found.keys()) is stands
