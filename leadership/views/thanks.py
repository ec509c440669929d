"""What somebody is told after sending: that it arrived, what became of it, what happens next."""

from datetime import date

from django.utils.translation import gettext as _

from assessment.domain.audiences import Audience
from assessment.domain.language import long_date
from assessment.models import Round
from leadership.models import Invitation
from leadership.views.answer_pages import closing_day, day_closed


def thanks_for(invitation: Invitation, arrived_on: date) -> list[str]:
    """The sentences below the heading; the same for all who sent the same kind on one day."""
    round_ = invitation.round
    sentences = [
        _("They arrived on %(day)s and can be sent only once.") % {"day": long_date(arrived_on)}
    ]
    if invitation.may_be_contacted:
        sentences.append(
            _(
                "Your comment went to the people who run this survey at %(organization)s, with "
                "your name and address, so that they can answer you by mail. Your other answers "
                "stay without your name."
            )
            % {"organization": round_.organization.name}
        )
    return [*sentences, what_happens_next(round_, Audience(invitation.audience))]


def what_happens_next(round_: Round, audience: Audience) -> str:
    """When the round closes or closed, and who sees its results then."""
    values = {
        "organization": round_.organization.name,
        "day": day_closed(round_) if round_.is_closed else closing_day(round_),
    }
    if audience is Audience.EXECUTIVE:
        told = (
            _("The round closed on %(day)s. You see the results when you sign in.")
            if round_.is_closed
            else _(
                "Others can answer until %(day)s. Then the round closes, and you see the results "
                "when you sign in, like everybody who leads %(organization)s."
            )
        )
    elif round_.is_closed:
        told = _(
            "The round closed on %(day)s, and the people who lead %(organization)s see the results."
        )
    else:
        told = _(
            "Others can answer until %(day)s. Then the round closes, and the people who lead "
            "%(organization)s see the results."
        )
    return told % values
