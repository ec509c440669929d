"""The one page of a customer's, partner's, employee's or manager's personal link."""

import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from gzip import decompress
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.domain.audiences import Audience
from assessment.domain.promises import Promises
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Organization, Round
from assessment.services.rounds import close_round
from assessment.services.tallies import rebuild_tallies
from leadership.domain.tokens import Purpose, make_token
from leadership.links import answer_token, unsubscribe_link
from leadership.models import Concern, Invitation, User
from leadership.views.answer_pages import closing_day
from tests.database import at_once, every_row, refusing_rows, tallies_of, without_table
from tests.html_pages import page_of
from tests.respondents import (
    CUSTOMER_ANSWERS,
    an_invitation,
    an_open_round,
    an_organization,
    link,
    submit,
    today,
)

CountQueries = Callable[[int], AbstractContextManager[object]]

WIRE_LIMIT = 14_000
AS_BROWSERS_ASK = "gzip, deflate, br"
ONE_PAGE = [audience for audience in Audience if audience is not Audience.EXECUTIVE]


@pytest.fixture
def round_(db: None) -> Round:
    return an_open_round()


@pytest.fixture
def invitation(round_: Round) -> Invitation:
    return an_invitation(round_)


# The page


def test_page_shows_who_asks_how_long_it_takes_and_the_promise_before_the_first_question(
    client: Client, invitation: Invitation
) -> None:
    page = page_of(client.get(link(invitation)))

    until = closing_day(invitation.round)
    before = page.text.partition("How customer-centric is Meridian Freight today?")[0]
    assert (
        f"Meridian Freight · 7 questions and a comment · under two minutes · until {until}"
        in before
    )
    assert "shown only in groups of 5 or more. Your name is not stored with them." in before
    assert page.order[0] == "p1"
    assert page.order[-1] == "c1"
    assert len(page.order) == 8


@pytest.mark.parametrize("audience", ONE_PAGE)
def test_page_takes_under_two_minutes_at_a_slow_reading_speed(
    client: Client, round_: Round, audience: Audience
) -> None:
    page = page_of(client.get(link(an_invitation(round_, audience))))

    # The five labels of a scale are read once; 200 words a minute is slow for a screen.
    words = len(" ".join(page.text_of[key] for key in ("p1", "p2", "c1")).split())
    words += len(page.text.partition(page.text_of["p1"][:20])[0].split())
    words += sum(12 for key in page.order if key not in {"p1", "p2", "c1"})
    seconds = words / 200 * 60 + 4 * (len(page.order) - 1)
    assert "under two minutes" in page.text
    assert seconds < 120


@pytest.mark.parametrize("audience", ONE_PAGE)
def test_page_is_one_request_of_at_most_14_kb(
    client: Client, round_: Round, audience: Audience
) -> None:
    response = client.get(
        link(an_invitation(round_, audience)), headers={"Accept-Encoding": AS_BROWSERS_ASK}
    )

    headers = sum(len(f"{name}: {value}\r\n") for name, value in response.items())
    html = decompress(response.content).decode()
    assert headers + len(response.content) <= WIRE_LIMIT
    assert "<style>" in html
    assert not {"script", "img", "iframe"} & set(page_of(HttpResponse(html)).tags)
    assert 'href="data:,"' in html  # no browser asks for /favicon.ico


def test_page_is_sent_plain_to_those_who_cannot_unpack_it(
    client: Client, invitation: Invitation
) -> None:
    plain = client.get(link(invitation))
    compressed = client.get(link(invitation), headers={"Accept-Encoding": AS_BROWSERS_ASK})

    assert "Content-Encoding" not in plain
    assert decompress(compressed.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]
    assert "Accept-Encoding" in compressed["Vary"]


def test_page_follows_nobody_and_may_not_be_kept(client: Client, invitation: Invitation) -> None:
    response = client.get(link(invitation))

    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_page_is_the_same_for_everybody_with_the_same_order(client: Client, round_: Round) -> None:
    pages = [client.get(link(an_invitation(round_))).content for _ in range(40)]
    orders = {tuple(page_of(HttpResponse(page)).order) for page in pages}

    assert len(set(pages)) == len(orders) == 6
    assert {order[0] for order in orders} == {"p1"}
    assert all(sorted(order) == sorted(next(iter(orders))) for order in orders)


