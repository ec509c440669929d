"""Sending what is due in the outbox: claimed by a lease, rendered at the last moment, recorded."""

import logging
import math
import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction

from assessment.domain.language import translatable
from leadership.domain.addresses import AddressInvalid
from leadership.domain.mail_states import ADDRESS_FAILS, NOT_SENT, NOT_WRITTEN
from leadership.domain.mail_wording import one_line
from leadership.domain.retries import next_try
from leadership.emails.letters import Letterhead, Mail, letterhead_of_organization
from leadership.mailbox import ORGANIZATION_HEADER, READER_HEADER
from leadership.models import OutgoingEmail
from leadership.queries.bounces import Bounced, bounced_among
from leadership.queries.opt_outs import OptedOut, hash_of, opted_out_among
from leadership.services.bounces import record_bounce
from leadership.services.leases import Lease
from leadership.services.mail_faults import Concerns, Fault, fault_when_opening
from leadership.services.mail_kinds import KINDS
from leadership.services.posts import Post, posting
from leadership.services.provider_mail import SENDING_ERRORS, fault_of, mark, provider_id_of
from leadership.smtp import Letter

log = logging.getLogger(__name__)

State = OutgoingEmail.State
_SECONDS_FOR_A_BATCH = 30
_ANSWERS_OF_A_SERVER = 12  # to connect, greet, sign in and take one mail, each with its timeout
_ANSWERS_TO_A_MAIL = 4  # to MAIL, RCPT, DATA and its content
_SECONDS_A_LOOK_HOLDS = 1
_LONGEST_ERROR = 500
_PAUSE_AFTER_TROUBLE = timedelta(minutes=1)


