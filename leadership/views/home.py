"""Where a person lands: what is asked of them first, then the results."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leadership.access import (
    memberships_of,
    own_invitations,
    runs_rounds,
    sees_meetings,
    sees_participation,
)
from leadership.domain.roles import EVERYBODY
from leadership.links import answer_link, own_answers_link
from leadership.models import Membership
from leadership.queries.commitments import own_open
from leadership.queries.health import worker_is_silent
from leadership.queries.homes import home_for
from leadership.queries.next_steps import steps_before_launch
from leadership.queries.planned_rounds import planned_rounds
from leadership.views.answer_pages import closing_day
from leadership.views.guards import for_roles


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A person's only organization, else the choice between theirs."""
    memberships = list(memberships_of(request.user))
    if len(memberships) == 1:
        return redirect("leadership:organization", memberships[0].organization.slug)
    return render(request, "leadership/home/organizations.html", {"memberships": memberships})


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
