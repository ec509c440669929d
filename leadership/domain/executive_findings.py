"""What executives’ statements, their matrix of signs and the tone say, without a full stop."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assessment.domain.agreement import Agreement
from assessment.domain.language import (
    decimal,
    in_front,
    listed,
    mid_sentence,
    number_word,
    translate,
    translate_plural,
)

Told = Sequence[tuple[str, Agreement]]  # a statement and how it was answered


def opinions_finding(statements: Told) -> str:
    """On which statement executives are furthest apart, by the standard deviation."""
    apart = [(found.variance, text) for text, found in statements if found.variance is not None]
    if not apart:
        return translate("How executives answer the statements")
    widest = max(variance for variance, _ in apart)
    if widest == 0:
        return translate("Executives answer every statement alike")
    text = translate("Executives are furthest apart on “{statement}”")
    return text.format(statement=_bare(_of(apart, widest)))


def opinions_sentence(statements: Told) -> str:
    """The widest and the narrowest spread, with their means."""
    known = [(found, text) for text, found in statements if found.variance is not None]
    if not known:
        counted = [(found.k, text) for text, found in statements if found.k]
        for count, statement in counted[:1]:
            text = translate_plural(
                "{count} answered “{statement}”.", "{count} answered “{statement}”.", count
            )
            return text.format(count=count, statement=_bare(statement))
        return ""
    known.sort(key=lambda one: one[0].variance or Fraction(0))
    (least, calm), (most, divided) = known[0], known[-1]
    # Translators: {spread} is such as “3 strongly agree, mean 3.6, spread 1.1”.
    text = translate("Of one mind on “{statement}”: {spread}.")
    if most.variance:
        # Translators: {spread} is such as “3 strongly agree, mean 3.6, spread 1.1”.
        text = translate("Most divided on “{statement}”: {spread}.")
    sentence = text.format(statement=_bare(divided), spread=_spread(most))
    if len(known) < 2 or least.variance == most.variance:
        return sentence
    # Translators: {spread} is such as “3 strongly agree, mean 3.6, spread 1.1”.
    text = translate("Closest on “{statement}”: {spread}.")
    return f"{sentence} {text.format(statement=_bare(calm), spread=_spread(least))}"


def matrix_finding(rows: Sequence[Sequence[str]]) -> str:
    """How many executives say yes to every sign; each row holds one mark a sign."""
    answered = [marks for marks in rows if any(marks)]
    if not answered:
        return translate("No executive has answered")
    sure = sum(all(mark == "y" for mark in marks) for marks in answered)
    if sure == 0:
        return translate("No executive says yes to every sign")
    if sure == len(answered):
        return translate("Every executive says yes to every sign")
    text = translate_plural(
        "One of {number} executives says yes to every sign",
        "{some} of {number} executives say yes to every sign",
        sure,
    )
    return in_front(text.format(some=number_word(sure), number=number_word(len(answered))))


def matrix_sentence(yes: Sequence[int]) -> str:
    """How many say yes to each sign, in their order."""
    told = [
        translate_plural("{count} to sign {sign}", "{count} to sign {sign}", count).format(
            count=count, sign=sign
        )
        for sign, count in enumerate(yes, start=1)
    ]
    # Translators: {counts} are such as “8 to sign 1, 7 to sign 2 and 3 to sign 3”.
    return translate("Executives who say yes: {counts}.").format(counts=listed(told))


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
    text = translate_plural(
        "{some} of {number} say “{answer}”", "{some} of {number} say “{answer}”", most
    )
    answer = mid_sentence(leading[0])
    told = text.format(some=number_word(most), number=number_word(total), answer=answer)
    return in_front(told)


def _of(apart: Sequence[tuple[Fraction, str]], widest: Fraction) -> str:
    return next(text for variance, text in apart if variance == widest)


def _spread(found: Agreement) -> str:
    sure = found.answers.counts[-1]
    text = translate_plural(
        "{count} strongly agrees, mean {mean}, spread {spread}",
        "{count} strongly agree, mean {mean}, spread {spread}",
        sure,
    )
    return text.format(
        count=sure, mean=_tenths(float(found.mean or 0)), spread=_tenths(found.sd or 0)
    )


def _tenths(number: float) -> str:
    return decimal(Decimal(f"{number:.1f}"))


def _bare(statement: str) -> str:
    """Without its full stop, which no quotation within a sentence keeps."""
    return statement.removesuffix(".").removesuffix("。")
