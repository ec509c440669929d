"""What those who run rounds are told of a round on a schedule: it waits, has opened, is stuck."""

from django.urls import reverse

from assessment.domain.audience_counts import counted
from assessment.domain.language import (
    clock,
    listed,
    long_date,
    translate,
    translate_plural,
    whole_number,
)
from assessment.models import Round
from leadership.domain.mail_wording import closes_at_midnight, last_day, one_line
from leadership.emails.letters import Letterhead, Mail
from leadership.emails.member_letters import (
    Because,
    MemberLetter,
    member_mail,
    member_of,
    speaking_to,
)
from leadership.links import public_url
from leadership.models import InvitationRun, OutgoingEmail
from leadership.queries.rounds import people_by_audience

AGAIN = ":2"  # ends the key of the mail that asks for the second time


def render_round_waits(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """The round is a draft and its time has come; one button leads to the page that asks."""
    member = member_of(email)
    with speaking_to(member):
        again = email.dedupe_key.endswith(AGAIN)
        letter = (_still_waits if again else _waits)(email, letterhead.organization)
    return member_mail(letter, membership=member, letterhead=letterhead)


def _waits(email: OutgoingEmail, organization: str) -> MemberLetter:
    label = one_line(email.its_round.label)
    subject = translate("{round} of {organization} waits for your yes")
    opens = translate("By your schedule {round} opens now. Nobody has been asked yet.")
    return _asking_for_a_yes(
        email,
        subject=subject.format(round=label, organization=organization),
        heading=translate("{round} is ready and waits for your yes").format(round=label),
        paragraph=opens.format(round=label),
    )


def _still_waits(email: OutgoingEmail, organization: str) -> MemberLetter:
    label = one_line(email.its_round.label)
    subject = translate("{round} of {organization} still waits for your yes")
    opens = translate(
        "By your schedule {round} should have opened three days ago. Nobody has been asked "
        "yet, and this is the last time that we remind you."
    )
    return _asking_for_a_yes(
        email,
        subject=subject.format(round=label, organization=organization),
        heading=translate("{round} still waits for your yes").format(round=label),
        paragraph=opens.format(round=label),
    )


def _asking_for_a_yes(
    email: OutgoingEmail, *, subject: str, heading: str, paragraph: str
) -> MemberLetter:
    round_, label = email.its_round, one_line(email.its_round.label)
    return MemberLetter(
        subject=subject,
        preheader=translate("Nobody is asked before it is launched."),
        round_label=label,
        heading=heading,
        paragraphs=(paragraph, f"{_whom(round_)} {_until(email)}"),
        button=translate("Look at {round} and launch it").format(round=label),
        link=_page("round-launch", round_),
        because=Because.RUNS_ROUNDS,
        after_button=translate(
            "The page shows once more who would be asked, and sends nothing before you say yes."
        ),
    )


def render_round_opened(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """The round was launched by the clock."""
    member = member_of(email)
    with speaking_to(member):
        letter = _opened(email.its_round, letterhead.organization)
    return member_mail(letter, membership=member, letterhead=letterhead)


def _opened(round_: Round, organization: str) -> MemberLetter:
    label, people = one_line(round_.label), _invited(round_)
    subject = translate("{round} of {organization} is open")
    return MemberLetter(
        subject=subject.format(round=label, organization=organization),
        preheader=translate_plural(
            "{count} person is asked by email.", "{count} people are asked by email.", people
        ).format(count=whole_number(people)),
        round_label=label,
        heading=translate("{round} has opened by itself").format(round=label),
        paragraphs=(
            f"{_as_scheduled(people)} {_can_answer(round_)}",
            translate("There is nothing that you need to do."),
        ),
        button=translate("See who has answered"),
        link=_page("round", round_),
        because=Because.RUNS_ROUNDS,
    )


def _as_scheduled(people: int) -> str:
    return translate_plural(
        "{count} person is asked by email, as your schedule says.",
        "{count} people are asked by email, as your schedule says.",
        people,
    ).format(count=whole_number(people))


def _can_answer(round_: Round) -> str:
    if closes_at_midnight(round_.closes_at, round_.organization.zone):
        sentence = translate(
            "They can answer until the end of {day} ({zone} time); then the round closes and its "
            "results appear."
        )
    else:
        sentence = translate(
            "They can answer until {day}, {hour} ({zone} time); then the round closes and its "
            "results appear."
        )
    return sentence.format(**_closing(round_))


def render_round_stuck(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """The round should have opened by itself and cannot; from now on it waits for somebody."""
    member = member_of(email)
    with speaking_to(member):
        letter = _stuck(email, letterhead.organization)
    return member_mail(letter, membership=member, letterhead=letterhead)


def _stuck(email: OutgoingEmail, organization: str) -> MemberLetter:
    round_, label = email.its_round, one_line(email.its_round.label)
    subject = translate("{round} of {organization} could not open")
    nobody = translate("Nobody has been asked yet.")
    return MemberLetter(
        subject=subject.format(round=label, organization=organization),
        preheader=translate("It needs you. Nobody has been asked yet."),
        round_label=label,
        heading=translate("{round} could not open by itself").format(round=label),
        paragraphs=(
            f"{nobody} {_why_stuck(email)}",
            translate(
                "The schedule leaves this round to you now; the next one opens by itself again."
            ),
        ),
        button=translate("Open the draft of {round}").format(round=label),
        link=_page("round", round_),
        because=Because.RUNS_ROUNDS,
    )


def _why_stuck(email: OutgoingEmail) -> str:
    """The reason and its remedy, as they are when the mail is written."""
    round_ = email.its_round
    if round_.closes_at <= email.due_at:
        return translate(
            "Its last day to answer, {day}, was over before it opened. Choose a later one in the "
            "draft, then launch it."
        ).format(day=_last_day(round_))
    people = people_by_audience(round_.organization)
    if not any(people.get(audience) for audience in round_.asks):
        return translate(
            "There was nobody to ask. Add the executive team or upload contacts, then launch it."
        )
    return translate("Something was missing when it was due. Look at the draft, then launch it.")


def _whom(round_: Round) -> str:
    """Such as "A launch asks 6 executives and 1,203 customers by email." """
    people = people_by_audience(round_.organization)
    groups = [
        counted(audience, people[audience]) for audience in round_.asks if people.get(audience)
    ]
    if not groups:
        return translate(
            "There is nobody to ask yet: add the executive team or upload contacts first."
        )
    return translate("A launch asks {people} by email.").format(people=listed(groups))


def _until(email: OutgoingEmail) -> str:
    round_ = email.its_round
    if round_.closes_at <= email.due_at:
        return translate(
            "Its last day to answer, {day}, is over: choose a later one in the draft before you "
            "launch it."
        ).format(day=_last_day(round_))
    if closes_at_midnight(round_.closes_at, round_.organization.zone):
        sentence = translate("Answers are taken until the end of {day} ({zone} time).")
    else:
        sentence = translate("Answers are taken until {day}, {hour} ({zone} time).")
    return sentence.format(**_closing(round_))


def _closing(round_: Round) -> dict[str, str]:
    """What a sentence about the closing names."""
    zone = round_.organization.zone
    return {
        "day": _last_day(round_),
        "hour": clock(round_.closes_at.astimezone(zone).time()),
        "zone": zone.key,
    }


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
