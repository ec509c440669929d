"""One’s own data: the page, the file, and being erased."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leadership.access import memberships_of
from leadership.links import notice_path
from leadership.models import User
from leadership.personal_files import archive_of_person
from leadership.privacy_forms import EraseForm
from leadership.queries.erasing import erasure_plan
from leadership.queries.personal_data import personal_data_of
from leadership.queries.persons import Person
from leadership.services.erasing import erase_person
from leadership.services.erasure_journal import JournalUnwritable
from leadership.services.handing_over import note_taken_by_themself
from leadership.services.people import LastOwner
from leadership.views.privacy import as_download


@never_cache
@require_safe
def own_privacy(request: HttpRequest) -> HttpResponse:
    notices = [
        (one.organization.name, notice_path(one.organization_id))
        for one in memberships_of(request.user).order_by("organization__name")
    ]
    return render(request, "account/privacy.html", {"notices": notices})


@never_cache
@require_POST
def own_data(request: HttpRequest) -> HttpResponse:
    """Everything, of all organizations; each of them notes that it was taken."""
    user, now = cast("User", request.user), timezone.now()
    content = archive_of_person(personal_data_of(Person(user.email, own=True), now=now))
    note_taken_by_themself(user=user, now=now)
    return as_download(content)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_erasure(request: HttpRequest) -> HttpResponse:
    """Everywhere, at once; whoever is the only owner somewhere has to find another one first."""
    user = cast("User", request.user)
    person = Person(user.email, own=True)
    typed = request.POST if request.method == "POST" else None
    form = EraseForm(typed, address=user.email, is_typed=True)
    if request.method == "POST" and form.is_valid():
        again = not form.cleaned_data["never_again"]
        try:
            erase_person(person=person, by=user, now=timezone.now(), never_again=not again)
        except (JournalUnwritable, LastOwner) as error:
            messages.error(request, str(error))
            return redirect("account_privacy")
        logout(request)
        messages.success(request, gettext("You are erased. Nothing here leads to you any more."))
        return redirect("account_login")
    context = {"plan": erasure_plan(person), "form": form}
    return render(request, "account/erase.html", context, status=422 if form.errors else 200)
