"""Everything that respondents, mails and the pages of signing in say is marked for translation.

They are shown in a language whose catalog puts each marked text into brackets. What is left outside
of them may be a name, an address, a question (translated elsewhere) or a number, and nothing else.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from assessment.domain.audiences import Audience
from assessment.domain.definitions import ORGANIZATION_PLACEHOLDER
from assessment.domain.rounds import Promise
from assessment.models import Round
from assessment.queries.rounds import pages_for, questions_for
from assessment.services.rounds import close_round
from leadership.domain.hearing import Heard
from leadership.domain.mail_wording import Asking
from leadership.domain.tokens import Purpose, make_token
from leadership.emails.invitations import render_invitation, render_reminder
from leadership.emails.letters import Mail
from leadership.emails.news import render_news
from leadership.links import unsubscribe_link
from leadership.models import Invitation
from tests.database import without_table
from tests.leadership.mailing import a_member as a_lead
from tests.leadership.sign_ins import PASSWORD, with_authenticator, with_password
from tests.respondents import an_invitation, an_open_round, an_organization, link, submit
from tests.translating import SPOKEN, outside_brackets, write_brackets

pytestmark = pytest.mark.django_db

SHOWN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
NAMES = (
    *("Meridian Freight", "Meridian", "Anna Berg", "Cleo Adams", "Lea Lead", "Corner Office"),
    *("Deutsch", "English"),
)
ADDRESS = re.compile(r"https?://\S+|\S+@\S+")


@pytest.fixture(autouse=True)
def _in_brackets(tmp_path: Path, settings: Settings) -> None:
    write_brackets(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("en", "English"), (SPOKEN, "Deutsch")]


class _Texts(HTMLParser):
    """What a page says: its texts, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"style", "script"}
        self.found += [value or "" for name, value in attrs if name in SHOWN_ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"style", "script"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def unmarked(html: str, names: Iterable[str] = ()) -> str:
    """The words of a page that no catalog knows and that are no values."""
    reader = _Texts()
    reader.feed(html)
    return unmarked_text(" ".join(reader.found), names)


def unmarked_text(text: str, names: Iterable[str] = ()) -> str:
    left = ADDRESS.sub("", outside_brackets(" ".join(text.split())))
    for name in sorted({*names, *NAMES}, key=len, reverse=True):
        left = left.replace(" ".join(name.split()), "")
    return " ".join(word for word in left.split() if any(map(str.isalpha, word)))


def words_of_questions(round_: Round, audience: Audience) -> set[str]:
    """Wordings and answers: the questionnaires have translations of their own."""
    words = {round_.label, round_.label.replace(" ", "")}
    for question in questions_for(round_, audience):
        for language in ("en", SPOKEN):
            wording = question.wording(audience, language)
            words |= {
                part.replace(ORGANIZATION_PLACEHOLDER, "Meridian Freight")
                for part in (wording.text, wording.help)
            }
            words |= {choice.label(language) for choice in question.scale.choices}
    return words - {""}


def a_person(audience: Audience, round_: Round | None = None) -> Invitation:
    invitation = an_invitation(round_ or an_open_round(), audience)
    invitation.language = SPOKEN
    invitation.save()
    return invitation


def german() -> Client:
    return Client(headers={"accept-language": "de-AT,de;q=0.9"})


# Pages of a personal link


@pytest.mark.parametrize("promise", Promise)
@pytest.mark.parametrize("audience", Audience)
def test_page_about_privacy(client: Client, audience: Audience, promise: Promise) -> None:
    person = a_person(audience, an_open_round(promise=promise))

    page = client.get(link(person, "privacy/")).content.decode()

    assert '<html lang="de" dir="ltr">' in page
    assert unmarked(page, [person.round.label]) == ""


@pytest.mark.parametrize("promise", Promise)
def test_pages_of_evidence(client: Client, promise: Promise) -> None:
    round_ = an_open_round(promise=promise)
    person = a_person(Audience.EXECUTIVE, round_)
    client.post(link(person, "eight-signs/"), {"s1": "yes"})
    prompts = {
        question.evidence
        for page in pages_for(round_, Audience.EXECUTIVE, SPOKEN)
        for question in page.questions
    }
    shown = {"text": "Word for word.", "link": "https://example.com/", "dated_on": "2026-01-15"}
    form = link(person, "evidence/s1/")

    pages = [client.get(link(person, "evidence/")), client.get(form), client.post(form)]
    pages += [client.post(form, {"link": "ftp:", "dated_on": "soon"})]
    given = client.post(form, shown)
    pages += [client.get(link(person, "evidence/")), client.get(form)]

    assert given.status_code == 303
    names = [round_.label, *words_of_questions(round_, Audience.EXECUTIVE), *prompts]
    for page in pages:
        assert unmarked(page.content.decode(), [*names, *shown.values()]) == ""


def test_links_that_do_not_work(client: Client) -> None:
    person = a_person(Audience.CUSTOMER)
    gone = link(a_person(Audience.CUSTOMER, person.round))
    Invitation.objects.exclude(pk=person.pk).delete()
    Invitation.objects.update(revoked_on=timezone.now().date())

    pages = [german().get(path).content.decode() for path in ("/a/nothing/", gone, link(person))]

    assert [unmarked(page) for page in pages] == ["", "", ""]


def test_round_that_has_closed(client: Client) -> None:
    person = a_person(Audience.CUSTOMER)
    close_round(round_=person.round, now=timezone.now() + timedelta(days=30))

    page = client.get(link(person)).content.decode()

    assert unmarked(page) == ""


@pytest.mark.django_db(transaction=True)
def test_database_that_does_not_answer() -> None:
    person = a_person(Audience.CUSTOMER)

    with without_table("leadership_invitation"):
        opened = german().get(link(person)).content.decode()
        sent = german().post(link(person), {"c1": "a text"}).content.decode()

    assert unmarked(opened) == ""
    assert unmarked(sent) == ""


def test_pages_that_stop_mail(client: Client) -> None:
    person = a_person(Audience.CUSTOMER)
    path = unsubscribe_link(person).removeprefix("http://office.example")

    asked, done = client.get(path).content.decode(), client.post(path).content.decode()
    unknown = german().get("/u/nothing/").content.decode()

    assert [unmarked(page) for page in (asked, done, unknown)] == ["", "", ""]


def test_pages_that_stop_mail_to_a_member(client: Client, settings: Settings) -> None:
    lead = a_lead(a_person(Audience.CUSTOMER).round.organization, "lead@meridian.example")
    lead.language = SPOKEN
    lead.save()
    path = f"/u/{make_token(settings.LINK_KEY, Purpose.UNSUBSCRIBE_MEMBER, lead.pk, 0)}/"

    asked, done = client.get(path).content.decode(), client.post(path).content.decode()

    assert [unmarked(page) for page in (asked, done)] == ["", ""]


# Mail


@pytest.mark.parametrize("asking", Asking)
@pytest.mark.parametrize("audience", Audience)
def test_mail_that_asks(audience: Audience, asking: Asking) -> None:
    person = a_person(audience)
    a_lead(person.round.organization, "lead@meridian.example", name="Lea Lead")
    render = render_invitation if asking is Asking.INVITATION else render_reminder

    written = render(person)

    assert_marked(written, {*words_of_questions(person.round, audience), "Europe/Berlin"})


def test_mail_with_what_came_of_it() -> None:
    person = a_person(Audience.CUSTOMER)
    submit(person)
    a_lead(person.round.organization, "lead@meridian.example", name="Lea Lead")

    written = render_news(person, Heard(("We heard this.",), ("We will do that.",)))

    assert_marked(written, {person.round.label, "We heard this.", "We will do that."})


def assert_marked(written: Mail, names: Iterable[str]) -> None:
    assert '<html lang="de" dir="ltr">' in written.html
    assert unmarked_text(written.subject, names) == ""
    assert unmarked_text(written.text, names) == ""
    assert unmarked(written.html, names) == ""


# Signing in


def test_pages_and_mails_of_signing_in() -> None:
    a_lead(an_open_round().organization, "lead@meridian.example", name="Lea Lead")
    browser = german()

    asked = browser.get("/accounts/login/")
    wrong = browser.post("/accounts/login/", {"email": "no address"})
    empty = browser.post("/accounts/login/", {"email": ""})
    code = browser.post("/accounts/login/", {"email": "lead@meridian.example"}, follow=True)
    not_it = browser.post("/accounts/login/code/confirm/", {"code": "123456"})
    missing = browser.post("/accounts/login/code/confirm/", {"code": ""})
    german().post("/accounts/login/", {"email": "nobody@meridian.example"})

    for page in (asked, wrong, empty, code, not_it, missing):
        assert page["Content-Language"] == "de"
        assert unmarked(page.content.decode(), ["no address"]) == ""
    for message in mail.outbox:
        assert isinstance(message, EmailMultiAlternatives)
        body = re.sub(r"(?m)^    \S+$", "", str(message.body))
        assert unmarked_text(str(message.subject)) == ""
        assert unmarked_text(body) == ""
        html = re.sub(r">\s*[A-Z0-9-]{6,9}\s*<", "><", str(message.alternatives[0][0]))
        assert unmarked(html) == ""
    assert len(mail.outbox) == 2


def test_pages_about_ones_own_sign_in() -> None:
    cache.clear()
    member = a_lead(an_organization(), "lead@meridian.example", name="Lea Lead")
    with_authenticator(with_password(member.user))
    client = german()
    client.force_login(member.user)
    client.post("/accounts/recovery-codes/make/")
    paths = ("", "password/change/", "passkeys/add/", "authenticator/remove/", "recovery-codes/")
    public = ("login/", "login/password/", "password/reset/", "password/reset/sent/")

    pages = [client.get(f"/accounts/{path}").text for path in paths]
    pages += [german().get(f"/accounts/{path}").text for path in public]
    pages.append(german().get("/accounts/password/reset/1/wrong/").text)
    pages.append(german().post("/accounts/login/password/", {"login": "a@b.example"}).text)

    assert [unmarked(page, ["Passkey"]) for page in pages] == [""] * 11


def test_mails_about_ones_own_sign_in() -> None:
    cache.clear()
    member = a_lead(an_organization(), "lead@meridian.example", name="Lea Lead")
    client = german()
    client.force_login(with_password(member.user))

    german().post("/accounts/password/reset/", {"email": "lead@meridian.example"})
    new = {"oldpassword": PASSWORD, "password1": "another long pass phrase"}
    client.post("/accounts/password/change/", new)

    assert len(mail.outbox) == 2
    assert [unmarked_text(f"{one.subject} {one.body}") for one in mail.outbox] == ["", ""]
