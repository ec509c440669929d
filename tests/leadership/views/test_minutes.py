"""The end of a meeting, and its minutes: read, mailed, made as a file."""

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from assessment.models import Organization, Round
from leadership import pack_files
from leadership.domain.meetings import Outcome
from leadership.domain.packs import Paper
from leadership.domain.roles import Role
from leadership.models import (
    AuditEntry,
    Meeting,
    Membership,
    MinutesFile,
    OrganizationSettings,
    OutgoingEmail,
)
from leadership.queries.minutes import minutes_of
from leadership.services.minutes import request_minutes_file
from tests.html_pages import page_of
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.meetings import BY, a_contested_round, decided, ended, held, promised

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_contested_round(organization)


@pytest.fixture
def meeting(round_: Round, lead: Membership, owner: Membership) -> Meeting:
    """Still being held."""
    meeting = held(round_, lead)
    decided(meeting, lead, Outcome.FIND_OUT, note="Read the contracts.", who=owner, due_on=BY)
    promised(round_, owner)
    return meeting


@pytest.fixture
def over(meeting: Meeting, lead: Membership, owner: Membership) -> Meeting:
    ended(meeting, lead, [owner])
    return meeting


@pytest.fixture
def client(lead: Membership, sign_in: SignIn) -> Client:
    return sign_in(lead)


def address(round_: Round, rest: str = "") -> str:
    return f"/o/{round_.organization.slug}/results/{round_.pk}/minutes/{rest}"


def end(round_: Round) -> str:
    return f"/o/{round_.organization.slug}/results/{round_.pk}/meeting/end/"


def made(over: Meeting, lead: Membership, paper: Paper = Paper.A4) -> MinutesFile:
    file = request_minutes_file(meeting=over, paper=paper, by=lead, now=NOW)
    file.content, file.made_at = b"%PDF of a test", NOW
    file.save()
    return file


@pytest.mark.usefixtures("meeting")
def test_last_look_says_what_is_open_and_whom_the_mail_reaches(
    round_: Round, client: Client
) -> None:
    page = page_of(client.get(end(round_)))

    assert "1 contested sign is not settled. The minutes say so." in page.text
    assert "2 people get the mail" in page.text
    assert page.fields["held_on"] == ["2026-03-02"]
    assert "checked" in page.ids["id_mail"]
    assert "attendees" not in page.fields


def test_end_writes_the_minutes_and_mails_them(
    round_: Round, meeting: Meeting, client: Client, owner: Membership
) -> None:
    response = client.post(
        end(round_), {"held_on": "2026-03-02", "attendees": [owner.pk], "mail": "on"}, follow=True
    )

    meeting.refresh_from_db()
    assert meeting.has_ended
    assert response.redirect_chain == [(address(round_), 302)]
    assert "The minutes go out by mail to 2 people." in page_of(response).text
    assert OutgoingEmail.objects.filter(kind="minutes").count() == 2


def test_end_without_the_tick_mails_nobody(round_: Round, meeting: Meeting, client: Client) -> None:
    client.post(end(round_), {"held_on": "2026-03-02"})

    meeting.refresh_from_db()
    assert meeting.has_ended
    assert not OutgoingEmail.objects.exists()


@pytest.mark.parametrize("day", ["", "yesterday", "2999-01-01", "2025-12-31"])
def test_day_on_which_nothing_can_have_been_held_is_refused(
    round_: Round, meeting: Meeting, client: Client, owner: Membership, day: str
) -> None:
    response = client.post(end(round_), {"held_on": day, "attendees": [owner.pk]})

    page = page_of(response)
    assert response.status_code == 422
    assert "Something needs to be put right" in page.text
    assert page.fields["attendees"] == [str(owner.pk)]
    meeting.refresh_from_db()
    assert not meeting.has_ended


def test_end_of_a_meeting_that_is_not_held_leads_to_its_page(
    round_: Round, client: Client, lead: Membership
) -> None:
    before = client.get(end(round_))
    ended(held(round_, lead), lead)
    after = client.post(end(round_), {"held_on": "2026-03-02"}, follow=True)

    assert before.headers["Location"].endswith("/meeting/")
    assert after.redirect_chain[-1] == (address(round_), 302)
    assert AuditEntry.objects.filter(act="meeting ended").count() == 1


@pytest.mark.usefixtures("over")
def test_minutes_say_what_was_decided_and_promised(round_: Round, client: Client) -> None:
    text = page_of(client.get(address(round_))).text

    assert "Minutes of the meeting of 2 March 2026 about Q1 2026" in text
    assert "Present: Olivia Owner" in text
    assert "Olivia Owner finds out by 16 March 2026. Read the contracts." in text
    assert "Contested 4–5: 4 yes · 5 no." in text
    assert "This was not settled." in text
    assert "Draft a bonus Olivia Owner, by 16 March 2026. About Sign 7: Incentives." in text
    assert "Fingerprint" in text


