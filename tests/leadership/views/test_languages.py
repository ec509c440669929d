"""The language of the pages of a personal link: chosen, known, or the browser's."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import get_language
from pytest_django import Settings

from assessment.domain.audiences import Audience
from leadership.domain.languages import OWN_NAMES
from leadership.links import unsubscribe_link
from leadership.models import Invitation
from leadership.views.answer_pages import kept_page
from tests.html_pages import page_of
from tests.respondents import CUSTOMER_ANSWERS, an_invitation, an_open_round, link
from tests.translating import bracketed, write_brackets

pytestmark = pytest.mark.django_db

PRIVACY = "Your answers and your name"
SPOKEN = ("de", "fr", "ar")


@pytest.fixture(autouse=True)
def _spoken(tmp_path: Path, settings: Settings) -> None:
    for code in SPOKEN:
        write_brackets(tmp_path, code)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [(code, OWN_NAMES[code]) for code in ("en", *SPOKEN)]


@pytest.fixture
def invitation() -> Invitation:
    return an_invitation(an_open_round())


def in_language(invitation: Invitation, language: str) -> Invitation:
    invitation.language = language
    invitation.save()
    return invitation


def browser(languages: str = "") -> Client:
    return Client(headers={"accept-language": languages} if languages else {})


def language_of(client: Client, path: str) -> str:
    return client.get(path).content.decode().partition('<html lang="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("query", "known", "asked", "read"),
    [
        ("?language=fr", "de", "ar", "fr"),
        ("", "de", "fr", "de"),
        ("", "", "fr-CA,de;q=0.5", "fr"),
        ("", "", "xx,ja;q=0.9,de;q=0.1", "de"),
        ("", "ja", "de", "de"),  # known, but not offered
        ("?language=ja", "de", "fr", "de"),
        ("?language=%00", "", "", "en"),
        ("", "", "", "en"),
    ],
)
def test_language_is_picked_else_known_else_the_browsers(
    invitation: Invitation, query: str, known: str, asked: str, read: str
) -> None:
    in_language(invitation, known)

    assert language_of(browser(asked), link(invitation, f"privacy/{query}")) == read
    assert get_language() == "en"


def test_page_of_questions_is_kept_for_each_language(invitation: Invitation) -> None:
    kept_page.cache_clear()
    paths = [link(invitation, query) for query in ("", "?language=de", "?language=fr")]

    read = [language_of(browser(), path) for path in paths * 2]

    assert read == ["en", "de", "fr"] * 2
    assert kept_page.cache_info().misses == 3


def test_arabic_is_read_from_the_right(invitation: Invitation) -> None:
    page = browser().get(link(invitation, "privacy/?language=ar")).content.decode()

    assert '<html lang="ar" dir="rtl">' in page
    assert "left:" not in page.replace("float:left;float:inline-start", "")
    assert "right:" not in page


def test_page_offers_the_other_languages_by_their_own_names(invitation: Invitation) -> None:
    in_language(invitation, "de")

    answer = browser().get(link(invitation, "?p1=5"))

    page = page_of(answer)
    assert (
        bracketed("Language: %(language_name)s").replace("%(language_name)s", "Deutsch")
        in answer.content.decode()
    )
    assert [one for one in page.links if one.startswith("?")] == [
        "?language=en&p1=5",
        "?language=fr&p1=5",
        "?language=ar&p1=5",
    ]
    for code in ("en", "fr", "ar"):
        assert OWN_NAMES[code] in page.text


def test_picked_answer_stays_when_the_language_changes(invitation: Invitation) -> None:
    page = page_of(browser().get(link(invitation, "?language=fr&p1=5")))

    assert page.fields == {"p1": ["5"]}


def test_picked_language_is_carried_to_other_pages(invitation: Invitation) -> None:
    privacy = page_of(browser().get(link(invitation, "privacy/?language=de")))
    stopping = browser().get(link(invitation, "unsubscribe/?language=de"))

    assert "../?language=de" in privacy.links
    assert "../unsubscribe/?language=de" in privacy.links
    assert stopping["Location"] == unsubscribe_link(invitation) + "?language=de"
    assert (
        language_of(browser(), stopping["Location"].removeprefix("http://office.example")) == "de"
    )


def test_picked_language_is_carried_from_the_questions(invitation: Invitation) -> None:
    survey = page_of(browser().get(link(invitation, "?language=de")))

    assert "privacy/?language=de" in survey.links
    assert "unsubscribe/?language=de" in survey.links


def test_picked_language_is_carried_through_a_self_assessment() -> None:
    executive = an_invitation(an_open_round(), Audience.EXECUTIVE)
    client = browser()

    start = page_of(client.get(link(executive, "?language=de")))
    first = next(one for one in start.links if "eight-signs" in one)
    saved = client.post(first, {"s1": "yes"})

    assert "privacy/?language=de" in start.links
    assert first.endswith("?language=de")
    assert link(executive, "?language=de") in page_of(client.get(first)).links
    assert "?language=de" in str(saved.headers.get("Location", "?language=de"))


def test_links_stay_plain_where_nothing_was_picked(invitation: Invitation) -> None:
    in_language(invitation, "de")

    privacy = page_of(browser().get(link(invitation, "privacy/")))

    assert "../" in privacy.links
    assert "../unsubscribe/" in privacy.links


def test_picked_language_is_carried_through_sending(invitation: Invitation) -> None:
    client = browser()

    sent = client.post(link(invitation, "?language=de"), CUSTOMER_ANSWERS)
    thanks = client.get(sent["Location"]).content.decode()

    assert sent["Location"] == link(invitation, "?language=de")
    assert bracketed("Thank you. Your answers were sent.") in thanks
    assert client.cookies == {}


def test_errors_are_in_the_language_and_offer_no_way_to_lose_what_was_typed(
    invitation: Invitation,
) -> None:
    page = page_of(browser().post(link(invitation, "?language=de"), {"c1": "Kept."}))

    assert page.fields == {"c1": ["Kept."]}
    assert bracketed("One answer to look at") in page.text
    assert page.text_of["p1-error"] == bracketed("Choose one answer, or “Weiß nicht”.")
    assert not [one for one in page.links if one.startswith("?language")]


def test_answer_varies_by_what_the_browser_asks_for(invitation: Invitation) -> None:
    plain = browser().get(link(invitation))
    zipped = browser().get(link(invitation), headers={"accept-encoding": "gzip"})

    assert "Accept-Language" in plain["Vary"]
    assert zipped["Vary"] == "Accept-Encoding, Accept-Language"


def test_page_in_one_language_offers_none(invitation: Invitation, settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English")]

    page = browser("de").get(link(invitation)).content.decode()

    assert 'class="languages"' not in page


def test_messages_are_kept_for_each_language(invitation: Invitation) -> None:
    path = "/a/nothing/"

    said = [browser(code).get(path).content.decode() for code in ("de", "fr", "en")]

    assert [text.partition('<html lang="')[2][:2] for text in said] == ["de", "fr", "en"]


def test_executive_without_a_language_reads_the_browsers() -> None:
    executive = in_language(an_invitation(an_open_round(), Audience.EXECUTIVE), "")

    assert language_of(browser("fr"), link(executive)) == "fr"
