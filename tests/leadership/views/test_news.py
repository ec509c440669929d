"""Asking to be told what came of it, and reading it: pages of the personal link."""

from gzip import decompress

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Round
from leadership.domain.tokens import Purpose, make_token
from leadership.links import unsubscribe_link
from leadership.models import Invitation
from leadership.services.hearing import take_back_what_we_heard
from tests.database import every_row
from tests.html_pages import page_of
from tests.leadership.hearings import a_lead, an_answer, closed, drafted, published
from tests.respondents import an_invitation, an_open_round, link

pytestmark = pytest.mark.django_db
WIRE_LIMIT = 14_000


@pytest.fixture
def round_(db: None) -> Round:
    return an_open_round()


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


def wants_news(invitation: Invitation) -> bool:
    invitation.refresh_from_db()
    return invitation.wants_news


# The wish


@pytest.mark.parametrize("audience", Audience)
def test_thank_you_page_offers_to_tell_and_shows_the_present_choice(
    client: Client, round_: Round, audience: Audience
) -> None:
    invitation = an_answer(round_, audience)

    offered = client.get(link(invitation))
    asked = client.post(link(invitation, "news/"), {"wish": "yes"})
    shown = client.get(asked["Location"])
    undone = client.post(link(invitation, "news/"), {"wish": "no"}, follow=True)

    assert "Tell me what came of it" in offered.text
    assert "beside your invitation and not beside your answers" in offered.text
    assert (asked.status_code, asked["Location"]) == (303, link(invitation))
    assert "Do not tell me after all" in shown.text
    assert "Tell me what came of it" not in shown.text
    assert "Tell me what came of it" in undone.text
    for response in (offered, asked, shown, undone):
        assert not response.cookies
        assert response["Cache-Control"] == "no-store"


def test_wish_is_the_same_twice(client: Client, round_: Round) -> None:
    invitation = an_answer(round_)

    for wish, wanted in (("yes", True), ("yes", True), ("no", False), ("no", False)):
        client.post(link(invitation, "news/"), {"wish": wish})

        assert wants_news(invitation) is wanted


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_the_address_writes_nothing_and_leads_back(
    client: Client, round_: Round, method: str
) -> None:
    invitation = an_answer(round_)
    before = every_row()

    response = getattr(client, method)(link(invitation, "news/?wish=yes"))

    assert (response.status_code, response["Location"]) == (303, link(invitation))
    assert every_row() == before


@pytest.mark.parametrize("body", [{}, {"wish": ""}, {"wish": "perhaps"}])
def test_press_that_says_neither_changes_nothing(
    client: Client, round_: Round, body: dict[str, str]
) -> None:
    invitation = an_answer(round_, wants_news=True)

    assert client.post(link(invitation, "news/"), body).status_code == 303
    assert wants_news(invitation)


def test_wish_before_the_answers_are_sent_is_not_kept(client: Client, round_: Round) -> None:
    invitation = an_invitation(round_)

    response = client.post(link(invitation, "news/"), {"wish": "yes"}, follow=True)

    assert "How customer-centric is" in response.text
    assert not wants_news(invitation)


def test_replaced_and_withdrawn_links_take_no_wish(client: Client, round_: Round) -> None:
    invitation = an_answer(round_)
    path = link(invitation, "news/")
    Invitation.objects.update(generation=2)
    client.post(path, {"wish": "yes"})
    Invitation.objects.update(generation=invitation.generation, revoked_on=timezone.now().date())
    client.post(path, {"wish": "yes"})

    assert not wants_news(invitation)


def test_unknown_forged_and_foreign_links_take_no_wish(client: Client, round_: Round) -> None:
    invitation = an_answer(round_)
    forged = make_token("another key", Purpose.ANSWER, invitation.pk, 1)
    other_purpose = unsubscribe_link(invitation).rstrip("/").rpartition("/")[2]

    for token in ("x", forged, other_purpose):
        assert client.post(f"/a/{token}/news/", {"wish": "yes"}).status_code == 404
    assert not wants_news(invitation)


def test_other_methods_are_refused(client: Client, round_: Round) -> None:
    assert client.put(link(an_answer(round_), "news/")).status_code == 405