@pytest.mark.parametrize(("own", "spoken"), [("", "en ltr"), ("de", "de ltr"), ("ar", "en ltr")])
def test_minutes_are_one_text_in_the_language_of_the_organization(
    meeting: Meeting, owner: Membership, client: Client, own: str, spoken: str
) -> None:
    """Whoever ends the meeting and whoever reads them has the frame in a language of their own."""
    language, direction = spoken.split()
    OrganizationSettings.objects.create(organization=owner.organization, language=own)
    with translation.override("fr"):
        ended(meeting, owner, [owner])

    page = client.get(address(meeting.round), headers={"accept-language": "pl"})

    assert '<html lang="pl"' in page.text
    html = " ".join(page.text.split())
    assert f'<div class="minutes" lang="{language}" dir="{direction}">' in html
    minutes = minutes_of(Meeting.objects.get(pk=meeting.pk))
    assert minutes is not None
    assert minutes.language == language


@pytest.mark.usefixtures("over")
def test_executive_reads_the_minutes_and_a_viewer_does_not(
    round_: Round, join: Join, sign_in: SignIn
) -> None:
    executive = sign_in(join(round_.organization, Role.EXECUTIVE))
    viewer = sign_in(join(round_.organization, Role.VIEWER))

    page = page_of(executive.get(address(round_)))

    assert "Olivia Owner finds out" in page.text
    assert "Mail the minutes" not in page.text
    assert executive.post(address(round_, "mail/")).status_code == 403
    for rest in ("", "progress/"):
        assert viewer.get(address(round_, rest)).status_code == 403


@pytest.mark.usefixtures("meeting")
def test_meeting_that_is_held_has_no_minutes_yet(round_: Round, client: Client) -> None:
    for rest in ("", "progress/"):
        assert client.get(address(round_, rest)).status_code == 404
    for rest in ("mail/", "file/"):
        assert client.post(address(round_, rest), {"paper": "A4"}).status_code == 404
    assert not OutgoingEmail.objects.exists()


@pytest.mark.usefixtures("over")
def test_button_mails_those_who_have_not_had_them(round_: Round, client: Client) -> None:
    before = page_of(client.get(address(round_))).text

    first = page_of(client.post(address(round_, "mail/"), follow=True)).text
    second = page_of(client.post(address(round_, "mail/"), follow=True)).text

    assert "Mail the minutes to 2 people" in before
    assert "The minutes go out by mail to 2 people." in first
    assert "Everybody on the team has had the minutes by mail." in first
    assert "Everybody has had the minutes by mail." in second
    assert OutgoingEmail.objects.count() == 2


@pytest.mark.usefixtures("over")
def test_file_is_asked_for_and_waits(round_: Round, client: Client) -> None:
    response = client.post(address(round_, "file/"), {"paper": "letter"})

    assert response.headers["Location"] == f"{address(round_)}#files"
    assert MinutesFile.objects.get().paper == "letter"
    page = client.get(address(round_))
    assert "Minutes on US Letter It is made in a few seconds." in page_of(page).text
    assert "js/progress.js" in page.content.decode()
    assert client.get(address(round_, "progress/")).json() == {"is_done": False}


@pytest.mark.usefixtures("over")
@pytest.mark.parametrize("paper", ["", "A3"])
def test_paper_that_there_is_not_makes_no_file(round_: Round, client: Client, paper: str) -> None:
    page = page_of(client.post(address(round_, "file/"), {"paper": paper}, follow=True))

    assert "Choose the paper." in page.text
    assert not MinutesFile.objects.exists()


@pytest.mark.usefixtures("over")
def test_without_the_library_the_page_says_how_to_get_it(
    round_: Round, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_files, "LIBRARY", "no_such_library")

    page = page_of(client.get(address(round_)))
    client.post(address(round_, "file/"), {"paper": "A4"})

    assert "WeasyPrint is not installed" in page.text
    assert "Your browser prints this page" in page.text
    assert not MinutesFile.objects.exists()


def test_made_file_is_downloaded_and_that_is_written_down(
    round_: Round, over: Meeting, client: Client, lead: Membership
) -> None:
    file = made(over, lead)

    assert "Download the PDF on A4" in page_of(client.get(address(round_))).text
    response = client.post(address(round_, f"{file.pk}/download/"))

    assert response.content == b"%PDF of a test"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="meridian-freight-q1-2026-minutes-a4.pdf"'
    )
    assert response.headers["Cache-Control"] == "private, no-store"
    entry = AuditEntry.objects.get(act="results exported")
    assert entry.about == "Q1 2026: minutes of the meeting, A4"
    assert client.get(address(round_, f"{file.pk}/download/")).status_code == 405


def test_file_that_is_not_made_yet_cannot_be_downloaded(
    round_: Round, over: Meeting, client: Client, lead: Membership
) -> None:
    file = request_minutes_file(meeting=over, paper=Paper.A4, by=lead, now=timezone.now())

    assert client.post(address(round_, f"{file.pk}/download/")).status_code == 404
    assert not AuditEntry.objects.filter(act="results exported").exists()


@pytest.mark.parametrize("files", [1, 2])
def test_page_costs_the_same_however_many_files_there_are(
    over: Meeting,
    client: Client,
    lead: Membership,
    django_assert_num_queries: DjangoAssertNumQueries,
    files: int,
) -> None:
    for paper in list(Paper)[:files]:
        made(over, lead, paper)

    with django_assert_num_queries(8):
        client.get(address(over.round))
