"""Every number leads to what it rests on: no link of a results page leads nowhere."""

import re
from datetime import date

import pytest
from django.test import Client

from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Membership
from tests.closed_rounds import CUSTOMER, headline
from tests.closed_rounds import a_round as closed_round
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.leadership.views.test_results import several

NEXT = quarter_of(date(2026, 5, 1))
PAGES = ("", "gap/", "signs/s1/", "comments/")


@pytest.fixture
def round_(organization: Organization) -> Round:
    return several(organization, 3)


def address(round_: Round) -> str:
    return f"/o/{round_.organization.slug}/results/{round_.pk}/"


def leads_nowhere(client: Client, here: str, link: str) -> bool:
    """Whether a link inside the product has no page, or no such place on its page."""
    target, _, place = link.partition("#")
    response = client.get(target or here, follow=True)
    return response.status_code != 200 or bool(place and place not in page_of(response).ids)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("rest", PAGES)
def test_every_link_leads_to_a_place_that_is_there(
    *, round_: Round, join: Join, sign_in: SignIn, role: Role, rest: str
) -> None:
    client = sign_in(join(round_.organization, role))
    here = f"{address(round_)}{rest}"

    links = {link for link in page_of(client.get(here)).links if not link.startswith("http")}

    assert len(links) > 5
    assert [link for link in sorted(links) if leads_nowhere(client, here, link)] == []


def test_headline_numbers_lead_to_what_they_rest_on(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    html = sign_in(lead).get(address(round_)).content.decode()

    figures = re.findall(r'<a class="basis"\s+href="([^"]+)">\s*<span>([^<]+)<', html)
    gap = f"{address(round_)}gap/"
    assert figures == [
        ("#signs", "Signs agreed"),
        (f"{gap}#ends", "Gap on “highly customer-centric”"),
        (f"{gap}#prediction", "Management’s guess of that answer"),
    ]
    assert f'href="{gap}#compared"' in html
    assert 'href="#participation"' in html


def test_viewer_is_not_led_to_who_answered(round_: Round, join: Join, sign_in: SignIn) -> None:
    page = page_of(sign_in(join(round_.organization, Role.VIEWER)).get(address(round_)))

    assert "#participation" not in page.links
    assert "participation" not in page.ids


def test_picker_offers_every_launched_round_and_says_which_is_open(
    organization: Organization, round_: Round, lead: Membership, sign_in: SignIn
) -> None:

    closed_round(organization, {CUSTOMER: headline(1, 9)}, quarter=NEXT, closed=False)

    html = sign_in(lead).get(address(round_)).content.decode()

    picker = html[html.index('<select id="round"') :].partition("</select>")[0]
    assert re.findall(r"<option[^>]*>([^<]+)<", picker) == [
        "Q2 2026, still open",
        "Q1 2026",
        "Q4 2025",
        "Q3 2025",
    ]
    assert f'<option value="{round_.pk}" selected>' in picker


def test_picked_round_is_shown_with_the_earlier_one_it_was_compared_with(
    organization: Organization, round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    oldest, middle = organization.rounds.order_by("quarter_starts_on")[:2]

    def led_to(query: str) -> str:
        return client.get(f"/o/meridian/results/?{query}").headers["Location"]

    assert led_to(f"round={round_.pk}&with={oldest.pk}") == f"{address(round_)}?with={oldest.pk}"
    assert led_to(f"round={middle.pk}&with={oldest.pk}") == f"{address(middle)}?with={oldest.pk}"
    assert led_to(f"round={oldest.pk}&with={middle.pk}") == address(oldest)
    assert led_to(f"round={middle.pk}&with=nothing") == address(middle)


@pytest.mark.parametrize("asked", ["x", "0", "-1", "99999999999999999999999", "１"])
def test_round_that_is_not_there_cannot_be_picked(
    round_: Round, lead: Membership, sign_in: SignIn, asked: str
) -> None:
    response = sign_in(lead).get("/o/meridian/results/", {"round": asked})

    assert response.status_code == 404


def test_round_of_another_organization_cannot_be_picked(
    round_: Round, other_organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    other = closed_round(other_organization, {CUSTOMER: headline(1, 9)})

    assert sign_in(lead).get(f"/o/meridian/results/?round={other.pk}").status_code == 404


def test_open_round_shows_who_answered_so_far_and_nothing_else(
    organization: Organization, round_: Round, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    open_round = closed_round(
        organization,
        {CUSTOMER: headline(10, 20)},
        asked={CUSTOMER: 1200},
        quarter=NEXT,
        closed=False,
    )

    seen = page_of(sign_in(lead).get(address(open_round)))
    viewed = page_of(sign_in(join(organization, Role.VIEWER)).get(address(open_round)))

    assert "Q2 2026 is still open" in seen.text
    assert "Customers 1,200 20" in seen.text
    assert address(round_) in seen.links
    assert "Q2 2026 is still open" in viewed.text
    assert "1,200" not in viewed.text
    assert "10" not in viewed.text.replace("2026", "")