def deliver_due(
    *,
    now: datetime,
    batch: int = 100,
    post: Post | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Send up to `batch` mails that are due, over one connection; returns how many were settled.

    Settled is sent, failed, not needed any more, or put off on its own. 0 means that nothing
    is due or that the server cannot be used: there is no point in calling again at once.
    A mail goes out twice only when a crash falls between its sending and its recording, or
    when the server drops the connection without saying whether it took the mail. `stopping` is
    asked between two mails; `post` saves connecting anew for each batch.
    """
    if post is None:
        with posting() as own:
            return deliver_due(now=now, batch=batch, post=own, stopping=stopping)
    delivery = _Delivery(now, post, stopping)
    return delivery.run(delivery.lease.claim(batch))


@dataclass(frozen=True, slots=True)
class _Ready:
    """A mail that was found needed a moment ago, as it goes out."""

    email: OutgoingEmail
    letter: Letter


class _Delivery:
    """One batch: its lease, and what is found out on the way.

    While the server makes up an answer, the mail before is recorded and the next one written;
    the record is always kept before the content of another mail leaves.
    """

    def __init__(self, now: datetime, post: Post, stopping: Callable[[], bool]) -> None:
        self.now, self.post, self.stopping = now, post, stopping
        seconds = _SECONDS_FOR_A_BATCH + _ANSWERS_OF_A_SERVER * settings.EMAIL_TIMEOUT
        self.lease = Lease(now, now + timedelta(seconds=seconds))
        self.letterheads: dict[tuple[int, int | None], Letterhead] = {}
        self.had_trouble = False
        self.settled = 0
        self.answers = 0
        self.waiting: deque[int] = deque()
        self.upcoming: _Ready | None = None
        self.unrecorded: _Ready | None = None
        self.seen: dict[int, OutgoingEmail] = {}
        self.hashes: dict[int, str | None] = {}
        self.opted_out: OptedOut = frozenset()
        self.bounced: Bounced = {}
        self.seen_at = -math.inf

    def run(self, ids: list[int]) -> int:
        if not ids or not self._opened(ids):
            return 0
        self.waiting.extend(ids)
        stop_at = time.monotonic() + _SECONDS_FOR_A_BATCH
        try:
            while not self.stopping() and time.monotonic() < stop_at and (ready := self._next()):
                fault = self._send(ready)
                if fault and fault.concerns is Concerns.SERVER:
                    self._put_off_all([ready.email.pk, *self._left()], fault)
                    break
                if fault and fault.concerns is Concerns.CONNECTION and not self._reopened():
                    break
        finally:
            self._record_sent()
            pause = {"due_at": self.now + _PAUSE_AFTER_TROUBLE} if self.had_trouble else {}
            self.lease.release(self._left(), **pause)
        return self.settled

    def _next(self) -> _Ready | None:
        """The next mail that is still needed; those that are not are recorded on the way."""
        ready, self.upcoming = self.upcoming, None
        if ready and self._has_aged():  # the server took long, and people may have acted meanwhile
            self.waiting.appendleft(ready.email.pk)
            ready = None
        while not ready and self.waiting:
            self._look()
            ready = self._ready(self.waiting.popleft())
        return ready

    def _work_on(self) -> None:
        """One piece of what else there is to do, while the server makes up its answer.

        It is asked four times a mail, and takes longest to answer the last, the mail itself.
        """
        self.answers += 1
        if self.unrecorded:
            self._record_sent()
        elif self.answers == _ANSWERS_TO_A_MAIL and not self.upcoming:
            self.upcoming = self._next()

    def _look(self) -> None:
        """Read who is still to be written to; never older than a second when a mail goes out."""
        if not self._has_aged():
            return
        waiting = self.lease.held(self.waiting).select_related(*_PERSON).prefetch_related(*_ROUND)
        self.seen = {email.pk: email for email in waiting}
        self.seen_at = time.monotonic()
        organizations = {email.organization_id for email in self.seen.values()}
        self.hashes = {email.pk: _address_hash(email) for email in self.seen.values()}
        self.opted_out = opted_out_among(organizations, set(filter(None, self.hashes.values())))
        self.bounced = bounced_among(organizations, {email.address for email in self.seen.values()})

    def _has_aged(self) -> bool:
        return time.monotonic() - self.seen_at >= _SECONDS_A_LOOK_HOLDS

    def _ready(self, email_id: int) -> _Ready | None:
        """The mail as it goes out; None, and a record why, when it does not."""
        email = self.seen.pop(email_id, None)
        if email is None:  # the lease ran out and another worker has it, or it was erased
            return None
        try:
            if reason := self._not_needed(email):
                self._settle(email, state=State.SKIPPED, error=reason)
                return None
            ready = _Ready(email, _letter(email, self._mail(email)))
            _ = ready.letter.content  # written down now, while there is time
            return ready
        except DatabaseError:
            raise
        except AddressInvalid as error:
            self._settle(email, state=State.FAILED, error=str(error)[:_LONGEST_ERROR])
        except Exception as error:  # one mail that cannot be written must not hold up the others
            log.exception("Mail %s could not be written", email.pk)
            self._put_off(email, _unforeseen(NOT_WRITTEN, error, Concerns.MAIL))
        return None

    def _send(self, ready: _Ready) -> Fault | None:
        """Send one mail; what came of it is recorded, a fault of the server is left to `run`."""
        self.answers = 0
        try:
            self.post.send(ready.letter, meanwhile=self._work_on)
        except SENDING_ERRORS as error:
            fault = fault_of(error)
            if fault.concerns is not Concerns.SERVER:
                self._put_off(ready.email, fault)
            return fault
        except DatabaseError:  # of the work done meanwhile
            raise
        except Exception as error:  # neither server nor network, so trying at once would not help
            log.exception("Mail %s could not be sent", ready.email.pk)
            fault = _unforeseen(NOT_SENT, error, Concerns.CONNECTION)
            self._put_off(ready.email, fault)
            return fault
        self.unrecorded = ready
        if not self.answers:  # this way of sending leaves no time to do it in
            self._record_sent()
        return None

    def _not_needed(self, email: OutgoingEmail) -> str | None:
        """Why this mail is not to be sent after all; asked again right before it is sent."""
        kind = KINDS[email.kind]
        if reason := kind.not_needed(email, self.now):
            return reason
        hash_ = self.hashes[email.pk] or hash_of(email.address)
        if kind.honours_opt_outs and (email.organization_id, hash_) in self.opted_out:
            return translatable("Asked not to be written to.")
        if words := self.bounced.get((email.organization_id, email.address)):
            return ADDRESS_FAILS.format(words=words)[:_LONGEST_ERROR]
        return None

    def _mail(self, email: OutgoingEmail) -> Mail:
        of = (email.organization_id, email.round_id)
        if of not in self.letterheads:
            self.letterheads[of] = letterhead_of_organization(email.its_organization)
        return KINDS[email.kind].render(email, self.letterheads[of])

    def _record_sent(self) -> None:
        sent, self.unrecorded = self.unrecorded, None
        if sent:
            self.lease.settle_sent(sent.email, provider_id_of(sent.letter))
            self.settled += 1

    def _put_off(self, email: OutgoingEmail, fault: Fault) -> None:
        attempts = email.attempts + 1
        due_at = None if fault.for_good else next_try(attempts, self.now)
        if due_at:
            log.debug("Mail %s is tried again at %s: %s", email.pk, due_at, fault.words)
            self._settle(email, due_at=due_at, attempts=attempts, error=fault.words)
            return
        log.warning("Mail %s failed: %s", email.pk, fault.words)
        with transaction.atomic():
            if fault.no_mailbox:
                record_bounce(email=email, words=fault.words, now=self.now)
            self._settle(email, state=State.FAILED, attempts=attempts, error=fault.words)

    def _put_off_all(self, ids: Collection[int], fault: Fault) -> None:
        """A server that cannot be used settles nothing, though each mail has had its try."""
        log.warning("The mail server cannot be used: %s", fault.words)
        settled = self.settled
        for email in self.lease.held(ids).select_related(*_PERSON).prefetch_related(*_ROUND):
            self._put_off(email, fault)
        self.settled = settled

    def _settle(self, email: OutgoingEmail, **changes: object) -> None:
        self.lease.settle(email, **changes)
        self.settled += 1

    def _left(self) -> list[int]:
        """The mails of this batch that were not tried."""
        return [*([self.upcoming.email.pk] if self.upcoming else []), *self.waiting]

    def _opened(self, ids: Collection[int]) -> bool:
        try:
            self.post.open()
        except OSError as error:
            self._put_off_all(ids, fault_when_opening(error))
            return False
        return True

    def _reopened(self) -> bool:
        self.had_trouble = True
        self.post.close()
        left = self._left()
        return bool(left) and self._opened(left)


_PERSON = (
    *("invitation__membership__user", "invitation__contact", "membership__user", "reminder"),
    "join_invitation__organization",
    "ceo_message",
)
_ROUND = ("round__organization",)  # the same for many mails, so read once


def _address_hash(email: OutgoingEmail) -> str | None:
    try:
        return hash_of(email.address)
    except AddressInvalid:
        return None  # said when it is this mail's turn


def _unforeseen(what: str, error: Exception, concerns: Concerns) -> Fault:
    return Fault(concerns, False, one_line(what.format(error=error))[:_LONGEST_ERROR])


def _letter(email: OutgoingEmail, mail: Mail) -> Letter:
    headers = {**mail.headers, "Message-ID": email.message_id}
    if settings.EMAIL_IS_LOCAL:
        headers[ORGANIZATION_HEADER] = str(email.organization_id)
        if email.ceo_message:
            headers[READER_HEADER] = str(email.ceo_message.answered_by_id or "")
    letter = Letter(
        address=email.address,
        subject=mail.subject,
        body=mail.text,
        from_email=mail.sender,
        to=[mail.to],
        reply_to=mail.reply_to,
        headers=headers,
    )
    letter.attach_alternative(mail.html, "text/html")
    mark(letter, email)
    return letter
