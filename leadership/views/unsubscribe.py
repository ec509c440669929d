"""Not being asked again: a page with a button, and the same by one click of a mail program."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leadership.domain.addresses import AddressInvalid
from leadership.links import notice_path
from leadership.queries.addressees import Addressee, addressee_behind
from leadership.queries.opt_outs import has_opted_out
from leadership.services.opting_out import opt_out_address
from leadership.views.languages import reading
from leadership.views.respondent import render_page, respondent_page


@require_http_methods(["GET", "HEAD", "POST"])
@respondent_page
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET writes nothing, because mail scanners open links; only a POST does.

    Mail programs POST `List-Unsubscribe=One-Click` (RFC 8058), without cookie or form. Links
    of earlier mails work for ever, so no generation is asked for.
    """
    addressee = addressee_behind(token)
    with reading(request, addressee.language if addressee else ""):
        return _unsubscribe(request, addressee)


def _unsubscribe(request: HttpRequest, addressee: Addressee | None) -> HttpResponse:
    if addressee is None:
        return render_page("leadership/unsubscribe/unknown.html", {}, status=404)
    organization = addressee.organization
    context = {
        "organization": organization.name,
        "addressee": addressee,
        "notice_path": notice_path(organization.pk),
    }
    try:
        if request.method == "POST":
            opt_out_address(
                organization=organization, address=addressee.address, now=timezone.now()
            )
        elif not has_opted_out(organization.pk, addressee.address):
            return render_page("leadership/unsubscribe/ask.html", context)
    except AddressInvalid:  # nothing can have been mailed to it, and nothing will be
        return render_page("leadership/unsubscribe/unknown.html", {}, status=404)
    return render_page("leadership/unsubscribe/done.html", context)
