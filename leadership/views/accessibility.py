"""The public statement of how accessible these pages are, and to whom to write where they fail."""

from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from assessment.domain.language import long_date, translate
from leadership.domain.accessibility import CLAIMS, LIMITS, STATED_ON
from leadership.views.languages import reading
from leadership.views.respondent import render_page, with_own_style


@login_not_required
@require_safe
@with_own_style
def accessibility(request: HttpRequest) -> HttpResponse:
    """In the language that was picked, else in the browser's; nobody is known here."""
    with reading(request):
        context = {
            "claims": [translate(claim) for claim in CLAIMS.values()],
            "limits": [translate(limit) for limit in LIMITS],
            "stated_on": long_date(STATED_ON),
            "address": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        }
        page = render_page("leadership/answer/accessibility.html", context)
    patch_vary_headers(page, ["Accept-Language"])
    return page
