"""What the executives of the demo show for a yes: claimed, sent back, evidenced a quarter later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessment.models import Round
from leadership.demo import company
from leadership.domain.evidence import Content
from leadership.models import Evidence, Membership
from leadership.queries.evidence import own_answers
from leadership.services.evidence import give_evidence, name_reviewer, review_evidence

REVIEWER = "sofie.janssen@meridian.example"
UNTIL_GIVEN = timedelta(days=9)
UNTIL_REVIEWED = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Told:
    """One piece: for which sign, by whom, what it says, and what the lead made of it.

    `accepted` is None while it waits for review.
    """

    sign: str
    giver: str
    text: str
    accepted: bool | None = True
    link: str = ""
    reason: str = ""
    days_old: int = 5


_AGENDAS = (
    "Item 2 of every staff meeting is “What customers told us”. It stood on the agendas of the "
    "last three: a lost account, the night desk, the claims of the quarter."
)
_PLAN = "Strategic plan, chapter 3, “Word of a delay before you ask”: two pages and its budget."

# By quarter, 0 the oldest; the first two had no evidence yet.
PIECES: Mapping[int, tuple[Told, ...]] = {
    2: (
        Told("s1", "jonas.weber", _AGENDAS, days_old=12),
        Told(
            "s2",
            "kenji.mori",
            "The last three all-staff messages: each has a passage on what customers say of us.",
            link="https://intranet.meridian.example/messages",
        ),
        Told("s4", "dana.reyes", _PLAN, days_old=60),
        Told(
            "s5",
            "omar.haddad",
            "Three objectives: fewer late deliveries, clearer invoices, faster claims.",
            accepted=False,
            reason="Three good objectives, but none has an owner, a target or a date. Who answers "
            "for each of them, and how will we see that it is met?",
        ),
    ),
    3: (
        Told("s1", "jonas.weber", _AGENDAS),
        Told(
            "s3",
            "lucia.ferrari",
            "Letter to shareholders, interview in Logistics Weekly, last results call: each has a "
            "part on what customers say of us.",
            link="https://meridian.example/investors/letter",
        ),
        Told("s4", "dana.reyes", _PLAN),
        Told(
            "s5",
            "omar.haddad",
            "Each objective has an owner, a target and a date now. Late deliveries: Henrik Dahl, "
            "below 4%, within two quarters. Invoices that match the quote: Lucia Ferrari, 98%, by "
            "the end of this quarter. Claims paid within a month: Omar Haddad, 95%, next quarter.",
            link="https://intranet.meridian.example/objectives/customers",
        ),
    ),
    4: (
        Told("s1", "jonas.weber", _AGENDAS, accepted=None, days_old=2),
        Told(
            "s6",
            "amara.okafor",
            "Customer objectives are among the goals of the executive team.",
            accepted=False,
            reason="The question is about most of us. How many members have such a goal, and who?",
            days_old=3,
        ),
    ),
}


def show_evidence(round_: Round, quarter: int, *, opens_at: datetime, until: datetime) -> None:
    """Everybody who has something to show does, and the lead looks at it two days later."""
    members = {
        member.user.email.partition("@")[0]: member
        for member in Membership.objects.filter(organization=round_.organization_id).select_related(
            "user", "organization"
        )
    }
    lead = members[company.LEAD[0].partition("@")[0]]
    given_at = min(opens_at + UNTIL_GIVEN, opens_at + (until - opens_at) * 2 / 3)
    reviewed_at = min(given_at + UNTIL_REVIEWED, until)
    for told in PIECES.get(quarter, ()):
        giver = _giver(round_, members[told.giver], told.sign)
        if giver is None:
            continue
        piece = give_evidence(
            round_=round_,
            question=told.sign,
            giver=giver,
            content=Content(
                told.text, told.link, (given_at - timedelta(days=told.days_old)).date()
            ),
            now=given_at,
        )
        if told.accepted is not None:
            review_evidence(
                evidence=piece,
                accepted=told.accepted,
                reason=told.reason,
                by=lead,
                revision=piece.revision,
                now=reviewed_at,
            )
    if quarter == max(PIECES):
        name_reviewer(member=members[REVIEWER.partition("@")[0]], by=lead, now=reviewed_at)
        Evidence.objects.filter(round=round_, told_on=None).update(told_on=reviewed_at.date())


def _giver(round_: Round, wanted: Membership, sign: str) -> Membership | None:
    """Whoever the story means if they say yes; else the first executive who does."""
    team = Membership.objects.filter(
        organization=round_.organization_id, on_executive_team=True
    ).select_related("user", "organization")
    for member in sorted(team, key=lambda one: (one.pk != wanted.pk, one.pk)):
        if own_answers(round_, member.pk).get(sign) == "yes":
            return member
    return None
