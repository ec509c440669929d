"""The projected page of the meeting: what it shows to whom, and what is typed into it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.meetings import Outcome
from leadership.domain.roles import Role
from leadership.models import Commitment, Decision, Meeting, Membership
from leadership.queries.dashboards import dashboard_for
from tests.closed_rounds import EXECUTIVE, a_round, signs
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.leadership.meetings import BEFORE, a_contested_round, decided, ended, held, promised

pytestmark = pytest.mark.django_db

NO = {"outcome": "no", "note": "No bonus does.", "seen": "0"}


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_contested_round(organization)


@pytest.fixture
def client(lead: Membership, sign_in: SignIn) -> Client:
    return sign_in(lead)


def address(round_: Round, rest: str = "") -> str:
    return f"/o/{round_.organization.slug}/results/{round_.pk}/meeting/{rest}"


def typed_commitment(owner: Membership, **changes: str) -> dict[str, str]:
    return {
        "what": "Draft a bonus",
        "question": "s7",
        "who": str(owner.pk),
        "due_on": "2999-12-31",
        "visible_in": "On the agenda",
        **changes,
    }


def test_page_shows_the_headline_and_the_contested_signs_before_it_begins(
    round_: Round, client: Client
) -> None:
    page = page_of(client.get(address(round_)))

    dashboard = dashboard_for(round_)
    assert dashboard.headline in page.text
    assert dashboard.change in page.text
    assert "2 contested signs to settle" in page.text
    assert "Contested 4–5 4 yes · 5 no" in page.text
    assert "Start the meeting" in page.text
    assert "Is the compensation of executive team members" in page.text
    assert "outcome" not in client.get(address(round_)).content.decode()


def test_reading_writes_nothing(round_: Round, client: Client) -> None:
    client.get(address(round_))
    client.get(address(round_, "news/"))

    assert not Meeting.objects.exists()


def test_start_leads_to_the_page_with_its_forms(round_: Round, client: Client) -> None:
    response = client.post(address(round_, "start/"), follow=True)

    assert response.redirect_chain == [(address(round_), 302)]
    assert Meeting.objects.get().round == round_
    html = response.content.decode()
    assert 'id="commitment-what"' in html
    assert 'id="s7-note"' in html
    assert "It changes no answer and no number of this round" in page_of(response).text


def test_decision_is_recorded_and_leads_back_to_its_sign(
    round_: Round, client: Client, lead: Membership
) -> None:
    held(round_, lead)

    response = client.post(address(round_, "signs/s7/"), NO)

    assert response.headers["Location"] == f"{address(round_)}#sign-s7"
    text = page_of(client.get(address(round_))).text
    assert "No, this does not hold. No bonus does." in text
    assert "1 contested sign to settle" in text


def test_find_out_asks_who_and_by_when_and_keeps_what_was_typed(
    round_: Round, client: Client, lead: Membership
) -> None:
    held(round_, lead)

    response = client.post(
        address(round_, "signs/s7/"),
        {"outcome": "find-out", "note": "Read the contracts", "due_on": "", "seen": "0"},
    )

    assert response.status_code == 422
    page = page_of(response)
    assert "Choose who finds it out." in page.text
    assert "Say by when it is found out." in page.text
    assert page.fields["note"] == ["Read the contracts"]
    assert "find-out" in page.fields["outcome"]
    assert not Decision.objects.exists()


def test_find_out_becomes_a_commitment(round_: Round, client: Client, lead: Membership) -> None:
    held(round_, lead)

    client.post(
        address(round_, "signs/s7/"),
        {"outcome": "find-out", "who": lead.pk, "due_on": "2999-12-31", "seen": "0"},
    )

    assert Commitment.objects.get().owner == lead
    text = page_of(client.get(address(round_))).text
    assert "Leo Lead finds out by 31 December 2999." in text
    assert "Find out whether this holds" not in text  # it stands with its sign


def test_two_who_decide_at_once_see_both(
    round_: Round, client: Client, lead: Membership, owner: Membership
) -> None:
    decided(held(round_, lead), owner, Outcome.YES, note="It is in the plan.")

    response = client.post(address(round_, "signs/s7/"), NO)

    page = page_of(response)
    assert response.status_code == 422
    assert "Somebody else wrote down a decision meanwhile" in page.text
    assert "Yes, this holds. It is in the plan." in page.text
    assert "No bonus does." in page.fields["note"]
    assert "1" in page.fields["seen"]  # so that the next press replaces what is now known
    assert Decision.objects.count() == 1
    assert client.post(address(round_, "signs/s7/"), NO | {"seen": "1"}).status_code == 302
    assert Decision.objects.last().outcome == "no"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("sign", "typed"),
    [
        ("s1", NO),
        ("nonsense", NO),
        ("s7", {"seen": "0"}),
        ("s7", NO | {"outcome": "maybe"}),
        ("s7", NO | {"seen": "x"}),
        ("s7", NO | {"note": "x" * 301}),
        ("s7", NO | {"note": "a\u202eb"}),
    ],
)
def test_decision_that_cannot_be_taken_changes_nothing(
    round_: Round, client: Client, lead: Membership, sign: str, typed: dict[str, str]
) -> None:
    held(round_, lead)

    response = client.post(address(round_, f"signs/{sign}/"), typed)

    assert response.status_code == 422
    assert "Something needs to be put right" in page_of(response).text
    assert not Decision.objects.exists()


def test_member_of_another_organization_cannot_be_made_to_find_out(
    round_: Round,
    client: Client,
    lead: Membership,
    other_organization: Organization,
    join: Join,
) -> None:
    held(round_, lead)
    stranger = join(other_organization, Role.LEAD)

    response = client.post(
        address(round_, "signs/s7/"),
        {"outcome": "find-out", "who": stranger.pk, "due_on": "2999-12-31", "seen": "0"},
    )

    assert response.status_code == 422
    assert not Commitment.objects.exists()


def test_promise_is_added_and_the_line_waits_for_the_next(
    round_: Round, client: Client, lead: Membership
) -> None:
    held(round_, lead)

    response = client.post(address(round_, "commitments/"), typed_commitment(lead))

    assert response.headers["Location"] == f"{address(round_)}#commitment-what"
    page = page_of(client.get(address(round_)))
    assert "Promised in this meeting Draft a bonus Leo Lead by 31 December" in page.text
    assert "what" not in page.fields


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"what": ""}, "Write what is promised."),
        ({"question": "s99"}, "Choose what it is about."),
        ({"who": ""}, "Choose who promises it."),
        ({"due_on": "soon"}, "Write a day such as 2026-11-30."),
        ({"due_on": "2026-01-01"}, "Choose today or a later day."),
        ({"visible_in": ""}, "Write how it will be seen."),
    ],
)
def test_promise_that_lacks_something_keeps_what_was_typed(
    round_: Round, client: Client, lead: Membership, changes: dict[str, str], said: str
) -> None:
    held(round_, lead)

    response = client.post(address(round_, "commitments/"), typed_commitment(lead, **changes))

    page = page_of(response)
    assert response.status_code == 422
    assert said in page.text
    typed = typed_commitment(lead, **changes)
    assert [page.fields.get(name, [""])[-1] for name in ("what", "visible_in")] == [
        typed["what"],
        typed["visible_in"],
    ]
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(("state", "word"), [("kept", "Kept"), ("missed", "Missed")])
def test_promise_from_before_is_closed_in_the_room(
    round_: Round, client: Client, lead: Membership, state: str, word: str
) -> None:
    before = promised(round_, lead, now=BEFORE)
    held(round_, lead)

    client.post(
        address(round_, f"commitments/{before.pk}/"), {"state": state, "reason": "The board."}
    )

    before.refresh_from_db()
    assert (before.state, before.reason) == (state, "The board.")
    text = page_of(client.get(address(round_))).text
    assert "Closed in this meeting Draft a bonus" in text
    assert "The board." in text
    assert word in text


def test_promise_is_not_closed_without_a_reason_nor_twice(
    round_: Round, client: Client, lead: Membership
) -> None:
    before = promised(round_, lead, now=BEFORE)
    held(round_, lead)
    place = address(round_, f"commitments/{before.pk}/")

    silent = client.post(place, {"state": "kept"})
    client.post(place, {"state": "kept", "reason": "The board."})
    again = client.post(place, {"state": "missed", "reason": "No."})

    assert "Write what shows it, or why not." in page_of(silent).text
    assert "Somebody has closed this commitment meanwhile." in page_of(again).text
    before.refresh_from_db()
    assert before.state == "kept"


@pytest.mark.parametrize("rest", ["signs/s7/", "commitments/"])
@pytest.mark.parametrize("over", [True, False])
def test_nothing_is_typed_into_a_meeting_that_is_not_held(
    round_: Round, client: Client, lead: Membership, rest: str, *, over: bool
) -> None:
    if over:
        ended(held(round_, lead), lead)

    response = client.post(address(round_, rest), NO | typed_commitment(lead), follow=True)

    assert "The meeting is not being held" in page_of(response).text
    assert not Decision.objects.exists()
    assert not Commitment.objects.exists()


def test_meeting_that_is_over_shows_its_minutes(
    round_: Round, client: Client, lead: Membership
) -> None:
    ended(held(round_, lead), lead)

    response = client.get(address(round_))

    assert response.headers["Location"] == f"/o/meridian/results/{round_.pk}/minutes/"


def test_executive_looks_on_and_types_nothing(
    round_: Round, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(round_.organization, Role.EXECUTIVE))
    before = page_of(client.get(address(round_))).text
    promised(round_, lead, now=BEFORE)
    held(round_, lead)

    response = client.get(address(round_))

    assert "The meeting has not begun." in before
    assert "The meeting is being held. What is recorded appears here by itself." in (
        page_of(response).text
    )
    assert "<select" not in response.content.decode()
    assert client.post(address(round_, "signs/s7/"), NO).status_code == 403
    assert client.post(address(round_, "commitments/"), typed_commitment(lead)).status_code == 403


def test_viewer_sees_neither_page_nor_the_way_to_it(
    round_: Round, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(round_.organization, Role.VIEWER))
    ended(held(round_, lead), lead)

    assert client.get(address(round_)).status_code == 403
    for page in (f"/o/meridian/results/{round_.pk}/", "/o/meridian/"):
        leads = page_of(client.get(page)).links
        assert not [link for link in leads if "/meeting/" in link or "/minutes/" in link]


def test_script_is_told_when_something_changed(
    round_: Round, client: Client, lead: Membership
) -> None:
    def stamp() -> str:
        return str(client.get(address(round_, "news/")).json()["stamp"])

    first = stamp()
    meeting = held(round_, lead)
    begun = stamp()
    decided(meeting, lead)

    assert len({first, begun, stamp()}) == 3
    assert f'data-stamp="{stamp()}"' in client.get(address(round_)).content.decode()


@pytest.mark.parametrize("promise_", [Promise.TOTALS_ONLY, Promise.ATTRIBUTED])
def test_page_shows_no_more_than_the_dashboard_of_an_executive(
    organization: Organization, join: Join, sign_in: SignIn, promise_: Promise
) -> None:
    """Two of three executives contradict the third on sign 2, which totals only hide."""
    round_ = a_round(organization, {EXECUTIVE: signs((3, 0), (2, 1), (1, 1, 1))}, promise=promise_)
    client = sign_in(join(organization, Role.EXECUTIVE))

    page = page_of(client.get(address(round_))).text
    dashboard = page_of(client.get(f"/o/meridian/results/{round_.pk}/")).text

    assert ("Contested 1–1" in page) == ("Contested 1–1" in dashboard)
    assert ("Contested 1–1" in page) == (promise_ is Promise.ATTRIBUTED)
    if promise_ is Promise.TOTALS_ONLY:
        assert "There are no signs to settle" in page
        assert "Fewer than 5 executives answered" in page


def test_round_in_which_no_sign_is_contested_says_so(
    organization: Organization, client: Client
) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((9, 0))})

    assert "No sign is contested" in page_of(client.get(address(round_))).text


def test_open_round_has_no_meeting(organization: Organization, client: Client) -> None:
    round_ = a_contested_round(organization, closed=False)

    for rest in ("", "news/", "end/"):
        assert client.get(address(round_, rest)).status_code == 404
    for rest in ("start/", "signs/s7/", "commitments/"):
        assert client.post(address(round_, rest), NO).status_code == 404
    assert not Meeting.objects.exists()


def test_promise_of_another_organization_is_not_found(
    round_: Round, client: Client, lead: Membership, other_organization: Organization, join: Join
) -> None:
    theirs = promised(
        a_contested_round(other_organization), join(other_organization, Role.LEAD), now=BEFORE
    )
    held(round_, lead)

    response = client.post(
        address(round_, f"commitments/{theirs.pk}/"), {"state": "kept", "reason": "x"}
    )

    assert response.status_code == 404


def test_dashboard_home_and_round_lead_to_the_meeting(
    round_: Round, client: Client, lead: Membership
) -> None:
    places = [
        f"/o/meridian/results/{round_.pk}/",
        "/o/meridian/",
        f"/o/meridian/rounds/{round_.pk}/",
    ]

    def said(words: str, where: str) -> list[bool]:
        pages = [page_of(client.get(place)) for place in places]
        return [words in page.text and where in page.links for page in pages]

    before = said("Hold the meeting", address(round_))
    meeting = held(round_, lead)
    meanwhile = said("Go on with the meeting", address(round_))
    ended(meeting, lead)
    minutes = f"/o/meridian/results/{round_.pk}/minutes/"

    assert before == meanwhile == [True, True, True]
    assert said("Minutes of the meeting of 2 March 2026", minutes) == [True, True, True]


def test_sign_page_says_what_was_decided(round_: Round, client: Client, lead: Membership) -> None:
    meeting = held(round_, lead)
    decided(meeting, lead, note="No bonus does.")
    ended(meeting, lead)

    text = page_of(client.get(f"/o/meridian/results/{round_.pk}/signs/s7/")).text
    other = page_of(client.get(f"/o/meridian/results/{round_.pk}/signs/s6/")).text

    assert "Decided in the meeting of 2 March 2026 No, this does not hold. No bonus does." in text
    assert "Decided in the meeting" not in other


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_much_was_decided_and_promised(
    round_: Round,
    client: Client,
    lead: Membership,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    meeting = held(round_, lead)
    for number in range(count):
        promised(round_, lead, f"Commitment {number}", now=BEFORE)
        decided(meeting, lead, seen=number, note=f"Note {number}")

    client.get(address(round_))
    with django_assert_num_queries(18):
        client.get(address(round_))
    with django_assert_num_queries(7):
        client.get(address(round_, "news/"))
