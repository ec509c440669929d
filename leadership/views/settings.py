"""What an owner may set for the organization: itself, how it asks, its mail, what it keeps."""

from collections.abc import Callable
from typing import Any

from django.conf import settings as installation
from django.contrib import messages
from django.forms import Form, model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from leadership.domain.languages import OWN_NAMES
from leadership.domain.roles import OWNS
from leadership.emails.letters import letterhead_of_organization
from leadership.models import Membership
from leadership.queries.organizations import settings_of, usual_minimum_group
from leadership.services import organizations as services
from leadership.settings_forms import AskingForm, RetentionForm, SenderForm, SettingsForm
from leadership.views.guards import for_roles

Change = Callable[..., None]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def settings(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Name, time zone, fiscal year, strategy."""
    form = SettingsForm(_typed(request), initial=model_to_dict(membership.organization))
    return _kept(request, membership, form, services.change_organization) or _page(
        request, "leadership/settings/general.html", form
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def asking(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Languages, and the smallest group of new rounds."""
    held = settings_of(membership.organization)
    initial = {
        "languages": held.languages or list(OWN_NAMES),
        "language": held.language,
        "minimum_group": usual_minimum_group(membership.organization),
    }
    form = AskingForm(_typed(request), initial=initial)
    return _kept(request, membership, form, services.change_asking) or _page(
        request, "leadership/settings/asking.html", form
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def sender(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Whom mail comes from and whom answers reach."""
    held = settings_of(membership.organization)
    form = SenderForm(_typed(request), initial=model_to_dict(held))
    letterhead = letterhead_of_organization(membership.organization)
    return _kept(request, membership, form, services.change_sender) or _page(
        request,
        "leadership/settings/sender.html",
        form,
        letterhead=letterhead,
        domains=installation.SENDER_DOMAINS,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def retention(request: HttpRequest, membership: Membership) -> HttpResponse:
    """How long what nobody needs any more is kept."""
    held = settings_of(membership.organization)
    form = RetentionForm(_typed(request), initial=model_to_dict(held))
    return _kept(request, membership, form, services.change_retention) or _page(
        request, "leadership/settings/retention.html", form
    )


def _kept(
    request: HttpRequest, membership: Membership, form: Form, change: Change
) -> HttpResponse | None:
    """Back to the page when what was typed is right and kept; None to show the form."""
    if not form.is_valid():
        return None
    change(
        organization=membership.organization,
        by=membership.user,
        now=timezone.now(),
        **form.cleaned_data,
    )
    messages.success(request, gettext("The settings are saved."))
    return redirect(request.path)


def _page(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
