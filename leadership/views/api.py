"""The interface for programs: closed rounds as JSON, to whoever presents a key."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from assessment.domain.language import speaking
from leadership.access import rounds_read_with
from leadership.domain.api_keys import Scope
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.models import ApiKey
from leadership.queries.api_keys import key_of
from leadership.queries.dashboards import Dashboard, dashboard_for
from leadership.queries.keeping import keeping_of, nothing_yet
from leadership.services.api_keys import note_use, seconds_to_wait
from leadership.views.api_commitments import commitments_shape
from leadership.views.api_results import participation_shape, results_shape, trend_shape
from leadership.views.api_schema import (
    Commitments,
    Participation,
    Problem,
    Results,
    Rounds,
    RoundShape,
    Trend,
)

NO_KEY: Final = (
    "No key that works was sent. Send it in the header “Authorization: Bearer …”, never in the "
    "address; an owner makes and revokes keys under Settings."
)
NO_ROUND: Final = (
    "There is no closed round with this id here. /api/v1/rounds lists those there are."
)
NO_ADDRESS: Final = "There is nothing at this address. /api/v1/openapi.json lists what there is."
ONLY_GET: Final = "This interface only reads: send GET."
BROKEN: Final = (
    "Something broke on our side. The server’s log says what happened; ask again in a minute."
)

View = Callable[..., HttpResponseBase]
log = logging.getLogger(__name__)


class ScopeMissing(Exception):
    """A key reads what its owner ticked, and nothing else."""


class TooManyRequests(Exception):
    """A key is let in so many times a minute."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Key(HttpBearer):
    """Wrong, revoked and missing keys are answered alike."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        key = key_of(token)
        if key is None:
            return None
        now = timezone.now()
        if wait := seconds_to_wait(key=key, now=now):
            raise TooManyRequests(wait)
        note_use(key=key, now=now)
        return key


api = NinjaAPI(
    title="Corner Office",
    version="1",
    description="Results of closed rounds, without names, for spreadsheets and BI tools. "
    "Where a number may not be shown, it is null, and words beside it say why.",
    docs_url=None,  # ninja's page loads from another host; ours is /api/
    urls_namespace="api",
    servers=[{"url": settings.PUBLIC_URL}],
    auth=Key(),
)
_PROBLEMS: Final = {401: Problem, 429: Problem, 500: Problem}


@api.get(
    "rounds", response={200: Rounds, **_PROBLEMS}, operation_id="rounds", summary="Closed rounds"
)
def rounds(request: HttpRequest) -> Rounds:
    """Every closed round, newest first; any key may ask."""
    key = _key(request)
    return Rounds(
        organization=key.organization.name,
        rounds=[
            RoundShape(
                id=one.pk,
                label=one.label,
                quarter_starts_on=one.quarter_starts_on,
                closed_on=one.closed_at.astimezone(key.organization.zone).date(),
                promise=one.promise,
                k=one.minimum_group,
            )
            for one in rounds_read_with(key)
            if one.closed_at
        ],
    )


@api.get(
    "rounds/{int:round_id}/results",
    response={200: Results, **_PROBLEMS, 403: Problem, 404: Problem},
    operation_id="results",
    summary="Results of a round",
)
def results(request: HttpRequest, round_id: int) -> Results:
    """Headline, signs, gap, checklist and metrics, as the dashboard shows them without names."""
    return results_shape(_dashboard(request, Scope.RESULTS, round_id))


@api.get(
    "rounds/{int:round_id}/participation",
    response={200: Participation, **_PROBLEMS, 403: Problem, 404: Problem},
    operation_id="participation",
    summary="Participation in a round",
)
def participation(request: HttpRequest, round_id: int) -> Participation:
    """How many of each audience were asked, and how many answered."""
    return participation_shape(_dashboard(request, Scope.PARTICIPATION, round_id))


@api.get(
    "trend",
    response={200: Trend, **_PROBLEMS, 403: Problem},
    operation_id="trend",
    summary="The latest rounds side by side",
)
def trend(request: HttpRequest) -> Trend:
    """Signs and gap over the latest twelve closed rounds; no points before the first has closed."""
    key = _key(request, Scope.RESULTS)
    latest = rounds_read_with(key).first()
    if latest is None:
        return Trend(organization=key.organization.name, points=[])
    return trend_shape(dashboard_for(latest, named=False))


@api.get(
    "commitments",
    response={200: Commitments, **_PROBLEMS, 403: Problem},
    operation_id="commitments",
    summary="Commitments and the kept rate",
)
def commitments(request: HttpRequest) -> Commitments:
    """What was promised about the answers and what became of it, without whose it is."""
    key = _key(request, Scope.RESULTS)
    now, latest = timezone.now(), rounds_read_with(key).first()
    keeping = (
        keeping_of(latest, named=False, now=now) if latest else nothing_yet(key.organization, now)
    )
    return commitments_shape(key.organization.name, keeping)


@api.exception_handler(AuthenticationError)
def _no_key(request: HttpRequest, error: Any) -> JsonResponse:
    return _problem(NO_KEY, 401, {"WWW-Authenticate": "Bearer"})


@api.exception_handler(ScopeMissing)
def _no_scope(request: HttpRequest, error: Any) -> JsonResponse:
    return _problem(
        f"This key may not read {error}. An owner makes one that may under Settings.", 403
    )


@api.exception_handler(Http404)
def _no_round(request: HttpRequest, error: Any) -> JsonResponse:
    return _problem(NO_ROUND, 404)


@api.exception_handler(TooManyRequests)
def _too_many(request: HttpRequest, error: TooManyRequests) -> JsonResponse:
    wait = "1 second" if error.seconds == 1 else f"{error.seconds} seconds"
    return _problem(
        f"This key asked too often. Wait {wait}.", 429, {"Retry-After": str(error.seconds)}
    )


def for_programs(view: View) -> View:
    """How every address answers: to GET alone, without sign-in, in JSON, kept by nobody between.

    What stands in words is English, whatever the program’s browser or the settings say.
    """

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase
        if request.method != "GET":
            response = _problem(ONLY_GET, 405, {"Allow": "GET"})
        else:
            try:
                with speaking(DEFAULT_LANGUAGE):
                    response = view(request, *args, **kwargs)
            except Http404:
                response = _problem(NO_ADDRESS, 404)
            except Exception:  # Django would answer with a page, which no program reads
                log.exception("The interface could not answer %s", request.path)
                response = _problem(BROKEN, 500)
        response["Cache-Control"] = "private, no-store"
        return response

    return answered


def nothing_here(request: HttpRequest, rest: str) -> HttpResponseBase:
    """A mistyped address is told in JSON too."""
    raise Http404(rest)


def _key(request: HttpRequest, scope: Scope | None = None) -> ApiKey:
    """The key that was let in. Raises ScopeMissing."""
    key: ApiKey = request.auth  # type: ignore[attr-defined]
    if scope and scope not in key.may_read:
        raise ScopeMissing(scope.value)
    return key


def _dashboard(request: HttpRequest, scope: Scope, round_id: int) -> Dashboard:
    """The dashboard of one closed round, as somebody reads it to whom no executive is named."""
    key = _key(request, scope)
    return dashboard_for(get_object_or_404(rounds_read_with(key), pk=round_id), named=False)


def _problem(words: str, status: int, headers: dict[str, str] | None = None) -> JsonResponse:
    return JsonResponse({"detail": words}, status=status, headers=headers)
