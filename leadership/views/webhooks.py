"""Where the mail provider that was chosen reports what became of mail."""

import logging
import re
from collections.abc import Iterable
from typing import Any, Final

from anymail.exceptions import AnymailConfigurationError, AnymailWebhookValidationFailure
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from assessment.domain.language import translatable
from leadership.domain.mail_reports import MailReport, happening_of
from leadership.domain.mail_wording import one_line
from leadership.services.mail_reports import take_report
from leadership.services.provider_mail import MAIL

log = logging.getLogger(__name__)

_NUMBER = re.compile(r"[0-9]{1,18}")
_NO_WORDS: Final = translatable(
    "The mail provider says that no mailbox takes mail at this address."
)
# What an event that is not of the promised shape leads to, in the code that reads it.
_UNREADABLE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    AnymailConfigurationError,
)


@csrf_exempt
@login_not_required
@require_http_methods(["HEAD", "POST"])
def webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """django-anymail checks secret and signature and reads the events; a wrong one costs no query.

    Without EMAIL_WEBHOOK_SECRET, and for other providers than the one chosen, there is no page.
    """
    if not settings.EMAIL_WEBHOOK_VIEW or provider != settings.EMAIL_PROVIDER:
        raise Http404
    if request.method == "HEAD":  # some providers look whether there is somebody
        return HttpResponse()
    view: Any = import_string(settings.EMAIL_WEBHOOK_VIEW)()
    try:
        view.run_validators(request)
    except AnymailWebhookValidationFailure as error:
        log.info("A webhook was refused: %s", error)
        return HttpResponse("The secret or signature is wrong.\n", "text/plain", status=403)
    except _UNREADABLE:
        return _unreadable(provider)
    try:
        reports = list(_reports(provider, view.parse_events(request)))
    except _UNREADABLE:
        return _unreadable(provider)
    for report in reports:
        take_report(report=report, now=timezone.now())
    return HttpResponse()


def _unreadable(provider: str) -> HttpResponse:
    log.warning("A webhook of %s could not be read", provider)
    return HttpResponse("These events cannot be read.\n", "text/plain", status=400)


def _reports(provider: str, events: Iterable[Any]) -> Iterable[MailReport]:
    for event in events:
        reply = str(event.mta_response or "")
        happening = happening_of(provider, event.event_type, event.esp_event, reply)
        if happening:
            said = reply.removeprefix("smtp;") or str(event.description or "")
            yield MailReport(
                happening=happening,
                mail=_number((event.metadata or {}).get(MAIL)),
                provider_id=one_line(str(event.message_id or ""))[:200],
                address=str(event.recipient or ""),
                words=one_line(said)[:500] or _NO_WORDS,
            )


def _number(text: object) -> int | None:
    found = _NUMBER.fullmatch(str(text)) if text is not None else None
    return int(found[0]) if found else None
