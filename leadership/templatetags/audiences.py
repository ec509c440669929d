"""Audiences and what a sentence about a round lists, in the reader's language."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.utils import timezone

from assessment.domain import language
from assessment.domain.audience_counts import answered_of
from assessment.domain.audience_counts import counted as counted_in_words
from assessment.domain.audiences import Audience
from assessment.domain.language import clock, listed, short_date, translate
from assessment.queries.results import Participation

register = template.Library()


@register.filter
def counted(audience: Audience, count: int) -> str:
    """Such as “12 employees”."""
    return counted_in_words(audience, count)


@register.filter
def answered_listed(participation: Iterable[Participation]) -> str:
    """Such as “3 of 5 executives and 20 of 40 employees”."""
    return listed(
        [answered_of(row.audience, answered=row.answered, asked=row.asked) for row in participation]
    )


@register.filter
def plurals_listed(audiences: Iterable[Audience]) -> str:
    """Such as “executives and managers”."""
    return listed([audience.plural for audience in audiences])


@register.filter
def plurals_in_a_row(audiences: Iterable[Audience]) -> str:
    """Such as “executives, managers”."""
    return ", ".join(audience.plural for audience in audiences)


@register.filter
def moments_listed(moments: Iterable[datetime]) -> str:
    """Such as “on 5 January at 09:00 and on 12 January at 09:00”, in the zone of the page."""
    return listed([_moment(timezone.localtime(moment)) for moment in moments])


def _moment(moment: datetime) -> str:
    # Translators: one of a list: reminders go on 5 January at 09:00 and on 12 January at 09:00
    said = translate("on {day} at {time}")
    return said.format(day=short_date(moment.date()), time=clock(moment.time()))


@register.filter
def mid_sentence(label: str) -> str:
    """A label as it stands within a sentence."""
    return language.mid_sentence(str(label))
