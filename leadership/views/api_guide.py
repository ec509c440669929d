"""The page that says in words how programs read results: public, because builders ask."""

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from leadership.links import public_url
from leadership.services.api_keys import REQUESTS_A_MINUTE

_START: Final = "/api/v1"
ADDRESSES: Final = (
    (f"{_START}/rounds", "The closed rounds, newest first, with their ids.", "any"),
    (
        f"{_START}/rounds/{{id}}/results",
        "One round: headline, signs, gap by question and by unit, checklist, metrics.",
        "results",
    ),
    (
        f"{_START}/rounds/{{id}}/participation",
        "One round: how many of each audience were asked and answered.",
        "participation",
    ),
    (
        f"{_START}/commitments",
        "Every commitment with its state, and the kept rate of the latest twelve quarters.",
        "results",
    ),
    (f"{_START}/trend", "Signs and gap over the latest twelve rounds.", "results"),
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
