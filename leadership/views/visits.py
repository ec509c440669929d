"""A visit to a personal link: who is asked what, and what can still be done."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, wraps
from typing import Any, cast

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition
from assessment.domain.language import long_date
from assessment.models import Organization, Round
from assessment.queries.rounds import pages_for
from leadership.domain.hearing import Heard
from leadership.domain.tokens import Purpose
from leadership.links import notice_path, read_link
from leadership.models import Invitation
from leadership.queries.hearing import published_in
from leadership.queries.invitations import LinkState, invitation_behind, link_state
from leadership.views.answer_pages import PageKey, day_closed, page_key
from leadership.views.languages import language_query, readers_language, reading
from leadership.views.respondent import KeptPage, render_page, respondent_page
from leadership.views.thanks import thanks_for
from leadership.views.writing import Writing, writing_offered, writing_previewed

# Translated where they are shown; to the code that passes them on they are texts.
CLOSED_WHILE_ANSWERING = cast(
    "str",
    gettext_lazy(
        "This round closed before your answers arrived, so nothing was stored. "
        "What you wrote is still on this page, so that you can keep it."
    ),
)
SERVER_FAILED = cast(
    "str",
    gettext_lazy(
        "Your answers could not be stored just now, and nothing was lost: they are still on this "
        "page. Wait a minute, then send them again."
    ),
)


SENT = cast("str", gettext_lazy("Thank you. Your answers were sent."))

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """Whether somebody asked to be told what came of it, and where the button sends it.

    In a preview the button does nothing.
    """

    wanted: bool
    address: str
    preview: bool = False


@dataclass
class Visit:
    """One request under a token of ours."""

    request: HttpRequest
    token: str
    invitation: Invitation

    @cached_property
    def state(self) -> LinkState:
        return link_state(self.invitation, self.token, timezone.now())

    @cached_property
    def audience(self) -> Audience:
        return Audience(self.invitation.audience)

    @cached_property
    def pages(self) -> tuple[Definition, ...]:
        return pages_for(self.invitation.round, self.audience, self.language)

    @property
    def posted(self) -> dict[str, list[str]]:
        return {name: self.request.POST.getlist(name) for name in self.request.POST}

    @cached_property
    def language(self) -> str:
        return readers_language(self.request, self.invitation.language)

    def key(self, definition: Definition) -> PageKey:
        return page_key(
            self.invitation.round,
            self.audience,
            self.language,
            definition,
            self.token,
        )

    def url(self, page: str, *args: str) -> str:
        """The address of a page of this link, in the language that was picked."""
        return reverse(f"leadership:{page}", args=[self.token, *args]) + language_query()

    def back_to_start(self) -> HttpResponseRedirect:
        """The start page, which says what has become of the answers."""
        return HttpResponseRedirect(self.url("answer"), status=303)


def visited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Give a view the visit instead of the token; a text that is no token of ours gets 404.

    So does a page that this person is not asked, with the way to what they are.
    """

    @wraps(view)
    def visit(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            invitation = invitation_behind(token)
            if invitation is None:
                return (
                    gone_link(request)
                    if read_link(Purpose.ANSWER, token)
                    else unknown_link(request)
                )
            with reading(request, invitation.language, invitation.offered_languages):
                found = Visit(request, token, invitation)
                try:
                    return view(found, *args, **kwargs)
                except Http404:
                    return no_page(found)
        except Error as error:
            log_fault("A personal link could not be served", error)
            return out_of_order(request)

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with reading(request):
            return visit(request, *args, **kwargs)

    return respondent_page(read)


def log_fault(what: str, error: Error) -> None:
    """Log a fault of the database by its first line: those below it can quote answers."""
    log.error("%s: %s: %s", what, type(error).__name__, str(error).partition("\n")[0])


def out_of_order(request: HttpRequest) -> HttpResponse:
    """A page that needs no database; it holds what was typed, to be sent once more."""
    typed = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    page = render_page("leadership/answer/out_of_order.html", {"typed": typed}, status=503)
    page["Retry-After"] = "60"
    return page


def gone_link(request: HttpRequest) -> HttpResponse:
    """A link that we made, to somebody who was removed since."""
    return _message(
        request,
        gettext("This link no longer works"),
        [
            gettext(
                "Whoever sent it does not ask you any more, and nothing was stored. If you have a "
                "newer mail from them, use the link in that one."
            )
        ],
        status=410,
    )


def no_page(visit: Visit) -> HttpResponse:
    """Such as the evidence of executives, under the link of a customer."""
    context = {
        "organization": visit.invitation.round.organization.name,
        "start": visit.url("answer"),
    }
    return render_page("leadership/answer/no_page.html", context, status=404)


def unknown_link(request: HttpRequest) -> HttpResponse:
    return _message(
        request,
        gettext("This link is not complete"),
        [
            gettext(
                "The address in your browser is not one that we sent. Mail programs sometimes "
                "break long links: copy the whole link from the mail, or press its button."
            )
        ],
        status=404,
    )


def said_instead(visit: Visit) -> HttpResponse:
    """What somebody sees whose link cannot be answered (any more)."""
    invitation = visit.invitation
    asking = invitation.round.organization
    organization = asking.name
    if visit.state is not LinkState.REVOKED and (heard := _published(invitation.round)):
        own = _own_answers_address(visit)
        return heard_page(invitation.round, heard, invitation.submitted_on, own_answers=own)
    if visit.state is LinkState.SUBMITTED and invitation.submitted_on:
        return _message(
            visit.request,
            str(SENT),
            thanks_for(invitation, invitation.submitted_on),
            asking,
            wish=Wish(invitation.wants_news, news_address(visit)),
            evidence=_beside(visit, "evidence/") if visit.audience is Audience.EXECUTIVE else "",
            writing=writing_offered(invitation, visit.state, _beside(visit, "ceo/")),
        )
    if visit.state is LinkState.REVOKED:
        return _message(
            visit.request,
            gettext("This link no longer works"),
            [
                gettext(
                    "%(organization)s replaced it or took it back. If you have a newer mail from "
                    "them, use the link in that one."
                )
                % {"organization": organization}
            ],
            asking,
            status=410,
        )
    return _message(
        visit.request,
        gettext("This round has closed"),
        [
            gettext(
                "Answers were taken until %(day)s. When %(organization)s asks again, you get a "
                "new link."
            )
            % {"day": day_closed(invitation.round), "organization": organization}
        ],
        asking,
        status=410,
    )


def preview_thanks(request: HttpRequest, invitation: Invitation, arrived_on: date) -> HttpResponse:
    """The thanks as those who run a round try them; their buttons lead nowhere."""
    return _message(
        request,
        str(SENT),
        thanks_for(invitation, arrived_on),
        invitation.round.organization,
        wish=Wish(wanted=False, address="", preview=True),
        writing=writing_previewed(invitation),
    )


def heard_page(
    round_: Round,
    heard: Heard,
    answered_on: date | None,
    *,
    own_answers: str = "",
    preview: bool = False,
) -> HttpResponse:
    """What we heard and what we will do, as everybody sees it who was asked.

    `own_answers` is where a person finds what they answered, if it is known to be theirs.
    """
    context = {
        "round_": round_,
        "organization": round_.organization.name,
        "heard": heard,
        "answered_on": long_date(answered_on) if answered_on else "",
        "published_on": long_date(heard.published_on) if heard.published_on else "",
        "closed_on": day_closed(round_),
        "own_answers": own_answers,
        "preview": preview,
    }
    return render_page("leadership/answer/heard.html", context)


def _own_answers_address(visit: Visit) -> str:
    """Only where the sheet was sent and still knows its person."""
    if visit.state is not LinkState.SUBMITTED or visit.invitation.sheet_id is None:
        return ""
    return visit.url("answer-mine")


def _published(round_: Round) -> Heard | None:
    """No answer page waits for this: only a closed round has something published."""
    return published_in(round_) if round_.is_closed else None


def news_address(visit: Visit) -> str:
    """Where the wish is sent, seen from this page, so that the page names no link."""
    return _beside(visit, "news/")


def _beside(visit: Visit, page: str) -> str:
    start = reverse("leadership:answer", args=[visit.token])
    there = page if visit.request.path == start else f"../{page}"
    return there + language_query()


def _message(
    request: HttpRequest,
    heading: str,
    sentences: Sequence[str],
    asking: Organization | None = None,
    *,
    status: int = 200,
    wish: Wish | None = None,
    evidence: str = "",
    writing: Writing | None = None,
) -> HttpResponse:
    named = (asking.name, notice_path(asking.pk)) if asking else ("", "")
    kept = _kept_message(
        get_language(),
        heading,
        tuple(sentences),
        named,
        wish=wish,
        evidence=evidence,
        writing=writing,
    )
    return kept.answer_to(request, status)


@lru_cache(maxsize=512)
def _kept_message(
    language: str | None,
    heading: str,
    sentences: tuple[str, ...],
    named: tuple[str, str],
    *,
    wish: Wish | None,
    evidence: str,
    writing: Writing | None,
) -> KeptPage:
    """The page, rendered once: everybody who answers on one day is thanked in the same words.

    `named` is the organization and the way to its privacy notice.
    """
    context = {
        "heading": heading,
        "sentences": sentences,
        "organization": named[0],
        "notice_path": named[1],
        "wish": wish,
        "evidence": evidence,
        "writing": writing,
        "preview": wish is not None and wish.preview,
    }
    return KeptPage.of(render_page("leadership/answer/message.html", context))
