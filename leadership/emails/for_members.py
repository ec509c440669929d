"""What those who run rounds are told of a round on a schedule: it waits, has opened, is stuck."""

from django.urls import reverse

from assessment.domain.audiences import Audience
from assessment.domain.language import long_date
from assessment.models import Round
from leadership.domain.mail_wording import closing_phrase, last_day, one_line
from leadership.emails.letters import Letterhead, Mail
from leadership.emails.member_letters import Because, MemberLetter, member_mail
from leadership.links import public_url
from leadership.models import InvitationRun, Membership, OutgoingEmail
from leadership.queries.rounds import people_by_audience

AGAIN = ":2"  # ends the key of the mail that asks for the second time


def render_round_waits(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """The round is a draft and its time has come; one button leads to the page that asks."""
    round_, label = email.its_round, one_line(email.its_round.label)
    again = email.dedupe_key.endswith(AGAIN)
    letter = MemberLetter(
        subject=f"{label} of {letterhead.organization} {'still ' * again}waits for your yes",
        preheader="Nobody is asked before it is launched.",
        round_label=label,
        heading=f"{label} {'still waits' if again else 'is ready and waits'} for your yes",
        paragraphs=(
            f"By your schedule {label} should have opened three days ago. Nobody has been asked "
            "yet, and this is the last time that we remind you."
            if again
            else f"By your schedule {label} opens now. Nobody has been asked yet.",
            f"{_whom(round_)} {_until(email)}",
        ),
        button=f"Look at {label} and launch it",
        link=_page("round-launch", round_),
        because=Because.RUNS_ROUNDS,
        after_button=(
            "The page shows once more who would be asked, and sends nothing before you say yes."
        ),
    )
    return member_mail(letter, membership=_member(email), letterhead=letterhead)


def render_round_opened(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """The round was launched by the clock."""
    round_, label = email.its_round, one_line(email.its_round.label)
    people = _people(_invited(round_))
    closing = closing_phrase(round_.closes_at, round_.organization.zone)
    letter = MemberLetter(
        subject=f"{label} of {letterhead.organization} is open",
        preheader=f"{people} asked by email.",
        round_label=label,
        heading=f"{label} has opened by itself",
        paragraphs=(
            f"{people} asked by email, as your schedule says. They can answer {closing}; then "
            "the round closes and its results appear.",
            "There is nothing that you need to do.",
        ),
        button="See who has answered",
        link=_page("round", round_),
        because=Because.RUNS_ROUNDS,
    )
    return member_mail(letter, membership=_member(email), letterhead=letterhead)


def render_round_stuck(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """The round should have opened by itself and cannot; from now on it waits for somebody."""
    round_, label = email.its_round, one_line(email.its_round.label)
    letter = MemberLetter(
        subject=f"{label} of {letterhead.organization} could not open",
        preheader="It needs you. Nobody has been asked yet.",
        round_label=label,
        heading=f"{label} could not open by itself",
        paragraphs=(
            f"Nobody has been asked yet. {_why_stuck(email)}",
            "The schedule leaves this round to you now; the next one opens by itself again.",
        ),
        button=f"Open the draft of {label}",
        link=_page("round", round_),
        because=Because.RUNS_ROUNDS,
    )
    return member_mail(letter, membership=_member(email), letterhead=letterhead)


def _why_stuck(email: OutgoingEmail) -> str:
    """The reason and its remedy, as they are when the mail is written."""
    round_ = email.its_round
    if round_.closes_at <= email.due_at:
        return (
            f"Its last day to answer, {_last_day(round_)}, was over before it opened. "
            "Choose a later one in the draft, then launch it."
        )
    people = people_by_audience(round_.organization)
    if not any(people.get(audience) for audience in round_.asks):
        return "There was nobody to ask. Add the executive team or upload contacts, then launch it."
    return "Something was missing when it was due. Look at the draft, then launch it."


def _whom(round_: Round) -> str:
    """Such as "A launch asks 6 executives and 1,203 customers by email." """
    people = people_by_audience(round_.organization)
    counted = [
        _counted(audience, people[audience]) for audience in round_.asks if people.get(audience)
    ]
    if not counted:
        return "There is nobody to ask yet: add the executive team or upload contacts first."
    *others, last = counted
    return f"A launch asks {', '.join(others)}{' and ' if others else ''}{last} by email."


def _until(email: OutgoingEmail) -> str:
    round_ = email.its_round
    if round_.closes_at <= email.due_at:
        return (
            f"Its last day to answer, {_last_day(round_)}, is over: choose a later one in the "
            "draft before you launch it."
        )
    return f"Answers are taken {closing_phrase(round_.closes_at, round_.organization.zone)}."


def _counted(audience: Audience, count: int) -> str:
    return f"{count:,} {audience.value if count == 1 else audience.plural}"


def _people(count: int) -> str:
    return "1 person is" if count == 1 else f"{count:,} people are"


def _invited(round_: Round) -> int:
    """How many the launch invites; while it is under way, how many it walks past."""
    run = InvitationRun.objects.filter(round=round_).first()
    if run is None:
        return 0
    return run.total if run.finished_at is None else run.invited


def _last_day(round_: Round) -> str:
    return long_date(last_day(round_.closes_at, round_.organization.zone))


def _page(name: str, round_: Round) -> str:
    path = reverse(f"leadership:{name}", args=[round_.organization.slug, round_.pk])
    return public_url(path)


def _member(email: OutgoingEmail) -> Membership:
    if email.membership is None:
        raise ValueError(f"Mail {email.pk} of kind {email.kind} has no member.")
    return email.membership
