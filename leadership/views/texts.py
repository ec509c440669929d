"""The texts of an organization's mails: which are its own, writing one, and how it will look."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from assessment.domain.audiences import Audience
from assessment.domain.language import speaks
from leadership.domain.languages import LANGUAGES
from leadership.domain.mail_wording import Asking, Text, TextKey, text_for
from leadership.domain.people_words import language_in_sentence, language_name
from leadership.domain.placeholders import PLACEHOLDERS
from leadership.domain.roles import RUNS_ROUNDS
from leadership.emails.previews import Reader, preview_text
from leadership.links import public_url
from leadership.models import Membership
from leadership.queries import texts as queries
from leadership.queries.texts import Sample
from leadership.services.texts import drop_text, save_text
from leadership.text_forms import MailTextForm
from leadership.views.guards import for_roles
from leadership.views.mail_frames import framed_mail

_AS_TEXT = "text"
_SAVED = gettext_noop("Saved. Mails have these words from now on.")
_AS_BEFORE = gettext_noop("There was nothing to save: these words go out anyway.")


@require_safe
@for_roles(RUNS_ROUNDS)
def texts(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Every mail that asks, and whose words it has."""
    organization = membership.organization
    context = {
        "mails": queries.texts_by_mail(organization, timezone.now()),
        "own": len(queries.own_texts(organization)),
        "round_": queries.round_that_asks(organization),
    }
    return render(request, "leadership/texts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": SELF})
@for_roles(RUNS_ROUNDS)
def text(
    request: HttpRequest, membership: Membership, kind: str, audience: str, language: str
) -> HttpResponse:
    """Write one text; the form holds what would go out now."""
    key, organization = _key(kind, audience, language), membership.organization
    own = queries.own_texts(organization)
    typed = request.POST if request.method == "POST" else None
    form = MailTextForm(typed, initial=_fields(text_for(own, key)[0]))
    if typed is not None and form.is_valid():
        is_own = save_text(
            organization=organization,
            key=key,
            text=form.text,
            by=membership.user,
            now=timezone.now(),
        )
        words = _SAVED if is_own else _AS_BEFORE
        messages.success(request, _(words))
        return redirect("leadership:text", organization.slug, *key)
    context = _about(membership, key) | {
        "form": form,
        "is_own": key in own,
        "languages": [
            (
                key._replace(language=code),
                language_name(code),
                key._replace(language=code) in own,
            )
            for code in LANGUAGES
        ],
        "placeholders": {name: _(meaning) for name, meaning in PLACEHOLDERS.items()},
        "readers": list(Reader),
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/texts/text.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def text_preview(
    request: HttpRequest, membership: Membership, kind: str, audience: str, language: str
) -> HttpResponse:
    """The mail for the frame beside the form, with what is typed there; nothing is saved."""
    key, organization = _key(kind, audience, language), membership.organization
    saved = text_for(queries.own_texts(organization), key)[0]
    form = MailTextForm(request.POST or _fields(saved))
    typed = {name: form.data.get(name, "") for name in form.fields}
    sample = queries.sample_of(organization, key.audience, timezone.now())
    reader = Reader(form.data.get("reader", "")) if _is_reader(form) else Reader.NAMED
    mail = preview_text(key, Text(**typed), sample, reader, _page(membership, sample, key))
    as_text = form.data.get("part") == _AS_TEXT
    head = {"mail": mail, "form": form, "as_text": as_text}
    above = render_to_string("emails/preview/head.html", head)
    if as_text:
        return framed_mail(render_to_string("emails/preview/text.html", head), above)
    return framed_mail(mail.html, above)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def text_drop(
    request: HttpRequest, membership: Membership, kind: str, audience: str, language: str
) -> HttpResponse:
    """Ask once more, then delete a text of their own."""
    key, organization = _key(kind, audience, language), membership.organization
    own = queries.own_texts(organization)
    if key not in own:
        return redirect("leadership:text", organization.slug, *key)
    if request.method == "POST":
        drop_text(organization=organization, key=key, by=membership.user, now=timezone.now())
        messages.success(request, _("Your text is deleted."))
        return redirect("leadership:text", organization.slug, *key)
    instead = text_for({one: own[one] for one in own if one != key}, key)[0]
    context = _about(membership, key) | {"text": own[key], "instead": instead}
    return render(request, "leadership/texts/drop.html", context)


def _key(kind: str, audience: str, language: str) -> TextKey:
    """What the address names; 404 when there is no such mail."""
    if kind not in set(Asking) or audience not in set(Audience) or language not in LANGUAGES:
        raise Http404("There is no such mail.")
    return TextKey(Asking(kind), Audience(audience), language)


def _fields(text: Text) -> dict[str, str]:
    return {"subject": text.subject, "opening": text.opening, "afterwards": text.afterwards}


def _is_reader(form: MailTextForm) -> bool:
    return form.data.get("reader") in set(Reader)


def _about(membership: Membership, key: TextKey) -> dict[str, Any]:
    return {
        "key": key,
        "written_in": language_in_sentence(key.language),
        "is_spoken": speaks(key.language),
        "round_": queries.round_that_asks(membership.organization),
    }


def _page(membership: Membership, sample: Sample, key: TextKey) -> str:
    """Where the links of the preview lead: to the page as that audience would see it."""
    if not sample.is_invented and key.audience in sample.round.asks:
        args = [membership.organization.slug, sample.round.pk, key.audience.value]
        return public_url(reverse("leadership:preview-page", args=args))
    executive = key.audience is Audience.EXECUTIVE
    instrument = "eight-signs" if executive else "perception-gap"
    return public_url(reverse("assessment:instrument", args=[instrument]))
