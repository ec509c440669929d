"""The language in which somebody reads their pages and mail."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from leadership.models import User
from leadership.services.own_sign_in import choose_language
from leadership.sign_in_forms import OwnLanguageForm


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """What was noted is said in the new language."""
    form = OwnLanguageForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Choose one of these languages."))
        return redirect("account_overview")
    language: str = form.cleaned_data["language"]
    choose_language(language=language, by=cast("User", request.user), now=timezone.now())
    with translation.override(language or translation.get_language_from_request(request)):
        messages.success(request, gettext("Saved: the language of your pages and mail."))
    return redirect("account_overview")
