"""Writing to the chief executive, from the page that says thank you.

The address of the page holds a personal link, so this is where the tie is cut: the service gets
the words, the address that was typed and the organization, and nothing of the link.
"""

from typing import Any

from django.db import Error
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leadership.domain.ceo_messages import MOST_A_DAY
from leadership.services.ceo_limits import ADMISSIONS, Admission
from leadership.services.ceo_messages import NobodyReads, TooManyWait, write_to_ceo
from leadership.tone_forms import CeoMessageForm
from leadership.views.respondent import render_page
from leadership.views.visits import Visit, log_fault, visited
from leadership.views.writing import Writing, writing_offered

SENT = "sent"


@require_http_methods(["GET", "HEAD", "POST"])
@visited
def answer_ceo(visit: Visit) -> HttpResponse:
    """The form by itself, with what is wrong with it; or that the message is on its way."""
    writing = writing_offered(visit.invitation, visit.state, "")
    if visit.request.method == "POST":
        return _posted(visit, writing)
    if writing is None:
        return visit.back_to_start()
    if visit.request.GET.get(SENT):
        return _page(visit, writing, sent=True)
    return _page(visit, writing)


def _posted(visit: Visit, writing: Writing | None) -> HttpResponse:
    form = CeoMessageForm(visit.request.POST)
    if writing is None:
        return _page(visit, None, form, _("Messages are not taken at the moment."), 409)
    if not form.is_valid():
        return _page(visit, writing, form, "", 422)
    now = timezone.now()
    text, address = form.cleaned_data["message"], form.cleaned_data["address"]
    today = now.astimezone(visit.invitation.round.organization.zone).date()
    words = f"{address}\n{text}"
    admission = ADMISSIONS.admit(visit.invitation.pk, words, today)
    if admission is Admission.TOO_MANY:
        return _page(visit, writing, form, _too_many(), 429)
    if admission is Admission.NEW:
        try:
            write_to_ceo(
                organization=visit.invitation.round.organization,
                text=text,
                address=address,
                language=visit.language,
                now=now,
            )
        except (NobodyReads, TooManyWait) as error:
            ADMISSIONS.take_back(visit.invitation.pk, words)
            return _page(visit, writing, form, str(error), 409)
        except Error as error:
            ADMISSIONS.take_back(visit.invitation.pk, words)
            log_fault("A message could not be stored", error)
            return _page(visit, writing, form, _not_stored(), 503)
    there = visit.url("answer-ceo")
    return HttpResponseRedirect(f"{there}{'&' if '?' in there else '?'}{SENT}=1", status=303)


def _page(
    visit: Visit,
    writing: Writing | None,
    form: CeoMessageForm | None = None,
    notice: str = "",
    status: int = 200,
    *,
    sent: bool = False,
) -> HttpResponse:
    errors = {name: " ".join(map(str, said)) for name, said in form.errors.items()} if form else {}
    context: dict[str, Any] = {
        "organization": visit.invitation.round.organization.name,
        "writing": writing,
        "sent": sent,
        "back": visit.url("answer"),
        "notice": notice,
        "message": form["message"].value() or "" if form else "",
        "address": form["address"].value() or "" if form else "",
        "message_error": errors.get("message", ""),
        "address_error": errors.get("address", ""),
        "summary": [
            {"target": f"#{name}", "label": label, "text": errors[name]}
            for name, label in (
                ("message", _("Your message")),
                ("address", _("Your email address")),
            )
            if name in errors
        ],
    }
    return render_page("leadership/answer/ceo.html", context, status)


def _too_many() -> str:
    return _("You have sent %(number)s messages today. Send the next one tomorrow.") % {
        "number": MOST_A_DAY
    }


def _not_stored() -> str:
    return _(
        "Your message could not be stored just now, and nothing was lost: it is still on this "
        "page. Wait a minute, then send it again."
    )
