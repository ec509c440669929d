"""What a mail server's refusal concerns, and whether it is for good."""

import smtplib

import pytest

from leadership.services.mail_faults import (
    Concerns,
    Fault,
    fault_when_opening,
    fault_when_sending,
)

ADDRESS = "anna@customer.example"


def refused(code: int, reply: bytes) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({ADDRESS: (code, reply)})


@pytest.mark.parametrize(
    ("error", "concerns", "for_good", "no_mailbox"),
    [
        (refused(550, b"5.1.1 No such mailbox"), Concerns.MAIL, True, True),
        (refused(551, b"User not local"), Concerns.MAIL, True, True),
        (refused(553, b"Mailbox name not allowed"), Concerns.MAIL, True, True),
        (refused(554, b"5.1.1 No such mailbox"), Concerns.MAIL, True, True),
        (refused(554, b"Refused"), Concerns.MAIL, True, False),
        (refused(552, b"5.2.2 Mailbox full"), Concerns.MAIL, True, False),
        (refused(550, b"5.7.1 Blocked"), Concerns.MAIL, True, False),
        (refused(550, b"Listed by a blacklist"), Concerns.MAIL, True, False),
        (refused(450, b"4.1.1 Unknown so far"), Concerns.MAIL, False, False),
        (refused(421, b"Closing"), Concerns.CONNECTION, False, False),
        (smtplib.SMTPDataError(550, b"5.1.1 No such mailbox"), Concerns.MAIL, True, False),
        (smtplib.SMTPDataError(451, b"Greylisted"), Concerns.MAIL, False, False),
        (smtplib.SMTPSenderRefused(550, b"Not you", "a@b.example"), Concerns.SERVER, False, False),
        (smtplib.SMTPServerDisconnected("gone"), Concerns.CONNECTION, False, False),
        (TimeoutError("timed out"), Concerns.CONNECTION, False, False),
    ],
)
def test_fault_when_sending(
    error: OSError, concerns: Concerns, for_good: bool, no_mailbox: bool
) -> None:
    fault = fault_when_sending(error)

    assert (fault.concerns, fault.for_good, fault.no_mailbox) == (concerns, for_good, no_mailbox)


def test_fault_when_opening_is_never_for_good() -> None:
    error = smtplib.SMTPAuthenticationError(535, b"5.7.8 Wrong password")

    assert fault_when_opening(error) == Fault(Concerns.SERVER, False, "535 5.7.8 Wrong password")
