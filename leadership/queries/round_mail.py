"""What has become of the mail by which a round asks."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from assessment.models import Round
from leadership.domain.mail_states import reason_in_words
from leadership.models import OutgoingEmail
from leadership.queries.bounces import bounced_among

FAILURES_SHOWN = 100

State = OutgoingEmail.State


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far the mail to invited people is; `failed` holds the first failures: address, reason."""

    queued: int
    sent: int
    skipped: int
    failed_count: int
    failed: tuple[tuple[str, str], ...]


def delivery_of(round_: Round) -> Delivery:
    """How far the mail of a round has come; a mail that bounced later has failed."""
    emails = OutgoingEmail.objects.filter(round=round_, invitation__isnull=False)
    bounced = Q(state=State.SENT, outcome=OutgoingEmail.Outcome.BOUNCED)
    counts: Counter[str] = Counter(
        dict(emails.exclude(bounced).order_by().values_list("state").annotate(Count("pk")))
    )
    failed = emails.filter(Q(state=State.FAILED) | bounced)
    people = failed.select_related("invitation__contact", "invitation__membership__user")
    shown = people.order_by("pk")[: FAILURES_SHOWN + 1]
    listed = _with_reasons(round_, list(shown))
    return Delivery(
        queued=counts[State.QUEUED],
        sent=counts[State.SENT],
        skipped=counts[State.SKIPPED],
        failed_count=len(listed) if len(listed) <= FAILURES_SHOWN else failed.count(),
        failed=listed[:FAILURES_SHOWN],
    )


def _with_reasons(round_: Round, emails: list[OutgoingEmail]) -> tuple[tuple[str, str], ...]:
    """Address and reason; of mail that was sent, a provider said it about the address."""
    organization = round_.organization_id
    bounced = bounced_among([organization], {email.address for email in emails})
    return tuple(
        (email.address, reason_in_words(said) if said else _("bounced"))
        for email in emails
        for said in [email.error or bounced.get((organization, email.address), "")]
    )