def test_page_names_no_person_and_no_token(client: Client, invitation: Invitation) -> None:
    content = client.get(link(invitation)).content.decode()

    assert "Anna" not in content
    assert "somebody" not in content
    assert answer_token(invitation) not in content


@pytest.mark.parametrize("choice", ["1", "5", "dk"])
def test_page_preselects_the_answer_of_the_mail_and_nothing_else(
    client: Client, invitation: Invitation, choice: str
) -> None:
    page = page_of(client.get(link(invitation), {"p1": choice, "c1": "no", "x": "1"}))

    assert page.fields == {"p1": [choice]}


@pytest.mark.parametrize("choice", ["6", "", "<script>", "5 ", "\x00"])
def test_page_ignores_a_preselection_that_is_no_choice(
    client: Client, invitation: Invitation, choice: str
) -> None:
    assert page_of(client.get(link(invitation), {"p1": choice})).fields == {}


def test_page_writes_a_name_with_html_as_text(client: Client, db: None) -> None:
    name = '<script>alert("1")</script> & {{ 7|add:1 }} {% now "Y" %} {organization}'
    invitation = an_invitation(an_open_round(an_organization(name)))

    for path in ("", "privacy/", "?p1=1&p2=2"):
        response = client.get(link(invitation, path))
        assert response.status_code == 200
        assert b"<script" not in response.content
        assert name in page_of(response).text


# Reading writes nothing


@pytest.mark.parametrize("query", ["", "?p1=5"])
@pytest.mark.parametrize("audience", [Audience.CUSTOMER, Audience.EXECUTIVE])
def test_reading_a_link_twenty_times_changes_no_row_and_sets_no_cookie(
    client: Client, round_: Round, audience: Audience, query: str
) -> None:
    invitation = an_invitation(round_, audience)
    paths = [link(invitation) + query, link(invitation, "privacy/")]
    if audience is Audience.EXECUTIVE:
        paths.append(link(invitation, "eight-signs/") + query)
    before = every_row()

    responses = [
        read(path) for path in paths for read in (client.get, client.head) for _ in range(20)
    ]

    assert every_row() == before
    assert {response.status_code for response in responses} == {200}
    assert not any(response.cookies for response in responses)
    assert not client.cookies


@pytest.mark.django_db(transaction=True)
def test_nobody_is_known_by_a_cookie_under_a_personal_link(client: Client) -> None:
    invitation = an_invitation(an_open_round())
    client.force_login(User.objects.create_user("lead@example.com", "Lea"))
    client.get(link(invitation))
    paths = [link(invitation), link(invitation, "privacy/"), unsubscribe_path(invitation), "/a/x/"]

    with CaptureQueriesContext(connection) as asked:
        responses = [client.get(path) for path in paths]
        responses += [client.post(link(invitation), CUSTOMER_ANSWERS), client.get(paths[0])]

    assert not any("Cookie" in response.get("Vary", "") for response in responses)
    assert not any(response.cookies for response in responses)
    assert not any("session" in query["sql"] for query in asked.captured_queries)
    assert all("Content-Security-Policy" in response for response in responses)
    assert {response["X-Frame-Options"] for response in responses} == {"DENY"}
    assert {response["X-Content-Type-Options"] for response in responses} == {"nosniff"}


def unsubscribe_path(invitation: Invitation) -> str:
    return unsubscribe_link(invitation).removeprefix(django_settings.PUBLIC_URL)


def test_unknown_address_under_a_personal_link_is_not_found(client: Client, db: None) -> None:
    assert [client.get(path).status_code for path in ("/a/", "/u/", "/a/b/c/d/e/")] == [404] * 3


def test_submitting_sets_no_cookie(client: Client, invitation: Invitation) -> None:
    client.post(link(invitation), CUSTOMER_ANSWERS, follow=True)

    assert not client.cookies


