"""What became of a mail, in words."""

from datetime import date

import pytest

from leadership.domain.mail_states import MailState, in_words

DAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        (MailState("invitation", "queued", "", 0, None, ""), "invitation waits to be sent"),
        (MailState("reminder", "queued", "", 1, None, "450 Busy"), "reminder tried once: 450 Busy"),
        (
            MailState("reminder", "queued", "", 3, None, ""),
            "reminder tried 3 times: no reason given",
        ),
        (MailState("invitation", "sent", "", 1, DAY, ""), "invitation sent 5 January"),
        (
            MailState("invitation", "sent", "delivered", 1, DAY, ""),
            "invitation delivered 5 January",
        ),
        (MailState("reminder", "sent", "bounced", 1, DAY, ""), "reminder of 5 January bounced"),
        (
            MailState("reminder", "sent", "complained", 1, DAY, ""),
            "reminder of 5 January marked as spam",
        ),
        (MailState("invitation", "failed", "", 1, None, "550 No"), "invitation failed: 550 No"),
        (
            MailState("reminder", "skipped", "", 0, None, "Answered already."),
            "reminder not sent: Answered already.",
        ),
    ],
)
def test_mail_is_put_into_words(mail: MailState, words: str) -> None:
    assert in_words(mail) == words
