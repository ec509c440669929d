"""What an executive's own log suggests for the question about hours, under their personal link.

Shown by pages that are made for one person, never by those kept for many. Nothing is stored
before the person takes it over, and then it is an answer like any other.
"""

from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.domain.answers import field_names
from assessment.domain.definitions import Definition, Kind, Question
from assessment.domain.language import short_date
from leadership.answer_forms import Suggestion
from leadership.domain.immersion import WEEKS_ASKED, LoggedWeek, as_number
from leadership.queries.immersion import weeks_suggested
from leadership.views.answers_in_words import in_words
from leadership.views.visits import Visit

TAKE = "take"


def suggestions(
    visit: Visit, definition: Definition, typed: Mapping[str, Sequence[str]]
) -> dict[str, Suggestion]:
    """By question; empty where the log has nothing for the last four weeks."""
    questions = _about_hours(visit, definition)
    weeks = _weeks(visit) if questions else ()
    return {
        question.key: _suggestion(visit, question, weeks, typed) for question in questions if weeks
    }


def posted_with_log(visit: Visit, definition: Definition) -> dict[str, list[str]]:
    """What was posted, with the hours of the log where the button asks for them."""
    taken = taken_over(visit, definition)
    weeks = _weeks(visit) if taken else ()
    posted = visit.posted
    for question in _about_hours(visit, definition):
        if question.key == taken and weeks:
            posted |= {name: [value] for name, value in _fields(question, weeks).items()}
    return posted


def taken_over(visit: Visit, definition: Definition) -> str:
    """The question for which the button without JavaScript asks for the log; "" for none."""
    wanted = visit.request.POST.get(TAKE, "")
    return wanted if wanted in {one.key for one in _about_hours(visit, definition)} else ""


def _about_hours(visit: Visit, definition: Definition) -> list[Question]:
    """Only a member has a log, and only the question about the last four weeks is asked of it."""
    if visit.invitation.membership_id is None:
        return []
    return [
        question
        for question in definition.questions_for(visit.audience)
        if question.scale.kind is Kind.HOURS and question.scale.values == WEEKS_ASKED
    ]


def _weeks(visit: Visit) -> tuple[LoggedWeek, ...]:
    membership = visit.invitation.membership
    if membership is None:
        return ()
    membership.organization = visit.invitation.round.organization
    return weeks_suggested(membership, now=timezone.now())


def _suggestion(
    visit: Visit,
    question: Question,
    weeks: Sequence[LoggedWeek],
    typed: Mapping[str, Sequence[str]],
) -> Suggestion:
    fields = _fields(question, weeks)
    shown = {name: next(iter(typed.get(name, ())), "") for name in fields}
    hours: list[float | None] = [week.half_hours / 2 for week in weeks]
    values = {
        "hours": in_words(question, hours, visit.language),
        "first": short_date(weeks[0].starts_on),
        "last": short_date(weeks[0].ends_on),
    }
    sentences = (
        _("From your log: %(hours)s. Week 1 is %(first)s to %(last)s.") % values,
        _("Only you see your log. It is no answer until you take it over or enter your own."),
    )
    return Suggestion(sentences, fields, is_taken=shown == fields)


def _fields(question: Question, weeks: Sequence[LoggedWeek]) -> dict[str, str]:
    """In the spelling in which a stored answer fills the form."""
    named = zip(field_names(question), weeks, strict=True)
    return {name: as_number(week.half_hours) for name, week in named}
