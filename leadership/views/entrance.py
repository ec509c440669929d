"""Asking for a code to sign in; of a new installation, what has to come before."""

from typing import Any

from allauth.account.views import RequestLoginCodeView

from assessment.models import Organization


class EntranceView(RequestLoginCodeView):  # type: ignore[misc]
    """The page of django-allauth, which knows nothing of organizations."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"is_new": not Organization.objects.exists()}


entrance = EntranceView.as_view()
