"""The errors that broken rules of an assessment raise, each with a message for its reader."""


class AssessmentError(Exception):
    """A rule of the assessment was broken; the message says which and what to do about it."""


class ImpossibleCounts(AssessmentError):
    """Counts that no set of answers can produce, such as more yes answers than answers."""


class NoValidAnswers(AssessmentError):
    """An interval was asked of no answers at all; check for n = 0 and say “no answers”."""


class UnknownCalendar(AssessmentError):
    """A month, time zone or moment that cannot place a day in a quarter."""
