"""The public pages: where the questions come from, and how the numbers are made."""

import pytest
from django.test import Client

from assessment.queries.definitions import definition_of, latest_versions
from tests.html_pages import page_of

pytestmark = pytest.mark.django_db
KEYS = (
    "eight-signs",
    "leadership-checklist",
    "metrics-test",
    "perception-gap",
    "tone-at-the-top",
)


def test_instruments_lists_all_with_their_sources(client: Client) -> None:
    page = page_of(client.get("/instruments/"))

    for key in {*latest_versions(), *KEYS[:2]}:
        assert f"/instruments/{key}/" in page.links
        assert definition_of(latest_versions()[key]).title in page.text


@pytest.mark.parametrize("key", KEYS)
def test_instrument_shows_every_question_in_the_words_of_each_audience(
    client: Client, key: str
) -> None:
    definition = definition_of(latest_versions()[key])

    page = page_of(client.get(f"/instruments/{key}/"))

    assert definition.title in page.text
    assert definition.source.title in page.text
    assert " ".join(definition.attribution.split()) in page.text
    for question in definition.questions:
        for audience in question.audiences:
            assert question.wording(audience).text in page.text
    assert not definition.source.url or definition.source.url in page.links


def test_unknown_instrument_is_not_found(client: Client) -> None:
    assert client.get("/instruments/nonsense/").status_code == 404


def test_method_is_public_and_names_its_formulas(client: Client) -> None:
    text = page_of(client.get("/method/")).text

    for word in ("Newcombe", "Wilson", "two thirds", "fewer than 5 answers", "not a benchmark"):
        assert word in text


@pytest.mark.parametrize("address", ["/instruments/", "/instruments/eight-signs/", "/method/"])
def test_public_pages_are_only_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
