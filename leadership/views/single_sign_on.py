"""The way to the company's provider and back; django-allauth does the talking."""

import requests
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base import AuthProcess, Provider
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from leadership.single_sign_on import PROVIDER_ID, ProviderAdapter


@login_not_required
@never_cache
@require_GET
def to_provider(request: HttpRequest) -> HttpResponseBase:
    """A link and not a form, because the policy lets forms go to no other host.

    That another site can send somebody here does no harm: it signs them in as themselves.
    """
    provider = _provider(request)
    if request.user.is_authenticated:
        return redirect(get_next_redirect_url(request) or settings.LOGIN_REDIRECT_URL)
    try:
        response: HttpResponseBase = provider.redirect(
            request, process=AuthProcess.LOGIN, next_url=get_next_redirect_url(request)
        )
    except (requests.RequestException, KeyError, ValueError) as error:
        response = render_authentication_error(request, provider, exception=error)
    return response


@login_not_required
@never_cache
@require_GET
def from_provider(request: HttpRequest) -> HttpResponseBase:
    _provider(request)
    answer: HttpResponseBase = OAuth2CallbackView.adapter_view(
        ProviderAdapter(request, PROVIDER_ID)
    )(request)
    return answer


@login_not_required
@never_cache
@require_GET
def gave_up(request: HttpRequest) -> HttpResponseBase:
    """Somebody chose at the provider not to sign in."""
    return render(request, "socialaccount/authentication_error.html")


def _provider(request: HttpRequest) -> Provider:
    """Talks to the provider as `from_provider` does; 404 where none is set up."""
    if settings.SSO is None:
        raise Http404
    provider = get_adapter().get_provider(request, provider=PROVIDER_ID)
    provider.oauth2_adapter_class = ProviderAdapter
    return provider
