"""The mail to the leadership team and the leads when a round has closed."""

from django.urls import reverse

from assessment.domain.language import readers_language
from assessment.models import Round
from leadership.access import runs_rounds, sees_executives_by_name
from leadership.domain.mail_wording import one_line
from leadership.domain.results_wording import Outcome, results_wording
from leadership.emails.letters import Letterhead, Mail, letterhead_of
from leadership.emails.member_letters import Because, MemberLetter, member_mail, speaking_to
from leadership.links import member_unsubscribe_link, public_url
from leadership.models import Membership
from leadership.queries.outcomes import outcome_of


def render_results(
    round_: Round, membership: Membership, letterhead: Letterhead | None = None
) -> Mail:
    """What the reader's own dashboard says first, and the way to it.

    Reads the round's organization and the member's user: select them.
    """
    letterhead = letterhead or letterhead_of(round_)
    with speaking_to(membership):
        letter = _letter(round_, membership, letterhead)
    return member_mail(
        letter,
        membership=membership,
        letterhead=letterhead,
        unsubscribe_link=member_unsubscribe_link(membership),
    )


def _letter(round_: Round, membership: Membership, letterhead: Letterhead) -> MemberLetter:
    wording = results_wording(
        letterhead.organization,
        one_line(round_.label),
        _outcome(round_, letterhead, named=sees_executives_by_name(membership)),
    )
    return MemberLetter(
        subject=wording.subject,
        preheader=wording.preheader,
        round_label=one_line(round_.label),
        heading=wording.heading,
        paragraphs=wording.paragraphs,
        button=wording.button,
        link=public_url(
            reverse("leadership:results-of", args=[round_.organization.slug, round_.pk])
        ),
        because=Because.RUNS_ROUNDS if runs_rounds(membership) else Because.ON_EXECUTIVE_TEAM,
    )


def _outcome(round_: Round, letterhead: Letterhead, *, named: bool) -> Outcome:
    """Worked out once for all mails of a batch to one kind of reader in one language."""
    key = ("outcome", round_.pk, named, readers_language())
    if key not in letterhead.kept:
        letterhead.kept[key] = outcome_of(round_, named=named)
    outcome: Outcome = letterhead.kept[key]
    return outcome
