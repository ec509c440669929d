"""What was heard in a closed round: written, published, and who asked to be told."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from assessment.models import Round
from leadership.domain.hearing import Heard, as_sentence, paragraphs_of
from leadership.models import Invitation, OutgoingEmail, WhatWeHeard
from leadership.queries.charts import charts_of
from leadership.queries.dashboard_parts import signs_heading
from leadership.queries.dashboards import dashboard_for

_NEWS = OutgoingEmail.Kind.NEWS.value
_SETTLED = (OutgoingEmail.State.SENT, OutgoingEmail.State.FAILED)


@dataclass(frozen=True, slots=True)
class Material:
    """What the dashboard says, to be read while writing."""

    headline: str
    sentences: tuple[str, ...]


def written_in(round_: Round) -> WhatWeHeard | None:
    """What a lead wrote, published or not; read once for each Round object."""
    return getattr(round_, "what_we_heard", None)


def published_in(round_: Round) -> Heard | None:
    """What everybody who was asked may read; read once for each Round object."""
    written = written_in(round_)
    return as_read(written, round_) if written and written.published_at else None


def heard_in(round_: Round) -> Heard | None:
    """What was written about a closed round, as it would be read; None before that."""
    written = written_in(round_) if round_.is_closed else None
    return as_read(written, round_) if written else None


def as_read(written: WhatWeHeard, round_: Round) -> Heard:
    at = written.published_at
    return Heard(
        paragraphs_of(written.heard),
        paragraphs_of(written.will_do),
        at.astimezone(round_.organization.zone).date() if at else None,
    )


def material_for(round_: Round) -> Material:
    """The dashboard's own findings, as somebody reads them who may not see names.

    What is written beside them leaves the organization, so nothing else may be suggested.
    """
    dashboard = dashboard_for(round_, named=False)
    findings = [block.finding for block in charts_of(dashboard).values()]
    if dashboard.signs:
        findings.insert(0, signs_heading(dashboard))
    sentences = (dashboard.change, *(as_sentence(finding) for finding in findings if finding))
    return Material(dashboard.headline, sentences)


def wishing_for_news(round_: Round) -> QuerySet[Invitation]:
    """Who answered, asked to be told what came of it, and can still open the link."""
    return Invitation.objects.filter(
        round=round_, wants_news=True, submitted_on__isnull=False, revoked_on=None
    )


def news_to_send(round_: Round) -> int:
    """How many people publishing would mail now; opt-outs are taken off when it is sent."""
    settled = OutgoingEmail.objects.filter(
        invitation=OuterRef("pk"), kind=_NEWS, state__in=_SETTLED
    )
    return wishing_for_news(round_).filter(~Exists(settled)).count()


def without_news_mail(round_: Round) -> QuerySet[Invitation]:
    """Those of them for whom no mail was written yet."""
    written = OutgoingEmail.objects.filter(invitation=OuterRef("pk"), kind=_NEWS)
    return wishing_for_news(round_).filter(~Exists(written)).order_by("pk")
