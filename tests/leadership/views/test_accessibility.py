"""The public statement of accessibility."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from assessment.domain.audiences import Audience
from leadership.domain.accessibility import CLAIMS, LIMITS
from leadership.domain.languages import LANGUAGES, OWN_NAMES
from tests.html_pages import page_of
from tests.leadership.self_assessments import SIGNS
from tests.respondents import CUSTOMER_ANSWERS, an_invitation, an_open_round, link

ADDRESS = "/accessibility/"


def test_statement_says_what_was_tested_what_fails_and_whom_to_tell(
    client: Client, settings: Settings
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Corner Office <help@office.example>"

    page = page_of(client.get(ADDRESS))

    assert reverse("leadership:accessibility") == ADDRESS
    assert "(WCAG) 2.2, level AA" in page.text
    for sentence in (*CLAIMS.values(), *LIMITS):
        assert sentence in page.text
    assert "mailto:help@office.example" in page.links
    assert "Stated on 22 November 2026." in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_statement_is_read_in_the_language_that_was_picked_or_is_the_browsers(
    client: Client, settings: Settings, language: str
) -> None:
    settings.LANGUAGES = list(OWN_NAMES.items())
    direction = "rtl" if language == "ar" else "ltr"

    picked = client.get(f"{ADDRESS}?language={language}", headers={"accept-language": "pl"})
    asked = client.get(ADDRESS, headers={"accept-language": language})

    for page in (picked, asked):
        assert f'<html lang="{language}" dir="{direction}">' in page.content.decode()
        assert "Accept-Language" in page["Vary"]


def test_statement_asks_nothing_of_the_database_and_sets_no_cookie(client: Client) -> None:
    page = client.get(ADDRESS)

    assert client.cookies == {}
    assert page["Referrer-Policy"] == "no-referrer"
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.django_db
def test_page_that_was_open_for_days_is_sent(client: Client) -> None:
    round_ = an_open_round()
    customer, executive = an_invitation(round_), an_invitation(round_, Audience.EXECUTIVE)
    paths = link(customer), link(executive, "eight-signs/")
    client.get(paths[0])
    opened = page_of(client.get(paths[1])).fields

    with time_machine.travel(timezone.now() + timedelta(days=20)):
        sent = [client.post(paths[0], CUSTOMER_ANSWERS), client.post(paths[1], opened | SIGNS)]

    assert [one.status_code for one in sent] == [303, 303]


@pytest.mark.django_db
def test_statement_is_linked_where_respondents_and_members_look(client: Client) -> None:
    privacy = page_of(client.get(link(an_invitation(an_open_round()), "privacy/")))

    assert ADDRESS in privacy.links
    assert ADDRESS in page_of(client.get("/method/")).links