# What it costs


def verbs(queries: list[dict[str, str]]) -> list[str]:
    return [query["sql"].split()[0] for query in queries]


@pytest.mark.django_db(transaction=True)
def test_journey_costs_nine_statements(client: Client) -> None:
    round_ = an_open_round()
    client.get(link(an_invitation(round_)))
    invitation = an_invitation(round_)

    with CaptureQueriesContext(connection) as reading:
        client.get(link(invitation))
    with CaptureQueriesContext(connection) as sending:
        client.post(link(invitation), CUSTOMER_ANSWERS)
    with CaptureQueriesContext(connection) as thanking:
        client.get(link(invitation))

    assert verbs(reading.captured_queries) == ["SELECT"]
    assert verbs(sending.captured_queries) == [
        *("SELECT", "BEGIN", "UPDATE", "SELECT", "INSERT", "INSERT", "COMMIT")
    ]
    assert verbs(thanking.captured_queries) == ["SELECT"]


# Sending


def test_answers_are_stored_without_the_person(client: Client, invitation: Invitation) -> None:
    response = client.post(link(invitation), CUSTOMER_ANSWERS)

    invitation.refresh_from_db()
    sheet = AnswerSheet.objects.get()
    assert (response.status_code, response["Location"]) == (303, link(invitation))
    assert sheet.answers == CUSTOMER_ANSWERS
    assert sheet.is_submitted
    assert invitation.sheet is None
    assert invitation.submitted_on == timezone.now().astimezone(round_zone(invitation)).date()


def round_zone(invitation: Invitation) -> ZoneInfo:
    return invitation.round.organization.zone


def test_thank_you_says_what_happens_next(client: Client, invitation: Invitation) -> None:
    page = page_of(client.post(link(invitation), CUSTOMER_ANSWERS, follow=True))

    assert "Thank you. Your answers were sent." in page.text
    assert f"Others can answer until {closing_day(invitation.round)}." in page.text
    assert page.fields == {}


def test_answers_are_sent_once_only(client: Client, invitation: Invitation) -> None:
    client.post(link(invitation), CUSTOMER_ANSWERS)

    second = client.post(link(invitation), {"p1": "1"})

    assert second.status_code == 303
    assert AnswerSheet.objects.get().answers == CUSTOMER_ANSWERS
    assert "Thank you" in page_of(client.get(link(invitation))).text


def test_missing_answer_is_pointed_at_and_everything_typed_stays(
    client: Client, invitation: Invitation
) -> None:
    typed = {"p2": ["4"], "p7": ["dk"], "c1": ["Line one\nLine <two> & “three”"]}

    response = client.post(link(invitation), typed)

    page = page_of(response)
    assert response.status_code == 422
    assert page.fields == typed
    assert page.title.startswith("Not sent: ")
    assert "#p1" in page.links
    assert "tabindex" in page.ids["p1"]
    assert page.ids["p1"]["aria-describedby"] == "p1-error"
    assert page.text_of["p1-error"] == "Choose one answer, or “Don’t know”."
    assert page.text_of["p1-error"] in page.text_of["p1"]
    assert not AnswerSheet.objects.exists()


def test_every_link_of_an_error_summary_leads_to_its_question(
    client: Client, invitation: Invitation
) -> None:
    page = page_of(client.post(link(invitation), {"p1": "9", "p3": "x", "c1": "a" * 4001}))

    targets = [target[1:] for target in page.links if target.startswith("#")]
    assert sorted(targets) == ["c1", "p1", "p3"]
    assert all("tabindex" in page.ids[target] for target in targets)
    assert page.fields["c1"] == ["a" * 4001]


def test_two_answers_to_one_question_are_refused(client: Client, invitation: Invitation) -> None:
    response = client.post(link(invitation), {"p1": ["1", "5"]})

    assert response.status_code == 422
    assert "Choose one answer only." in page_of(response).text


