"""Notes in the audit that somebody signed in, whichever way they came."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from leadership.models import User
from leadership.services.audit import record_sign_in

_BY_LINK = "leadership:sign-in-link"


@receiver(user_logged_in, dispatch_uid="note_sign_in")
def note_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Every way of signing in ends in Django's `login`, which says so; a shell has no address."""
    if match := request.resolver_match:
        by_link = match.view_name == _BY_LINK
        way = "by a link from the terminal" if by_link else "by an emailed code"
        record_sign_in(user=user, way=way, now=timezone.now())
