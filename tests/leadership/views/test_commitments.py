"""The pages of commitments: who may do what, what they say, and where they begin."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assessment.models import Organization, Round
from leadership.domain.commitments import CommitmentState
from leadership.domain.roles import MAKES_COMMITMENTS, Role
from leadership.models import AuditEntry, Commitment, Membership
from leadership.services.commitments import keep_commitment, miss_commitment
from tests.html_pages import page_of
from tests.leadership.commitments import Q1, a_closed_round, a_commitment
from tests.leadership.conftest import Join, SignIn

pytestmark = pytest.mark.django_db

LIST = "/o/meridian/commitments/"


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_closed_round(organization)


@pytest.fixture
def commitment(lead: Membership, round_: Round) -> Commitment:
    """Due in a month."""
    return a_commitment(lead, round_, due_on=today() + timedelta(days=30), now=timezone.now())


def today() -> date:
    return timezone.now().date()


def close(commitment: Commitment, state: str = "kept", **changed: str) -> dict[str, str]:
    return {"state": state, "on": today().isoformat(), "reason": "The board has it"} | changed


def posted(client: Client, address: str, **values: str) -> int:
    return client.post(address, values).status_code


def filled(membership: Membership, **changed: str) -> dict[str, str]:
    return {
        "what": "Put the question of pay before the board",
        "owner": str(membership.pk),
        "due_on": (today() + timedelta(days=20)).isoformat(),
        "visible_in": "The paper for the board",
        "practice": "",
    } | changed


# Promising


def test_sign_page_leads_to_a_form_with_what_the_sources_advise_and_warn_of(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    sign = page_of(client.get(f"/o/meridian/results/{round_.pk}/signs/s7/"))
    (way,) = [link for link in sign.links if "/commitments/add/" in link]

    text = page_of(client.get(way)).text

    assert way == f"{LIST}add/?round={round_.pk}&question=s7"
    for part in (
        "Is the compensation of executive team members tied to customer experience objectives?",
        "Reward teams whose work shows what you mean by putting customers at the centre.",
        "Bonuses for individuals instead of teams fall short of what it takes.",
        "The sources differ here",
        "In our words, after Lynn Hunsaker",
        "What would count as proof:",
    ):
        assert part in text


def test_default_is_oneself_until_the_end_of_the_quarter_of_the_organization(
    organization: Organization, round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    organization.fiscal_year_starts_in = 2
    organization.save()

    form = sign_in(lead).get(f"{LIST}add/?question=s7").context["form"]

    due_on = form["due_on"].value()
    assert form["owner"].value() == lead.pk
    assert due_on >= today()
    assert (due_on + timedelta(days=1)).day == 1
    assert (due_on.month - 1) % 3 == 0  # January, April, July or October


def test_choosing_a_suggestion_fills_the_form_and_keeps_what_was_typed(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    values = filled(lead, what="Typed before", visible_in="On the wall", fill="reward-teams")

    answer = sign_in(lead).post(f"{LIST}add/?question=s7", values)

    form = answer.context["form"]
    assert answer.status_code == 200
    assert form["what"].value().startswith("Reward teams")
    assert form["visible_in"].value() == "On the wall"
    assert form["practice"].value() == "reward-teams"
    assert not Commitment.objects.exists()


def test_suggestion_can_stand_in_the_address(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    answer = sign_in(lead).get(f"{LIST}add/?question=s7&practice=reward-teams")

    assert answer.context["form"]["what"].value().startswith("Reward teams")


def test_other_questions_are_offered_the_whole_library(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    text = page_of(sign_in(lead).get(f"{LIST}add/?question=p4")).text

    assert "What others advise about the signs" in text
    assert "Reward teams" in text


@pytest.mark.parametrize("role", sorted(MAKES_COMMITMENTS))
def test_promised_by_whoever_sits_at_the_table(
    organization: Organization, round_: Round, join: Join, sign_in: SignIn, role: Role
) -> None:
    member = join(organization, role)

    answer = sign_in(member).post(
        f"{LIST}add/?question=s7", filled(member, what="One\n thing", practice="reward-teams")
    )

    made = Commitment.objects.get()
    assert answer["Location"] == f"{LIST}{made.pk}/"
    assert (made.what, made.question, made.round) == ("One thing", "s7", round_)
    assert (made.owner, made.made_by, made.practice) == (member, member, "reward-teams")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"what": " "}, "Write what is done."),
        ({"what": "x" * 301}, "at most 300"),
        ({"what": "Pay \u202e less"}, "Remove the invisible character U+202E"),
        ({"owner": ""}, "Choose who sees to it."),
        ({"owner": "999999"}, "Select a valid choice"),
        ({"due_on": "soon"}, "Write the day as year, month and day"),
        ({"due_on": "2026-01-01"}, "Choose today or a later day."),
        ({"visible_in": ""}, "Write how everybody will see that it was done."),
    ],
)
def test_bad_input_says_why_and_keeps_what_was_typed(
    round_: Round,
    lead: Membership,
    sign_in: SignIn,
    changed: dict[str, str],
    words: str,
) -> None:
    values = filled(lead, **({"visible_in": "On the wall"} | changed))

    answer = sign_in(lead).post(f"{LIST}add/?question=s7", values)

    assert answer.status_code == 422
    assert words in page_of(answer).text
    assert answer.context["form"]["what"].value() == values["what"]
    assert not Commitment.objects.exists()


def test_question_is_chosen_first_where_the_address_names_none(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)

    every = client.get(f"{LIST}add/").content.decode()
    some = client.get(f"{LIST}add/?instrument=leadership-checklist").content.decode()
    wrong = client.get(f"{LIST}add/?question=s99")

    assert [key in every for key in ('value="s7"', 'value="p4"', 'value="l2a"')] == [True] * 3
    assert 'value="c1"' not in every
    assert ['value="l2a"' in some, 'value="s7"' in some] == [True, False]
    assert wrong.status_code == 422


@pytest.mark.parametrize("asked", ["0", "x", "9" * 30])
def test_round_of_the_address_has_to_be_one(
    round_: Round, lead: Membership, sign_in: SignIn, asked: str
) -> None:
    assert sign_in(lead).get(f"{LIST}add/?round={asked}").status_code == 404


def test_before_the_first_results_there_is_nothing_to_promise_about(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)

    text = page_of(client.get(LIST)).text

    assert client.get(f"{LIST}add/")["Location"] == LIST
    assert "When the first round has closed" in text
    assert "Promise something" not in text


# One commitment


def test_page_tells_all_that_is_known(
    commitment: Commitment, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    client.post(f"{LIST}{commitment.pk}/note/", {"text": "The paper is\r\nhalf written."})

    page = page_of(client.get(f"{LIST}{commitment.pk}/"))

    for part in (
        "Put the question of pay before the board",
        "Sign 7: Incentives",
        "Leo Lead",
        "The paper for the board",
        "after Q1 2026",
        "half written.",
    ):
        assert part in page.text
    assert f"/o/meridian/results/{commitment.round_id}/signs/s7/" in page.links


def test_owner_closes_and_opens_it_again(
    commitment: Commitment, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    address = f"{LIST}{commitment.pk}/"

    assert posted(client, f"{address}close/", **close(commitment)) == 302
    kept = page_of(client.get(address)).text
    assert posted(client, f"{address}reopen/") == 302

    commitment.refresh_from_db()
    assert "The board has it" in kept
    assert commitment.is_open
    assert list(AuditEntry.objects.order_by("pk").values_list("act", flat=True)) == [
        "commitment made",
        "commitment kept",
        "commitment reopened",
    ]


@pytest.mark.parametrize(
    "changed", [{"state": ""}, {"reason": " "}, {"on": "2020-01-01"}, {"on": ""}]
)
def test_closing_needs_state_day_and_reason(
    commitment: Commitment, lead: Membership, sign_in: SignIn, changed: dict[str, str]
) -> None:
    values = {**close(commitment), **changed}

    answer = sign_in(lead).post(f"{LIST}{commitment.pk}/close/", values)

    commitment.refresh_from_db()
    assert answer.status_code == 422
    assert commitment.is_open


def test_empty_note_says_so(commitment: Commitment, lead: Membership, sign_in: SignIn) -> None:
    answer = sign_in(lead).post(f"{LIST}{commitment.pk}/note/", {"text": " "})

    assert answer.status_code == 422
    assert "Write a note." in page_of(answer).text


def test_change_shows_and_saves(commitment: Commitment, lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    address = f"{LIST}{commitment.pk}/change/"

    shown = client.get(address).context["form"]
    answer = client.post(address, filled(lead, what="Ask the board"))
    wrong = client.post(address, filled(lead, due_on="2026-01-01"))

    commitment.refresh_from_db()
    assert shown["what"].value() == "Put the question of pay before the board"
    assert answer["Location"] == f"{LIST}{commitment.pk}/"
    assert commitment.what == "Ask the board"
    assert wrong.status_code == 422


def test_others_at_the_table_write_notes_and_change_nothing(
    organization: Organization, commitment: Commitment, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(organization, Role.EXECUTIVE))
    address = f"{LIST}{commitment.pk}/"

    page = client.get(address)

    assert "Close this commitment" not in page_of(page).text
    assert posted(client, f"{address}note/", text="I can help") == 302
    assert client.get(f"{address}change/").status_code == 403
    assert posted(client, f"{address}close/", **close(commitment)) == 403
    assert posted(client, f"{address}reopen/") == 403


def test_viewers_read_and_do_nothing(
    organization: Organization, commitment: Commitment, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(organization, Role.VIEWER))
    address = f"{LIST}{commitment.pk}/"

    pages = page_of(client.get(LIST)).text + page_of(client.get(address)).text

    assert "Promise something" not in pages
    assert "Add the note" not in pages
    for way in ("note/", "close/", "reopen/", "change/"):
        assert posted(client, f"{address}{way}", text="No") == 403
    assert posted(client, f"{LIST}add/?question=s7") == 403


def test_wrong_methods(commitment: Commitment, lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)

    for way in ("note/", "close/", "reopen/"):
        assert client.get(f"{LIST}{commitment.pk}/{way}").status_code == 405
    assert client.post(LIST).status_code == 405
    assert client.get(f"{LIST}export/").status_code == 405


def test_owner_without_a_name_is_never_an_address(
    organization: Organization, round_: Round, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    nameless = join(organization, Role.EXECUTIVE, "cfo@acme.example", on_executive_team=True)
    a_commitment(nameless, round_)
    client = sign_in(lead)

    text = page_of(client.get(LIST)).text

    assert "Executive 1, no name given" in text
    assert "cfo@acme.example" not in text


# The list


@pytest.fixture
def several(organization: Organization, lead: Membership, join: Join) -> dict[str, Commitment]:
    round_ = a_closed_round(organization)
    now = timezone.now()
    past = now - timedelta(days=40)
    other = join(organization, Role.EXECUTIVE, name="Cleo Adams")
    made = {
        "open": a_commitment(
            lead, round_, what="In time", due_on=today() + timedelta(days=60), now=now
        ),
        "soon": a_commitment(
            other, round_, what="Next week", due_on=today() + timedelta(days=7), now=now
        ),
        "overdue": a_commitment(
            lead,
            round_,
            what="Long ago",
            question="p4",
            due_on=today() - timedelta(days=1),
            now=past,
        ),
        "kept": a_commitment(
            lead, round_, what="Well done", due_on=today(), question="l2a", now=past
        ),
        "missed": a_commitment(other, round_, what="Not done", due_on=today(), now=past),
    }
    keep_commitment(commitment=made["kept"], on=today(), reason="Seen", by=lead, now=now)
    miss_commitment(commitment=made["missed"], on=today(), reason="Ill", by=other, now=now)
    return made


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["overdue", "soon", "open", "kept", "missed"]),
        ("stands=open", ["overdue", "soon", "open"]),
        ("stands=due-soon", ["soon"]),
        ("stands=overdue", ["overdue"]),
        ("stands=kept", ["kept"]),
        ("stands=missed", ["missed"]),
        ("stands=dropped", []),
        ("stands=nonsense", ["overdue", "soon", "open", "kept", "missed"]),
        ("owner=mine", ["overdue", "open", "kept"]),
        ("owner=mine&stands=open", ["overdue", "open"]),
        ("question=l2a", ["kept"]),
        ("question=s7&stands=nonsense", ["soon", "open", "missed"]),
    ],
)
def test_list_shows_what_is_looked_for(
    several: dict[str, Commitment],
    lead: Membership,
    sign_in: SignIn,
    query: str,
    names: list[str],
) -> None:
    found = sign_in(lead).get(f"{LIST}?{query}").context["commitments"]

    assert [row.pk for row in found.rows] == [several[name].pk for name in names]


def test_list_by_quarter_and_owner(
    several: dict[str, Commitment], organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    a_commitment(lead, several["open"].round)  # due in March 2026
    owner = several["soon"].owner_id

    quarter = client.get(f"{LIST}?quarter={Q1.starts_on.isoformat()}").context["commitments"]
    cleo = client.get(f"{LIST}?owner={owner}").context["commitments"]

    assert [row.due_on for row in quarter.rows] == [date(2026, 3, 31)]
    assert {row.owner for row in cleo.rows} == {"Cleo Adams"}


def test_list_is_taken_away_as_csv_and_noted(
    several: dict[str, Commitment], lead: Membership, sign_in: SignIn
) -> None:
    Commitment.objects.filter(pk=several["open"].pk).update(what="=1+1")

    answer = sign_in(lead).post(f"{LIST}export/?stands=open")

    lines = answer.content.decode().splitlines()
    assert answer["Cache-Control"] == "private, no-store"
    assert len(lines) == 4
    assert "'=1+1" in answer.content.decode()
    assert AuditEntry.objects.latest("pk").act == "commitments exported"


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    organization: Organization,
    lead: Membership,
    sign_in: SignIn,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    round_ = a_closed_round(organization)
    for _ in range(count):
        a_commitment(lead, round_)
    client = sign_in(lead)
    client.get(LIST)

    with django_assert_num_queries(12):
        client.get(LIST)


# Where else they show


def test_dashboard_tells_the_kept_rate_and_what_is_open(
    several: dict[str, Commitment], lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    page = client.get(f"/o/meridian/results/{several['open'].round_id}/")
    text = page_of(page).text

    assert "3 commitments are open" in text
    assert "How the kept rate is counted" in text
    (chart,) = re.findall(r'data-chart-url="([^"]+kept-rate/)"', page.content.decode())
    assert client.get(chart).json()["type"] == "bar"
    assert client.get(chart.removesuffix("/") + ".csv").status_code == 200


def test_pages_of_gap_and_home_tell_what_is_promised_there(
    several: dict[str, Commitment], lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)

    gap = page_of(client.get(f"/o/meridian/results/{several['open'].round_id}/gap/")).text
    home = page_of(client.get("/o/meridian/")).text

    assert "1 commitment about this is open" in gap
    assert "Long ago" in gap
    assert "You have 2 commitments to keep" in home
    assert "Next week" not in home


def test_sign_page_tells_what_became_of_earlier_ones(
    several: dict[str, Commitment], lead: Membership, sign_in: SignIn
) -> None:
    address = f"/o/meridian/results/{several['open'].round_id}/signs/s7/"

    text = page_of(sign_in(lead).get(address)).text

    assert "2 commitments are open" in text
    assert "What became of earlier ones" in text
    assert "Not done" in text
    assert Commitment.objects.get(pk=several["missed"].pk).state == CommitmentState.MISSED