def test_unknown_fields_and_control_characters_are_dropped(
    client: Client, invitation: Invitation
) -> None:
    client.post(link(invitation), {"p1": "5", "c1": "a\x00b\x1f", "sheet": "1", "l1b-1": "3"})

    assert AnswerSheet.objects.get().answers == {"p1": "5", "c1": "ab"}


# Being heard

CONTACT = "You may contact me about this"


@pytest.mark.parametrize("audience", ONE_PAGE)
def test_customers_and_partners_may_tick_that_they_may_be_contacted(
    client: Client, round_: Round, audience: Audience
) -> None:
    invitation = an_invitation(round_, audience)
    is_heard = audience in {Audience.CUSTOMER, Audience.PARTNER}

    page = page_of(client.get(link(invitation)))
    privacy = page_of(client.get(link(invitation, "privacy/")))

    assert (CONTACT in page.text) is is_heard
    assert ("instead of into the results" in page.text) is is_heard
    assert (CONTACT in privacy.text) is is_heard


def test_ticked_comment_reaches_the_inbox_and_not_the_sheet(
    client: Client, invitation: Invitation
) -> None:
    page = page_of(
        client.post(link(invitation), CUSTOMER_ANSWERS | {"contact": "yes"}, follow=True)
    )

    sheet, concern = AnswerSheet.objects.get(), Concern.objects.get()
    assert "c1" not in sheet.answers
    assert sheet.answers == {key: CUSTOMER_ANSWERS[key] for key in sheet.answers}
    assert concern.comment == CUSTOMER_ANSWERS["c1"]
    assert concern.invitation == invitation
    assert "Your comment went to the people who run this survey at Meridian Freight" in page.text


def test_comment_without_the_tick_stays_with_the_answers(
    client: Client, invitation: Invitation
) -> None:
    for value in ("", "no", "on", "1"):
        Invitation.objects.update(submitted_on=None)
        client.post(link(invitation), CUSTOMER_ANSWERS | {"contact": value})

    assert not Concern.objects.exists()
    assert {sheet.answers["c1"] for sheet in AnswerSheet.objects.all()} == {"Answer the telephone."}
    assert "went to the people" not in page_of(client.get(link(invitation))).text


def test_tick_of_an_employee_means_nothing(client: Client, round_: Round) -> None:
    invitation = an_invitation(round_, Audience.EMPLOYEE)

    client.post(link(invitation), CUSTOMER_ANSWERS | {"contact": "yes"})

    assert not Concern.objects.exists()
    assert AnswerSheet.objects.get().answers["c1"] == CUSTOMER_ANSWERS["c1"]


@pytest.mark.parametrize("comment", ["", "  \n "])
def test_tick_without_a_comment_is_pointed_at_and_nothing_is_lost(
    client: Client, invitation: Invitation, comment: str
) -> None:
    typed = {"p1": ["5"], "p2": ["4"], "contact": ["yes"]}

    response = client.post(link(invitation), typed | {"c1": [comment]})

    page = page_of(response)
    assert response.status_code == 422
    assert page.fields == typed
    assert "#c1" in page.links
    assert "Write a comment, or take the tick away." in page.text_of["c1-error"]
    assert not AnswerSheet.objects.exists()
    assert not Concern.objects.exists()


def test_tick_stays_when_something_else_is_missing(client: Client, invitation: Invitation) -> None:
    typed = {"c1": ["Call me."], "contact": ["yes"]}

    page = page_of(client.post(link(invitation), typed))

    assert page.fields == typed
    assert "c1-error" not in page.ids
    assert client.post(link(invitation), page.fields | {"p1": ["5"]}).status_code == 303
    assert Concern.objects.get().comment == "Call me."


@pytest.mark.django_db(transaction=True)
def test_tick_costs_one_statement_more(client: Client) -> None:
    round_ = an_open_round()
    client.get(link(an_invitation(round_)))
    invitation = an_invitation(round_)

    with CaptureQueriesContext(connection) as sending:
        client.post(link(invitation), CUSTOMER_ANSWERS | {"contact": "yes"})
    with CaptureQueriesContext(connection) as thanking:
        client.get(link(invitation))

    assert verbs(sending.captured_queries) == [
        *("SELECT", "BEGIN", "UPDATE", "SELECT", "INSERT", "INSERT", "INSERT", "COMMIT")
    ]
    assert verbs(thanking.captured_queries) == ["SELECT"]


