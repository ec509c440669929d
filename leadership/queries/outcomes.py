"""What came out of a closed round in a few words, and who is written to about it."""

from django.db.models import Q, QuerySet

from assessment.domain.sentences import gap_may_show
from assessment.models import Organization, Round
from leadership.domain.results_wording import Outcome
from leadership.domain.roles import RUNS_ROUNDS, Role
from leadership.models import Membership
from leadership.queries.dashboards import Dashboard, dashboard_for, standing_of


def outcome_of(round_: Round, *, named: bool) -> Outcome:
    """The first sentences of the dashboard, as a reader sees them whom `named` describes."""
    dashboard = dashboard_for(round_, named=named)
    audiences = dashboard.results.participation
    return Outcome(
        headline=dashboard.headline,
        change=dashboard.change,
        is_finding=_found_something(dashboard),
        asked=sum(one.asked for one in audiences),
        answered=sum(one.answered for one in audiences),
    )


def _found_something(dashboard: Dashboard) -> bool:
    """Whether the headline holds a number or a comparison, and not only why there is none."""
    standing = standing_of(dashboard.round_, dashboard.results)
    attributed = dashboard.management_is_attributed
    return standing.agreed is not None or (
        standing.gap is not None and gap_may_show(standing.gap, dashboard.k, attributed=attributed)
    )


def told_of_results(organization: Organization) -> QuerySet[Membership]:
    """Who gets a mail when a round closes: owners, leads and the executive team."""
    tells = Q(role__in=RUNS_ROUNDS) | Q(on_executive_team=True)
    return Membership.objects.filter(
        tells, organization=organization, user__is_active=True
    ).exclude(role=Role.VIEWER)


def is_told_of_results(membership: Membership) -> bool:
    """The same of one member, whose user is read already."""
    leads = membership.role in RUNS_ROUNDS or membership.on_executive_team
    return leads and membership.role != Role.VIEWER and membership.user.is_active
