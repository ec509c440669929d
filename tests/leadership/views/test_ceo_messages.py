"""Messages to the chief executive as their one reader sees them; who that is, an owner says."""

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import CeoDesk, CeoMessage, MailboxMessage, Membership
from leadership.services.ceo_messages import answer_message
from leadership.services.delivery import deliver_due
from tests.database import every_row
from tests.html_pages import page_of
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.tone import a_desk, a_message

LIST = "/o/meridian/messages/"
SETTINGS = "/o/meridian/settings/messages/"


@pytest.fixture
def ceo(organization: Organization, join: Join) -> Membership:
    ceo = join(organization, email="ceo@example.com", name="Cleo Adams", on_executive_team=True)
    a_desk(ceo)
    return ceo


def test_reader_opens_answers_and_archives(ceo: Membership, sign_in: SignIn) -> None:
    message = a_message(ceo.organization, "Nobody calls.", "anna@customer.example")
    client, address = sign_in(ceo), f"{LIST}{message.pk}/"

    listed = client.get(LIST)
    opened = client.post(f"{address}read/", follow=True)
    empty = client.post(address, {"text": " "})
    answered = client.post(address, {"text": "I will."}, follow=True)
    again = client.post(address, {"text": "Twice"})
    archived = client.post(f"{address}archive/", follow=True)
    kept = client.get(f"{LIST}?show=archive")
    back = client.post(f"{address}archive/", {"back": "1"}, follow=True)

    assert "Messages (1)" in listed.text
    assert "1 message is unread" in listed.text
    assert "anna@customer.example waits for an answer" in page_of(opened).text
    assert "Messages (1)" not in opened.text
    assert (empty.status_code, "Write what you want to answer." in empty.text) == (422, True)
    assert "You have answered this message" in answered.text
    assert (again.status_code, "Twice" in again.text) == (422, True)
    assert "Nobody calls." not in archived.text
    assert "Nobody calls." in kept.text
    assert "The message is back in the list." in back.text


def test_message_without_an_address_has_no_form(ceo: Membership, sign_in: SignIn) -> None:
    message = a_message(ceo.organization)

    page = sign_in(ceo).get(f"{LIST}{message.pk}/")

    assert "No address was left" in page.text
    assert "Send the answer" not in page.text
    assert "March 2026" in page.text
    assert "2 March" not in page.text


@pytest.mark.parametrize("role", Role)
def test_nobody_else_finds_messages_whatever_their_role(
    organization: Organization, ceo: Membership, join: Join, sign_in: SignIn, role: Role
) -> None:
    message = a_message(organization, "Secret")
    other = join(organization, role, f"{role}2@example.com", on_executive_team=True)
    client = sign_in(other)

    for rest in ("", "?show=archive", f"{message.pk}/"):
        assert client.get(f"{LIST}{rest}").status_code == 404
    for rest in (f"{message.pk}/", f"{message.pk}/read/", f"{message.pk}/archive/"):
        assert client.post(f"{LIST}{rest}", {"text": "Hello"}).status_code == 404
    assert "Messages" not in page_of(client.get("/o/meridian/")).text
    assert not CeoMessage.objects.get().is_read


def test_reader_who_leaves_the_team_reads_no_more(ceo: Membership, sign_in: SignIn) -> None:
    a_message(ceo.organization)
    Membership.objects.filter(pk=ceo.pk).update(on_executive_team=False)

    assert sign_in(ceo).get(LIST).status_code == 404


def test_reader_of_one_organization_reads_none_of_another(
    ceo: Membership, other_organization: Organization, join: Join, sign_in: SignIn
) -> None:
    theirs = join(other_organization, email="b@example.com", name="Bo", on_executive_team=True)
    a_desk(theirs)
    message = a_message(other_organization, "Theirs")

    assert sign_in(ceo).get(f"{LIST}{message.pk}/").status_code == 404
    assert sign_in(ceo).get(f"/o/other/messages/{message.pk}/").status_code == 404


def test_kept_copy_of_an_answer_is_in_the_mailbox_of_its_writer_alone(
    organization: Organization, lead: Membership, join: Join, sign_in: SignIn, settings: object
) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"  # type: ignore[attr-defined]
    settings.EMAIL_IS_LOCAL = True  # type: ignore[attr-defined]
    ceo = join(organization, Role.OWNER, "ceo@example.com", name="Cleo", on_executive_team=True)
    a_desk(ceo)
    message = a_message(organization, "Secret", "anna@customer.example")
    answer_message(message=message, text="Hello", by=ceo, now=NOW)
    deliver_due(now=NOW)
    kept = MailboxMessage.objects.get()

    assert "anna@customer.example" in sign_in(ceo).get("/o/meridian/mailbox/").text
    assert "anna@customer.example" not in sign_in(lead).get("/o/meridian/mailbox/").text
    for rest in ("", "html/"):
        assert sign_in(lead).get(f"/o/meridian/mailbox/{kept.pk}/{rest}").status_code == 404
        assert sign_in(ceo).get(f"/o/meridian/mailbox/{kept.pk}/{rest}").status_code == 200


def test_reading_writes_nothing(ceo: Membership, sign_in: SignIn) -> None:
    message, client = a_message(ceo.organization), sign_in(ceo)
    before = every_row()

    for rest in ("", "?show=archive", "?page=x", f"{message.pk}/"):
        assert client.get(f"{LIST}{rest}").status_code == 200

    assert every_row() == before
    for rest in ("read/", "archive/"):
        assert client.get(f"{LIST}{message.pk}/{rest}").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    ceo: Membership,
    sign_in: SignIn,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        a_message(ceo.organization, f"Message {number}", f"a{number}@b.example")
    client = sign_in(ceo)

    with django_assert_num_queries(7):
        client.get(LIST)


# Who reads them


def test_owner_names_a_reader_and_nobody(
    owner: Membership, organization: Organization, join: Join, sign_in: SignIn
) -> None:
    ceo = join(organization, email="ceo@example.com", name="Cleo Adams", on_executive_team=True)
    client = sign_in(owner)

    before = client.get(SETTINGS)
    named = client.post(SETTINGS, {"reader": str(ceo.pk)}, follow=True)
    desk = CeoDesk.objects.get()
    nobody = client.post(SETTINGS, {"reader": "nobody"}, follow=True)

    assert "Nobody reads messages to the chief executive" in before.text
    assert "Cleo Adams reads the messages" in page_of(named).text
    assert desk.membership == ceo
    assert "Customers are not offered to write any more." in nobody.text
    assert not CeoDesk.objects.exists()
    assert SETTINGS in client.get("/o/meridian/settings/").text


def test_reader_is_one_of_the_team_with_a_name(
    owner: Membership, organization: Organization, join: Join, sign_in: SignIn
) -> None:
    nameless = join(organization, email="b@example.com", on_executive_team=True)
    client = sign_in(owner)

    for wrong in (str(owner.pk), str(nameless.pk), "", "x"):
        assert client.post(SETTINGS, {"reader": wrong}).status_code == 422
    assert not CeoDesk.objects.exists()
