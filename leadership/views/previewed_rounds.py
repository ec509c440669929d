"""Which round and audience a preview is of."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from assessment.domain.audiences import Audience
from assessment.models import Round
from leadership.access import rounds_run_by
from leadership.models import Membership


def previewed(membership: Membership, round_id: int, audience: str) -> tuple[Round, Audience]:
    """A round of those the member runs, and an audience that it asks. Raises Http404."""
    round_ = get_object_or_404(rounds_run_by(membership), pk=round_id)
    if audience not in round_.audiences:
        raise Http404("This round does not ask that audience.")
    return round_, Audience(audience)
