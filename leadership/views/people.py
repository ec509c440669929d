"""The pages of an organization's people: the list, members, removing contacts."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.domain.rounds import RoundState
from leadership import access
from leadership.domain.roles import OWNS, RUNS_ROUNDS, Role
from leadership.forms import ContactSearchForm, MemberForm, NewMemberForm
from leadership.models import Membership
from leadership.queries.people import (
    contact_counts,
    contact_page,
    is_known_elsewhere,
    member_rows,
    with_reach,
)
from leadership.queries.reach import reach_of
from leadership.services import people as services
from leadership.services.bounces import try_again
from leadership.views.guards import for_roles

_NEWCOMER = {"role": Role.EXECUTIVE.value, "on_executive_team": True}


@require_safe
@for_roles(RUNS_ROUNDS)
def people(request: HttpRequest, membership: Membership) -> HttpResponse:
    contacts = access.contacts_seen_by(membership)
    form = ContactSearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    members = member_rows(access.members_seen_by(membership))
    page = contact_page(contacts, **asked, number=request.GET.get("page", "1"))
    shown = [*(row.email for row in members), *(row.email for row in page.rows)]
    reach = reach_of(membership.organization_id, shown)
    return render(
        request,
        "leadership/people/list.html",
        {
            "is_owner": access.is_owner(membership),
            "open_round": access.rounds_run_by(membership).filter(state=RoundState.OPEN).first(),
            "members": with_reach(members, reach),
            "counts": contact_counts(contacts),
            "form": form,
            "is_search": any(asked.values()),
            "contacts": replace(page, rows=with_reach(page.rows, reach)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def add_member(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = NewMemberForm(_posted(request), initial=_NEWCOMER)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            added = services.add_member(
                **{**typed, "role": Role(typed["role"])},
                organization=membership.organization,
                by=membership.user,
                now=timezone.now(),
            )
        except services.AlreadyMember as error:
            form.add_error("email", str(error))
        except (services.ViewerOnExecutiveTeam, services.WouldBeAskedTwice) as error:
            form.add_error("on_executive_team", str(error))
        else:
            messages.success(request, f"{added.user} can sign in now.")
            return redirect("leadership:people", membership.organization.slug)
    return render(request, "leadership/people/add_member.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def change_member(request: HttpRequest, membership: Membership, member_id: int) -> HttpResponse:
    member = get_object_or_404(access.members_seen_by(membership), pk=member_id)
    now_held = {
        "name": member.user.name,
        "role": member.role,
        "on_executive_team": member.on_executive_team,
        "language": member.language,
    }
    form = MemberForm(_posted(request), initial=now_held, rename=not is_known_elsewhere(member))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            services.change_member(
                **{**typed, "role": Role(typed["role"])},
                membership=member,
                by=membership.user,
                now=timezone.now(),
            )
        except services.NameIsShared as error:
            form.add_error("name", str(error))
        except services.LastOwner as error:
            form.add_error("role", str(error))
        except (services.ViewerOnExecutiveTeam, services.WouldBeAskedTwice) as error:
            form.add_error("on_executive_team", str(error))
        else:
            messages.success(request, f"The changes to {typed['name']} are kept.")
            return _back_to_people(membership)
    return render(request, "leadership/people/change_member.html", {"form": form, "member": member})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def remove_member(request: HttpRequest, membership: Membership, member_id: int) -> HttpResponse:
    member = get_object_or_404(access.members_seen_by(membership), pk=member_id)
    if request.method != "POST":
        return render(request, "leadership/people/remove_member.html", {"member": member})
    try:
        services.remove_member(membership=member, by=membership.user, now=timezone.now())
    except services.LastOwner as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{member.user} is no member any more.")
    return _back_to_people(membership)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def remove_contact(request: HttpRequest, membership: Membership, contact_id: int) -> HttpResponse:
    contact = get_object_or_404(access.contacts_seen_by(membership), pk=contact_id)
    if request.method != "POST":
        return render(request, "leadership/people/remove_contact.html", {"contact": contact})
    services.remove_contact(contact=contact, by=membership.user, now=timezone.now())
    messages.success(request, f"{contact} is not asked any more.")
    return redirect("leadership:people", membership.organization.slug)


@require_POST
@for_roles(RUNS_ROUNDS)
def try_address_again(request: HttpRequest, membership: Membership, bounce_id: int) -> HttpResponse:
    bounce = get_object_or_404(access.bounces_seen_by(membership), pk=bounce_id)
    again = try_again(bounce=bounce, by=membership.user, now=timezone.now())
    messages.success(
        request,
        f"The invitation is sent to {bounce.email} once more."
        if again
        else f"The next mail goes to {bounce.email} again.",
    )
    return redirect("leadership:people", membership.organization.slug)


def _back_to_people(membership: Membership) -> HttpResponse:
    """To the list, unless people have just taken away their own right to see it."""
    left = access.memberships_of(membership.user).filter(pk=membership.pk).first()
    if left and access.runs_rounds(left):
        return redirect("leadership:people", membership.organization.slug)
    return redirect("leadership:home")


def _posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty POST has errors, a GET has none."""
    return request.POST if request.method == "POST" else None
