"""What is held about a member or a contact: as a file, and erased; and what is deleted when."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leadership import access
from leadership.domain.roles import OWNS, RUNS_ROUNDS
from leadership.links import notice_path
from leadership.models import Contact, Erasure, Membership
from leadership.personal_files import archive_of_person
from leadership.privacy_forms import EraseForm
from leadership.queries.erasing import erasure_plan
from leadership.queries.personal_data import personal_data_of
from leadership.queries.persons import Person
from leadership.queries.retention import deleted_elsewhere, due_in, last_run_of
from leadership.services.erasing import erase_person
from leadership.services.erasure_journal import JournalUnwritable
from leadership.services.handing_over import note_handed_over
from leadership.services.people import LastOwner
from leadership.views.guards import for_roles

_ERASURES_SHOWN = 20


@require_POST
@never_cache
@for_roles(OWNS)
def member_data(request: HttpRequest, membership: Membership, member_id: int) -> HttpResponse:
    member = get_object_or_404(access.members_seen_by(membership), pk=member_id)
    return _handed_over(membership, member.user.email)


@require_POST
@never_cache
@for_roles(RUNS_ROUNDS)
def contact_data(request: HttpRequest, membership: Membership, contact_id: int) -> HttpResponse:
    contact = _contact(membership, contact_id)
    return _handed_over(membership, contact.email)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def member_erase(request: HttpRequest, membership: Membership, member_id: int) -> HttpResponse:
    member = get_object_or_404(access.members_seen_by(membership), pk=member_id)
    back = reverse("leadership:member", args=[membership.organization.slug, member.pk])
    place = _Place(str(member.user), member.user.email, back, "members")
    return _erase(request, membership, place)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def contact_erase(request: HttpRequest, membership: Membership, contact_id: int) -> HttpResponse:
    contact = _contact(membership, contact_id)
    back = reverse("leadership:contact", args=[membership.organization.slug, contact.pk])
    return _erase(request, membership, _Place(str(contact), contact.email, back, "people"))


@require_safe
@for_roles(OWNS)
def privacy(request: HttpRequest, membership: Membership) -> HttpResponse:
    """What the next run of the retention deletes, what the last one did, and the notice."""
    organization = membership.organization
    last = last_run_of(organization)
    deleted = last.deleted if last else {}
    rows = [(due, deleted.get(due.key)) for due in due_in(organization, timezone.now())]
    context = {
        "rows": rows,
        "last": last,
        "elsewhere": deleted_elsewhere(),
        "erasures": Erasure.objects.filter(organization=organization)[:_ERASURES_SHOWN],
        "notice": notice_path(organization.pk),
        "zone": organization.time_zone,
    }
    return render(request, "leadership/settings/privacy.html", context)


def as_download(content: bytes) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="personal-data.zip"'},
    )


def _contact(membership: Membership, contact_id: int) -> Contact:
    """Raises PermissionDenied where only an owner may, as for any member."""
    contact = get_object_or_404(access.contacts_seen_by(membership), pk=contact_id)
    if not access.contacts_known_whole_to(membership).filter(pk=contact.pk).exists():
        raise PermissionDenied
    return contact


def _handed_over(membership: Membership, address: str) -> HttpResponse:
    now = timezone.now()
    person = Person(address, membership.organization_id)
    content = archive_of_person(personal_data_of(person, now=now))
    note_handed_over(
        organization=membership.organization, address=address, by=membership.user, now=now
    )
    return as_download(content)


@dataclass(frozen=True, slots=True)
class _Place:
    """Whom an erasure is about, the page it was opened from, and the list that follows it."""

    called: str
    address: str
    back: str
    following: str


def _erase(request: HttpRequest, membership: Membership, place: _Place) -> HttpResponse:
    """The page that says what goes, and the act; members are confirmed by their address."""
    person = Person(place.address, membership.organization_id)
    typed = request.POST if request.method == "POST" else None
    form = EraseForm(typed, address=person.address, is_typed=place.following == "members")
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(
                person=person,
                by=membership.user,
                now=timezone.now(),
                never_again=form.cleaned_data["never_again"],
            )
        except (JournalUnwritable, LastOwner) as error:
            messages.error(request, str(error))
            return redirect(place.back)
        messages.success(request, gettext("The person is erased."))
        if person.address == membership.user.email:
            return redirect("leadership:home")
        return redirect(f"leadership:{place.following}", membership.organization.slug)
    context = {
        "person": place.called,
        "back": place.back,
        "plan": erasure_plan(person),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/people/erase.html", context, status=status)
