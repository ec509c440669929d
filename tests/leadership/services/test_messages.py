"""What arrives at a mail server, read by a parser: every kind of mail, and whatever was stored."""

import re
from datetime import timedelta
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from pytest_django import Settings

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise, RoundState
from assessment.models import Organization, Round
from leadership.domain.concerns import LONGEST_ANSWER
from leadership.domain.roles import Role
from leadership.models import (
    Concern,
    ConcernAnswer,
    Evidence,
    EvidenceStep,
    Invitation,
    MailText,
    Membership,
    OutgoingEmail,
    WhatWeHeard,
)
from leadership.services.delivery import deliver_due
from leadership.services.mail_kinds import KINDS
from tests.leadership.mailing import (
    NOW,
    a_member,
    an_invited_contact,
    an_invited_executive,
    an_open_round,
    an_organization,
)
from tests.leadership.services.mails_of_services import WRITTEN_BY
from tests.smtp import CollectingServer, Received

pytestmark = pytest.mark.django_db
Kind = OutgoingEmail.Kind

TO_INVITED = (Kind.INVITATION, Kind.REMINDER)
BY_HAND = (Kind.ANSWER, Kind.CEO_ANSWER)
OF_EVIDENCE = (Kind.PROOF_WAITS, Kind.PROOF_BACK)
TO_MEMBERS = (
    *(Kind.RESULTS, Kind.INBOX, Kind.ROUND_WAITS, Kind.ROUND_OPENED, Kind.ROUND_STUCK),
    *OF_EVIDENCE,
)
ONCE = ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted")
NEVER = ("Bcc", "Cc", "Sender", "Return-Path", "X-Evil")
HARMLESS_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td"),
    *("p", "h1", "h2", "a", "bdi", "br", "strong", "span", "ul", "li"),
}
ALWAYS_HARMLESS = "Anna Berg"
HOSTILE = [
    ALWAYS_HARMLESS,
    "Anna\r\nBcc: victim@evil.example\r\n\r\n<p>body",
    "Anna\x0bX-Evil: 1\x0cBerg\x1cX-Evil: 2\x1d\x85",
    "Anna\u2028X-Evil: 1\u2029Berg",
    "\u202egreB\u202c \u2066annA\u2069\u200e\u200f",
    'Anna "Annie", Berg <x@evil.example>; \\ (boss)',
    "=?utf-8?q?Evil=0D=0AX-Evil:_1?=",
    "=?utf-8?b?RXZpbA==?= =?iso-8859-1?q?=E9?=",
    "a" * 120,
    "👩\u200d👧 " * 30,
    "株式会社" * 30,
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "{link} {{ 7*7 }} {% now 'Y' %} {organization} %(name)s",
    ".\r\n.\r\nQUIT\r\n",
]


