"""Real messages as they arrive, read by a parser; what is stored is as hostile as it can be.

tests/leadership/services/test_messages.py looks at every kind of mail and every hostile text by
itself; here they have been through launch, reminder, closing, a worker and a mail server.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.models import Round
from drills.mails import (
    LEAD,
    add_contact,
    an_organization,
    fetched,
    launched,
    lead_of,
    links_in,
    part_of,
)
from drills.stage import Stage
from drills.table import Outcome
from leadership.models import OutgoingEmail
from leadership.services.programme import close_round
from leadership.services.reminders import remind_now
from tests.leadership.services.test_messages import HARMLESS_TAGS, HOSTILE, Page

ONCE = ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version")
NEVER = ("Bcc", "Cc", "Sender", "X-Evil")
CAN_BE_STOPPED = ("List-Unsubscribe", "List-Unsubscribe-Post")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]")
AUDIENCES = (Audience.CUSTOMER, Audience.EMPLOYEE, Audience.MANAGER, Audience.PARTNER)


def run(stage: Stage) -> Iterator[Outcome]:
    organization = an_organization(HOSTILE[1][:120], lead_name=HOSTILE[5][:120])
    for number, name in enumerate(HOSTILE):
        audience = AUDIENCES[number % len(AUDIENCES)]
        add_contact(organization, f"person{number}@customer.example", name[:120], audience)
    round_ = launched(organization)
    yield checked(stage, round_, "a launch", len(HOSTILE) + 1)
    remind(round_)
    yield checked(stage, round_, "a reminder (the invitation made two days old)", len(HOSTILE) + 1)
    close_round(round_=round_, by=None, now=timezone.now())
    yield checked(stage, round_, "the closing", 1)


def remind(round_: Round) -> None:
    """Nobody is reminded within a day of the last mail, so that mail is made older."""
    now = timezone.now()
    sent = OutgoingEmail.objects.filter(round=round_)
    sent.update(due_at=now - timedelta(days=2), sent_at=now - timedelta(days=2))
    remind_now(
        round_=round_,
        audiences=tuple(Audience),
        by=lead_of(round_.organization),
        now=now - timedelta(minutes=2),
    )


def checked(stage: Stage, round_: Round, act: str, count: int) -> Outcome:
    arrived = fetched(stage, count)
    messages = [message for _, message in arrived]
    troubles = Counter(trouble for message in messages for trouble in troubles_of(stage, message))
    for taken, message in arrived:
        if [one.addr_spec for one in message["To"].addresses] != list(taken.recipients):
            troubles["another recipient than the mail says"] += 1
    expected = {one.message_id for one in OutgoingEmail.objects.filter(round=round_, state="sent")}
    unknown = [one["Message-ID"] for one in messages if one["Message-ID"].strip() not in expected]
    said = ", ".join(f"{trouble} {times} ×" for trouble, times in troubles.items())
    return Outcome(
        f"The mails of {act}, from a worker through SMTP; names of {len(HOSTILE)} hostile kinds, "
        "also of the organization and the lead",
        "one of each header, one recipient, both parts, one-click headers, nothing active, no "
        "control characters, links to us alone",
        f"{len(messages)} messages; {said or 'nothing wrong'}; {len(unknown)} unknown Message-IDs",
        len(messages) == count and not troubles and not unknown,
    )


def troubles_of(stage: Stage, message: EmailMessage) -> Iterator[str]:
    """What is wrong with a message, in a few words each."""
    to_the_lead = LEAD in str(message["To"])  # who is not told to reply to themselves
    for name in (*ONCE, *CAN_BE_STOPPED, *(() if to_the_lead else ("Reply-To",))):
        if len(message.get_all(name, [])) != 1:
            yield f"{name} {len(message.get_all(name, []))} times"
    yield from (f"has {name}" for name in NEVER if message[name] is not None)
    if len(message["To"].addresses) != 1 or len(message["From"].addresses) != 1:
        yield "more than one address"
    if message.get("List-Unsubscribe-Post", "").strip() != "List-Unsubscribe=One-Click":
        yield "no one-click"
    if message.defects or message.get_content_type() != "multipart/alternative":
        yield "not well-formed"
    text, html = part_of(message, "plain"), part_of(message, "html")
    if not text or not html:
        yield "a part is missing"
    if CONTROL.search(text) or any(CONTROL.search(str(value)) for value in message.values()):
        yield "control characters"
    page = Page()
    page.feed(html)
    if page.tags - HARMLESS_TAGS or any(re.match("src|on", name) for name in page.attributes):
        yield "something active"
    if not all(link.startswith(f"{stage.address}/") for link in links_in(message)):
        yield "a foreign link"
