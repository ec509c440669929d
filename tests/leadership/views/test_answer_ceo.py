"""Writing to the chief executive from the page that says thank you."""

from gzip import decompress

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.models import AnswerSheet, Round
from leadership.domain.ceo_messages import AUDIENCES_WRITING
from leadership.models import CeoDesk, CeoMessage, Invitation, Membership
from leadership.services.ceo_limits import ADMISSIONS
from tests.database import every_row
from tests.html_pages import page_of
from tests.leadership.tone import a_desk
from tests.respondents import a_member, an_invitation, an_open_round, link, submit

pytestmark = pytest.mark.django_db
WIRE_LIMIT = 14_000
PLACE = "ceo/"


@pytest.fixture(autouse=True)
def _nothing_sent_yet() -> None:
    ADMISSIONS._sent.clear()


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def round_(db: None) -> Round:
    return an_open_round()


@pytest.fixture
def ceo(round_: Round) -> Membership:
    ceo = a_member(round_.organization, "ceo@example.com")
    a_desk(ceo)
    return ceo


@pytest.fixture
def invitation(round_: Round, ceo: Membership) -> Invitation:
    invitation = an_invitation(round_)
    submit(invitation)
    return invitation


@pytest.mark.parametrize("audience", Audience)
def test_customers_and_partners_are_offered_to_write(
    client: Client, round_: Round, ceo: Membership, audience: Audience
) -> None:
    invitation = an_invitation(round_, audience)
    before = client.get(link(invitation)).text
    submit(invitation)

    after = client.get(link(invitation))

    assert "Write to Cleo Adams" not in before
    assert ("Write to Cleo Adams" in after.text) == (audience in AUDIENCES_WRITING)
    if audience not in AUDIENCES_WRITING:
        refused = client.post(link(invitation, PLACE), {"message": "Hello"})
        assert refused.status_code == 409
        assert "Hello" in refused.text
        assert not CeoMessage.objects.exists()


def test_nobody_is_offered_without_a_reader(client: Client, invitation: Invitation) -> None:
    for loss in ("off the team", "not active", "no desk"):
        desk = CeoDesk.objects.select_related("membership__user").get()
        desk.membership.on_executive_team = loss != "off the team"
        desk.membership.user.is_active = loss != "not active"
        desk.membership.save()
        desk.membership.user.save()
        if loss == "no desk":
            desk.delete()

        assert "Write to" not in client.get(link(invitation)).text, loss
        assert client.get(link(invitation, PLACE))["Location"] == link(invitation)
        answer = client.post(link(invitation, PLACE), {"message": "Keep these words"})
        assert (answer.status_code, "Keep these words" in answer.text) == (409, True)
    assert not CeoMessage.objects.exists()


def test_message_is_stored_and_nothing_says_who_wrote_it(
    client: Client, invitation: Invitation
) -> None:
    before = every_row()

    sent = client.post(link(invitation, PLACE), {"message": "Line 1\r\nLine 2", "address": ""})

    message = CeoMessage.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, link(invitation, f"{PLACE}?sent=1"))
    assert "Your message is on its way" in client.get(sent["Location"]).text
    assert (message.text, message.address, message.language) == ("Line 1\nLine 2", "", "")
    assert message.received_on.day == 1
    message.delete()
    assert every_row() == before  # no other row has changed: no counter, no date, no tie


def test_address_is_kept_in_its_one_spelling_with_day_and_language(
    client: Client, invitation: Invitation
) -> None:
    client.post(
        link(invitation, f"{PLACE}?language=de"), {"message": "Hallo", "address": "Anna@X.Example "}
    )

    message = CeoMessage.objects.get()
    today = timezone.now().astimezone(invitation.round.organization.zone).date()
    assert (message.address, message.language) == ("anna@x.example", "de")
    assert message.received_on == today


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"message": "", "address": "a@b.example"}, "Write your message."),
        ({"message": "  \n ", "address": ""}, "Write your message."),
        ({"message": "x" * 2001, "address": ""}, "2000"),
        ({"message": "Hello", "address": "nonsense"}, "is not an email address"),
        ({"message": "a\u202eb", "address": ""}, "invisible character"),
    ],
)
def test_bad_input_loses_nothing(
    client: Client, invitation: Invitation, posted: dict[str, str], said: str
) -> None:
    answer = client.post(link(invitation, PLACE), posted)

    page = page_of(answer)
    assert answer.status_code == 422
    assert said in page.text
    typed = {name: page.fields.get(name, [""])[0].strip() for name in posted}
    assert typed == {name: text.strip() for name, text in posted.items()}
    assert not CeoMessage.objects.exists()


def test_pressing_twice_sends_once_and_three_a_day_are_taken(
    client: Client, invitation: Invitation
) -> None:
    for text in ("a", "a", "b", "c"):
        assert client.post(link(invitation, PLACE), {"message": text}).status_code == 303

    refused = client.post(link(invitation, PLACE), {"message": "The fourth"})

    assert refused.status_code == 429
    assert "The fourth" in refused.text
    assert CeoMessage.objects.count() == 3


def test_markup_is_plain_text(client: Client, invitation: Invitation) -> None:
    answer = client.post(
        link(invitation, PLACE), {"message": "<script>alert(1)</script>", "address": "x"}
    )

    assert "<script>alert" not in answer.text


def test_pages_are_small_and_set_no_cookie(client: Client, invitation: Invitation) -> None:
    for address in ("", PLACE, f"{PLACE}?sent=1"):
        for language in ("en", "de", "ja"):
            at = link(invitation, address)
            response = client.get(
                f"{at}{'&' if '?' in at else '?'}language={language}",
                headers={"Accept-Encoding": "gzip"},
            )
            assert response.status_code == 200
            assert len(response.content) + 1000 < WIRE_LIMIT
            assert not response.cookies
            assert response["Cache-Control"] == "no-store"
            assert b"<script" not in decompress(response.content)


def test_thanks_stay_the_same_for_everybody(
    client: Client, round_: Round, invitation: Invitation
) -> None:
    other = an_invitation(round_)
    submit(other)

    assert client.get(link(invitation)).content == client.get(link(other)).content


def test_preview_sends_nothing(client: Client, invitation: Invitation) -> None:
    before = every_row()

    for address in ("", PLACE):
        client.get(link(invitation, address))
        client.head(link(invitation, address))

    assert every_row() == before
    assert client.put(link(invitation, PLACE)).status_code == 405


@pytest.mark.parametrize("state", ["unanswered", "revoked", "unknown"])
def test_only_a_link_that_was_answered_writes(
    client: Client, round_: Round, ceo: Membership, state: str
) -> None:
    invitation = an_invitation(round_)
    if state == "revoked":
        submit(invitation)
        Invitation.objects.filter(pk=invitation.pk).update(revoked_on=timezone.now().date())
    address = "/a/unknown/ceo/" if state == "unknown" else link(invitation, PLACE)

    answer = client.post(address, {"message": "Hello"})

    assert answer.status_code in {404, 409}
    assert not CeoMessage.objects.exists()


def test_sheet_knows_nothing_of_the_message(client: Client, invitation: Invitation) -> None:
    sheets = list(AnswerSheet.objects.values())

    client.post(link(invitation, PLACE), {"message": "Hello", "address": "a@b.example"})

    assert list(AnswerSheet.objects.values()) == sheets
