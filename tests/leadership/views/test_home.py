"""Where a person lands: what is asked of them, then what was found."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from assessment.services.rounds import create_round
from leadership.domain.roles import Role
from leadership.models import Contact, Membership, User
from tests.closed_rounds import CUSTOMER, EXECUTIVE, Cell, Choices, a_round, headline, signs
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.respondents import an_open_round, invited_member, submit

FINDING = "All eight signs are agreed. Customers see us 57 points lower than we see ourselves."


@pytest.fixture
def results(organization: Organization) -> Round:
    return a_round(
        organization,
        {EXECUTIVE: {**signs((9, 0)), **headline(6, 9)}, CUSTOMER: headline(30, 300)},
        quarter=quarter_of(timezone.now().date()).previous(),
    )


@pytest.fixture
def open_round(organization: Organization) -> Round:
    return an_open_round(organization, audiences=[Audience.EXECUTIVE], promise=Promise.ATTRIBUTED)


def home(client: Client) -> str:
    response = client.get("/o/meridian/")
    assert response.status_code == 200
    return response.content.decode()


def test_executive_is_asked_first_and_then_shown_results(
    results: Round, open_round: Round, join: Join, sign_in: SignIn
) -> None:
    executive = join(results.organization, Role.EXECUTIVE, on_executive_team=True)
    invited_member(open_round, executive)

    response = sign_in(executive).get("/o/meridian/")

    page = page_of(response)
    asked = f"{open_round.label}: your self-assessment is open"
    assert page.text.index(asked) < page.text.index("Start") < page.text.index(FINDING)
    assert any("/a/" in link for link in page.links)
    assert page.tags.count("h1") == 1


def test_executive_who_has_sent_is_thanked_and_not_asked_again(
    results: Round, open_round: Round, join: Join, sign_in: SignIn
) -> None:
    executive = join(results.organization, Role.EXECUTIVE, on_executive_team=True)
    submit(invited_member(open_round, executive))

    page = page_of(sign_in(executive).get("/o/meridian/"))

    assert f"Thank you: your self-assessment for {open_round.label} was sent" in page.text
    assert FINDING in page.text
    assert not any("/a/" in link and not link.endswith("/mine/") for link in page.links)


def test_executive_who_answered_a_round_with_more_time_is_asked_by_the_next_one(
    open_round: Round, join: Join, sign_in: SignIn
) -> None:
    executive = join(open_round.organization, Role.EXECUTIVE, on_executive_team=True)
    submit(invited_member(open_round, executive))
    following = an_open_round(
        open_round.organization,
        audiences=[Audience.EXECUTIVE],
        quarter=quarter_of(timezone.now().date()).next(),
    )
    invited_member(following, executive)

    page = page_of(sign_in(executive).get("/o/meridian/"))

    assert f"{following.label}: your self-assessment is open" in page.text
    assert any("/a/" in link for link in page.links)


def test_lead_sees_the_finding_and_how_the_open_round_stands(
    results: Round, open_round: Round, lead: Membership, sign_in: SignIn
) -> None:
    open_round.populations.create(audience=EXECUTIVE.value, asked=9)

    page = page_of(sign_in(lead).get("/o/meridian/"))

    assert page.text.index(FINDING) < page.text.index(f"{open_round.label} is open until")
    assert "9 people were asked; nobody has answered yet." in page.text
    assert f"/o/meridian/results/{results.pk}/" in page.links
    assert f"/o/meridian/rounds/{open_round.pk}/" in page.links


def test_draft_of_the_next_quarter_leaves_the_open_round_in_its_place(
    open_round: Round, lead: Membership, sign_in: SignIn
) -> None:
    create_round(
        organization=lead.organization,
        quarter=quarter_of(timezone.now().date()).next(),
        closes_at=timezone.now() + timedelta(days=100),
        promise=Promise.ATTRIBUTED,
        audiences=[Audience.EXECUTIVE],
        version_ids=[],
    )

    page = page_of(sign_in(lead).get("/o/meridian/"))

    assert f"{open_round.label} is open until" in page.text


def test_turnout_counts_those_who_answered(
    organization: Organization, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    answers: dict[Cell, Choices] = {EXECUTIVE: signs((4, 0))}
    a_round(organization, answers, asked={EXECUTIVE: 9, CUSTOMER: 1200}, closed=False)
    viewer = sign_in(join(organization, Role.VIEWER))

    assert "4 of the 1,209 people asked have answered." in home(sign_in(lead))
    assert "people asked" not in home(viewer)
    assert "is open until" in home(viewer)


def test_lead_of_a_new_organization_sees_the_steps(
    organization: Organization, lead: Membership, owner: Membership, sign_in: SignIn
) -> None:
    Contact.objects.create(organization=organization, email="a@b.example", audience=CUSTOMER.value)

    page = page_of(sign_in(lead).get("/o/meridian/"))

    assert "Set up Meridian Freight" in page.text
    assert "/o/meridian/people/" in page.links
    assert "/o/meridian/rounds/add/" in page.links
    assert "/o/meridian/people/contacts/upload/" not in page.links  # done
    assert "/o/meridian/people/members/add/" not in page.links  # only owners add members
    assert "/o/meridian/people/members/add/" in page_of(sign_in(owner).get("/o/meridian/")).links


def test_lead_without_an_open_round_can_draft_one(
    results: Round, lead: Membership, sign_in: SignIn
) -> None:
    page = page_of(sign_in(lead).get("/o/meridian/"))

    assert "No round is open" in page.text
    assert "/o/meridian/rounds/add/" in page.links


def test_viewer_before_the_first_results_is_told_when_they_come(
    organization: Organization, join: Join, sign_in: SignIn
) -> None:
    page = page_of(sign_in(join(organization, Role.VIEWER)).get("/o/meridian/"))

    assert "There are no results yet" in page.text
    assert not any("/rounds/" in link for link in page.links)


def test_draft_is_for_those_who_run_rounds(
    organization: Organization, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    round_ = an_open_round(organization)
    Round.objects.filter(pk=round_.pk).delete()
    draft = Round.objects.create(
        organization=organization,
        label="Q9 2026",
        quarter_starts_on=round_.quarter_starts_on,
        closes_at=round_.closes_at,
        promise=round_.promise,
    )

    assert f"{draft.label} is a draft" in home(sign_in(lead))
    assert draft.label not in home(sign_in(join(organization, Role.VIEWER)))


def test_person_of_one_organization_lands_in_it(lead: Membership, sign_in: SignIn) -> None:
    assert sign_in(lead).get("/").headers["Location"] == "/o/meridian/"


def test_person_of_two_organizations_chooses(
    organization: Organization, other_organization: Organization, join: Join, sign_in: SignIn
) -> None:
    both = [join(one, Role.LEAD, "a@b.example") for one in (organization, other_organization)]

    page = page_of(sign_in(both[0]).get("/"))

    assert "Your organizations" in page.text
    assert {"/o/meridian/", "/o/other/"} <= set(page.links)


def test_person_of_no_organization_is_told_whom_to_ask(db: None, client: Client) -> None:
    client.force_login(User.objects.create_user("new@b.example", "Nell New"))

    page = page_of(client.get("/"))

    assert "You belong to no organization yet" in page.text
    assert "Ask its owner to invite new@b.example" in page.text
    assert "manage.py new_organization" in page.text
    assert {"/instruments/", "/method/"} <= set(page.links)


def test_stranger_does_not_find_the_home_of_another_organization(
    organization: Organization, other_organization: Organization, join: Join, sign_in: SignIn
) -> None:
    assert sign_in(join(other_organization)).get("/o/meridian/").status_code == 404


def test_signed_out_reader_is_asked_to_sign_in(organization: Organization, client: Client) -> None:
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
    assert client.get("/o/meridian/").headers["Location"].startswith("/accounts/login/")
