"""The gate before every page of an organization: a stranger gets 404, a wrong role 403."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from leadership.access import memberships_of
from leadership.domain.roles import Role
from leadership.models import Logo, Membership
from leadership.queries.ceo_messages import unread_for
from leadership.queries.concerns import new_concerns_of
from leadership.services.people import accept_membership

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Membership, Rest], HttpResponseBase]


def for_roles(roles: frozenset[Role]) -> Callable[[Page[Rest]], Callable[..., HttpResponseBase]]:
    """Open a view to these roles of the organization that `slug` in the address names.

    The view takes the membership in place of the slug. `view.roles` lets the permission
    matrix be read from the URLconf.
    """

    def decorate(view: Page[Rest]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(
            request: HttpRequest, slug: str, *args: Rest.args, **kwargs: Rest.kwargs
        ) -> HttpResponseBase:
            membership = membership_in(request, slug)
            if membership.role not in roles:
                raise PermissionDenied
            if request.method == "POST" and membership.accepted_at is None:
                accept_membership(membership=membership, now=timezone.now())
            return view(request, membership, *args, **kwargs)

        guarded.roles = roles  # type: ignore[attr-defined]
        return guarded

    return decorate


def membership_in(request: HttpRequest, slug: str) -> Membership:
    """The signed-in person's membership; the page's navigation reads it from the request.

    With it comes what the masthead shows, so that it costs no query: how many comments wait in
    the inbox, to whoever reads them how many messages to the chief executive, the logo, and
    whether the person belongs to other organizations too.
    """
    others = Membership.objects.filter(user=OuterRef("user")).exclude(pk=OuterRef("pk"))
    logo = Logo.objects.filter(organization=OuterRef("organization"))
    memberships = memberships_of(request.user).annotate(
        new_concerns=new_concerns_of(OuterRef("organization")),
        logo_fingerprint=Subquery(logo.values("fingerprint")),
        belongs_elsewhere=Exists(others),
        unread_ceo_messages=unread_for(OuterRef("pk")),
    )
    membership: Membership = get_object_or_404(memberships, organization__slug=slug)
    request.membership = membership  # type: ignore[attr-defined]
    return membership
