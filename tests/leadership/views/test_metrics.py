"""The page on which a lead lists the metrics by which service is measured."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.domain.metrics_test import MetricTag
from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round, ServiceMetric
from assessment.services.metrics import add_metric
from leadership.domain.roles import Role
from leadership.models import Membership
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.programmes import a_contact, a_draft, closed

TYPED = {"name": "Repurchase rate", "tag": "value", "on_dashboard": "on"}


@pytest.fixture
def lead_browser(lead: Membership, sign_in: SignIn) -> Client:
    return sign_in(lead)


@pytest.fixture
def draft(lead: Membership) -> Round:
    a_contact(lead.organization)
    return a_draft(lead.organization, lead.user)


def address_of(round_: Round, name: str = "metrics", *rest: int) -> str:
    return reverse(f"leadership:{name}", args=["meridian", round_.pk, *rest])


def listed(round_: Round, *names: str, tag: MetricTag = MetricTag.VALUE) -> list[ServiceMetric]:
    return [
        add_metric(round_=round_, name=name, tag=tag, on_dashboard=True, in_pay=False)
        for name in names
    ]


def test_page_explains_the_test_and_takes_a_metric(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.get(address_of(draft))

    assertContains(page, "Is customer service a cost centre or a driver of value?")
    assertContains(page, "No metric listed")
    assertContains(page, "3 more are needed.")
    assertContains(page, "Value or relationship")
    assertContains(page, "Service is not every company’s strategy")
    assertNotContains(page, "Copy from")


def test_metric_is_added(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.post(address_of(draft), TYPED, follow=True)

    assertRedirects(page, address_of(draft))
    assertContains(page, "1 metric listed")
    metric = draft.metrics.get()
    assert (metric.name, metric.tag) == ("Repurchase rate", "value")
    assert (metric.on_dashboard, metric.in_pay) == (True, False)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "Write the name of the metric."),
        ({"tag": "price"}, "Select a valid choice."),
        ({"name": "Referrals"}, "“Referrals” is on the list already."),
    ],
)
def test_metric_that_cannot_be_added_stays_in_the_form(
    lead_browser: Client, draft: Round, typed: dict[str, str], message: str
) -> None:
    listed(draft, "Referrals")

    page = lead_browser.post(address_of(draft), TYPED | typed | {"in_pay": "on"})

    assertContains(page, message, status_code=422)
    form = page.context["form"]
    assert form["name"].value() == (TYPED | typed)["name"]
    assert (form["in_pay"].value(), form["on_dashboard"].value()) == (True, True)
    assert draft.metrics.count() == 1


def test_verdict_stands_beside_the_strategy(lead_browser: Client, draft: Round) -> None:
    Organization.objects.filter(slug="meridian").update(strategy="intimacy")
    listed(draft, "Handling time", "Cost per call", "Calls per hour", tag=MetricTag.REDUCE)

    page = lead_browser.get(address_of(draft))

    assertContains(page, "0 of 3 metrics on the dashboard speak of value.")
    assertContains(page, "Service is measured as a cost centre.")
    assertContains(page, "Your strategy is customer intimacy;")


def test_metric_is_removed(lead_browser: Client, draft: Round) -> None:
    metric, _ = listed(draft, "Referrals", "Lifetime value")

    answer = lead_browser.post(address_of(draft, "metric-remove", metric.pk))

    assertRedirects(answer, address_of(draft))
    assert list(draft.metrics.values_list("name", flat=True)) == ["Lifetime value"]
    assert lead_browser.post(address_of(draft, "metric-remove", metric.pk)).status_code == 404
    assert lead_browser.get(address_of(draft, "metric-remove", metric.pk)).status_code == 405


def test_list_starts_from_the_last_round(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    last = quarter_of(NOW.date()).previous()
    earlier = a_draft(lead.organization, lead.user, quarter=last)
    listed(earlier, "Referrals", "Lifetime value")
    assertContains(lead_browser.get(address_of(draft)), "Copy from Q4 2025")

    page = lead_browser.post(address_of(draft, "metrics-copy"), follow=True)

    assertRedirects(page, address_of(draft))
    assertContains(page, "2 metrics were copied from Q4 2025.")
    assertNotContains(page, ">Copy from")
    assert draft.metrics.count() == 2
    again = lead_browser.post(address_of(draft, "metrics-copy"), follow=True)
    assertContains(again, "There was nothing to copy.")
    assert draft.metrics.count() == 2


def test_closed_round_shows_its_list_and_changes_nothing(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    last = quarter_of(NOW.date()).previous()
    listed(a_draft(lead.organization, lead.user, quarter=last), "Lifetime value")
    (metric,) = listed(draft, "Referrals")
    closed(draft, lead.user)

    page = lead_browser.get(address_of(draft))

    assertContains(page, "Q1 2026 has closed, so its list stays as it is.")
    assertContains(page, "Referrals")
    for control in ("Add a metric", "Remove", "Copy from"):
        assertNotContains(page, control)
    for address in (
        address_of(draft),
        address_of(draft, "metric-remove", metric.pk),
        address_of(draft, "metrics-copy"),
    ):
        answer = lead_browser.post(address, TYPED, follow=True)
        assertContains(answer, "its metrics cannot change any more.")
    assert list(draft.metrics.values_list("name", flat=True)) == ["Referrals"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_the_same_for_one_metric_and_three(
    lead_browser: Client,
    draft: Round,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    listed(draft, *("One", "Two", "Three")[:count])
    lead_browser.get(address_of(draft))

    with django_assert_num_queries(9):
        page = lead_browser.get(address_of(draft))

    assert len(page.context["metrics"]) == count


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.VIEWER])
def test_list_is_for_those_who_run_rounds(
    join: Join, sign_in: SignIn, lead: Membership, draft: Round, role: Role
) -> None:
    member = sign_in(join(lead.organization, role))

    assert member.get(address_of(draft)).status_code == 403
    for address in (address_of(draft), address_of(draft, "metrics-copy")):
        assert member.post(address, TYPED).status_code == 403
    assert not ServiceMetric.objects.exists()


def test_stranger_finds_no_list(
    join: Join, sign_in: SignIn, other_organization: Organization, draft: Round
) -> None:
    (metric,) = listed(draft, "Referrals")
    stranger = sign_in(join(other_organization, Role.OWNER))

    for address in (
        address_of(draft),
        address_of(draft, "metrics-copy"),
        address_of(draft, "metric-remove", metric.pk),
    ):
        assert stranger.post(address, TYPED).status_code == 404
        assert stranger.post(address.replace("meridian", "other"), TYPED).status_code == 404
    assert list(draft.metrics.all()) == [metric]


def test_signed_out_are_sent_to_sign_in(draft: Round) -> None:
    answer = Client().get(address_of(draft))

    assertRedirects(answer, f"{reverse('account_login')}?next={address_of(draft)}")
