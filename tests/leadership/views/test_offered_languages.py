"""People read their pages in the languages that their organization asks in, and in no other."""

from django.test import Client

from assessment.domain.audiences import Audience
from assessment.models import Round
from leadership.models import Contact, Invitation, Membership, OrganizationSettings
from leadership.services.inviting import start_run
from leadership.services.organizations import change_asking
from tests.leadership.conftest import NOW
from tests.respondents import an_invitation, an_open_round, link


def offer(round_: Round, *languages: str, usual: str = "") -> None:
    OrganizationSettings.objects.update_or_create(
        organization=round_.organization,
        defaults={"languages": list(languages), "language": usual},
    )


def test_page_offers_only_those(db: None, client: Client) -> None:
    round_ = an_open_round()
    invitation = an_invitation(round_, Audience.CUSTOMER)
    all_of_them = client.get(link(invitation)).text
    assert "Italiano" in all_of_them

    offer(round_, "en", "de")

    page = client.get(link(invitation)).text
    assert "Deutsch" in page
    assert "Italiano" not in page


def test_language_that_is_not_offered_cannot_be_picked(db: None, client: Client) -> None:
    round_ = an_open_round()
    invitation = an_invitation(round_, Audience.CUSTOMER)
    offer(round_, "en", "de")

    assert '<html lang="de"' in client.get(link(invitation) + "?language=de").text
    assert '<html lang="en"' in client.get(link(invitation) + "?language=it").text


def test_browser_of_another_language_gets_one_that_is_offered(db: None, client: Client) -> None:
    round_ = an_open_round()
    invitation = an_invitation(round_, Audience.CUSTOMER)
    Invitation.objects.update(language="")
    offer(round_, "fr", "de")

    for asked, shown in (("fr", "fr"), ("de", "de"), ("it", "de")):
        page = client.get(link(invitation), headers={"accept-language": asked}).text
        assert f'<html lang="{shown}"' in page


def test_people_are_invited_in_their_language_or_the_usual_one(
    owner: Membership, client: Client
) -> None:
    organization = owner.organization
    change_asking(
        organization=organization,
        language="fr",
        languages=["fr", "de"],
        minimum_group=5,
        by=owner.user,
        now=NOW,
    )
    for language in ("de", "it", ""):
        Contact.objects.create(
            organization=organization,
            email=f"{language or 'unknown'}@example.com",
            audience="customer",
            language=language,
        )
    round_ = an_open_round(organization)

    start_run(round_=round_, by=owner.user, now=NOW)

    invited = dict(
        Invitation.objects.filter(round=round_).values_list("contact__email", "language")
    )
    assert invited == {"de@example.com": "de", "it@example.com": "fr", "unknown@example.com": "fr"}
