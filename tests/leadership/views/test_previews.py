"""What each audience will get and see, before anybody is asked."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.domain.audiences import Audience
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Invitation, Membership
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.programmes import a_contact, a_draft, launched

NAMES = ("preview", "preview-mail", "preview-page")


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lead_browser(lead: Membership, sign_in: SignIn) -> Client:
    return sign_in(lead)


@pytest.fixture
def draft(lead: Membership) -> Round:
    return a_draft(lead.organization, lead.user, audiences=list(Audience))


def address_of(round_: Round, name: str = "preview", *rest: str) -> str:
    return reverse(f"leadership:{name}", args=["meridian", round_.pk, *(rest or ("customer",))])


def test_preview_shows_the_mail_and_leads_to_the_page(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.get(address_of(draft))

    assertContains(page, "What customers get")
    assertContains(page, page.context["mail"].subject)
    assertContains(page, "Hello Anna Example")
    assertContains(page, f'src="{address_of(draft, "preview-mail")}"')
    assertContains(page, f'href="http://office.example{address_of(draft, "preview-page")}"')
    assertContains(page, "Replies go to")


def test_frame_holds_the_mail_and_cannot_do_anything(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.get(address_of(draft))
    frame = lead_browser.get(address_of(draft, "preview-mail"))

    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assertContains(page, 'sandbox="allow-popups allow-popups-to-escape-sandbox"')
    assertContains(frame, "Anna Example")
    assertContains(frame, f"{address_of(draft, 'preview-page')}?p1=5")
    policy = frame["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize("audience", ["manager", "employee", "customer", "partner"])
def test_page_of_an_audience_cannot_be_sent(
    lead_browser: Client, draft: Round, audience: str
) -> None:
    page = lead_browser.get(address_of(draft, "preview-page", audience))

    assertContains(page, "How customer-centric")
    assertContains(page, "disabled")
    assertNotContains(page, "unsubscribe")
    assert lead_browser.post(address_of(draft, "preview-page", audience)).status_code == 405


def test_executives_pages_are_linked_from_their_overview(
    lead_browser: Client, draft: Round
) -> None:
    page = lead_browser.get(address_of(draft, "preview-page", "executive"))

    keys = ["eight-signs", "perception-gap", "leadership-checklist", "tone-at-the-top"]
    for key in keys:
        address = address_of(draft, "preview-questionnaire", "executive", key)
        assertContains(page, f'href="{address}"')
        step = lead_browser.get(address)
        assertContains(step, f"Page {keys.index(key) + 1} of 4")
        assertNotContains(step, "Save and continue")


def test_preview_of_a_launched_round_writes_nothing(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    a_contact(lead.organization)
    launched(draft, lead.user)
    before = list(Invitation.objects.values())

    for name in NAMES:
        assert lead_browser.get(address_of(draft, name)).status_code == 200

    assert list(Invitation.objects.values()) == before


@pytest.mark.parametrize("name", NAMES)
def test_audience_that_is_not_asked_has_no_preview(
    lead_browser: Client, lead: Membership, name: str
) -> None:
    round_ = a_draft(lead.organization, lead.user, audiences=[Audience.CUSTOMER])

    assert lead_browser.get(address_of(round_, name, "partner")).status_code == 404
    assert lead_browser.get(address_of(round_, name, "competitor")).status_code == 404


def test_questionnaire_that_is_not_asked_has_no_preview(lead_browser: Client, draft: Round) -> None:
    for rest in (("executive", "metrics-test"), ("customer", "eight-signs")):
        address = address_of(draft, "preview-questionnaire", *rest)
        assert lead_browser.get(address).status_code == 404


def test_round_without_questions_has_no_page(lead_browser: Client, draft: Round) -> None:
    draft.versions.clear()

    assert lead_browser.get(address_of(draft, "preview-page")).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_preview_is_for_those_who_run_rounds(
    join: Join,
    sign_in: SignIn,
    lead: Membership,
    draft: Round,
    name: str,
) -> None:
    for role in (Role.EXECUTIVE, Role.VIEWER):
        member = sign_in(join(lead.organization, role))
        assert member.get(address_of(draft, name)).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_stranger_finds_no_preview(
    join: Join, sign_in: SignIn, other_organization: Organization, draft: Round, name: str
) -> None:
    stranger = sign_in(join(other_organization, Role.OWNER))

    assert stranger.get(address_of(draft, name)).status_code == 404
    own_address = address_of(draft, name).replace("meridian", "other")
    assert stranger.get(own_address).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_signed_out_are_sent_to_sign_in(draft: Round, name: str) -> None:
    answer = Client().get(address_of(draft, name))

    assertRedirects(answer, f"{reverse('account_login')}?next={address_of(draft, name)}")
