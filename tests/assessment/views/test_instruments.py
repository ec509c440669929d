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


def test_instrument_says_each_question_once_and_in_english(client: Client) -> None:
    page = page_of(client.get("/instruments/perception-gap/"))

    assert page.text.count("How customer-centric is {organization} today?") == 1
    assert "Wie kundenorientiert" not in page.text
    assert "/instruments/perception-gap/de/" in page.links


@pytest.mark.parametrize("language", ["ar", "de", "ja", "pl"])
@pytest.mark.parametrize("key", KEYS)
def test_translation_stands_beside_the_english_words(
    client: Client, key: str, language: str
) -> None:
    definition = definition_of(latest_versions()[key])

    page = page_of(client.get(f"/instruments/{key}/{language}/"))

    assert "Translated by this project." in page.text
    assert definition.titles[language] in page.text
    for question in definition.questions:
        for audience in question.audiences:
            assert question.wording(audience).text in page.text
            assert question.wording(audience, language).text in page.text
    for scale in definition.scales:
        for choice in scale.choices:
            assert choice.label(language) in page.text


@pytest.mark.parametrize("address", ["nonsense/", "nonsense/de/", "eight-signs/sv/"])
def test_unknown_instrument_or_language_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/instruments/{address}").status_code == 404


def test_method_is_public_and_names_its_formulas(client: Client) -> None:
    text = page_of(client.get("/method/")).text

    for word in ("Newcombe", "Wilson", "two thirds", "fewer than 5 answers", "not a benchmark"):
        assert word in text


@pytest.mark.parametrize(
    "address",
    ["/instruments/", "/instruments/eight-signs/", "/instruments/eight-signs/de/", "/method/"],
)
def test_public_pages_are_only_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
