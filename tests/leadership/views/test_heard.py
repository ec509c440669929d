"""The lead's pages about what was heard: written, looked at, published, taken back."""

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise, RoundState
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Membership, WhatWeHeard
from leadership.queries.dashboards import dashboard_for
from leadership.services.hearing import publish_what_we_heard
from tests.closed_rounds import CUSTOMER, EXECUTIVE, a_round, headline, signs
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.leadership.hearings import HEARD, WILL_DO, drafted, published
from tests.respondents import an_invitation

pytestmark = pytest.mark.django_db
TEXTS = {"heard": HEARD, "will_do": WILL_DO}


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_round(
        organization,
        {EXECUTIVE: {**signs((9, 0)), **headline(6, 9)}, CUSTOMER: headline(30, 300)},
        quarter=quarter_of(timezone.now().date()).previous(),
    )


@pytest.fixture
def client(lead: Membership, sign_in: SignIn) -> Client:
    return sign_in(lead)


def path(round_: Round, rest: str = "") -> str:
    return f"/o/meridian/rounds/{round_.pk}/heard/{rest}"


def someone_who_wishes(round_: Round) -> None:
    invitation = an_invitation(round_)
    invitation.submitted_on, invitation.wants_news = timezone.now().date(), True
    invitation.save()


# Writing


def test_page_shows_the_dashboards_findings_and_proposes_no_text(
    client: Client, round_: Round
) -> None:
    page = page_of(client.get(path(round_)))

    dashboard = dashboard_for(round_, named=False)
    assert dashboard.headline in page.text
    assert dashboard.change in page.text
    assert "tells readers who said it" in page.text
    assert not {"id_heard", "id_will_do"} & page.fields.keys()


def test_draft_is_saved_and_shown_again(client: Client, round_: Round) -> None:
    response = client.post(path(round_), {"heard": "One.\r\n\r\nTwo.", "will_do": ""}, follow=True)

    written = WhatWeHeard.objects.get()
    assert (written.heard, written.will_do, written.published_at) == ("One.\n\nTwo.", "", None)
    assert "The draft is saved." in response.text
    assert page_of(response).fields["id_heard"] == ["One.\n\nTwo."]


def test_save_and_look_leads_to_the_preview(client: Client, round_: Round) -> None:
    response = client.post(path(round_), TEXTS | {"then": "preview"})

    assert response["Location"] == path(round_, "preview/")


@pytest.mark.parametrize("character", ["\x0b", "\x1c", "\u202e", "\u2028"])
def test_invisible_characters_are_refused_and_nothing_typed_is_lost(
    client: Client, round_: Round, character: str
) -> None:
    response = client.post(path(round_), {"heard": f"bad{character}text", "will_do": WILL_DO})

    page = page_of(response)
    assert response.status_code == 422
    assert f"Remove the invisible character U+{ord(character):04X}." in page.text
    assert page.fields["id_heard"] == [f"bad{character}text"]
    assert page.fields["id_will_do"] == [WILL_DO]
    assert not WhatWeHeard.objects.exists()


def test_text_that_is_too_long_is_kept_and_the_page_says_why(client: Client, round_: Round) -> None:
    response = client.post(path(round_), TEXTS | {"heard": "x" * 3001})

    assert response.status_code == 422
    assert page_of(response).fields["id_heard"] == ["x" * 3001]


def test_published_text_may_have_no_gap(client: Client, round_: Round, lead: Membership) -> None:
    published(round_, lead.user)

    response = client.post(path(round_), {"heard": "", "will_do": "We call."})

    page = page_of(response)
    assert response.status_code == 422
    assert "People read this already: say what you heard." in page.text
    assert page.fields["id_will_do"] == ["We call."]
    assert WhatWeHeard.objects.get().heard == HEARD


def test_published_text_is_changed_for_everybody_at_once(
    client: Client, round_: Round, lead: Membership
) -> None:
    published(round_, lead.user)

    response = client.post(path(round_), TEXTS | {"heard": "Something else."}, follow=True)

    assert "People read it like this from now on." in response.text
    written = WhatWeHeard.objects.get()
    assert written.heard == "Something else."
    assert written.published_at is not None


def test_round_that_is_open_says_when_it_is_written(client: Client, lead: Membership) -> None:
    current = a_round(lead.organization, {CUSTOMER: headline(3, 9)}, closed=False)

    for rest in ("", "preview/", "publish/", "take-back/"):
        response = client.get(path(current, rest), follow=True)

        assert "What you heard is written when the round has closed." in response.text
    refused = client.post(path(current, "publish/"), follow=True)
    assert "Write this when the round has closed." in refused.text


