"""Who may read what with a key, and how every refusal reads."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings

from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round, Tally
from leadership.domain.api_keys import Scope
from leadership.models import ApiKey, Membership, User
from leadership.services.api_keys import REQUESTS_A_MINUTE, revoke_key, seconds_to_wait
from tests.closed_rounds import A_DAY, CUSTOMER, EXECUTIVE, MANAGER, a_round, headline, signs
from tests.leadership.api_reading import API, a_key, ask, read
from tests.leadership.conftest import SignIn
from tests.translating import OPEN, SPOKEN, write_brackets

pytestmark = pytest.mark.django_db


def a_closed_round(organization: Organization, *, back: int = 0, closed: bool = True) -> Round:
    quarter = quarter_of(A_DAY)
    for _ in range(back):
        quarter = quarter.previous()
    answers: Any = {
        EXECUTIVE: {**signs((6, 1)), **headline(3, 7)},
        MANAGER: headline(20, 40),
        CUSTOMER: headline(36, 300),
    }
    return a_round(organization, answers, quarter=quarter, closed=closed)


def addresses(round_: Round) -> list[str]:
    start = f"/rounds/{round_.pk}"
    return ["/rounds", f"{start}/results", f"{start}/participation", "/trend", "/commitments"]


def test_rounds_are_the_closed_ones_newest_first(organization: Organization) -> None:
    organization.time_zone = "Asia/Tokyo"
    organization.save()
    older, newer = (a_closed_round(organization, back=back) for back in (1, 0))
    open_round = a_round(
        organization, {CUSTOMER: {}}, quarter=quarter_of(A_DAY).next(), closed=False
    )
    _, text = a_key(organization)

    found = read("/rounds", text)

    assert found["organization"] == "Meridian Freight"
    assert [one["id"] for one in found["rounds"]] == [newer.pk, older.pk]
    assert found["rounds"][0] == {
        "id": newer.pk,
        "label": "Q1 2026",
        "quarter_starts_on": "2026-01-01",
        "closed_on": "2026-01-15",
        "promise": "attributed",
        "k": 5,
    }
    assert ask(f"/rounds/{open_round.pk}/results", text).status_code == 404
    assert ask(f"/rounds/{open_round.pk}/participation", text).status_code == 404


def test_words_are_english_whatever_the_reader_speaks(
    organization: Organization, tmp_path: Path, settings: Settings
) -> None:
    write_brackets(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    round_ = a_closed_round(organization)
    _, text = a_key(organization)
    english = [read(address, text) for address in addresses(round_)]

    with translation.override(SPOKEN):
        found = [read(address, text) for address in addresses(round_)]

    assert found == english
    assert OPEN not in str(found)


def test_trend_is_empty_before_a_round_has_closed(organization: Organization) -> None:
    a_closed_round(organization, closed=False)
    _, text = a_key(organization)

    assert read("/trend", text) == {"organization": "Meridian Freight", "points": []}
    assert read("/rounds", text)["rounds"] == []


def test_nothing_is_read_without_a_key_that_works(organization: Organization) -> None:
    round_ = a_closed_round(organization)
    key, text = a_key(organization)
    revoke_key(key=key, by=User.objects.get(email=key.created_by), now=timezone.now())
    refused = [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": f"Bearer {text}"},  # revoked
        {"Authorization": "Bearer co_" + "A" * 43},
        {"Authorization": f"Bearer  {text}"},
        {"Authorization": f"Basic {text}"},
        {"Authorization": "Bearer é\xff"},
        {"X-API-Key": text},
    ]

    for address in addresses(round_):
        answers = [Client().get(f"{API}{address}", headers=headers) for headers in refused]
        answers.append(Client().get(f"{API}{address}?key={text}&access_token={text}"))
        assert {answer.status_code for answer in answers} == {401}
        assert len({answer.content for answer in answers}) == 1
        assert {answer["WWW-Authenticate"] for answer in answers} == {"Bearer"}
        assert "Send it in the header" in answers[0].json()["detail"]


def test_somebody_signed_in_is_nobody_here(
    organization: Organization, owner: Membership, sign_in: SignIn
) -> None:
    round_ = a_closed_round(organization)

    answers = [sign_in(owner).get(f"{API}{address}") for address in addresses(round_)]

    assert {answer.status_code for answer in answers} == {401}


def test_rounds_of_another_organization_do_not_exist(
    organization: Organization, other_organization: Organization
) -> None:
    foreign = a_closed_round(other_organization)
    _, text = a_key(organization)

    for page in ("results", "participation"):
        for round_id in (foreign.pk, 10**6, 10**30):
            answer = ask(f"/rounds/{round_id}/{page}", text)
            assert answer.status_code == 404
            assert "no closed round with this id" in answer.json()["detail"]
    assert read("/rounds", text)["rounds"] == []
    assert read("/trend", text)["points"] == []


@pytest.mark.parametrize(
    ("scope", "statuses"),
    [
        (Scope.RESULTS, [200, 200, 403, 200, 200]),
        (Scope.PARTICIPATION, [200, 403, 200, 403, 403]),
    ],
)
def test_key_reads_what_was_ticked(
    organization: Organization, scope: Scope, statuses: list[int]
) -> None:
    round_ = a_closed_round(organization)
    _, text = a_key(organization, scopes=[scope])

    answers = [ask(address, text) for address in addresses(round_)]

    assert [answer.status_code for answer in answers] == statuses
    refused = next(answer for answer in answers if answer.status_code == 403)
    assert "This key may not read" in refused.json()["detail"]


def test_missing_scope_is_said_before_the_round_is_looked_for(organization: Organization) -> None:
    _, text = a_key(organization, scopes=[Scope.PARTICIPATION])

    assert ask("/rounds/999/results", text).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_only_get_is_answered(organization: Organization, method: str) -> None:
    round_ = a_closed_round(organization)
    _, text = a_key(organization)

    for address in (*addresses(round_), "/openapi.json", "/", "/nowhere"):
        answer = Client(enforce_csrf_checks=True).generic(
            method, f"{API}{address}", headers={"Authorization": f"Bearer {text}"}
        )
        assert (answer.status_code, answer["Allow"]) == (405, "GET")


@pytest.mark.parametrize("address", ["/", "/nowhere", "/rounds/", "/rounds/x/results", "/docs"])
def test_mistyped_address_is_answered_in_json(client: Client, address: str) -> None:
    answer = client.get(f"{API}{address}")

    assert answer.status_code == 404
    assert "openapi.json lists" in answer.json()["detail"]


@pytest.mark.parametrize("model", [Tally, ApiKey])
def test_fault_of_the_database_is_answered_in_json_and_logged(
    organization: Organization,
    caplog: pytest.LogCaptureFixture,
    model: type[Tally | ApiKey],
) -> None:
    round_ = a_closed_round(organization)
    _, text = a_key(organization)
    take_away(model)

    answer = ask(f"/rounds/{round_.pk}/results", text)

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "private, no-store"
    assert "log says what happened" in answer.json()["detail"]
    assert set(answer.json()) == {"detail"}
    [record] = [one for one in caplog.records if one.exc_info]
    assert f"could not answer /api/v1/rounds/{round_.pk}/results" in record.getMessage()
    assert text not in caplog.text


def take_away(model: type[Tally | ApiKey]) -> None:
    """Rename its table, until the test is rolled back."""
    table = connection.ops.quote_name(model._meta.db_table)
    connection.check_constraints()  # PostgreSQL renames nothing that has checks to come
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO taken_away")


def test_answers_set_no_cookie_and_are_kept_by_nobody(organization: Organization) -> None:
    round_ = a_closed_round(organization)
    _, text = a_key(organization)

    for address in (*addresses(round_), "/openapi.json", "/nowhere"):
        answer = ask(address, text)
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Type"].startswith("application/json")
        assert not answer.cookies
        assert not {"Vary", "Access-Control-Allow-Origin"} & {*answer.headers}
    assert Session.objects.count() == 0


def test_too_many_requests_have_to_wait(organization: Organization) -> None:
    key, text = a_key(organization)
    now = timezone.now()
    for minute in (0, 1):
        for _ in range(REQUESTS_A_MINUTE):
            seconds_to_wait(key=key, now=now + timedelta(minutes=minute))

    answer = ask("/rounds", text)

    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert "asked too often. Wait" in answer.json()["detail"]


def test_use_is_kept_as_a_day(organization: Organization) -> None:
    key, text = a_key(organization)

    read("/rounds", text)

    key.refresh_from_db()
    assert key.last_used_on is not None
    assert ApiKey.objects.count() == 1


# The key, the limit in the cache (1 to read it, 5 to write it), then what is asked for.
LET_IN = 7


@pytest.mark.parametrize("rounds", [1, 3])
def test_number_of_queries_does_not_grow_with_rounds(
    organization: Organization, rounds: int, django_assert_num_queries: Any
) -> None:
    made = [a_closed_round(organization, back=back) for back in range(rounds)]
    _, text = a_key(organization)
    for address in addresses(made[0]):  # what is kept in the process, and the day of use
        read(address, text)
    of_dashboard = 1 + 1 + 3 + 1 + 1

    for address, queries in zip(
        addresses(made[0]), (1, of_dashboard, of_dashboard, of_dashboard, 2), strict=True
    ):
        with django_assert_num_queries(LET_IN + queries):
            read(address, text)


def test_wrong_key_costs_one_query_and_nonsense_none(
    organization: Organization, django_assert_num_queries: Any
) -> None:
    _, text = a_key(organization)

    with django_assert_num_queries(1):
        ask("/rounds", text[:-1] + ("A" if text[-1] != "A" else "B"))
    with django_assert_num_queries(0):
        ask("/rounds", "nonsense")
