"""What we heard and what we will do: written, looked at, published and taken back by a lead."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from assessment.domain.language import whole_number
from assessment.models import Round
from leadership.access import rounds_run_by
from leadership.domain.hearing import Heard
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.domain.roles import RUNS_ROUNDS
from leadership.emails.letters import Mail
from leadership.emails.news import preview_news
from leadership.heard_forms import HeardForm
from leadership.links import public_url
from leadership.models import Membership
from leadership.queries.hearing import heard_in, material_for, news_to_send, written_in
from leadership.services import hearing
from leadership.services.hearing import NotPublished, PublishedAlready, RoundNotClosed, TextMissing
from leadership.views.guards import for_roles
from leadership.views.languages import (
    in_picked_language,
    pickable_languages,
    picked_language,
    query_for,
)
from leadership.views.mail_frames import framed_mail
from leadership.views.respondent import with_own_style
from leadership.views.visits import heard_page

_NOT_CLOSED = gettext_noop("What you heard is written when the round has closed.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def heard(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Both texts, beside what the dashboard says; a draft until it is published."""
    round_ = _round(membership, round_id)
    if not round_.is_closed:
        return _not_closed(request, membership, round_)
    written = written_in(round_)
    published = bool(written and written.published_at)
    form = HeardForm(
        request.POST if request.method == "POST" else None,
        initial={"heard": written.heard, "will_do": written.will_do} if written else None,
        published=published,
    )
    if request.method == "POST" and form.is_valid():
        try:
            hearing.write_what_we_heard(
                round_=round_, by=membership.user, now=timezone.now(), **form.cleaned_data
            )
        except TextMissing as error:  # published by somebody else meanwhile
            form.add_error(None, str(error))
        else:
            return _saved(request, membership, round_, published=published)
    context = _about(round_) | {"form": form, "material": material_for(round_)}
    return render(request, "leadership/rounds/heard.html", context, status=_status(form))


@require_safe
@csp_update({"frame-src": SELF})
@for_roles(RUNS_ROUNDS)
def heard_preview(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """What people see and get, and the way to publish it."""
    round_ = _round(membership, round_id)
    read = heard_in(round_)
    if read is None:
        return redirect("leadership:heard", membership.organization.slug, round_.pk)
    context = _about(round_) | {
        "mail": _mail(request, membership, round_, read),
        "query": query_for(picked_language(request)),
        **pickable_languages(request),
        "complete": bool(read.heard and read.will_do),
    }
    return render(request, "leadership/rounds/heard_preview.html", context)


@require_safe
@for_roles(RUNS_ROUNDS)
def heard_preview_mail(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """The HTML of the mail, for the frame on its page."""
    round_ = _round(membership, round_id)
    return framed_mail(_mail(request, membership, round_, _written(round_)).html)


@require_safe
@with_own_style
@in_picked_language
@for_roles(RUNS_ROUNDS)
def heard_preview_page(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """The page behind the link, as somebody sees it who answered on the last day."""
    round_ = _round(membership, round_id)
    read = _written(round_)
    answered_on = round_.closed_at.date() if round_.closed_at else None
    return heard_page(round_, read, answered_on, preview=True)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def heard_publish(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Ask once more, saying how many are mailed; then publish."""
    round_ = _round(membership, round_id)
    slug = membership.organization.slug
    if request.method == "POST":
        try:
            told = hearing.publish_what_we_heard(
                round_=round_, by=membership.user, now=timezone.now()
            )
        except (RoundNotClosed, TextMissing, PublishedAlready) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _published(told))
        return redirect("leadership:heard", slug, round_.pk)
    read = heard_in(round_)
    if read is None or not (read.heard and read.will_do) or read.published_on:
        return redirect("leadership:heard", slug, round_.pk)
    context = _about(round_) | {"told": news_to_send(round_)}
    return render(request, "leadership/rounds/heard_publish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def heard_take_back(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Ask once more, then show it nowhere any more."""
    round_ = _round(membership, round_id)
    slug = membership.organization.slug
    if request.method == "POST":
        try:
            hearing.take_back_what_we_heard(round_=round_, by=membership.user, now=timezone.now())
        except (RoundNotClosed, NotPublished) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Taken back. It is a draft again, and only you see it."))
        return redirect("leadership:heard", slug, round_.pk)
    read = heard_in(round_)
    if read is None or not read.published_on:
        return redirect("leadership:heard", slug, round_.pk)
    context = _about(round_) | {"waiting": news_to_send(round_)}
    return render(request, "leadership/rounds/heard_take_back.html", context)


def _round(membership: Membership, round_id: int) -> Round:
    return get_object_or_404(rounds_run_by(membership).select_related("what_we_heard"), pk=round_id)


def _written(round_: Round) -> Heard:
    read = heard_in(round_)
    if read is None:
        raise Http404("Nothing was written about this round.")
    return read


def _about(round_: Round) -> dict[str, Any]:
    return {"round_": round_, "read": heard_in(round_)}


def _mail(request: HttpRequest, membership: Membership, round_: Round, read: Heard) -> Mail:
    picked = picked_language(request)
    args = [membership.organization.slug, round_.pk]
    page = public_url(reverse("leadership:heard-preview-page", args=args)) + query_for(picked)
    return preview_news(round_, read, page, picked or DEFAULT_LANGUAGE)


def _not_closed(request: HttpRequest, membership: Membership, round_: Round) -> HttpResponse:
    messages.info(request, _(_NOT_CLOSED))
    return redirect("leadership:round", membership.organization.slug, round_.pk)


def _saved(
    request: HttpRequest, membership: Membership, round_: Round, *, published: bool
) -> HttpResponse:
    messages.success(
        request,
        _("Saved. People read it like this from now on.")
        if published
        else _("The draft is saved."),
    )
    page = "heard-preview" if request.POST.get("then") == "preview" else "heard"
    return redirect(f"leadership:{page}", membership.organization.slug, round_.pk)


def _published(told: int) -> str:
    if told == 0:
        return _("Published. Nobody asked to be told by mail.")
    said = ngettext(
        "Published. {count} person is told by mail.",
        "Published. {count} people are told by mail.",
        told,
    )
    return said.format(count=whole_number(told))


def _status(form: HeardForm) -> int:
    return 422 if form.errors else 200
