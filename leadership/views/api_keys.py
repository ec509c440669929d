"""The keys with which programs read results: the list, making one, revoking one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from leadership import access
from leadership.domain.roles import OWNS
from leadership.forms import ApiKeyForm
from leadership.links import public_url
from leadership.models import Membership
from leadership.services import api_keys as services
from leadership.views.guards import for_roles


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def keys(request: HttpRequest, membership: Membership) -> HttpResponse:
    """A new key is in the answer to its form and nowhere else, so there is no redirect."""
    form = ApiKeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            key, text = services.create_key(
                **form.cleaned_data,
                organization=membership.organization,
                by=membership.user,
                now=timezone.now(),
            )
        except services.KeyNameTaken as error:
            form.add_error("name", str(error))
        else:
            example = public_url(reverse("api:rounds"))
            context = {"key": key, "text": text, "example": example}
            return render(request, "leadership/keys/created.html", context)
    seen = access.api_keys_seen_by(membership)
    context = {
        "form": form,
        "working": seen.filter(revoked_at=None),
        "revoked": seen.filter(revoked_at__isnull=False),
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/keys/list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def key_revoke(request: HttpRequest, membership: Membership, key_id: int) -> HttpResponse:
    key = get_object_or_404(access.api_keys_seen_by(membership), pk=key_id)
    if request.method == "POST":
        services.revoke_key(key=key, by=membership.user, now=timezone.now())
        messages.success(request, _("“{key}” opens nothing any more.").format(key=key))
        return redirect("leadership:keys", membership.organization.slug)
    return render(request, "leadership/keys/revoke.html", {"key": key})
