"""A round that closes hides what earlier rounds would give away, for good."""

from collections.abc import Collection
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import MANAGEMENT, Audience
from assessment.domain.disclosure import Hidden
from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise
from assessment.domain.shares import Share
from assessment.models import Organization, Round, Unit
from assessment.queries.commitment import Commitment
from assessment.queries.results import Results, results_of
from assessment.queries.rounds import questions_for
from leadership.models import Contact, Invitation, Membership
from leadership.queries.histories import answered_in_closed_rounds
from leadership.services.answering import submit_answers
from leadership.services.people import remove_contact
from leadership.services.programme import close_round, launch_round
from tests.leadership.conftest import NOW, SignIn
from tests.leadership.programmes import ASKED, a_contact, a_draft, an_executive

FIRST = quarter_of(NOW.date())


def customers(organization: Organization, count: int, unit: Unit | None = None) -> list[Contact]:
    known = Contact.objects.count()
    return [
        a_contact(organization, f"c{known + number}@customer.example", unit=unit)
        for number in range(count)
    ]


def held(
    lead: Membership,
    quarter: Quarter,
    silent: Collection[Contact] = (),
    *,
    promise: Promise = Promise.TOTALS_ONLY,
    audiences: Collection[Audience] = ASKED,
) -> Round:
    """A closed round in which everybody answers but the silent ones; every third is delighted."""
    round_ = a_draft(
        lead.organization, lead.user, quarter=quarter, promise=promise, audiences=audiences
    )
    launch_round(round_=round_, by=lead.user, now=NOW)
    invitations = Invitation.objects.filter(round=round_).exclude(contact__in=silent)
    for number, invitation in enumerate(invitations.select_related("round__organization")):
        submit_answers(
            invitation=invitation,
            answers={"p1": "5" if number % 3 == 0 else "3", "s1": "yes", "p2": "4"},
            questions=questions_for(round_, Audience(invitation.audience)),
            now=NOW,
        )
    close_round(round_=round_, by=lead.user, now=NOW + timedelta(days=1))
    return round_


def results(round_: Round) -> Results:
    return results_of(Round.objects.select_related("organization").get(pk=round_.pk))


def test_round_beside_one_with_one_more_customer_does_not_show_them(
    organization: Organization, lead: Membership
) -> None:
    people = customers(organization, 12)
    first = held(lead, FIRST)

    second = held(lead, FIRST.next(), silent=people[:1])

    before, after = results(first).perception, results(second).perception
    assert before is not None
    assert after is not None
    assert isinstance(before.headline.customers, Share)
    assert after.headline.customers is Hidden.PROTECTS_OTHERS
    assert after.questions[1].customers is Hidden.PROTECTS_OTHERS
    assert (first.protected, second.protected) == ([], ["customers:total"])


def test_round_with_the_same_customers_shows_them(
    organization: Organization, lead: Membership
) -> None:
    customers(organization, 12)
    held(lead, FIRST)

    again = results(held(lead, FIRST.next())).perception

    assert again is not None
    assert isinstance(again.headline.customers, Share)


def test_page_says_why_customers_are_hidden_and_holds_no_number_of_theirs(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    people = customers(organization, 31)
    held(lead, FIRST)
    second = held(lead, FIRST.next(), silent=people[:1])

    page = _everything(sign_in(lead), second)

    assert "hidden to protect others" in page
    assert "of 30" not in page.replace("of 30 customers", "").replace("30 of 31", "")
    assert "11 of 31" in page  # the first round, in the trend


def test_one_executive_less_hides_the_self_assessment_of_a_round_of_totals(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    customers(organization, 12)
    team = [an_executive(organization, f"e{number}@acme.example") for number in range(7)]
    held(lead, FIRST)
    team[0].on_executive_team = False
    team[0].save()

    second = held(lead, FIRST.next())

    assert results(second).commitment is Hidden.PROTECTS_OTHERS
    assert "Fewer than 5 executives answered" not in _everything(sign_in(lead), second)


def test_new_executive_does_not_stand_out_among_those_named_the_quarter_before(
    organization: Organization, lead: Membership
) -> None:
    """The answers of four of five are known by name, so the total would tell the fifth."""
    customers(organization, 12)
    for number in range(4):
        an_executive(organization, f"e{number}@acme.example")
    held(lead, FIRST, promise=Promise.ATTRIBUTED)
    an_executive(organization, "new@acme.example")

    second = held(lead, FIRST.next())

    assert results(second).commitment is Hidden.PROTECTS_OTHERS


def test_executives_of_whom_enough_are_new_or_none_show_after_a_quarter_with_names(
    organization: Organization, lead: Membership
) -> None:
    customers(organization, 12)
    for number in range(5):
        an_executive(organization, f"e{number}@acme.example")
    held(lead, FIRST, promise=Promise.ATTRIBUTED)

    same = held(lead, FIRST.next())
    for number in range(5, 10):
        an_executive(organization, f"e{number}@acme.example")
    with_five_more = held(lead, FIRST.next().next())

    assert isinstance(results(same).commitment, Commitment)
    assert isinstance(results(with_five_more).commitment, Commitment)


def test_managers_of_an_earlier_total_show_not_beside_one_without_the_executives_named_since(
    organization: Organization, lead: Membership
) -> None:
    """Six of North were shown; all nine, without the two executives, would tell the three."""
    north = Unit.objects.create(organization=organization, name="North")
    for number in range(9):
        a_contact(
            organization,
            f"m{number}@acme.example",
            audience=Audience.MANAGER,
            unit=north if number < 6 else None,
        )
    for number in range(2):
        an_executive(organization, f"e{number}@acme.example")
    first = results(held(lead, FIRST, audiences=MANAGEMENT)).perception

    named = held(lead, FIRST.next(), promise=Promise.ATTRIBUTED, audiences=MANAGEMENT)

    second = results(named).perception
    assert first is not None
    assert second is not None
    assert [one.topic for one in first.units if isinstance(one.management, Share)] == ["North"]
    assert second.headline.management is Hidden.PROTECTS_OTHERS


def test_customer_who_was_removed_meanwhile_still_counts_in_the_earlier_round(
    organization: Organization, lead: Membership
) -> None:
    people = customers(organization, 12)
    held(lead, FIRST)
    remove_contact(contact=people[0], by=lead.user, now=NOW)

    second = results(held(lead, FIRST.next())).perception

    assert second is not None
    assert second.headline.customers is Hidden.PROTECTS_OTHERS


def test_what_a_closed_round_keeps_back_never_changes(
    organization: Organization, lead: Membership
) -> None:
    customers(organization, 12)
    round_ = held(lead, FIRST)

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Round.objects.filter(pk=round_.pk).update(protected=["customers:total"])


@pytest.mark.parametrize("count", [1, 3])
def test_histories_are_read_by_one_query(
    organization: Organization,
    lead: Membership,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    customers(organization, count)
    first = held(lead, FIRST)

    with django_assert_num_queries(1):
        answered = answered_in_closed_rounds(organization.pk)

    assert answered == {((first.pk, Audience.CUSTOMER, None),): count}


def _everything(client: Client, round_: Round) -> str:
    address = f"/o/{round_.organization.slug}/results/{round_.pk}/"
    names = ("gap-by-question", "gap-by-unit", "gap-over-time", "signs-over-time", "checklist")
    charts = [client.get(f"{address}charts/{name}/") for name in names]
    shown = [client.get(address), *(chart for chart in charts if chart.status_code == 200)]
    return " ".join(answer.content.decode() for answer in shown)
