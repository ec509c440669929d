"""The list of contacts, and the page of each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.domain.rounds import RoundState
from leadership import access
from leadership.domain.people_words import audience_of_one, language_name
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import Bounce, Contact, Membership
from leadership.people_forms import ContactForm, ContactsForm
from leadership.queries.contacts import (
    Sought,
    contact_counts,
    contact_page,
    found_contacts,
    with_reach,
)
from leadership.queries.people import members_found
from leadership.queries.person_pages import history_of_contact
from leadership.queries.reach import reach_of
from leadership.queries.units import unit_tree
from leadership.services import contacts as services
from leadership.services.bounces import try_again
from leadership.services.people import remove_contact as remove
from leadership.views.guards import for_roles
from leadership.views.people_lists import headings_of, kept_fields, posted


@require_safe
@for_roles(RUNS_ROUNDS)
def people(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Everybody who is asked by email, and those of them who are looked for."""
    contacts = access.contacts_seen_by(membership)
    tree = unit_tree(membership.organization_id)
    form = ContactsForm(request.GET, tree=tree)
    sought = form.sought if form.is_valid() else Sought()
    sort = (form.cleaned_data.get("sort") if form.is_valid() else "") or "name"
    found = found_contacts(contacts, sought, tree, organization_id=membership.organization_id)
    page = contact_page(found, tree, sort=sort, number=request.GET.get("page", "1"))
    reach = reach_of(membership.organization_id, [row.email for row in page.rows])
    context = {
        "counts": contact_counts(contacts),
        "members_too": members_found(access.members_seen_by(membership), sought.search),
        "open_round": access.rounds_run_by(membership).filter(state=RoundState.OPEN).first(),
        "form": form,
        "search": sought.search,
        "is_search": sought != Sought(),
        "kept": kept_fields(request.GET),
        "headings": headings_of(
            sort,
            (
                ("name", _("Person")),
                ("audience", _("Audience")),
                ("unit", _("Unit")),
                ("language", _("Language")),
            ),
        ),
        "page": page,
        "contacts": with_reach(page.rows, reach),
    }
    return render(request, "leadership/people/list.html", context)


@require_safe
@for_roles(RUNS_ROUNDS)
def contact(request: HttpRequest, membership: Membership, contact_id: int) -> HttpResponse:
    """Who somebody is, and what they were sent; nothing of what they answered."""
    found = _contact(membership, contact_id)
    organization = membership.organization
    node = unit_tree(organization.pk).node(found.unit_id) if found.unit_id else None
    context = {
        "contact": found,
        "is_owner": access.is_owner(membership),
        "is_known_whole": access.contacts_known_whole_to(membership).filter(pk=found.pk).exists(),
        "audience": audience_of_one(found.audience),
        "unit_path": node.path if node else (),
        "language_name": language_name(found.language),
        "reach": reach_of(organization.pk, [found.email])[found.email],
        "history": history_of_contact(found, organization),
    }
    return render(request, "leadership/people/contact.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def change_contact(request: HttpRequest, membership: Membership, contact_id: int) -> HttpResponse:
    found = _contact(membership, contact_id)
    known = {
        "name": found.name,
        "audience": found.audience,
        "unit": found.unit_id,
        "language": found.language,
    }
    tree = unit_tree(membership.organization_id)
    form = ContactForm(posted(request), initial=known, tree=tree)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_contact(
                **form.cleaned_data, contact=found, by=membership.user, now=timezone.now()
            )
        except services.UnitIsGone as error:
            form.add_error("unit", str(error))
        else:
            messages.success(request, _("The changes to %(name)s are kept.") % {"name": found})
            return redirect("leadership:contact", membership.organization.slug, found.pk)
    return render(
        request, "leadership/people/change_contact.html", {"form": form, "contact": found}
    )


@require_POST
@for_roles(RUNS_ROUNDS)
def pause_contact(request: HttpRequest, membership: Membership, contact_id: int) -> HttpResponse:
    """Stop asking somebody, or begin again; `active` says which."""
    found = _contact(membership, contact_id)
    if request.POST.get("active") == "yes":
        services.resume_contact(contact=found, by=membership.user, now=timezone.now())
        said = _("%(name)s is asked again from the next round on.")
    else:
        services.pause_contact(contact=found, by=membership.user, now=timezone.now())
        said = _("%(name)s is paused: not asked, not reminded.")
    messages.success(request, said % {"name": found})
    return redirect("leadership:contact", membership.organization.slug, found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def remove_contact(request: HttpRequest, membership: Membership, contact_id: int) -> HttpResponse:
    found = _contact(membership, contact_id)
    if request.method != "POST":
        return render(request, "leadership/people/remove_contact.html", {"contact": found})
    remove(contact=found, by=membership.user, now=timezone.now())
    messages.success(request, _("%(name)s is not asked any more.") % {"name": found})
    return redirect("leadership:people", membership.organization.slug)


@require_POST
@for_roles(RUNS_ROUNDS)
def try_address_again(request: HttpRequest, membership: Membership, bounce_id: int) -> HttpResponse:
    bounce = get_object_or_404(access.bounces_seen_by(membership), pk=bounce_id)
    again = try_again(bounce=bounce, by=membership.user, now=timezone.now())
    said = (
        _("The invitation is sent to %(address)s once more.")
        if again
        else _("The next mail goes to %(address)s again.")
    )
    messages.success(request, said % {"address": bounce.email})
    return _to_whose_it_is(membership, bounce)


def _contact(membership: Membership, contact_id: int) -> Contact:
    return get_object_or_404(access.contacts_seen_by(membership), pk=contact_id)


def _to_whose_it_is(membership: Membership, bounce: Bounce) -> HttpResponse:
    """To the page of whoever has this address."""
    slug = membership.organization.slug
    if found := access.contacts_seen_by(membership).filter(email=bounce.email).first():
        return redirect("leadership:contact", slug, found.pk)
    members = access.members_seen_by(membership)
    if member := members.filter(user__email=bounce.email).first():
        return redirect("leadership:member", slug, member.pk)
    return redirect("leadership:people", slug)