@pytest.mark.django_db(transaction=True)
def test_ticked_comment_posted_four_times_at_once_is_kept_once() -> None:
    round_ = an_open_round()
    path = link(an_invitation(round_))

    def send(_: int) -> int:
        return Client().post(path, CUSTOMER_ANSWERS | {"contact": "yes"}).status_code

    assert at_once(4, send) == [303] * 4
    assert Concern.objects.count() == AnswerSheet.objects.count() == 1
    assert tallies_are_right(round_)


@pytest.mark.django_db(transaction=True)
def test_comment_that_cannot_be_kept_stores_no_answers_either(client: Client) -> None:
    invitation = an_invitation(an_open_round())
    typed = CUSTOMER_ANSWERS | {"contact": "yes"}

    with refusing_rows("leadership_concern", "disk full"):
        response = client.post(link(invitation), typed)

    assert response.status_code == 503
    assert page_of(response).fields == {name: [value] for name, value in typed.items()}
    assert not AnswerSheet.objects.exists()
    assert client.post(link(invitation), page_of(response).fields).status_code == 303


# Links that cannot be answered


def foreign_token(invitation: Invitation) -> str:
    return make_token("another key", Purpose.ANSWER, invitation.pk, invitation.generation)


def test_unknown_links_are_refused_before_the_database_is_asked(
    client: Client, invitation: Invitation, django_assert_num_queries: CountQueries
) -> None:
    token = answer_token(invitation)
    other_purpose = unsubscribe_link(invitation).rstrip("/").rpartition("/")[2]
    unknown = [
        token[:-1],
        token + "A",
        token.swapcase(),
        other_purpose,
        foreign_token(invitation),
        make_token("", Purpose.ANSWER, invitation.pk, 1),
        "x",
        "%00",
    ]

    for text in unknown:
        with django_assert_num_queries(0):
            response = client.get(f"/a/{text}/")
            posted = client.post(f"/a/{text}/", CUSTOMER_ANSWERS)
        assert (response.status_code, posted.status_code) == (404, 404)
        assert "This link is not complete" in page_of(response).text
    assert not AnswerSheet.objects.exists()


def test_link_of_somebody_who_was_removed_no_longer_works(
    client: Client, invitation: Invitation
) -> None:
    path = link(invitation)
    invitation.delete()

    for response in (client.get(path), client.post(path, CUSTOMER_ANSWERS)):
        assert response.status_code == 410
        text = page_of(response).text
        assert "This link no longer works" in text
        assert "does not ask you any more" in text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(token=st.text(st.characters(blacklist_categories=["Cs"]), min_size=1))
def test_no_token_breaks_the_page(client: Client, db: None, token: str) -> None:
    for path in ("", "privacy/", "unsubscribe/", "eight-signs/", "eight-signs/save/"):
        response = client.get(f"/a/{quote(token)}/{path}")
        assert response.status_code in {404, 405}


def test_revoked_link_asks_for_the_newest_mail(client: Client, invitation: Invitation) -> None:
    path = link(invitation)
    Invitation.objects.update(generation=2)

    responses = [client.get(path), client.post(path, CUSTOMER_ANSWERS)]

    assert [response.status_code for response in responses] == [410, 410]
    assert all("This link no longer works" in page_of(response).text for response in responses)
    assert not AnswerSheet.objects.exists()


def test_revoked_invitation_has_no_working_link(client: Client, invitation: Invitation) -> None:
    Invitation.objects.update(revoked_on=today())

    assert client.get(link(invitation)).status_code == 410
    assert client.post(link(invitation), CUSTOMER_ANSWERS).status_code == 410
    assert not AnswerSheet.objects.exists()


def test_closed_round_says_so(client: Client, invitation: Invitation) -> None:
    close_round(round_=invitation.round, now=timezone.now())

    response = client.get(link(invitation))

    assert response.status_code == 410
    assert "This round has closed" in page_of(response).text


