"""The page that says in words how programs read results: public, because builders ask."""

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from leadership.links import public_url
from leadership.services.api_keys import REQUESTS_A_MINUTE

_START: Final = "/api/v1"
ADDRESSES: Final = (
    (f"{_START}/rounds", _("The closed rounds, newest first, with their ids."), _("any")),
    (
        f"{_START}/rounds/{{id}}/results",
        _("One round: headline, signs, gap by question and by unit, checklist, metrics."),
        _("results"),
    ),
    (
        f"{_START}/rounds/{{id}}/participation",
        _("One round: how many of each audience were asked and answered."),
        _("participation"),
    ),
    (
        f"{_START}/commitments",
        _("Every commitment with its state, and the kept rate of the latest twelve quarters."),
        _("results"),
    ),
    (f"{_START}/trend", _("Signs and gap over the latest twelve rounds."), _("results")),
)


@login_not_required
@require_safe
def api_guide(request: HttpRequest) -> HttpResponse:
    context = {
        "addresses": ADDRESSES,
        "requests_a_minute": REQUESTS_A_MINUTE,
        "rounds_url": public_url(reverse("api:rounds")),
        "trend_url": public_url(reverse("api:trend")),
    }
    return render(request, "leadership/keys/guide.html", context)
