"""Writing down what a provider reports about a mail."""

import logging
from datetime import datetime

from django.db.models import QuerySet

from leadership.domain.addresses import AddressInvalid, canonical
from leadership.domain.mail_reports import Happening, MailReport
from leadership.models import OutgoingEmail
from leadership.services.bounces import (
    record_bounce,
    record_complaint,
    record_delivered,
    record_unsubscribing,
)

log = logging.getLogger(__name__)


def take_report(*, report: MailReport, now: datetime) -> bool:
    """Record what happened to one of our mails; False for a mail that is not ours.

    Several installations may share one account at a provider, so that our number alone does not
    tell whose mail it was: the address has to fit too.
    """
    email = _mail_of(report)
    if email is None:
        log.info("A provider reported on mail %s, which is not known here", report.mail)
        return False
    if report.happening is Happening.NO_MAILBOX:
        record_bounce(email=email, words=report.words, now=now)
    elif report.happening is Happening.COMPLAINED:
        record_complaint(email=email, now=now)
    elif report.happening is Happening.UNSUBSCRIBED:
        record_unsubscribing(email=email, now=now)
    else:
        record_delivered(email=email)
    return True


def _mail_of(report: MailReport) -> OutgoingEmail | None:
    if report.provider_id and (found := _fitting(_mails(provider_id=report.provider_id), report)):
        return found
    if report.mail is None or not report.address:
        return None
    return _fitting(_mails(pk=report.mail), report)


def _mails(**wanted: object) -> QuerySet[OutgoingEmail]:
    return OutgoingEmail.objects.filter(**wanted).select_related(
        "organization",
        "invitation__contact",
        "invitation__membership__user",
        "membership__user",
        "join_invitation",
    )


def _fitting(mails: QuerySet[OutgoingEmail], report: MailReport) -> OutgoingEmail | None:
    return next((email for email in mails if _went_to(email, report.address)), None)


def _went_to(email: OutgoingEmail, address: str) -> bool:
    try:
        return not address or canonical(address) == canonical(email.address)
    except AddressInvalid:
        return False
