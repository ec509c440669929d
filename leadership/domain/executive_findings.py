"""What executives’ statements, their matrix of signs and the tone say, without a full stop."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from assessment.domain.agreement import Agreement
from leadership.domain.findings import listed
from leadership.domain.sign_findings import word

Told = Sequence[tuple[str, Agreement]]  # a statement and how it was answered


def opinions_finding(statements: Told) -> str:
    """On which statement executives are furthest apart, by the standard deviation."""
    apart = [(found.variance, text) for text, found in statements if found.variance is not None]
    if not apart:
        return "How executives answer the statements"
    widest = max(variance for variance, _ in apart)
    if widest == 0:
        return "Executives answer every statement alike"
    return f"Executives are furthest apart on {_quoted(_of(apart, widest))}"


def opinions_sentence(statements: Told) -> str:
    """The widest and the narrowest spread, with their means."""
    known = [(found, text) for text, found in statements if found.variance is not None]
    if not known:
        counted = [(found.k, text) for text, found in statements if found.k]
        told = [f"{count} answered {_quoted(text)}" for count, text in counted[:1]]
        return f"{listed(told)}." if told else ""
    known.sort(key=lambda one: one[0].variance or Fraction(0))
    (least, calm), (most, divided) = known[0], known[-1]
    how = "Most divided" if most.variance else "Of one mind"
    sentence = f"{how} on {_quoted(divided)}: {_spread(most)}."
    if len(known) < 2 or least.variance == most.variance:
        return sentence
    return f"{sentence} Closest on {_quoted(calm)}: {_spread(least)}."


def matrix_finding(rows: Sequence[Sequence[str]]) -> str:
    """How many executives say yes to every sign; each row holds one mark a sign."""
    answered = [marks for marks in rows if any(marks)]
    if not answered:
        return "No executive has answered"
    sure = sum(all(mark == "y" for mark in marks) for marks in answered)
    if sure == 0:
        return "No executive says yes to every sign"
    if sure == len(answered):
        return "Every executive says yes to every sign"
    verb = "says" if sure == 1 else "say"
    who = f"{word(sure).capitalize()} of {word(len(answered))} executives"
    return f"{who} {verb} yes to every sign"


def matrix_sentence(yes: Sequence[int]) -> str:
    """How many say yes to each sign, in their order."""
    told = [f"{count} to sign {sign}" for sign, count in enumerate(yes, start=1)]
    return f"Executives who say yes: {listed(told)}."


def tone_finding(counts: Mapping[str, int], dont_know: str) -> str:
    """What most executives answer to one question; "" where nothing was or several are as many."""
    answers = {label: count for label, count in counts.items() if label != dont_know and count}
    if not answers:
        return ""
    most = max(answers.values())
    leading = [label for label, count in answers.items() if count == most]
    total = sum(counts.values())
    if len(leading) > 1:
        return ""
    return f"{word(most).capitalize()} of {word(total)} say “{_lower(leading[0])}”"


def _of(apart: Sequence[tuple[Fraction, str]], widest: Fraction) -> str:
    return next(text for variance, text in apart if variance == widest)


def _spread(found: Agreement) -> str:
    mean = f"{float(found.mean or 0):.1f}"
    sure = found.answers.counts[-1]
    verb = "strongly agrees" if sure == 1 else "strongly agree"
    return f"{sure} {verb}, mean {mean}, spread {found.sd or 0:.1f}"


def _quoted(text: str) -> str:
    return f"“{text.removesuffix('.')}”"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