class Page(HTMLParser):
    """Which tags, attributes and links a page has, as a browser would find them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links.update(value or "" for name, value in attrs if name == "href")


@pytest.fixture
def mail_server(smtp_server: CollectingServer, settings: Settings) -> CollectingServer:
    settings.EMAIL_BACKEND = "leadership.smtp.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_server.port
    settings.EMAIL_IS_LOCAL = False
    settings.EMAIL_TIMEOUT = 5
    return smtp_server


def queued(kind: Kind, round_: Round, to: Invitation | Membership, key: str = "1") -> OutgoingEmail:
    invitation = to if isinstance(to, Invitation) else None
    if kind == Kind.INVITATION and invitation:
        key = f"invitation:{invitation.pk}:{invitation.generation}"
    return OutgoingEmail.objects.create(
        organization=round_.organization,
        round=round_,
        invitation=invitation,
        membership=to if isinstance(to, Membership) else None,
        kind=kind,
        dedupe_key=key,
        due_at=NOW,
        message_id="<1@office.example>",
    )


def sent(server: CollectingServer) -> Received:
    deliver_due(now=NOW)

    email = OutgoingEmail.objects.get()
    assert (email.state, email.error) == ("sent", "")
    (received,) = server.received
    return received


def a_round_in(state: RoundState, organization: Organization) -> Round:
    if state is RoundState.DRAFT:
        return Round.objects.create(
            organization=organization,
            label="Q4 2026",
            quarter_starts_on=NOW.date(),
            closes_at=NOW + timedelta(days=14),
            promise=Promise.TOTALS_ONLY.value,
            audiences=[audience.value for audience in Audience],
        )
    round_ = an_open_round(organization)
    if state is RoundState.CLOSED:
        round_.state, round_.closed_at = state, NOW - timedelta(minutes=1)
        round_.save()
    return round_


def mailed(
    server: CollectingServer,
    kind: Kind,
    audience: Audience = Audience.CUSTOMER,
    stored: str = ALWAYS_HARMLESS,
) -> Received:
    """One mail of that kind, sent; everything that people name is called `stored`."""
    organization = an_organization(name=stored[:120])
    state = {
        Kind.RESULTS: RoundState.CLOSED,
        Kind.NEWS: RoundState.CLOSED,
        Kind.COMMITMENT: RoundState.CLOSED,
        Kind.MINUTES: RoundState.CLOSED,
        Kind.ROUND_WAITS: RoundState.DRAFT,
        Kind.ROUND_STUCK: RoundState.DRAFT,
    }.get(kind, RoundState.OPEN)
    round_ = a_round_in(state, organization)
    Round.objects.update(label=stored[:40])
    round_.refresh_from_db()
    lead = a_member(organization, "lead@meridian.example", Role.LEAD, stored[:120])
    if kind in WRITTEN_BY:
        reader = a_member(organization, "reader@meridian.example", Role.OWNER, stored[:120])
        Membership.objects.filter(pk=reader.pk).update(on_executive_team=True)
        reader.refresh_from_db()
        WRITTEN_BY[kind](round_, reader, stored)
        OutgoingEmail.objects.update(message_id="<1@office.example>", due_at=NOW)
    elif kind in TO_MEMBERS:
        reader = a_member(organization, "reader@meridian.example", Role.OWNER, stored[:120])
        queued(kind, round_, reader)
    elif audience is Audience.EXECUTIVE:
        invitation = an_invited_executive(round_)
        invitation.membership.user.name = stored[:120]  # type: ignore[union-attr]
        invitation.membership.user.save()  # type: ignore[union-attr]
        queued(kind, round_, invitation)
    else:
        queued(kind, round_, an_invited_contact(round_, name=stored[:120], audience=audience))
    if kind in (Kind.ANSWER, Kind.INBOX):
        wait_for_an_answer(round_, lead, stored)
    if kind == Kind.NEWS:
        Invitation.objects.update(wants_news=True, submitted_on=NOW.date())
        WhatWeHeard.objects.create(
            round=round_, heard=stored, will_do=stored, changed_at=NOW, published_at=NOW
        )
    if kind in OF_EVIDENCE:
        show_evidence(round_, lead, stored)
    return sent(server)


def show_evidence(round_: Round, lead: Membership, stored: str) -> None:
    """The reader of the mail has something to review, or gets something back."""
    email = OutgoingEmail.objects.get()
    back = email.kind == Kind.PROOF_BACK
    piece = Evidence.objects.create(
        organization=round_.organization,
        round=round_,
        question="s1",
        giver=email.membership if back else lead,
        text=stored,
        dated_on=NOW.date(),
        given_on=NOW.date(),
        state="sent-back" if back else "waiting",
        reviewer=lead if back else None,
        reviewed_on=NOW.date() if back else None,
    )
    EvidenceStep.objects.create(
        evidence=piece, step="sent-back", by=lead, note=stored, taken_on=NOW.date()
    )
    OutgoingEmail.objects.update(dedupe_key=f"proof-back:{piece.pk}:1")


def wait_for_an_answer(round_: Round, lead: Membership, stored: str) -> None:
    """Somebody left this comment, and the mail of the test answers it in the same words."""
    email = OutgoingEmail.objects.get()
    concern = Concern.objects.create(
        organization=round_.organization,
        invitation=email.invitation or an_invited_contact(round_, "other@customer.example"),
        comment=stored,
        received_on=NOW.date(),
    )
    if email.kind == Kind.ANSWER:
        ConcernAnswer.objects.create(
            concern=concern, text=stored, by=lead, email=email, written_at=NOW
        )


def check_headers(received: Received, *, by_hand: bool = False) -> EmailMessage:
    message = received.message
    assert not message.defects
    assert len(received.recipients) == 1
    for name in ONCE[:-1] if by_hand else ONCE:
        assert len(message.get_all(name, [])) == 1, name
    for name in NEVER:
        assert message[name] is None, name
    assert [one.addr_spec for one in message["To"].addresses] == list(received.recipients)
    assert [one.addr_spec for one in message["From"].addresses] == ["office@office.example"]
    assert " via Corner Office" in message["From"].addresses[0].display_name
    assert message["Message-ID"] == "<1@office.example>"
    assert message["Auto-Submitted"] == (None if by_hand else "auto-generated")
    for name, value in message.items():
        assert str(value).isprintable() or "\u200d" in str(value), name
    return message


def check_parts(received: Received) -> tuple[str, ...]:
    message = received.message
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(html, EmailMessage)
    for part, kind in ((text, "text/plain"), (html, "text/html")):
        assert part.get_content_type() == kind
        assert part.get_content_charset() == "utf-8"
        assert not part.defects
    return tuple(str(part.get_content()).replace("\r\n", "\n") for part in (text, html))


def check_body(received: Received) -> None:
    text, html = check_parts(received)
    assert max(len(line) for line in received.content.split(b"\r\n")) <= 998
    assert b"\n" not in received.content.replace(b"\r\n", b"")
    assert all(character.isprintable() or character in "\n\u200d" for character in text)
    assert set(re.findall(r"https?://[^/\s]+", text)) <= {"http://office.example"}
    page = Page()
    page.feed(html)
    assert page.tags <= HARMLESS_TAGS
    assert {link[: len("http://office.example/")] for link in page.links} <= {
        "http://office.example/"
    }
    assert not page.attributes & {"src", "srcset", "background", "onerror", "onload", "onclick"}
    assert "prefers-color-scheme: dark" in html
    assert "url(" not in html
    assert "@import" not in html


@pytest.mark.parametrize("kind", TO_INVITED)
@pytest.mark.parametrize("audience", Audience)
def test_mail_to_an_invited_person_holds_up_before_a_parser(
    mail_server: CollectingServer, kind: Kind, audience: Audience
) -> None:
    received = mailed(mail_server, kind, audience)

    message = check_headers(received)
    check_body(received)
    assert len(received.content) <= 30_000
    assert len(message.get_all("List-Unsubscribe", [])) == 1
    assert re.fullmatch(r"<http://office\.example/u/[\w-]+/>", message["List-Unsubscribe"].strip())
    assert message.get_all("List-Unsubscribe-Post") == ["List-Unsubscribe=One-Click"]
    assert message.get_all("Reply-To") == ["Anna Berg <lead@meridian.example>"]
    text, html = check_parts(received)
    asked_in_the_mail = 0 if audience is Audience.EXECUTIVE else 5
    assert len(set(re.findall(r"/\?p1=([1-5])\b", text))) == asked_in_the_mail
    assert len(set(re.findall(r"/\?p1=([1-5])\"", html))) == asked_in_the_mail


@pytest.mark.parametrize("kind", [*TO_MEMBERS, *WRITTEN_BY, Kind.NEWS, Kind.ANSWER])
def test_other_mail_holds_up_before_a_parser(mail_server: CollectingServer, kind: Kind) -> None:
    received = mailed(mail_server, kind)

    message = check_headers(received, by_hand=kind in BY_HAND)
    check_body(received)
    assert len(received.content) <= 30_000
    can_be_stopped = KINDS[kind].honours_opt_outs
    assert len(message.get_all("List-Unsubscribe", [])) == can_be_stopped
    assert len(message.get_all("List-Unsubscribe-Post", [])) == can_be_stopped
    assert len(message.get_all("Reply-To", [])) == 1


def test_every_kind_of_mail_is_looked_at() -> None:
    assert {*TO_INVITED, *TO_MEMBERS, *WRITTEN_BY, Kind.NEWS, Kind.ANSWER} == set(KINDS)


@pytest.mark.parametrize("stored", HOSTILE)
@pytest.mark.parametrize(
    ("kind", "audience"),
    [
        (Kind.INVITATION, Audience.CUSTOMER),
        (Kind.REMINDER, Audience.EXECUTIVE),
        (Kind.NEWS, Audience.CUSTOMER),
        (Kind.RESULTS, Audience.CUSTOMER),
        (Kind.ANSWER, Audience.CUSTOMER),
        (Kind.PROOF_BACK, Audience.CUSTOMER),
        *((kind, Audience.CUSTOMER) for kind in WRITTEN_BY),
    ],
)
def test_whatever_is_stored_stays_in_its_place(
    mail_server: CollectingServer, kind: Kind, audience: Audience, stored: str
) -> None:
    received = mailed(mail_server, kind, audience, stored)

    check_headers(received, by_hand=kind in BY_HAND)
    check_body(received)
    assert len(received.content) <= 30_000


@pytest.mark.parametrize("stored", HOSTILE)
def test_whatever_text_a_lead_has_stored_stays_in_its_place(
    mail_server: CollectingServer, stored: str
) -> None:
    round_ = an_open_round()
    MailText.objects.create(
        organization=round_.organization,
        kind="reminder",
        audience="customer",
        language="en",
        subject=f"{stored[:100]} {{name}}",
        opening=f"{stored} {{name}} {{organization}}",
        afterwards=stored,
    )
    queued(Kind.REMINDER, round_, an_invited_contact(round_, name=stored[:120]))

    received = sent(mail_server)

    check_headers(received)
    check_body(received)


def test_longest_text_of_many_bytes_keeps_its_lines_short(mail_server: CollectingServer) -> None:
    round_ = an_open_round(an_organization(name="株" * 120))
    MailText.objects.create(
        organization=round_.organization,
        kind="invitation",
        audience="customer",
        language="en",
        subject="株" * 150,
        opening="式" * 1000,
        afterwards="会" * 1000,
    )
    queued(Kind.INVITATION, round_, an_invited_contact(round_, name="社" * 120))

    received = sent(mail_server)

    assert check_headers(received)["Subject"].strip() == "株" * 150
    check_body(received)
    assert "式" * 1000 in check_parts(received)[0]


def test_longest_answer_of_many_bytes_is_no_more_than_30_kb(
    mail_server: CollectingServer,
) -> None:
    round_ = an_open_round()
    lead = a_member(round_.organization, "lead@meridian.example", Role.LEAD, "Lea")
    queued(Kind.ANSWER, round_, an_invited_contact(round_, name="株式会社"))
    wait_for_an_answer(round_, lead, "式" * LONGEST_ANSWER)

    received = sent(mail_server)

    check_headers(received, by_hand=True)
    check_body(received)
    assert len(received.content) <= 30_000
    assert "式" * LONGEST_ANSWER in check_parts(received)[0]


def test_encoded_words_in_a_name_are_not_decoded(mail_server: CollectingServer) -> None:
    received = mailed(mail_server, Kind.RESULTS, stored="=?utf-8?q?Evil?=")

    assert "?utf-8?q?Evil?=" in received.message["To"].addresses[0].display_name
    assert "?utf-8?q?Evil?=" in received.message["From"].addresses[0].display_name
