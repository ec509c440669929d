"""Where the questions come from, and how the numbers are made: public, because people ask."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessment.queries.definitions import definition_of, latest_versions


@login_not_required
@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """Every instrument with its source."""
    definitions = [definition_of(version) for _, version in sorted(latest_versions().items())]
    return render(request, "assessment/instruments.html", {"instruments": definitions})


@login_not_required
@require_safe
def instrument(request: HttpRequest, key: str) -> HttpResponse:
    """One instrument: its attribution, and every question in the words of each audience."""
    version = latest_versions().get(key)
    if version is None:
        raise Http404("There is no such instrument.")
    return render(request, "assessment/instrument.html", {"instrument": definition_of(version)})


@login_not_required
@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How these numbers are made."""
    return render(request, "assessment/method.html")
