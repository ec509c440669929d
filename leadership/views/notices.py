"""An organization’s privacy notice: public, for whoever holds its address."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from assessment.models import Organization
from leadership.domain.tokens import Purpose
from leadership.links import read_link
from leadership.queries.notices import notice_of
from leadership.queries.organizations import settings_of
from leadership.views.languages import reading
from leadership.views.respondent import render_page, with_own_style


@login_not_required
@require_safe
@with_own_style
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """In the language that was picked, else the organization’s, else the browser’s.

    A forged address and one of an organization that is gone are answered alike.
    """
    found = read_link(Purpose.NOTICE, token)
    organization = Organization.objects.filter(pk=found[0]).first() if found else None
    if organization is None:
        raise Http404("This is not the address of a privacy notice.")
    with reading(request, settings_of(organization).language):
        page = render_page("leadership/notice.html", {"notice": notice_of(organization)})
    patch_vary_headers(page, ["Accept-Language"])
    return page
