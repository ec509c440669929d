"""What an owner may change about the organization."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leadership.domain.roles import OWNS
from leadership.forms import SettingsForm
from leadership.models import Membership
from leadership.services.organizations import change_organization
from leadership.views.guards import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def settings(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Name, time zone, fiscal year, strategy."""
    typed = request.POST if request.method == "POST" else None
    form = SettingsForm(typed, initial=model_to_dict(membership.organization))
    if request.method == "POST" and form.is_valid():
        change_organization(
            organization=membership.organization,
            by=membership.user,
            now=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(request, "The settings are saved.")
        return redirect("leadership:settings", membership.organization.slug)
    status = 422 if form.errors else 200
    return render(request, "leadership/settings.html", {"form": form}, status=status)
