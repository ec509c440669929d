"""Being told what came of one's answers: the wish, from the page that says thank you."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from leadership.queries.invitations import LinkState
from leadership.services.news import wish_for_news
from leadership.views.visits import Visit, visited

_WISHES = {"yes": True, "no": False}


@require_http_methods(["GET", "HEAD", "POST"])
@visited
def answer_news(visit: Visit) -> HttpResponse:
    """Remember the wish and lead back to the page that shows it; reading writes nothing."""
    wanted = _WISHES.get(visit.request.POST.get("wish", ""))
    sent = visit.state is LinkState.SUBMITTED
    if visit.request.method == "POST" and sent and wanted is not None:
        wish_for_news(invitation=visit.invitation, wants=wanted)
    return visit.back_to_start()
