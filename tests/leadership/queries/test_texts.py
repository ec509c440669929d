"""Which texts an organization has, and the round they are shown with."""

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.models import Organization, Round
from leadership.domain.mail_wording import Asking, Text, TextKey
from leadership.models import Contact, Membership
from leadership.queries.texts import languages_in_use, sample_of, texts_by_mail
from leadership.services.texts import save_text
from tests.leadership.conftest import NOW
from tests.leadership.programmes import a_contact, a_draft, an_executive, launched

pytestmark = pytest.mark.django_db


def shown(organization: Organization, asking: Asking, audience: Audience) -> list[tuple[str, str]]:
    texts = texts_by_mail(organization, NOW)[asking][audience]
    return [(text.language, text.subject) for text in texts if text.shown]


def test_every_mail_is_listed_with_our_subject(organization: Organization) -> None:
    mails = texts_by_mail(organization, NOW)

    assert list(mails) == [Asking.INVITATION, Asking.REMINDER]
    assert list(mails[Asking.REMINDER]) == list(Audience)
    assert shown(organization, Asking.INVITATION, Audience.CUSTOMER) == [
        ("English", "Two minutes for Meridian Freight: how do you see us?")
    ]
    assert shown(organization, Asking.REMINDER, Audience.EXECUTIVE) == [
        ("English", "Q1 2026 self-assessment for Meridian Freight: ten minutes, until 16 March")
    ]


def test_languages_that_are_used_or_have_a_text_are_shown(lead: Membership) -> None:
    organization = lead.organization
    a_contact(organization)
    Contact.objects.update(language="fr")
    save_text(
        organization=organization,
        key=TextKey(Asking.INVITATION, Audience.CUSTOMER, "de"),
        text=Text("{organization} fragt", "a", "b"),
        by=lead.user,
        now=NOW,
    )

    assert shown(organization, Asking.INVITATION, Audience.CUSTOMER) == [
        ("English", "Two minutes for Meridian Freight: how do you see us?"),
        ("German", "Meridian Freight fragt"),
        ("French", "Deux minutes pour Meridian Freight\u00a0: comment nous voyez-vous\u202f?"),
    ]
    assert len(shown(organization, Asking.INVITATION, Audience.PARTNER)) == 1


def test_languages_in_use_are_those_of_the_people(organization: Organization) -> None:
    a_contact(organization)
    an_executive(organization)
    Membership.objects.update(language="pl")

    used = languages_in_use(organization)

    assert used[Audience.CUSTOMER] == {"en"}
    assert used[Audience.EXECUTIVE] == {"pl"}
    assert used[Audience.PARTNER] == set()


@pytest.mark.parametrize("count", [1, 3])
def test_texts_cost_the_same_however_many_people_there_are(
    organization: Organization, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        a_contact(organization, f"c{number}@customer.example")

    with django_assert_num_queries(4):
        texts_by_mail(organization, NOW)


def test_sample_is_invented_while_no_round_asks(organization: Organization) -> None:
    sample = sample_of(organization, Audience.CUSTOMER, NOW)

    assert sample.is_invented
    assert sample.round.label == "Q1 2026"
    assert "p1" in {question.key for question in sample.questions}
    assert not Round.objects.exists()


def test_sample_is_the_draft_or_the_open_round(lead: Membership) -> None:
    draft = a_draft(lead.organization, lead.user)
    a_contact(lead.organization)

    drafted = sample_of(lead.organization, Audience.CUSTOMER, NOW)
    launched(draft, lead.user)
    opened = sample_of(lead.organization, Audience.CUSTOMER, NOW)

    assert drafted.round == opened.round == draft
    assert not drafted.is_invented
    assert opened.round.is_open
    assert drafted.questions == opened.questions