def test_round_past_its_time_says_so_before_anybody_has_closed_it(
    client: Client, invitation: Invitation
) -> None:
    Round.objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    assert client.get(link(invitation)).status_code == 410
    assert client.post(link(invitation), CUSTOMER_ANSWERS).status_code == 409
    assert not AnswerSheet.objects.exists()


def test_round_closed_while_somebody_answers_shows_what_was_typed(
    client: Client, invitation: Invitation
) -> None:
    client.get(link(invitation))
    close_round(round_=invitation.round, now=timezone.now())

    response = client.post(link(invitation), CUSTOMER_ANSWERS)

    page = page_of(response)
    assert response.status_code == 409
    assert "This round closed before your answers arrived, so nothing was stored." in page.text
    assert page.fields == {name: [value] for name, value in CUSTOMER_ANSWERS.items()}
    assert "button" not in page.tags
    assert not AnswerSheet.objects.exists()


def test_thank_you_after_the_close_says_that_the_round_closed(
    client: Client, invitation: Invitation
) -> None:
    submit(invitation)
    close_round(round_=invitation.round, now=timezone.now())

    page = page_of(client.get(link(invitation)))

    assert "Thank you. Your answers were sent." in page.text
    assert "The round closed on" in page.text


def test_addresses_below_a_one_page_link_are_unknown(
    client: Client, invitation: Invitation
) -> None:
    assert client.get(link(invitation, "eight-signs/")).status_code == 404
    assert client.get(link(invitation, "perception-gap/")).status_code == 404
    assert client.post(link(invitation, "perception-gap/save/")).status_code == 404
    assert client.put(link(invitation)).status_code == 405


# Faults of the server


