"""Reading what a mail server answered about a recipient."""

import re

_ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REFUSES_THE_MAILBOX = frozenset({550, 551, 553})
# RFC 3463: 5.1.5 is no error, 5.1.7 and 5.1.8 speak of the sender, 5.1.9 of another server.
_NOT_THE_RECIPIENT = frozenset({5, 7, 8, 9})
# Systems, protocol, content and policy: nothing that the address could help.
_OTHER_SUBJECTS = frozenset({3, 5, 6, 7})
_FULL_OR_TOO_LARGE = frozenset({2, 3, 4})
_NOBODY_TO_HAND_IT_TO = frozenset({1, 4})  # the rest of its subject is loops, delays and routes
_SPEAKS_OF_US = re.compile(
    r"spam|block|black|deny|denied|reputation|policy|spf|dkim|dmarc|relay|sender|rbl\b|rate\b"
    r"|too many|authenticat",
    re.IGNORECASE,
)


def says_no_mailbox(code: int, reply: str) -> bool:
    """Whether a refusal means that no mailbox takes mail at this address, now or later.

    Codes and enhanced status codes as in RFC 5321 and RFC 3463. Where a server gives no enhanced
    status, its words decide: one blocklist that names us must not make every address look wrong.
    "550 5.1.1 User unknown" → True, "550 5.7.1 Message refused" → False,
    "550 Blocked by our spam filter" → False, "552 5.2.2 Mailbox full" → False.
    """
    enhanced = _ENHANCED.search(reply)
    if enhanced is None:
        return code in _REFUSES_THE_MAILBOX and not _SPEAKS_OF_US.search(reply)
    of_class, subject, detail = (int(part) for part in enhanced.groups())
    if of_class != 5 or not 500 <= code < 600:
        return False
    if subject == 1:
        return detail not in _NOT_THE_RECIPIENT
    if subject in _OTHER_SUBJECTS:
        return False
    if subject == 2 and detail in _FULL_OR_TOO_LARGE:
        return False
    if subject == 4 and detail not in _NOBODY_TO_HAND_IT_TO:
        return False
    return code in _REFUSES_THE_MAILBOX


def speaks_of_something_else(reply: str) -> bool:
    """Whether a reply that a provider passes on gives a reason other than the address.

    A reply without an enhanced status leaves the provider's own verdict standing.
    """
    enhanced = _ENHANCED.search(reply)
    if enhanced is None:
        return bool(_SPEAKS_OF_US.search(reply))
    return not says_no_mailbox(550, reply)
