"""What an executive sees after sending: their own result, from their own answers alone."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from assessment.domain.answers import Answer
from assessment.domain.own_results import CHECKLIST, SIGNS, OwnResult, own_result_of
from leadership.queries.hearing import published_in
from leadership.queries.invitations import LinkState
from leadership.views.answer_pages import closing_day, day_closed
from leadership.views.respondent import render_page
from leadership.views.self_assessments import (
    answered,
    can_withdraw,
    own_style,
    sections_of,
    stays_theirs,
)
from leadership.views.visits import Visit, Wish, news_address, said_instead

IN_FULL_VIEW = (SIGNS, CHECKLIST)


def thanked(visit: Visit) -> HttpResponse:
    """What the link of a self-assessment says when it cannot be answered (any more).

    The own result where the sheet is still the person's, until something is published.
    """
    round_ = visit.invitation.round
    if visit.state is not LinkState.SUBMITTED or not stays_theirs(visit):
        return said_instead(visit)
    sheet = visit.invitation.sheet
    if sheet is None or (round_.is_closed and published_in(round_)):
        return said_instead(visit)
    return own_result(visit, sheet.answers)


def own_result(
    visit: Visit, answers: Mapping[str, Answer], *, once: bool = False, preview: bool = False
) -> HttpResponse:
    """The page; `once`: nobody can open it again, because these answers know no person now."""
    round_ = visit.invitation.round
    sections = answered(sections_of(visit, answers))
    context: dict[str, Any] = {
        "style": own_style(),
        "round_": round_,
        "organization": round_.organization.name,
        "closes_on": closing_day(round_),
        "closed_on": day_closed(round_) if round_.is_closed else "",
        "once": once,
        "preview": preview,
        "result": _result(visit, answers),
        "sections": [section for section in sections if section.page in IN_FULL_VIEW],
        "others": [section for section in sections if section.page not in IN_FULL_VIEW],
        "withdraw_url": _withdraw_url(visit),
        "evidence": "" if visit.invitation.pk is None else visit.url("answer-evidence"),
        "wish": Wish(visit.invitation.wants_news, news_address(visit)),
    }
    return render_page("leadership/answer/result.html", context)


def _result(visit: Visit, answers: Mapping[str, Answer]) -> OwnResult:
    asked = {page.key: page.questions_for(visit.audience) for page in visit.pages}
    return own_result_of(asked, answers)


def _withdraw_url(visit: Visit) -> str:
    """Where the person can take their answers back; empty when they cannot any more."""
    if not can_withdraw(visit):
        return ""
    return visit.url("answer-withdraw")