def test_button_works_from_a_page_of_the_self_assessment_too(client: Client, round_: Round) -> None:
    invitation = an_answer(round_, Audience.EXECUTIVE)

    response = client.get(link(invitation, "eight-signs/"))

    assert 'action="../news/"' in response.text
    assert 'action="news/"' in client.get(link(invitation)).text


def test_privacy_page_says_where_the_wish_is_kept(client: Client, round_: Round) -> None:
    for audience in Audience:
        text = page_of(client.get(link(an_invitation(round_, audience), "privacy/"))).text

        assert "that wish is kept beside your address too, not beside your answers" in text


# Reading it


@pytest.mark.parametrize("audience", Audience)
def test_everybody_who_was_asked_reads_what_was_published(
    client: Client, round_: Round, audience: Audience
) -> None:
    answered, silent = an_answer(round_, audience), an_invitation(round_, audience)
    published(closed(round_), a_lead())

    for invitation, said in ((answered, "Your answers arrived on"), (silent, "taken until")):
        response = client.get(link(invitation))

        page = page_of(response)
        assert response.status_code == 200
        assert said in page.text
        assert "What we heard You wait too long. You told us so. What we will do" in page.text
        assert '<p dir="auto">We call you,<br>before you call us.</p>' in response.text
        assert "<form" not in response.text


def test_nobody_reads_a_draft_or_what_was_taken_back(client: Client, round_: Round) -> None:
    answered, silent = an_answer(round_), an_invitation(round_)
    lead = a_lead()
    drafted(closed(round_), lead)

    before = [client.get(link(one)).text for one in (answered, silent)]
    published(round_, lead)
    take_back_what_we_heard(round_=round_, by=lead, now=timezone.now())
    after = [client.get(link(one)).text for one in (answered, silent)]

    assert before == after
    assert "You wait too long" not in "".join(before)
    assert "Tell me what came of it" in before[0]
    assert "This round has closed" in before[1]


def test_replaced_link_reads_nothing(client: Client, round_: Round) -> None:
    invitation = an_answer(round_)
    path = link(invitation)
    published(closed(round_), a_lead())
    Invitation.objects.update(generation=2)

    response = client.get(path)

    assert response.status_code == 410
    assert "You wait too long" not in response.text


def test_text_is_shown_as_it_was_typed(client: Client, round_: Round) -> None:
    invitation = an_answer(round_)
    published(closed(round_), a_lead(), heard="<script>{{ 7*7 }}</script> {link}")

    assert "&lt;script&gt;{{ 7*7 }}&lt;/script&gt; {link}</p>" in client.get(link(invitation)).text


def test_other_rounds_text_is_not_shown(client: Client, round_: Round) -> None:
    next_quarter = quarter_of(round_.quarter_starts_on).next()
    other = an_open_round(round_.organization, quarter=next_quarter)
    invitation = an_answer(other)
    published(closed(round_), a_lead())

    assert "You wait too long" not in client.get(link(invitation)).text


@pytest.mark.parametrize("state", ["thanked", "told"])
def test_page_comes_in_one_small_request(client: Client, round_: Round, state: str) -> None:
    invitation = an_answer(round_)
    if state == "told":
        published(closed(round_), a_lead(), heard="Each word counts. " * 166, will_do="x" * 3000)

    response = client.get(link(invitation), headers={"accept-encoding": "gzip"})

    assert len(response.content) < WIRE_LIMIT
    html = decompress(response.content).decode()
    assert "<script" not in html
    assert 'rel="stylesheet"' not in html


def test_reading_waits_for_one_statement_more_only_when_the_round_has_closed(
    client: Client, round_: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    invitation = an_answer(round_)

    with django_assert_num_queries(1):
        client.get(link(invitation))
    published(closed(round_), a_lead())
    with django_assert_num_queries(2):
        client.get(link(invitation))


def test_wish_of_an_attributed_executive_changes_no_answers(client: Client) -> None:
    round_ = an_open_round(promise=Promise.ATTRIBUTED)
    invitation = an_answer(round_, Audience.EXECUTIVE)
    sheet = invitation.sheet_id

    client.post(link(invitation, "news/"), {"wish": "yes"})

    assert wants_news(invitation)
    assert invitation.sheet_id == sheet is not None
