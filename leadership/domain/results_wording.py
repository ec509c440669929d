"""The words of the mail that says a round has closed and what it found."""

from dataclasses import dataclass

from assessment.domain.language import translate, translate_plural, whole_number


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the dashboard of a closed round says first; `headline` is "" where it says nothing.

    `answered` counts everybody who sent a sheet, `asked` everybody who was asked. `is_finding`
    is False for a headline that only tells why there is nothing to show.
    """

    headline: str
    change: str
    is_finding: bool
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class ResultsWording:
    """Plain text, one entry a paragraph."""

    subject: str
    preheader: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str


def results_wording(organization: str, round_label: str, outcome: Outcome) -> ResultsWording:
    """What a reader is told: the finding, that nobody answered, or that nothing may be shown."""
    if outcome.answered == 0:
        return _nobody_answered(organization, round_label, outcome)
    if not outcome.is_finding:
        return _without_finding(organization, round_label, outcome)
    subject = translate("{organization}: what {round} found")
    return ResultsWording(
        subject=subject.format(organization=organization, round=round_label),
        preheader=outcome.headline,
        heading=outcome.headline,
        paragraphs=(_found(round_label, outcome), outcome.change),
        button=translate("See what it rests on"),
    )


def _without_finding(organization: str, round_label: str, outcome: Outcome) -> ResultsWording:
    subject = translate("{organization}: {round} has closed")
    counted = _filled(
        translate_plural(
            "The one person who was asked answered. There is no finding to show.",
            "{answered} of the {asked} people asked answered. There is no finding to show.",
            outcome.asked,
        ),
        outcome,
    )
    heading = translate("{round} has closed without a finding").format(round=round_label)
    told = translate_plural(
        "{round} has closed, and the one person who was asked answered. That is too few of some "
        "to show a finding. The dashboard shows what may be shown, and says why the rest is not.",
        "{round} has closed, and {answered} of the {asked} people asked answered. That is too few "
        "of some to show a finding. The dashboard shows what may be shown, and says why the rest "
        "is not.",
        outcome.asked,
    )
    return ResultsWording(
        subject=subject.format(organization=organization, round=round_label),
        preheader=counted,
        heading=outcome.headline or heading,
        paragraphs=(_filled(told, outcome, round_label),),
        button=translate("Open the dashboard"),
    )


def _nobody_answered(organization: str, round_label: str, outcome: Outcome) -> ResultsWording:
    subject = translate("{organization}: nobody answered {round}")
    heading = translate("{round} has closed, and nobody answered")
    asked = _filled(
        translate_plural(
            "The one person who was asked did not answer, so there are no results.",
            "None of the {asked} people asked answered, so there are no results.",
            outcome.asked,
        ),
        outcome,
    )
    return ResultsWording(
        subject=subject.format(organization=organization, round=round_label),
        preheader=asked,
        heading=heading.format(round=round_label),
        paragraphs=(asked,),
        button=translate("Open the dashboard"),
    )


def _found(round_label: str, outcome: Outcome) -> str:
    text = translate_plural(
        "That is what {round} found. It has closed, and the one person who was asked answered.",
        "That is what {round} found. It has closed, and {answered} of the {asked} people asked "
        "answered.",
        outcome.asked,
    )
    return _filled(text, outcome, round_label)


def _filled(text: str, outcome: Outcome, round_label: str = "") -> str:
    return text.format(
        round=round_label,
        answered=whole_number(outcome.answered),
        asked=whole_number(outcome.asked),
    )
