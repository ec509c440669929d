"""An organization's logo: uploading it, taking it away, and the picture itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leadership.domain.roles import EVERYBODY, OWNS
from leadership.models import Logo, Membership
from leadership.services.logos import remove_logo, set_logo
from leadership.settings_forms import LogoForm
from leadership.views.guards import for_roles

_FOR_A_YEAR = "private, max-age=31536000, immutable"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def settings_logo(request: HttpRequest, membership: Membership) -> HttpResponse:
    is_sent = request.method == "POST"
    form = LogoForm(request.POST, request.FILES) if is_sent else LogoForm()
    if is_sent and form.is_valid():
        set_logo(
            organization=membership.organization,
            drawn=form.drawn,
            by=membership.user,
            now=timezone.now(),
        )
        messages.success(request, gettext("The logo stands at the top of your pages now."))
        return redirect(request.path)
    status = 422 if form.errors else 200
    return render(request, "leadership/settings/logo.html", {"form": form}, status=status)


@require_POST
@for_roles(OWNS)
def logo_remove(request: HttpRequest, membership: Membership) -> HttpResponse:
    remove_logo(organization=membership.organization, by=membership.user, now=timezone.now())
    messages.success(request, gettext("The logo is removed."))
    return redirect("leadership:settings-logo", membership.organization.slug)


@require_safe
@for_roles(EVERYBODY)
def logo(request: HttpRequest, membership: Membership) -> HttpResponse:
    """A PNG that we drew; under the address with its fingerprint it never changes."""
    held = Logo.objects.filter(organization=membership.organization_id).first()
    if held is None:
        raise Http404("This organization has no logo.")
    is_exact = request.META["QUERY_STRING"] == held.fingerprint
    return HttpResponse(
        bytes(held.png),
        content_type="image/png",
        headers={
            "Cache-Control": _FOR_A_YEAR if is_exact else "private, no-cache",
            "Content-Disposition": 'inline; filename="logo.png"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )
