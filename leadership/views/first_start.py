"""The first page of a new installation, where its operator founds the first organization."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from leadership.models import User
from leadership.queries.organizations import has_begun
from leadership.services.organizations import BegunAlready, start_installation
from leadership.settings_forms import FirstStartForm


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """404 for ever once somebody was here; until then the setup code proves the operator."""
    if has_begun():
        raise Http404("This installation was started already.")
    form = FirstStartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "setup_code"}
        try:
            membership = start_installation(**typed, now=timezone.now())
        except BegunAlready:
            raise Http404("This installation was started already.") from None
        _sign_in(request, membership.user)
        words = gettext("%(organization)s is there, and you are signed in as its owner.")
        messages.success(request, words % {"organization": membership.organization.name})
        return redirect("leadership:organization", membership.organization.slug)
    status = 422 if form.errors else 200
    return render(request, "leadership/home/start.html", {"form": form}, status=status)


def _sign_in(request: HttpRequest, user: User) -> None:
    """Whoever has the code could as well print a link that signs the owner in."""
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session.cycle_key()
    UserSession.objects.create_from_request(request)
