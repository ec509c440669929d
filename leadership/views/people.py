"""The pages of an organization's members: the list, the page of each, adding and removing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from leadership import access
from leadership.domain.people_words import language_name, role_name
from leadership.domain.roles import OWNS, RUNS_ROUNDS, Role
from leadership.forms import MemberForm, NewMemberForm
from leadership.models import Membership
from leadership.people_forms import MembersForm
from leadership.queries.people import SoughtMembers, is_known_elsewhere, member_page
from leadership.queries.person_pages import history_of_member
from leadership.queries.reach import reach_of
from leadership.services import people as services
from leadership.views.guards import for_roles
from leadership.views.people_lists import headings_of

_NEWCOMER = {"role": Role.EXECUTIVE.value, "on_executive_team": True}


@require_safe
@for_roles(RUNS_ROUNDS)
def members(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Everybody who signs in, and those of them who are looked for."""
    form = MembersForm(request.GET)
    sought = form.sought if form.is_valid() else SoughtMembers()
    sort = (form.cleaned_data.get("sort") if form.is_valid() else "") or "role"
    page = member_page(
        access.members_seen_by(membership), sought, sort=sort, number=request.GET.get("page", "1")
    )
    context = {
        "is_owner": access.is_owner(membership),
        "form": form,
        "is_search": sought != SoughtMembers(),
        "headings": headings_of(
            sort, (("name", _("Person")), ("role", _("Role")), ("language", _("Language")))
        ),
        "page": page,
    }
    return render(request, "leadership/people/members.html", context)


@require_safe
@for_roles(RUNS_ROUNDS)
def member(request: HttpRequest, membership: Membership, member_id: int) -> HttpResponse:
    """Who somebody is, and what they were sent; nothing of what they answered."""
    found = get_object_or_404(access.members_seen_by(membership), pk=member_id)
    email = found.user.email
    context = {
        "member": found,
        "is_owner": access.is_owner(membership),
        "role": role_name(found.role),
        "language_name": language_name(found.language),
        "reach": reach_of(membership.organization_id, [email])[email],
        "history": history_of_member(found),
    }
    return render(request, "leadership/people/member.html", context)


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
            messages.success(request, _("{name} can sign in now.").format(name=added.user))
            return redirect("leadership:members", membership.organization.slug)
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
            kept = _("The changes to {name} are kept.").format(name=typed["name"])
            messages.success(request, kept)
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
        gone = _("{name} is no member any more.").format(name=member.user)
        messages.success(request, gone)
    return _back_to_people(membership)


def _back_to_people(membership: Membership) -> HttpResponse:
    """To the list, unless people have just taken away their own right to see it."""
    left = access.memberships_of(membership.user).filter(pk=membership.pk).first()
    if left and access.runs_rounds(left):
        return redirect("leadership:members", membership.organization.slug)
    return redirect("leadership:home")


def _posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty POST has errors, a GET has none."""
    return request.POST if request.method == "POST" else None
