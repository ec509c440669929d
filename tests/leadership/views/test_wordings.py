"""Wording a question in one's own way: the list, the form, the preview and the way back."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.domain.audiences import Audience
from assessment.models import Organization, OwnWording
from assessment.queries.rounds import questions_for
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Membership
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.programmes import a_contact, a_draft, closed, launched

ADDRESS = ("de", "p2", "customer")
TYPED = {"text": "Bei {organization}\r\nzähle ich.", "help": "Denken Sie an heute."}
ONE_WORDING = ("wording", "wording-preview", "wording-drop")
OURS = "Wenn {organization} Entscheidungen trifft, die mich betreffen"


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lead_browser(lead: Membership, sign_in: SignIn) -> Client:
    return sign_in(lead)


def address_of(
    name: str = "wording", address: tuple[str, str, str] = ADDRESS, slug: str = "meridian"
) -> str:
    return reverse(f"leadership:{name}", args=[slug, *address])


def list_in(language: str = "de", slug: str = "meridian") -> str:
    return reverse("leadership:wordings-in", args=[slug, language])


def own(organization: Organization, **changes: str) -> None:
    for audience in ("customer", "partner"):
        fields = {
            "questionnaire": "perception-gap",
            "question": "p2",
            "language": "de",
            "text": "Bei {organization} zähle ich.",
            "beside": (
                "When {organization} makes decisions that affect me, my best interests come first."
            ),
        }
        OwnWording.objects.create(
            organization=organization, audience=audience, **(fields | changes)
        )


def written() -> list[tuple[str, str, str]]:
    return list(OwnWording.objects.order_by("pk").values_list("audience", "text", "help"))


# The list


def test_list_has_every_question_with_english_beside_it(lead_browser: Client) -> None:
    page = lead_browser.get(list_in())

    assertContains(page, "Your questions have our words in German")
    assertContains(page, OURS)
    english = "When {organization} makes decisions that affect me"
    assertContains(page, f'In English: <span lang="en" dir="auto">{english}')
    assertContains(page, f'href="{address_of()}"')
    assertContains(page, "Word it your way", count=41)
    assertNotContains(page, "the source’s own words")


def test_list_in_english_leaves_the_sources_words_alone(lead_browser: Client) -> None:
    page = lead_browser.get(reverse("leadership:wordings", args=["meridian"]))

    assertContains(page, "the source’s own words, which stay as they are", count=8)
    assertContains(page, "Word it your way", count=33)


def test_list_says_which_words_are_their_own(lead_browser: Client, lead: Membership) -> None:
    own(lead.organization)

    page = lead_browser.get(list_in())

    assertContains(page, "One question in German has words of your own")
    assertContains(page, "Bei {organization} zähle ich.")
    assertContains(page, "(1 of yours)", count=1)
    assertContains(page, "Change your words", count=1)
    assertContains(lead_browser.get(list_in("fr")), "Your questions have our words in French")


def test_list_says_which_words_wait(lead_browser: Client, lead: Membership) -> None:
    own(lead.organization, beside="An earlier question?")

    page = lead_browser.get(list_in())

    assertContains(page, "One of your wordings waits")
    assertContains(page, OURS)


def test_list_of_a_language_that_nobody_reads_is_not_there(lead_browser: Client) -> None:
    assert lead_browser.get(list_in("sv")).status_code == 404


def test_list_is_linked_from_rounds_and_the_draft(lead_browser: Client, lead: Membership) -> None:
    draft = a_draft(lead.organization, lead.user)
    link = f'href="{reverse("leadership:wordings", args=["meridian"])}"'

    assertContains(lead_browser.get(reverse("leadership:rounds", args=["meridian"])), link)
    assertContains(lead_browser.get(reverse("leadership:round", args=["meridian", draft.pk])), link)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_as_many_queries_for_one_wording_as_for_three(
    lead_browser: Client,
    lead: Membership,
    rows: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for language in ("de", "fr", "ja")[:rows]:
        own(lead.organization, language=language)
    lead_browser.get(list_in())

    with django_assert_num_queries(7):
        lead_browser.get(list_in())


# Writing


def test_form_holds_our_words_beside_the_english(lead_browser: Client) -> None:
    page = lead_browser.get(address_of())

    assert page.context["form"].initial["text"].startswith(OURS)
    assertContains(page, "How customers and partners read “Interests” in German")
    assertContains(page, "When {organization} makes decisions that affect me")
    assertContains(page, "So far they read our words.")
    assertContains(page, "quarters stay comparable")
    assertNotContains(page, "Go back to our words")


def test_form_in_english_says_that_another_question_is_not_compared(lead_browser: Client) -> None:
    page = lead_browser.get(address_of(address=("en", "p2", "customer")))

    assertContains(page, "Other English words are another question")
    assertNotContains(page, "In English</dt>")


def test_words_are_saved_for_everybody_who_reads_them_alike(
    lead_browser: Client, lead: Membership
) -> None:
    page = lead_browser.post(address_of(), TYPED, follow=True)

    assertRedirects(page, address_of())
    assertContains(page, "Saved. The next round that is launched asks in these words.")
    assertContains(page, "The next round asks in your words.")
    assert written() == [
        ("customer", "Bei {organization} zähle ich.", "Denken Sie an heute."),
        ("partner", "Bei {organization} zähle ich.", "Denken Sie an heute."),
    ]
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.about, entry.by) == (
        "question worded",
        "p2 to customers and partners in German",
        lead.user.email,
    )


def test_our_words_are_not_kept(lead_browser: Client) -> None:
    ours = lead_browser.get(address_of()).context["form"].initial

    page = lead_browser.post(address_of(), ours, follow=True)

    assertContains(page, "These are our words, so there was nothing to keep.")
    assert (written(), AuditEntry.objects.count()) == ([], 0)


def test_our_words_take_the_place_of_their_own(lead_browser: Client, lead: Membership) -> None:
    ours = lead_browser.get(address_of()).context["form"].initial
    own(lead.organization)

    lead_browser.post(address_of(), ours)

    assert written() == []
    assert AuditEntry.objects.get().act == "own words dropped"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"text": ""}, "Write the question, or go back to our words."),
        ({"text": "Bei {firma}?"}, "{firma} cannot stand in a question."),
        ({"text": "Bei {{organization}}?"}, "{ and } cannot stand in a question."),
        ({"text": "Bei {organization?"}, "{ cannot stand in a question."),
        ({"help": "{name}"}, "{name} cannot stand in a question."),
        ({"text": "Wer\u202e?"}, "Remove the invisible character U+202E"),
        ({"text": "Wer\x0b?"}, "Remove the invisible character U+000B"),
        ({"help": "Hilfe\u200f"}, "Remove the invisible character U+200F"),
        ({"text": "x" * 301}, "at most 300 characters"),
        ({"help": "x" * 301}, "at most 300 characters"),
    ],
)
def test_wrong_words_are_kept_in_the_form_and_not_saved(
    lead_browser: Client, typed: dict[str, str], message: str
) -> None:
    sent = TYPED | typed

    page = lead_browser.post(address_of(), sent)

    assertContains(page, message, status_code=422)
    assert page.context["form"]["text"].value() == sent["text"]
    assert written() == []


@pytest.mark.parametrize(
    "address",
    [
        ("en", "s1", "executive"),  # the source's own words
        ("de", "s1", "customer"),  # not asked
        ("de", "p99", "customer"),
        ("de", "p2", "nobody"),
        ("sv", "p2", "customer"),
    ],
)
@pytest.mark.parametrize("name", ONE_WORDING)
def test_address_of_no_question_is_not_there(
    lead_browser: Client, name: str, address: tuple[str, str, str]
) -> None:
    assert lead_browser.get(address_of(name, address)).status_code == 404
    assert lead_browser.post(address_of(name, address), TYPED).status_code == 404
    assert written() == []


def test_quoted_question_can_be_worded_in_another_language(lead_browser: Client) -> None:
    address = ("de", "s1", "executive")

    page = lead_browser.post(
        address_of(address=address), {"text": "Tagt man darüber?"}, follow=True
    )

    assertContains(page, "the source’s English words beside yours")
    assert written() == [("executive", "Tagt man darüber?", "")]


def test_words_are_asked_from_the_next_launch_on(lead_browser: Client, lead: Membership) -> None:
    a_contact(lead.organization)
    draft = a_draft(lead.organization, lead.user)
    lead_browser.post(address_of(), TYPED)

    round_ = launched(draft, lead.user)
    lead_browser.post(address_of(), {"text": "Zu spät?"})

    asked = {one.key: one for one in questions_for(round_, Audience.CUSTOMER)}
    assert asked["p2"].wording(Audience.CUSTOMER, "de").text == "Bei {organization} zähle ich."
    page = lead_browser.get(address_of())
    assertContains(page, "Q1 2026 is open and keeps the words it was launched with.")


# Preview


def test_preview_shows_the_question_as_it_is_typed_and_saves_nothing(lead_browser: Client) -> None:
    shown = lead_browser.post(
        address_of("wording-preview"), {"text": "<b>{organization}</b>?", "help": "Nur heute."}
    )

    assertContains(shown, "&lt;b&gt;Meridian Freight&lt;/b&gt;?")
    assertContains(shown, "Nur heute.")
    assertContains(shown, "Stimme voll und ganz zu")
    assertContains(shown, '<html lang="de" dir="ltr">')
    assert "form-action 'none'" in shown["Content-Security-Policy"]
    assert written() == []


def test_preview_in_arabic_reads_from_right_to_left(lead_browser: Client) -> None:
    shown = lead_browser.get(address_of("wording-preview", ("ar", "p2", "customer")))

    assertContains(shown, '<html lang="ar" dir="rtl">')


def test_preview_shows_the_source_beside_a_translation_and_whose_it_is(
    lead_browser: Client,
) -> None:
    address = address_of("wording-preview", ("de", "s1", "executive"))

    ours, theirs = lead_browser.get(address), lead_browser.post(address, {"text": "Tagt man?"})

    for shown in (ours, theirs):
        assertContains(shown, "Do senior executive staff meetings have a recurring agenda item")
    assertContains(ours, "Übersetzung dieses Projekts, nicht der Quelle.")
    assertContains(theirs, "Übersetzung der Organisation, die Sie fragt")


# Going back to ours


def test_own_words_are_deleted_after_a_question(lead_browser: Client, lead: Membership) -> None:
    own(lead.organization)

    asked = lead_browser.get(address_of("wording-drop"))
    assertContains(asked, "Bei {organization} zähle ich.")
    assertContains(asked, OURS)
    assert len(written()) == 2

    page = lead_browser.post(address_of("wording-drop"), follow=True)
    assertRedirects(page, address_of())
    assertContains(page, "Your words are deleted.")
    assert written() == []
    assert AuditEntry.objects.get().act == "own words dropped"


def test_nothing_to_delete_leads_back_to_the_form(lead_browser: Client) -> None:
    assertRedirects(lead_browser.post(address_of("wording-drop")), address_of())
    assert not AuditEntry.objects.exists()


# Results


def test_results_say_which_questions_had_own_words(lead_browser: Client, lead: Membership) -> None:
    a_contact(lead.organization)
    draft = a_draft(lead.organization, lead.user)
    own(lead.organization)
    round_ = closed(draft, lead.user)

    page = lead_browser.get(reverse("leadership:results-of", args=["meridian", round_.pk]))

    assertContains(page, "One wording was your own")
    assertContains(page, "Interests, in German, asked of customers and partners:")
    assertContains(page, '<q lang="de" dir="auto">Bei Meridian Freight zähle ich.</q>')


def test_results_without_own_words_say_nothing_of_them(
    lead_browser: Client, lead: Membership
) -> None:
    a_contact(lead.organization)
    round_ = closed(a_draft(lead.organization, lead.user), lead.user)

    page = lead_browser.get(reverse("leadership:results-of", args=["meridian", round_.pk]))

    assertNotContains(page, "your own")


# Who may


@pytest.mark.parametrize("name", ONE_WORDING)
def test_others_do_not_word_questions(
    organization: Organization, join: Join, sign_in: SignIn, client: Client, name: str
) -> None:
    stranger = Organization.objects.create(name="Third", slug="third", created_at=NOW)

    assert sign_in(join(organization, Role.EXECUTIVE)).get(address_of(name)).status_code == 403
    assert sign_in(join(stranger, Role.LEAD)).post(address_of(name), TYPED).status_code == 404
    assert client.get(address_of(name)).status_code == 302
    assert written() == []


def test_lists_are_only_read(lead_browser: Client) -> None:
    assert lead_browser.post(list_in()).status_code == 405
