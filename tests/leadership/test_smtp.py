"""Letters as bytes: the message that Django would have built."""

import smtplib
from collections.abc import Sequence
from contextlib import suppress
from copy import deepcopy
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.mail import BadHeaderError
from hypothesis import given
from hypothesis import strategies as st

from leadership.domain.mail_wording import one_line
from leadership.smtp import Letter, SmtpBackend
from tests.leadership.faulty_smtp import Habits, faulty_server
from tests.smtp import CollectingServer

NAMES = st.one_of(
    st.sampled_from(
        ["", "Anna Berg", "Åsa Öst", '"quoted" \\ back', "a,b;c:d<e>@f", "=?utf-8?q?x?=", "李"]
    ),
    st.text(max_size=120).map(one_line),
)
TEXTS = st.one_of(
    st.sampled_from([".", "From here\n.\n..\n", "a\r\nb\rc\n", "\u2028x\x0by\x1cz", "x" * 1200]),
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
)


def a_letter(
    name: str = "Anna Berg", text: str = "Hello.\n", html: str = "<p>Hello.</p>\n"
) -> Letter:
    letter = Letter(
        address="anna@customer.example",
        subject=f"Two minutes for {name}",
        body=text,
        from_email=str(Address(f"{name} via Corner Office", addr_spec="office@office.example")),
        to=[str(Address(name, addr_spec="anna@customer.example"))],
        reply_to=[str(Address(name, addr_spec="leo@office.example"))],
        headers={
            "Message-ID": "<0123abc@office.example>",
            "List-Unsubscribe": "<https://office.example/u/abc/>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    letter.attach_alternative(html, "text/html")
    return letter


def parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def as_told(message: EmailMessage) -> dict[str, object]:
    """Everything that a reader of the message gets, but for its second and its boundary."""
    headers = {
        (name, str(value).strip())  # a folded line may begin with a space
        for name, value in message.items()
        if name not in {"Date", "Content-Type"}
    }
    text, html = message.iter_parts()
    return {
        "headers": headers,
        "count": len(message.keys()),
        "to": [one.addr_spec for one in message["To"].addresses],
        "types": (message.get_content_type(), text.get_content_type(), html.get_content_type()),
        "text": text.get_content().replace("\r\n", "\n").rstrip("\n"),
        "html": html.get_content().replace("\r\n", "\n").rstrip("\n"),
    }


@given(name=NAMES, text=TEXTS, html=TEXTS)
def test_content_says_what_the_message_of_django_says(name: str, text: str, html: str) -> None:
    letter = a_letter(name, text, html)

    ours = as_told(parsed(letter.content))

    assert ours == as_told(parsed(letter.message().as_bytes()))


@given(text=TEXTS)
def test_content_has_no_line_that_a_mail_server_refuses(text: str) -> None:
    content = a_letter(text=text).content

    assert content.endswith(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_content_refuses_a_header_with_a_line_break() -> None:
    letter = a_letter()
    letter.subject = "Two\nBcc: everybody@customer.example"

    with pytest.raises(BadHeaderError):
        _ = letter.content


def test_backend_works_while_it_waits_and_stops_when_the_letter_is_out(
    smtp_server: CollectingServer,
) -> None:
    done: list[int] = []
    backend = SmtpBackend(host="127.0.0.1", port=smtp_server.port, timeout=5)
    backend.meanwhile = lambda: done.append(len(smtp_server.received))

    backend.open()
    sent = backend.send_messages([a_letter()])
    backend.close()

    assert sent == 1
    assert done[0] == 0
    assert len(smtp_server.received) == 1
    assert smtp_server.received[0].recipients == ("anna@customer.example",)


# Servers that take several commands at once, as most do


def sent_to(habits: Habits, letters: Sequence[Letter]) -> list[str]:
    """What came of each letter, in the words of the error or empty."""
    said = []
    with faulty_server(habits) as port:
        backend = SmtpBackend(host="127.0.0.1", port=port, timeout=2)
        for letter in letters:
            try:
                backend.open()
                backend.send_messages([letter])
                said.append("")
            except smtplib.SMTPServerDisconnected:
                said.append("disconnected")
                backend.connection = None
            except smtplib.SMTPException as error:
                said.append(f"{type(error).__name__} {error.args}")
        with suppress(smtplib.SMTPException):
            backend.close()
    return said


@pytest.mark.parametrize("offers_pipelining", [False, True])
def test_backend_sends_the_same_with_and_without_pipelining(offers_pipelining: bool) -> None:
    habits = Habits(offers_pipelining=offers_pipelining)
    letter = a_letter(text="one\n.two\n..three\n.")

    said = sent_to(habits, [letter, a_letter("Åsa")])

    assert said == ["", ""]
    assert habits.tries == ["anna@customer.example"] * 2
    assert habits.connections == 1
    text = parsed(habits.accepted[0].replace(b"\r\n..", b"\r\n.")).get_body(("plain",))
    assert text is not None
    assert text.get_content().splitlines() == ["one", ".two", "..three", "."]


REFUSALS = [
    ({"sender_reply": "451 later"}, "SMTPSenderRefused (451, b'later', 'office@office.example')"),
    (
        {"recipient_replies": {"anna@customer.example": ["550 gone"]}},
        "SMTPRecipientsRefused ({'anna@customer.example': (550, b'gone')},)",
    ),
    (
        {
            "recipient_replies": {"anna@customer.example": ["450 later"]},
            "replies_to_data": "503 no recipients",
        },
        "SMTPRecipientsRefused ({'anna@customer.example': (450, b'later')},)",
    ),
    ({"replies_to_data": "451 no"}, "SMTPDataError (451, b'no')"),
    ({"data_replies": ["552 too much"]}, "SMTPDataError (552, b'too much')"),
    ({"drops_after_data": 1}, "disconnected"),
]


@pytest.mark.parametrize("offers_pipelining", [False, True])
@pytest.mark.parametrize(("habits", "error"), REFUSALS)
def test_refusal_is_told_as_smtplib_tells_it(
    habits: dict[str, Any], error: str, offers_pipelining: bool
) -> None:
    said = sent_to(Habits(**deepcopy(habits), offers_pipelining=offers_pipelining), [a_letter()])

    assert said == [error]


@pytest.mark.parametrize("offers_pipelining", [False, True])
def test_connection_serves_the_next_mail_after_a_refusal(offers_pipelining: bool) -> None:
    habits = Habits(
        offers_pipelining=offers_pipelining,
        recipient_replies={"anna@customer.example": ["550 gone"]},
        data_replies=["450 later"],
    )

    said = sent_to(habits, [a_letter(), a_letter(), a_letter()])

    assert [bool(error) for error in said] == [True, True, False]
    assert (habits.connections, len(habits.accepted)) == (1, 1)


def test_connection_that_the_server_closes_is_opened_anew() -> None:
    habits = Habits(
        offers_pipelining=True, recipient_replies={"anna@customer.example": ["421 closing"]}
    )

    said = sent_to(habits, [a_letter()])

    assert said == ["SMTPRecipientsRefused ({'anna@customer.example': (421, b'closing')},)"]
