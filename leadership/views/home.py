"""Where a person lands: what is asked of them first, then the results."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leadership.access import (
    own_invitations,
    runs_rounds,
    sees_meetings,
    sees_participation,
)
from leadership.domain.roles import EVERYBODY
from leadership.links import answer_link, own_answers_link
from leadership.models import Membership, User
from leadership.queries.commitments import own_open
from leadership.queries.evidence import evidence_to_do
from leadership.queries.health import worker_is_silent
from leadership.queries.homes import home_for
from leadership.queries.joining import own_join_invitations
from leadership.queries.next_steps import steps_before_launch
from leadership.queries.own_organizations import own_organizations
from leadership.queries.planned_rounds import planned_rounds
from leadership.views.answer_pages import closing_day
from leadership.views.guards import for_roles


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A person's only organization, else the choice between theirs, and what waits in each."""
    user, now = cast("User", request.user), timezone.now()
    places, invitations = own_organizations(user, now), own_join_invitations(user, now)
    if len(places) == 1 and not invitations:
        return redirect("leadership:organization", places[0].slug)
    context = {"places": places, "invitations": invitations}
    return render(request, "leadership/home/organizations.html", context)


@require_safe
@for_roles(EVERYBODY)
def organization(request: HttpRequest, membership: Membership) -> HttpResponse:
    """What this organization asks of its member, where its round stands, its latest results."""
    now, runs = timezone.now(), runs_rounds(membership)
    asked = own_invitations(membership).filter(round__closes_at__gt=now).first()
    home = home_for(membership)
    context = {
        "asked": asked,
        "asked_link": answer_link(asked) if asked and not asked.submitted_on else "",
        "own_answers_link": own_answers_link(asked) if asked and asked.submitted_on else "",
        "asked_until": closing_day(asked.round) if asked else "",
        "started": bool(asked and asked.started_on),
        "home": home,
        "to_do": evidence_to_do(membership),
        "current_until": closing_day(home.current) if home.current else "",
        "sees_participation": sees_participation(membership),
        "runs": runs,
        "sees_meetings": sees_meetings(membership),
        "planned": planned_rounds(membership.organization, now) if runs else None,
        "worker_silent": runs and worker_is_silent(now),
        "steps": steps_before_launch(membership) if runs else [],
        "own_commitments": own_open(membership, now=now),
    }
    return render(request, "leadership/home/organization.html", context)
