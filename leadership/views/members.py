"""Members and their roles, and who is invited to become one: for owners."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from leadership import access
from leadership.domain.roles import OWNS, Role
from leadership.models import Membership
from leadership.queries.joining import open_join_invitations
from leadership.services import joining as services
from leadership.services.people import AlreadyMember, ViewerOnExecutiveTeam, WouldBeAskedTwice
from leadership.settings_forms import JoinInvitationForm
from leadership.views.guards import for_roles

_USUAL = {"role": Role.EXECUTIVE.value, "on_executive_team": True}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def members(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The list, what waits, and the form that invites one more."""
    is_sent = request.method == "POST"
    form = JoinInvitationForm(request.POST if is_sent else None, initial=_USUAL)
    if is_sent and form.is_valid() and _invited(form, membership):
        words = gettext("An invitation goes to %(address)s.") % {
            "address": form.cleaned_data["email"]
        }
        messages.success(request, words)
        return redirect(request.path)
    context = {
        "form": form,
        "members": access.members_seen_by(membership),
        "waiting": open_join_invitations(
            access.join_invitations_seen_by(membership), timezone.now()
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/settings/members.html", context, status=status)


def _invited(form: JoinInvitationForm, membership: Membership) -> bool:
    """Whether the mail is on its way; else the form says why not."""
    typed = form.cleaned_data
    try:
        services.invite_to_join(
            **{**typed, "role": Role(typed["role"])},
            organization=membership.organization,
            by=membership.user,
            now=timezone.now(),
        )
    except (AlreadyMember, services.AlreadyInvited) as error:
        form.add_error("email", str(error))
    except (ViewerOnExecutiveTeam, WouldBeAskedTwice) as error:
        form.add_error("on_executive_team", str(error))
    return not form.errors


@require_POST
@for_roles(OWNS)
def invitation_again(request: HttpRequest, membership: Membership, join_id: int) -> HttpResponse:
    invitation = get_object_or_404(access.join_invitations_seen_by(membership), pk=join_id)
    try:
        services.send_invitation_again(
            invitation=invitation, by=membership.user, now=timezone.now()
        )
    except (services.InvitationOver, services.SentJustNow) as error:
        messages.error(request, str(error))
    else:
        words = gettext("A new invitation goes to %(address)s; the link before works no more.")
        messages.success(request, words % {"address": invitation.email})
    return redirect("leadership:settings-members", membership.organization.slug)


@require_POST
@for_roles(OWNS)
def invitation_take_back(
    request: HttpRequest, membership: Membership, join_id: int
) -> HttpResponse:
    invitation = get_object_or_404(access.join_invitations_seen_by(membership), pk=join_id)
    try:
        services.take_invitation_back(invitation=invitation, by=membership.user, now=timezone.now())
    except services.InvitationOver as error:
        messages.error(request, str(error))
    else:
        words = gettext("The invitation of %(address)s is taken back.")
        messages.success(request, words % {"address": invitation.email})
    return redirect("leadership:settings-members", membership.organization.slug)
