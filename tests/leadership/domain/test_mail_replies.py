"""Which refusals mean that no mailbox takes mail at an address."""

import pytest

from leadership.domain.mail_replies import says_no_mailbox, speaks_of_something_else


@pytest.mark.parametrize(
    ("code", "reply"),
    [
        (550, "5.1.1 <anna@customer.example>: Recipient address rejected: User unknown"),
        (550, "5.1.1 The email account that you tried to reach does not exist."),
        (550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
        (550, "5.2.1 The email account that you tried to reach is disabled."),
        (550, "5.4.1 Recipient address rejected"),
        (550, "#5.1.0 Address rejected."),
        (550, "No such user here"),
        (550, "no such mailbox"),
        (551, "User not local; please try another address"),
        (553, "5.1.2 We have no such domain"),
        (553, "Mailbox name not allowed"),
        (554, "5.1.1 No such person at this address"),
    ],
)
def test_refused_mailbox_is_read_as_none(code: int, reply: str) -> None:
    assert says_no_mailbox(code, reply)


@pytest.mark.parametrize(
    ("code", "reply"),
    [
        (450, "4.2.1 Mailbox busy"),
        (450, "4.1.1 User unknown in local recipient table"),
        (421, "Service not available"),
        (552, "5.2.2 Mailbox full"),
        (552, "5.3.4 Message too big for system"),
        (550, "5.2.2 The recipient’s inbox is out of storage space"),
        (550, "5.7.1 Message rejected due to policy"),
        (550, "5.7.26 This mail has been blocked because the sender is unauthenticated"),
        (550, "5.1.8 Sender address rejected: Domain not found"),
        (550, "5.1.7 Bad sender’s mailbox address syntax"),
        (550, "5.5.0 Requested action not taken"),
        (550, "Blocked by our spam filter"),
        (550, "SPF check failed"),
        (550, "Your address 192.0.2.5 is listed on a blacklist"),
        (550, "Relaying denied"),
        (553, "sorry, that domain is not in my list of allowed rcpthosts (#5.7.1)"),
        (554, "Transaction failed"),
        (554, "5.7.1 Service unavailable"),
        (550, "5.4.14 Hop count exceeded"),
    ],
)
def test_other_refusals_leave_the_address_alone(code: int, reply: str) -> None:
    assert not says_no_mailbox(code, reply)


def test_numbers_that_are_no_status_are_not_read_as_one() -> None:
    assert says_no_mailbox(550, "No such user; sent from 192.5.7.1.25")


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("", False),
        ("smtp;550 5.1.1 User unknown", False),
        ("550 User unknown", False),
        ("550 5.7.1 Blocked", True),
        ("552 5.2.2 Over quota", True),
        ("Message blocked by policy", True),
    ],
)
def test_reply_that_a_provider_passes_on_can_speak_of_something_else(
    reply: str, expected: bool
) -> None:
    assert speaks_of_something_else(reply) is expected