@pytest.mark.django_db(transaction=True)
def test_answers_that_cannot_be_stored_stay_on_the_page(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    invitation = an_invitation(an_open_round())

    with refusing_rows("assessment_answersheet", "disk full"):
        response = client.post(link(invitation), CUSTOMER_ANSWERS)

    page = page_of(response)
    invitation.refresh_from_db()
    assert response.status_code == 503
    assert "could not be stored just now, and nothing was lost" in page.text
    assert page.fields == {name: [value] for name, value in CUSTOMER_ANSWERS.items()}
    assert invitation.submitted_on is None
    assert not AnswerSheet.objects.exists()
    assert "disk full" in caplog.text
    assert answer_token(invitation) not in caplog.text
    assert client.post(link(invitation), page.fields).status_code == 303


@pytest.mark.django_db(transaction=True)
def test_answers_sent_while_the_database_is_away_stay_in_the_page(client: Client) -> None:
    invitation = an_invitation(an_open_round())
    typed = {"p1": "5", "c1": 'Two\nlines and "quotes"'}

    with without_table("leadership_invitation"):
        read = client.get(link(invitation))
        sent = client.post(link(invitation), typed)

    assert (read.status_code, sent.status_code) == (503, 503)
    assert "This page cannot be opened just now" in page_of(read).text
    assert "Your answers are still here" in page_of(sent).text
    assert page_of(sent).fields == {name: [value] for name, value in typed.items()}
    assert client.post(link(invitation), page_of(sent).fields).status_code == 303


def test_log_never_holds_a_link(
    client: Client, invitation: Invitation, caplog: pytest.LogCaptureFixture
) -> None:
    client.post(link(invitation), {})
    client.get(link(invitation, "nowhere/"))
    Invitation.objects.update(generation=2)
    client.get(link(invitation))

    assert answer_token(invitation) not in caplog.text


# Many at once


def status_of_sending(path: str, number: int) -> int:
    return Client().post(path, CUSTOMER_ANSWERS).status_code


@pytest.mark.django_db(transaction=True)
def test_same_submission_posted_four_times_at_once_is_stored_once() -> None:
    round_ = an_open_round()
    for _ in range(5):
        path = link(an_invitation(round_))
        AnswerSheet.objects.all().delete()

        statuses = at_once(4, partial(status_of_sending, path))

        assert statuses == [303] * 4
        assert AnswerSheet.objects.get().answers == CUSTOMER_ANSWERS


@pytest.mark.django_db(transaction=True)
def test_sixteen_people_sending_at_once_see_no_error() -> None:
    round_ = an_open_round()
    paths = [[link(an_invitation(round_)) for _ in range(5)] for _ in range(16)]

    def send(number: int) -> set[int]:
        browser = Client()
        return {browser.post(path, CUSTOMER_ANSWERS).status_code for path in paths[number]}

    outcomes = at_once(16, send)

    assert outcomes == [{303}] * 16
    assert AnswerSheet.objects.filter(is_submitted=True).count() == 80
    assert tallies_are_right(round_)


@pytest.mark.django_db(transaction=True)
def test_round_closed_while_sixteen_people_answer_loses_nothing_and_takes_nothing_late() -> None:
    round_ = an_open_round()
    paths = [[link(an_invitation(round_)) for _ in range(30)] for _ in range(16)]
    stored_at_close: list[int] = []

    def send_or_close(number: int) -> list[int]:
        if number == 16:
            while AnswerSheet.objects.count() < 20:
                pass
            close_round(round_=round_, now=timezone.now())
            stored_at_close.append(AnswerSheet.objects.count())
            return []
        browser, statuses = Client(), []
        for path in paths[number]:  # until the closing is seen, however slow it is to come
            statuses.append(browser.post(path, CUSTOMER_ANSWERS).status_code)
            if statuses[-1] != 303:
                break
        return statuses

    statuses = [status for outcome in at_once(17, send_or_close) for status in outcome]

    stored = AnswerSheet.objects.filter(is_submitted=True).count()
    assert set(statuses) == {303, 409}
    assert statuses.count(303) == stored == stored_at_close[0]
    assert Invitation.objects.exclude(submitted_on=None).count() == stored
    assert tallies_are_right(round_)


def tallies_are_right(round_: Round) -> bool:
    kept = tallies_of(round_)
    rebuild_tallies(round_=round_)
    return kept == tallies_of(round_)


# Privacy and not being asked again


def test_privacy_page_of_a_customer_says_what_is_kept(
    client: Client, invitation: Invitation
) -> None:
    page = page_of(client.get(link(invitation, "privacy/")))

    assert "Meridian Freight, to compare" in page.text
    assert "7 questions and for a comment" in page.text
    assert closing_day(invitation.round) in page.text
    assert "numbers are shown that rest on 5 answers or more" in page.text
    assert "Your name and address are not stored with them" in page.text
    assert "it is kept beside your name and address instead" in page.text.lower()
    assert "the storage of this browser tab" not in page.text
    assert "../unsubscribe/" in page.links
    assert "../" in page.links
    assert "/accessibility/" in page.links


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        (Promise.ATTRIBUTED, "Your answers, with your name"),
        (Promise.TOTALS_ONLY, "When you send them, that connection is deleted"),
    ],
)
def test_privacy_page_of_an_executive_follows_the_promise(
    client: Client, organization: Organization, promise: Promise, said: str
) -> None:
    invitation = an_invitation(an_open_round(organization, promise=promise), Audience.EXECUTIVE)

    page = page_of(client.get(link(invitation, "privacy/")))

    assert said in page.text
    assert Promises(promise, 5).told(Audience.EXECUTIVE) in page.text
    assert "waits in the storage of this browser tab" in page.text


def test_unsubscribing_leads_to_the_page_with_the_button(
    client: Client, invitation: Invitation
) -> None:
    response = client.get(link(invitation, "unsubscribe/"))

    assert (response.status_code, response["Location"]) == (302, unsubscribe_link(invitation))


@pytest.mark.parametrize("audience", Audience)
def test_any_answers_of_any_audience_are_stored_as_given(
    client: Client, round_: Round, audience: Audience
) -> None:
    chance = random.Random(audience)
    for _ in range(3):
        submit(an_invitation(round_, audience), chance)

    assert AnswerSheet.objects.filter(is_submitted=True, audience=audience).count() == 3
