"""Writing the text of a mail, with a preview that is the mail itself."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.domain.audiences import Audience
from assessment.domain.language import speaking
from assessment.models import Organization, Round
from leadership.domain.mail_wording import Asking, Text, TextKey, default_text
from leadership.domain.roles import Role
from leadership.emails.letters import letterhead_of
from leadership.models import AuditEntry, MailText, Membership, OutgoingEmail
from leadership.queries.texts import own_texts
from leadership.services.mail_kinds import KINDS
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.programmes import a_contact, a_draft, launched

KEY = TextKey(Asking.INVITATION, Audience.CUSTOMER, "en")
TYPED = {
    "subject": "{name}, a word for {organization}?",
    "opening": "First line.\r\nSecond line until {last_day}.",
    "afterwards": "Thank you, {name}.",
}
ONE_TEXT = ("text", "text-preview", "text-drop")


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lead_browser(lead: Membership, sign_in: SignIn) -> Client:
    return sign_in(lead)


def address_of(name: str = "text", key: TextKey = KEY, slug: str = "meridian") -> str:
    return reverse(f"leadership:{name}", args=[slug, *key])


def saved(organization: Organization, key: TextKey = KEY) -> Text | None:
    return own_texts(organization).get(key)


def an_own_text(organization: Organization, key: TextKey = KEY) -> MailText:
    return MailText.objects.create(
        organization=organization,
        kind=key.asking.value,
        audience=key.audience.value,
        language=key.language,
        subject="Our subject",
        opening="Our opening.",
        afterwards="Our end.",
    )


# The list


def test_list_names_every_mail_and_whose_words_it_has(
    lead_browser: Client, lead: Membership
) -> None:
    an_own_text(lead.organization)

    page = lead_browser.get(reverse("leadership:texts", args=["meridian"]))

    assertContains(page, "One of your mails has words of your own")
    assertContains(page, "Our subject")
    assertContains(page, "your text", count=1)
    assertContains(page, "our text", count=10)  # nine of ours, and "your text"
    assertContains(page, f'href="{address_of(key=KEY._replace(asking=Asking.REMINDER))}"')


def test_list_says_that_an_open_round_takes_new_texts(
    lead_browser: Client, lead: Membership
) -> None:
    address = reverse("leadership:texts", args=["meridian"])
    assertNotContains(lead_browser.get(address), "is open")
    a_contact(lead.organization)
    launched(a_draft(lead.organization, lead.user), lead.user)

    assertContains(lead_browser.get(address), "Q1 2026 is open. A text you save changes the mails")


def test_list_is_linked_from_rounds_and_the_draft(lead_browser: Client, lead: Membership) -> None:
    draft = a_draft(lead.organization, lead.user)
    link = f'href="{reverse("leadership:texts", args=["meridian"])}"'

    assertContains(lead_browser.get(reverse("leadership:rounds", args=["meridian"])), link)
    assertContains(lead_browser.get(reverse("leadership:round", args=["meridian", draft.pk])), link)


# Writing


def test_form_holds_our_text_at_first(lead_browser: Client) -> None:
    page = lead_browser.get(address_of())

    ours = default_text(KEY.asking, KEY.audience)
    assert page.context["form"].initial == {
        "subject": ours.subject,
        "opening": ours.opening,
        "afterwards": ours.afterwards,
    }
    assertContains(page, "How customers are invited")
    assertContains(page, "In English this mail has no words of your own yet.")
    assertContains(page, "<code>{last_day}</code>")
    assertNotContains(page, "Delete your text")


def test_form_of_another_language_holds_what_its_people_get(
    lead_browser: Client, lead: Membership
) -> None:
    an_own_text(lead.organization)

    page = lead_browser.get(address_of(key=KEY._replace(language="de")))

    with speaking("de"):
        ours = default_text(KEY.asking, KEY.audience)
    assert page.context["form"].initial["subject"] == ours.subject
    assertContains(page, "In German this mail has no words of your own yet: people get ours.")


def test_text_is_saved_with_its_line_breaks(lead_browser: Client, lead: Membership) -> None:
    answer = lead_browser.post(address_of(), TYPED, follow=True)

    assertRedirects(answer, address_of())
    assert saved(lead.organization) == Text(
        "{name}, a word for {organization}?",
        "First line.\nSecond line until {last_day}.",
        "Thank you, {name}.",
    )
    assertContains(answer, "Saved. Mails have these words from now on.")
    assertContains(answer, "Delete your text")
    assert AuditEntry.objects.get().act == "mail text saved"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("subject", "", "Write the subject: it decides whether the mail is opened."),
        ("opening", " \r\n ", "Write what the mail begins with."),
        ("afterwards", "", "Write what the mail ends with."),
        ("subject", "x" * 151, "at most 150 characters"),
        ("opening", "x" * 1001, "at most 1000 characters"),
        ("subject", "a\nb", "Remove the invisible character U+000A: this must be one line."),
        ("subject", "a\u202eb", "Remove the invisible character U+202E: this must be one line."),
        ("opening", "a\x0bb", "Remove the invisible character U+000B."),
        ("afterwards", "a\u2066b", "Remove the invisible character U+2066."),
        (
            "opening",
            "Dear {nmae}",
            "{nmae} is not known. You can use {name}, {organization}, {round} and {last_day}.",
        ),
        ("subject", "{{ 7*7 }} {link}", "{{ 7*7 }} and {link} are not known."),
    ],
)
def test_text_that_cannot_be_sent_is_refused_and_kept(
    lead_browser: Client, lead: Membership, field: str, value: str, words: str
) -> None:
    page = lead_browser.post(address_of(), TYPED | {field: value})

    assert page.status_code == 422
    assertContains(page, words, status_code=422)
    assert page.context["form"][field].value() == value
    assert page.context["form"]["subject"].value() is not None
    assertContains(
        page, "Second line until" if field != "opening" else "Thank you", status_code=422
    )
    assert saved(lead.organization) is None


def test_longest_paragraph_counts_a_line_break_once(lead_browser: Client, lead: Membership) -> None:
    text = "\r\n".join(["x" * 99] * 10)

    lead_browser.post(address_of(), TYPED | {"opening": text + "x"})

    own = saved(lead.organization)
    assert own is not None
    assert len(own.opening) == 1000


def test_our_words_stay_ours(lead_browser: Client, lead: Membership) -> None:
    ours = default_text(KEY.asking, KEY.audience)

    page = lead_browser.post(
        address_of(),
        {"subject": ours.subject, "opening": ours.opening, "afterwards": ours.afterwards},
        follow=True,
    )

    assertContains(page, "There was nothing to save: these words go out anyway.")
    assert saved(lead.organization) is None


@pytest.mark.parametrize(
    "wrong",
    [("news", "customer", "en"), ("reminder", "competitor", "en"), ("reminder", "customer", "xx")],
)
@pytest.mark.parametrize("name", ONE_TEXT)
def test_there_are_no_other_mails(
    lead_browser: Client, name: str, wrong: tuple[str, str, str]
) -> None:
    address = reverse(f"leadership:{name}", args=["meridian", *wrong])

    assert lead_browser.get(address).status_code == 404


# The preview


def test_page_frames_the_preview_and_submits_the_form_into_it(lead_browser: Client) -> None:
    page = lead_browser.get(address_of())

    assertContains(page, f'formaction="{address_of("text-preview")}"')
    assertContains(page, 'formtarget="preview"')
    assertContains(page, 'sandbox="allow-popups allow-popups-to-escape-sandbox"')
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "unsafe-inline" not in page["Content-Security-Policy"]


def test_preview_is_the_real_mail_with_what_was_typed(
    lead_browser: Client, lead: Membership
) -> None:
    frame = lead_browser.post(address_of("text-preview"), TYPED)

    assertContains(frame, "Anna Example, a word for Meridian Freight?")
    assertContains(frame, "First line.<br>Second line until 16 March.")
    assertContains(frame, "How customer-centric is Meridian Freight today?")
    assertContains(frame, "shown only in groups of 5 or more")
    assertContains(frame, "Leo Lead")
    policy = frame["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert saved(lead.organization) is None
    assert not Round.objects.exists()


def test_preview_shows_the_saved_text_before_anything_is_typed(
    lead_browser: Client, lead: Membership
) -> None:
    an_own_text(lead.organization)

    assertContains(lead_browser.get(address_of("text-preview")), "Our opening.")


def test_preview_shows_typed_markup_as_text_and_says_what_is_wrong(lead_browser: Client) -> None:
    typed = TYPED | {"opening": "<script>alert(1)</script> {link}", "subject": ""}

    frame = lead_browser.post(address_of("text-preview"), typed)

    assertContains(frame, "&lt;script&gt;alert(1)&lt;/script&gt; {link}")
    assertNotContains(frame, "<script>")
    assertContains(frame, "{link} is not known.")
    assertContains(frame, "Write the subject")


@pytest.mark.parametrize(
    ("reader", "subject"),
    [
        ("named", "Anna Example, a word for Meridian Freight?"),
        ("long", "Maximiliane-Alexandra Freifrau von Hohenstein-Musterhausen, a word for"),
        ("nameless", "A word for Meridian Freight?"),
        ("somebody", "Anna Example, a word for Meridian Freight?"),
    ],
)
def test_preview_is_to_whoever_is_chosen(lead_browser: Client, reader: str, subject: str) -> None:
    frame = lead_browser.post(address_of("text-preview"), TYPED | {"reader": reader})

    assertContains(frame, subject)


def test_preview_shows_the_plain_text(lead_browser: Client) -> None:
    frame = lead_browser.post(address_of("text-preview"), TYPED | {"part": "text"})

    assertContains(frame, "<pre")
    assertContains(frame, "Not at all:")
    assertNotContains(frame, "<h1")


@pytest.mark.parametrize("asking", Asking)
@pytest.mark.parametrize("audience", Audience)
def test_every_mail_has_a_preview_without_a_round(
    lead_browser: Client, asking: Asking, audience: Audience
) -> None:
    frame = lead_browser.get(address_of("text-preview", TextKey(asking, audience, "en")))

    assertContains(frame, "Hello Anna Example,")
    instrument = "eight-signs" if audience is Audience.EXECUTIVE else "perception-gap"
    assertContains(frame, f'href="http://office.example/instruments/{instrument}/')


def test_links_of_the_preview_lead_to_the_pages_of_the_round(
    lead_browser: Client, lead: Membership
) -> None:
    draft = a_draft(lead.organization, lead.user)

    frame = lead_browser.post(address_of("text-preview"), TYPED)

    page = reverse("leadership:preview-page", args=["meridian", draft.pk, "customer"])
    assertContains(frame, f'href="http://office.example{page}?p1=5"')


def test_open_round_sends_the_new_words_from_now_on(lead_browser: Client, lead: Membership) -> None:
    a_contact(lead.organization)
    launched(a_draft(lead.organization, lead.user), lead.user)
    assertContains(lead_browser.get(address_of()), "Q1 2026 is open: what you save goes out")

    lead_browser.post(address_of(), TYPED)

    email = OutgoingEmail.objects.get()
    mail = KINDS[email.kind].render(email, letterhead_of(email.its_round))
    assert mail.subject == "Anna Berg, a word for Meridian Freight?"


# Going back


def test_going_back_asks_first_and_shows_what_comes_instead(
    lead_browser: Client, lead: Membership
) -> None:
    an_own_text(lead.organization)

    page = lead_browser.get(address_of("text-drop"))

    assertContains(page, "Delete your text?")
    assertContains(page, default_text(KEY.asking, KEY.audience).subject)
    assert saved(lead.organization) is not None


def test_going_back_deletes_the_text(lead_browser: Client, lead: Membership) -> None:
    an_own_text(lead.organization)

    answer = lead_browser.post(address_of("text-drop"), follow=True)

    assertRedirects(answer, address_of())
    assertContains(answer, "Your text is deleted.")
    assert saved(lead.organization) is None
    assert AuditEntry.objects.get().act == "mail text dropped"


def test_nothing_to_go_back_from_leads_to_the_form(lead_browser: Client) -> None:
    assertRedirects(lead_browser.get(address_of("text-drop")), address_of())


# Who may


@pytest.mark.parametrize("name", ONE_TEXT)
def test_texts_are_for_those_who_run_rounds(
    join: Join, sign_in: SignIn, lead: Membership, name: str
) -> None:
    for role in (Role.EXECUTIVE, Role.VIEWER):
        member = sign_in(join(lead.organization, role))
        assert member.post(address_of(name), TYPED).status_code == 403
    assert saved(lead.organization) is None


@pytest.mark.parametrize("name", ONE_TEXT)
def test_stranger_finds_no_text(
    join: Join, sign_in: SignIn, lead: Membership, other_organization: Organization, name: str
) -> None:
    stranger = sign_in(join(other_organization, Role.OWNER))

    assert stranger.post(address_of(name), TYPED).status_code == 404


@pytest.mark.parametrize("name", ONE_TEXT)
def test_signed_out_are_sent_to_sign_in(organization: Organization, name: str) -> None:
    answer = Client().get(address_of(name))

    assertRedirects(answer, f"{reverse('account_login')}?next={address_of(name)}")
