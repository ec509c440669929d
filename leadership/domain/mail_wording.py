"""The words of the mail that asks somebody to answer, for each audience."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from assessment.domain.audiences import Audience
from assessment.domain.text import one_line_error

_DAY_ENDS = time(23, 59)


@dataclass(frozen=True, slots=True)
class InvitationWording:
    """Everything in the mail that differs between audiences; plain text, one paragraph each."""

    subject: str
    preheader: str
    heading: str
    opening: str
    afterwards: str
    button: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a wording may name: the organization, the round, and its last day."""

    organization: str
    round_label: str
    last_day: date


def invitation_wording(audience: Audience, occasion: Occasion) -> InvitationWording:
    return _WORDINGS[audience](occasion)


def one_line(text: str) -> str:
    """The text as it may stand in a mail header, whatever was stored.

    Forms refuse such characters; this is for those that came another way: a line break or
    another control character becomes a space, a mark that turns the reading direction goes.
    """
    marks_gone = (c for c in text if unicodedata.category(c) != "Cf" or not one_line_error(c))
    return " ".join("".join(" " if one_line_error(c) else c for c in marks_gone).split())


def last_day(closes_at: datetime, zone: ZoneInfo) -> date:
    """The last calendar day on which answers are taken: midnight still belongs to the day before.

    2026-12-15T00:00 in the zone → 14 December.
    """
    return (closes_at.astimezone(zone) - timedelta(microseconds=1)).date()


def closing_phrase(closes_at: datetime, zone: ZoneInfo) -> str:
    """Such as "until the end of 14 December 2026 (Europe/Berlin time)", or until an hour of it."""
    local = closes_at.astimezone(zone)
    day = last_day(closes_at, zone)
    if local.time() == time(0) or local.time() >= _DAY_ENDS:
        return f"until the end of {long_date(day)} ({zone.key} time)"
    return f"until {long_date(day)}, {local:%H:%M} ({zone.key} time)"


def long_date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _customer(occasion: Occasion) -> InvitationWording:
    return _outside(occasion, "customers")


def _partner(occasion: Occasion) -> InvitationWording:
    return _outside(occasion, "partners")


def _outside(occasion: Occasion, peers: str) -> InvitationWording:
    name = occasion.organization
    return InvitationWording(
        subject=f"Two minutes for {name}: how do you see us?",
        preheader="One short page, no account. Your first answer is one press away.",
        heading="How do you see us?",
        opening=(
            f"{name} would like to know how it looks from where you stand. It is one page and "
            "takes under two minutes. You need no account."
        ),
        afterwards=(
            f"The people who lead {name} see what {peers} say, added up, beside what they "
            "believed themselves. Then they decide what to change."
        ),
        button="Answer the questions",
    )


def _manager(occasion: Occasion) -> InvitationWording:
    return _inside(
        occasion,
        "Your answers and those of the executives stand beside what customers say. The gap "
        "between the two is what the leadership team talks about.",
    )


def _employee(occasion: Occasion) -> InvitationWording:
    return _inside(
        occasion,
        "What employees say stands beside what managers and customers say. The leadership "
        "team looks at where the three differ, and decides what to change.",
    )


def _inside(occasion: Occasion, afterwards: str) -> InvitationWording:
    name = occasion.organization
    return InvitationWording(
        subject=f"Two minutes for {name}: how customer-centric are we?",
        preheader="One short page, no account. Customers are asked the same.",
        heading="How customer-centric are we?",
        opening=(
            f"This quarter the managers, employees and customers of {name} are asked the same "
            "short questions. It is one page and takes under two minutes. You need no account."
        ),
        afterwards=afterwards,
        button="Answer the questions",
    )


def _executive(occasion: Occasion) -> InvitationWording:
    name, label = occasion.organization, occasion.round_label
    until = f"{occasion.last_day.day} {occasion.last_day:%B}"
    return InvitationWording(
        subject=f"{label} self-assessment for {name}: about ten minutes, until {until}",
        preheader="Your answers are kept as you go; the same link brings you back to them.",
        heading=f"{label} self-assessment",
        opening=(
            f"Once a quarter each member of the executive team says how committed {name} really "
            "is to its customers. It takes about ten minutes. Your answers are kept as you go, "
            "and the same link brings you back to them."
        ),
        afterwards=(
            "When the round has closed, the results show what the team agrees on, where it does "
            "not, and how customers see it."
        ),
        button="Start the self-assessment",
    )


_WORDINGS: dict[Audience, Callable[[Occasion], InvitationWording]] = {
    Audience.EXECUTIVE: _executive,
    Audience.MANAGER: _manager,
    Audience.EMPLOYEE: _employee,
    Audience.CUSTOMER: _customer,
    Audience.PARTNER: _partner,
}
