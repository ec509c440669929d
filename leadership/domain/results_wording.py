"""The words of the mail that says a round has closed and what it found."""

from dataclasses import dataclass


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
    counted = _counted(outcome)
    if not outcome.is_finding:
        return ResultsWording(
            subject=f"{organization}: {round_label} has closed",
            preheader=f"{counted} There is no finding to show.",
            heading=outcome.headline or f"{round_label} has closed without a finding",
            paragraphs=(
                f"{round_label} has closed, and {_small(counted)} That is too few of some to show "
                "a finding. The dashboard shows what may be shown, and says why the rest is not.",
            ),
            button="Open the dashboard",
        )
    return ResultsWording(
        subject=f"{organization}: what {round_label} found",
        preheader=outcome.headline,
        heading=outcome.headline,
        paragraphs=(
            f"That is what {round_label} found. It has closed, and {_small(counted)}",
            outcome.change,
        ),
        button="See what it rests on",
    )


def _nobody_answered(organization: str, round_label: str, outcome: Outcome) -> ResultsWording:
    who = (
        "The one person who was asked did not answer"
        if outcome.asked == 1
        else f"None of the {outcome.asked:,} people asked answered"
    )
    asked = f"{who}, so there are no results."
    return ResultsWording(
        subject=f"{organization}: nobody answered {round_label}",
        preheader=asked,
        heading=f"{round_label} has closed, and nobody answered",
        paragraphs=(asked,),
        button="Open the dashboard",
    )


def _counted(outcome: Outcome) -> str:
    if outcome.asked == 1:
        return "The one person who was asked answered."
    return f"{outcome.answered:,} of the {outcome.asked:,} people asked answered."


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
