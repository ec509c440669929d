"""A round beside other organizations: what is shown to whom, and what comes before."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessment.models import Round
from leadership.domain.peers import Withheld
from leadership.domain.roles import Role
from leadership.models import Membership, PeerConsent
from leadership.services.peers import make_due_quartiles, stop_being_compared
from tests.closed_rounds import CUSTOMER, a_round, as_json, headline, numbers_in, times
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.leadership.peer_organizations import NUMBERS, OVER, agrees, an_owner, numbers_of, peers

pytestmark = pytest.mark.django_db
QUERIES = 13
CONSENT = "/o/peer0/settings/compare/"


def address(member: Membership) -> str:
    round_ = Round.objects.get(organization=member.organization)
    return f"/o/{member.organization.slug}/results/{round_.pk}/compare/"


@pytest.fixture
def owners() -> list[Membership]:
    """Five organizations that are compared."""
    made = peers()
    make_due_quartiles(now=OVER)
    return made


def everything(client: Client, path: str) -> str:
    """The page, the data of its charts and their files."""
    html = client.get(path).content.decode()
    found = re.findall(r'data-chart-url="([^"]+)"|href="([^"]+[.]csv)"', html)
    parts = [client.get(chart or file) for chart, file in found]
    assert {part.status_code for part in parts} <= {200}
    html = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)
    return "\n".join([html, *(part.content.decode() for part in parts)])


def test_page_shows_own_numbers_beside_the_quartiles(
    owners: list[Membership], sign_in: SignIn
) -> None:
    text = page_of(sign_in(owners[0]).get(address(owners[0]))).text

    assert "Our gap lies within the middle half of the organizations" in text
    assert "Peer0 beside the quartiles of 5 to 9 organizations of this installation" in text
    assert "What our executives claim lies above the middle half of the organizations" in text
    assert "Signs claimed, on average 8 of 8 4.5 5.5 7 above the middle half" in text
    assert "Signs agreed 8 of 8 0 8 8 within the middle half" in text
    assert re.search(r"Gap, in points 44 points \([^)]+\) 0 10 45 within the middle half", text)
    assert "Customers’ strongest label: 12%; middle half 10% to 30%, median 20%." in text


def test_drawing_table_and_sentence_say_the_same(owners: list[Membership], sign_in: SignIn) -> None:
    client = sign_in(owners[1])
    html = client.get(address(owners[1])).content.decode()
    text = " ".join(page_of(client.get(address(owners[1]))).text.split())

    charts = [client.get(url).json() for url in re.findall(r'data-chart-url="([^"]+)"', html)]

    assert [chart["data"]["labels"] for chart in charts] == [
        ["Signs claimed, on average", "Signs agreed"],
        [
            "Management: “highly customer-centric”",
            "Customers: “highly customer-centric”",
            "Gap, in points",
            "Management’s guess, points too high",
        ],
    ]
    bands, medians, own = (one["data"] for one in charts[1]["data"]["datasets"])
    assert bands == [[30, 55], [10, 30], [0, 45], [5, 40]]
    assert medians == [40, 20, 10, 40]
    assert own == [40, 30, 10, 40]
    for row in ("40% (20 of 50) 30% 40% 55%", "30% (30 of 100) 10% 20% 30%", "40 5 40 40"):
        assert row in text
    for said in ("40%; middle half 30% to 55%, median 40%", "40; middle half 5 to 40, median 40"):
        assert said in text


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_it_and_nobody_sees_another_organization(
    owners: list[Membership], join: Join, sign_in: SignIn, role: Role
) -> None:
    reader = join(owners[0].organization, role, "reader@peer0.example")

    shown = everything(sign_in(reader), address(reader))

    assert "middle half 10% to 30%" in shown
    for other in range(1, 5):
        assert f"Peer{other}" not in shown
        assert f"peer{other}" not in shown


def test_no_number_of_another_organization_stands_anywhere(
    owners: list[Membership], sign_in: SignIn
) -> None:
    """Apart from axes, every number drawn is one’s own or a multiple of the step."""
    client = sign_in(owners[0])
    html = client.get(address(owners[0])).content.decode()

    charts = [client.get(url).json() for url in re.findall(r'data-chart-url="([^"]+)"', html)]

    for chart, step in zip(charts, (0.5, 5), strict=True):
        bands, medians, _ = chart["data"]["datasets"]
        assert all(number % step == 0 for number in numbers_in([bands, medians]))


def test_whoever_takes_no_part_sees_nothing_but_how_to(
    owners: list[Membership], join: Join, sign_in: SignIn
) -> None:
    apart = an_owner("Apart")
    numbers_of(apart.organization, 9, 30, 30, 30)
    texts = {}
    for role in Role:
        member = (
            apart if role is Role.OWNER else join(apart.organization, role, f"{role}@apart.example")
        )
        page = page_of(sign_in(member).get(address(member)))
        texts[role] = page.text
        ways = {link for link in page.links if link.endswith(("/settings/compare/", "/people/"))}
        for way in ways:
            assert sign_in(member).get(way).status_code == 200

    assert all("Apart takes no part in the comparison" in text for text in texts.values())
    assert all("middle half" not in text for text in texts.values())
    assert "Decide about taking part" in texts[Role.OWNER]
    for role in (Role.LEAD, Role.EXECUTIVE, Role.VIEWER):
        assert "An owner decides about it" in texts[role]
        assert "Decide about taking part" not in texts[role]
    assert "See who is an owner" in texts[Role.LEAD]
    assert "See who is an owner" not in texts[Role.VIEWER]
    round_ = Round.objects.get(organization=apart.organization)
    chart = f"/o/apart/results/{round_.pk}/compare/points/"
    assert sign_in(apart).get(chart).status_code == 404
    assert sign_in(apart).get(chart.removesuffix("/") + ".csv").status_code == 404


def test_before_the_quarter_is_over_the_page_says_when(sign_in: SignIn) -> None:
    owner = peers()[0]

    text = page_of(sign_in(owner).get(address(owner))).text

    assert "The comparison for Q1 2026 is made on 1 April 2026" in text


def test_a_round_of_somebody_who_joined_too_late_is_left_out(
    owners: list[Membership], sign_in: SignIn
) -> None:
    late = an_owner("Late")
    numbers_of(late.organization, 9, 30, 30, 30)
    agrees(late)

    text = page_of(sign_in(late).get(address(late))).text

    assert "Q1 2026 is not in a comparison" in text
    assert "middle half" not in text


def test_four_organizations_are_too_few(sign_in: SignIn) -> None:
    owner = peers(NUMBERS[:4])[0]
    make_due_quartiles(now=OVER)

    text = page_of(sign_in(owner).get(address(owner))).text

    assert text.count("not shown: fewer than five organizations") == 6
    assert "No number of ours can be compared" in text
    assert "of 5 to 9 organizations" not in text


def test_numbers_that_are_kept_back_say_so_beside_those_that_are_shown(sign_in: SignIn) -> None:
    """All have nine yes to every sign, so the quartiles of signs fall together."""
    owner = peers([(9, end, other, guess) for _, end, other, guess in NUMBERS])[0]
    make_due_quartiles(now=OVER)

    read = page_of(sign_in(owner).get(address(owner))).text

    assert "What is kept back, and why" in read
    assert read.count(str(Withheld.TOO_CLOSE)) == 2
    assert "Percent and points" in read


def test_joining_and_leaving_changes_nothing_that_is_shown(
    owners: list[Membership], sign_in: SignIn
) -> None:
    """The attack by difference: look, let one leave or join, look again."""
    client = sign_in(owners[0])
    before = everything(client, address(owners[0]))

    stop_being_compared(organization=owners[1].organization, by=owners[1].user, now=OVER)
    joining = an_owner("Late")
    numbers_of(joining.organization, 0, 0, 100, 0)
    agrees(joining)
    make_due_quartiles(now=OVER)

    assert everything(client, address(owners[0])) == before


def test_somebody_who_reads_too_many_of_the_organizations_sees_no_quartiles(
    owners: list[Membership], join: Join, sign_in: SignIn
) -> None:
    """With a second organization’s numbers at hand the band would be about three others."""
    reader = join(owners[0].organization, Role.VIEWER, "adviser@example.com")
    client = sign_in(reader)
    assert "middle half 10% to 30%" in everything(client, address(reader))

    join(owners[1].organization, Role.VIEWER, "adviser@example.com")

    shown = everything(client, address(reader))
    assert "you read the results of too many of the organizations" in shown
    assert "middle half 10% to 30%" not in shown
    for other in owners[2:]:
        join(other.organization, Role.VIEWER, "adviser@example.com")
    assert "middle half 10% to 30%" in everything(client, address(reader)), "nothing left to hide"


def test_queries_do_not_grow_with_organizations_or_answers(
    sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    owner = peers((*NUMBERS, *NUMBERS[:3]))[0]
    make_due_quartiles(now=OVER)
    client = sign_in(owner)
    path = address(owner)
    client.get(path)

    with django_assert_num_queries(QUERIES):
        client.get(path)
    times(100, Round.objects.get(organization=owner.organization))
    with django_assert_num_queries(QUERIES):
        client.get(path)


def test_a_round_that_is_still_open_says_so(sign_in: SignIn) -> None:
    owner = an_owner("Peer0")
    round_ = a_round(owner.organization, {CUSTOMER: headline(5, 50)}, closed=False)

    text = page_of(sign_in(owner).get(f"/o/peer0/results/{round_.pk}/compare/")).text

    assert "is still open" in text


def test_an_owner_agrees_and_takes_it_back(sign_in: SignIn) -> None:
    owner = an_owner("Peer0")
    client = sign_in(owner)
    page = page_of(client.get(CONSENT))
    assert "Should Peer0 be compared with others?" in page.text
    assert "never a name" in page.text

    client.post(CONSENT, {"take_part": "yes"})
    assert PeerConsent.objects.filter(organization=owner.organization).exists()
    assert "Peer0 takes part in the comparison" in page_of(client.get(CONSENT)).text

    answer = client.post(CONSENT, {"take_part": "no"}, follow=True)
    assert not PeerConsent.objects.exists()
    assert "The organization takes no part any more." in page_of(answer).text


def test_a_button_that_was_not_pressed_changes_nothing(sign_in: SignIn) -> None:
    owner = an_owner("Peer0")
    agrees(owner)

    answer = sign_in(owner).post(CONSENT, {})

    assert answer.status_code == 422
    assert PeerConsent.objects.exists()


def test_settings_lead_to_the_decision(sign_in: SignIn) -> None:
    owner = an_owner("Peer0")

    assert CONSENT in page_of(sign_in(owner).get("/o/peer0/settings/")).links


def test_the_dashboard_leads_to_the_comparison(owners: list[Membership], sign_in: SignIn) -> None:
    round_ = Round.objects.get(organization=owners[0].organization)
    page = page_of(sign_in(owners[0]).get(f"/o/peer0/results/{round_.pk}/"))

    assert address(owners[0]) in page.links


def test_charts_are_served_as_plain_json(owners: list[Membership], sign_in: SignIn) -> None:
    chart = sign_in(owners[0]).get(f"{address(owners[0])}points/").json()

    assert set(chart) == {"type", "data", "options"}
    assert "Peer1" not in as_json(chart)