# Looking at it


def test_preview_shows_the_mail_and_the_page_that_people_get(
    client: Client, round_: Round, lead: Membership
) -> None:
    drafted(round_, lead.user)

    preview = client.get(path(round_, "preview/"))
    mail = client.get(path(round_, "preview/mail/"))
    shown = client.get(path(round_, "preview/page/"))

    assert "What Meridian Freight heard, and what it will do" in page_of(preview).text
    assert path(round_, "publish/") in preview.text
    for html in (mail.text, shown.text):
        assert "We call you,<br>before you call us.</p>" in html
    assert shown["Cache-Control"] == "no-store"


def test_preview_of_half_a_text_offers_no_publishing(
    client: Client, round_: Round, lead: Membership
) -> None:
    drafted(round_, lead.user, will_do="")

    text = client.get(path(round_, "preview/")).text

    assert "one of the two texts is still empty" in text
    assert path(round_, "publish/") not in text


def test_nothing_written_has_no_preview(client: Client, round_: Round) -> None:
    assert client.get(path(round_, "preview/"))["Location"] == path(round_)
    assert client.get(path(round_, "preview/mail/")).status_code == 404
    assert client.get(path(round_, "preview/page/")).status_code == 404


# Publishing and taking back


def test_publishing_asks_first_and_says_how_many_are_mailed(
    client: Client, round_: Round, lead: Membership
) -> None:
    for _ in range(3):
        someone_who_wishes(round_)
    drafted(round_, lead.user)

    asked = client.get(path(round_, "publish/"))
    still_a_draft = WhatWeHeard.objects.get().published_at is None
    done = client.post(path(round_, "publish/"), follow=True)

    assert "3 people wished to be told and get one mail each" in page_of(asked).text
    assert still_a_draft
    assert "Published. 3 people are told by mail." in done.text
    assert WhatWeHeard.objects.get().published_at is not None


def test_second_publishing_says_that_it_is_done(
    client: Client, round_: Round, lead: Membership
) -> None:
    drafted(round_, lead.user)
    publish_what_we_heard(round_=round_, by=lead.user, now=timezone.now())

    response = client.post(path(round_, "publish/"), follow=True)

    assert "This is published already." in response.text
    assert client.get(path(round_, "publish/"))["Location"] == path(round_)


def test_taking_back_asks_first_and_says_which_mail_is_not_sent(
    client: Client, round_: Round, lead: Membership
) -> None:
    someone_who_wishes(round_)
    published(round_, lead.user)

    asked = client.get(path(round_, "take-back/"))
    done = client.post(path(round_, "take-back/"), follow=True)
    again = client.post(path(round_, "take-back/"), follow=True)

    assert "1 mail that waits is not sent." in page_of(asked).text
    assert "Taken back. It is a draft again, and only you see it." in done.text
    assert "there is nothing to take back" in again.text
    assert WhatWeHeard.objects.get().published_at is None


# Where leads are led to it


def test_page_of_the_round_leads_to_it_and_shows_others_only_what_is_published(
    client: Client, round_: Round, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    executive = sign_in(join(round_.organization, Role.EXECUTIVE))
    page = f"/o/meridian/rounds/{round_.pk}/"

    nothing = client.get(page).text, executive.get(page).text
    drafted(round_, lead.user)
    draft = client.get(page).text, executive.get(page).text
    publish_what_we_heard(round_=round_, by=lead.user, now=timezone.now())
    done = client.get(page).text, executive.get(page).text

    assert [path(round_) in text for text in (*nothing, *draft, *done)] == [True, False] * 3
    assert "You wait too long" not in "".join((*nothing, *draft))
    assert all("You wait too long" in text for text in done)


def test_home_reminds_those_who_run_rounds_until_something_is_published(
    client: Client, round_: Round, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    executive = sign_in(join(round_.organization, Role.EXECUTIVE))

    drafted(round_, lead.user)
    before = client.get("/o/meridian/").text, executive.get("/o/meridian/").text
    publish_what_we_heard(round_=round_, by=lead.user, now=timezone.now())
    after = client.get("/o/meridian/").text

    assert [path(round_) in text for text in (*before, after)] == [True, False, False]


def test_draft_of_a_quarter_is_no_place_to_write(client: Client, lead: Membership) -> None:
    Round.objects.create(
        organization=lead.organization,
        label="Q9",
        quarter_starts_on=timezone.now().date(),
        closes_at=timezone.now(),
        state=RoundState.DRAFT,
        promise=Promise.TOTALS_ONLY,
    )

    response = client.get(path(Round.objects.get()), follow=True)

    assert "What you heard is written when the round has closed." in response.text
