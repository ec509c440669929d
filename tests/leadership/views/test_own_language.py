"""The language that somebody chooses for their own pages and mail."""

import pytest
from django.test import Client

from leadership.models import AuditEntry, Membership, User
from tests.leadership.conftest import SignIn

CHOOSE = "/accounts/language/"


def test_page_of_ones_sign_in_offers_the_languages_by_their_own_names(
    lead: Membership, sign_in: SignIn
) -> None:
    page = sign_in(lead).get("/accounts/").text

    assert "Language of these pages and of mail to you" in page
    assert '<option value="" selected>As my browser asks</option>' in page
    assert '<option value="ja">日本語</option>' in page


def test_chosen_language_holds_from_the_next_page_on(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)

    page = client.post(CHOOSE, {"language": "de"}, follow=True)

    assert User.objects.get(pk=lead.user_id).language == "de"
    assert page.redirect_chain == [("/accounts/", 302)]
    assert page["Content-Language"] == "de"
    assert '<option value="de" selected>Deutsch</option>' in page.text


def test_choice_can_be_left_to_the_browser_again(lead: Membership, sign_in: SignIn) -> None:
    User.objects.filter(pk=lead.user_id).update(language="de")
    client = sign_in(lead)

    page = client.post(CHOOSE, {"language": ""}, follow=True)

    assert User.objects.get(pk=lead.user_id).language == ""
    assert page["Content-Language"] == "en"
    assert "Saved: the language of your pages and mail." in page.text


def test_choice_is_written_down(lead: Membership, sign_in: SignIn) -> None:
    sign_in(lead).post(CHOOSE, {"language": "pl"})

    entry = AuditEntry.objects.get(act="language chosen")
    assert (entry.organization, entry.by, entry.about) == (
        lead.organization,
        "lead@example.com",
        "Polish",
    )


@pytest.mark.parametrize("language", ["xx", "de-AT", "x" * 100])
def test_unknown_language_changes_nothing(lead: Membership, sign_in: SignIn, language: str) -> None:
    page = sign_in(lead).post(CHOOSE, {"language": language}, follow=True)

    assert User.objects.get(pk=lead.user_id).language == ""
    assert "Choose one of these languages." in page.text


def test_choosing_is_a_post(lead: Membership, sign_in: SignIn) -> None:
    assert sign_in(lead).get(CHOOSE).status_code == 405


@pytest.mark.django_db
def test_choosing_needs_a_sign_in() -> None:
    assert Client().post(CHOOSE, {"language": "de"})["Location"].startswith("/accounts/login/")
