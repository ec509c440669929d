"""What a signed-in person may see, as querysets and predicates; nothing else decides it."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from assessment.domain.rounds import RoundState
from assessment.models import Round, Unit
from leadership.domain.evidence import EvidenceState
from leadership.domain.packs import Readers
from leadership.domain.roles import (
    MAKES_COMMITMENTS,
    RUNS_ROUNDS,
    SEES_EXECUTIVES_BY_NAME,
    SEES_PARTICIPATION,
    Role,
)
from leadership.models import (
    ApiKey,
    AuditEntry,
    BoardPack,
    Bounce,
    CeoDesk,
    CeoMessage,
    Commitment,
    Concern,
    Contact,
    Evidence,
    EvidenceReviewer,
    Immersion,
    Invitation,
    JoinInvitation,
    MailboxMessage,
    Meeting,
    Membership,
    MinutesFile,
    OrganizationSettings,
    PeerQuarter,
    PeerRound,
    User,
)


def memberships_of(user: User | AnonymousUser) -> QuerySet[Membership]:
    """A person's own memberships, each with its organization and user."""
    if not user.is_authenticated:
        return Membership.objects.none()
    return Membership.objects.filter(user=user).select_related("organization", "user")


def rounds_visible_to(membership: Membership) -> QuerySet[Round]:
    """All rounds for those who run them; launched ones for everybody else."""
    rounds = Round.objects.filter(organization=membership.organization_id)
    if membership.role in RUNS_ROUNDS:
        return rounds
    return rounds.exclude(state=RoundState.DRAFT)


def rounds_with_results_for(membership: Membership) -> QuerySet[Round]:
    """Results appear when a round has closed, for every role alike."""
    return Round.objects.filter(
        organization=membership.organization_id, state=RoundState.CLOSED
    ).select_related("organization")


def rounds_run_by(membership: Membership) -> QuerySet[Round]:
    if membership.role not in RUNS_ROUNDS:
        return Round.objects.none()
    return Round.objects.filter(organization=membership.organization_id).select_related(
        "organization"
    )


def members_seen_by(membership: Membership) -> QuerySet[Membership]:
    if membership.role not in RUNS_ROUNDS:
        return Membership.objects.none()
    return Membership.objects.filter(organization=membership.organization_id).select_related(
        "user", "organization"
    )


def contacts_seen_by(membership: Membership) -> QuerySet[Contact]:
    if membership.role not in RUNS_ROUNDS:
        return Contact.objects.none()
    return Contact.objects.filter(organization=membership.organization_id).select_related("unit")


def contacts_known_whole_to(membership: Membership) -> QuerySet[Contact]:
    """Those of whom everything is handed over and erased: a member is the owners’ matter.

    The same address may be both, and what is known of it is then what is known of the member. So
    may that of somebody who is invited to join, who is named in the settings or in whose name the
    audit says that something was done: an erasure undoes all of that.
    """
    contacts = contacts_seen_by(membership)
    if is_owner(membership):
        return contacts
    same = {"organization": OuterRef("organization")}
    address = OuterRef("email")
    return contacts.filter(
        ~Exists(Membership.objects.filter(**same, user__email=address)),
        ~Exists(JoinInvitation.objects.filter(**same, email=address)),
        ~Exists(AuditEntry.objects.filter(**same, by=address)),
        ~Exists(
            OrganizationSettings.objects.filter(
                Q(sender_address=address) | Q(reply_to=address), **same
            )
        ),
    )


def units_seen_by(membership: Membership) -> QuerySet[Unit]:
    if membership.role not in RUNS_ROUNDS:
        return Unit.objects.none()
    return Unit.objects.filter(organization=membership.organization_id).select_related(
        "organization"
    )


def bounces_seen_by(membership: Membership) -> QuerySet[Bounce]:
    if membership.role not in RUNS_ROUNDS:
        return Bounce.objects.none()
    return Bounce.objects.filter(organization=membership.organization_id).select_related(
        "organization"
    )


def concerns_seen_by(membership: Membership) -> QuerySet[Concern]:
    """Comments with their writers, who said that those who run the rounds may contact them."""
    if membership.role not in RUNS_ROUNDS:
        return Concern.objects.none()
    return Concern.objects.filter(organization=membership.organization_id)


def reviews_evidence(membership: Membership) -> bool:
    """Those who run rounds, and executives who were named for it."""
    if membership.role in RUNS_ROUNDS:
        return True
    return (
        membership.role in SEES_EXECUTIVES_BY_NAME
        and EvidenceReviewer.objects.filter(membership=membership.pk).exists()
    )


def evidence_reviewed_by(membership: Membership) -> QuerySet[Evidence]:
    """Other people's evidence that may be reviewed; nobody's own."""
    if not reviews_evidence(membership):
        return Evidence.objects.none()
    return Evidence.objects.filter(_to_review(membership))


def evidence_seen_by(membership: Membership) -> QuerySet[Evidence]:
    """One's own evidence, and what one may review."""
    seen = Q(giver=membership.pk, organization=membership.organization_id)
    if reviews_evidence(membership):
        seen |= _to_review(membership)
    return Evidence.objects.filter(seen).exclude(state=EvidenceState.RETRACTED.value)


def _to_review(membership: Membership) -> Q:
    return (
        Q(organization=membership.organization_id, can_be_reviewed=True)
        & ~Q(state=EvidenceState.RETRACTED.value)
        & (Q(giver=None) | ~Q(giver=membership.pk))
    )


def mailbox_seen_by(membership: Membership) -> QuerySet[MailboxMessage]:
    if membership.role not in RUNS_ROUNDS:
        return MailboxMessage.objects.none()
    return MailboxMessage.objects.filter(
        Q(reader=None) | Q(reader=membership), organization=membership.organization_id
    )


def immersions_of(membership: Membership) -> QuerySet[Immersion]:
    """A log is read by whoever keeps it, and by nobody else in any role."""
    if not membership.on_executive_team:
        return Immersion.objects.none()
    return Immersion.objects.filter(membership=membership)


def reads_ceo_messages(membership: Membership) -> bool:
    """Only the member of the executive team who was named for it; being an owner is not enough."""
    return (
        CeoDesk.objects.filter(
            membership=membership, organization=membership.organization_id
        ).exists()
        and membership.on_executive_team
    )


def ceo_messages_seen_by(membership: Membership) -> QuerySet[CeoMessage]:
    if not reads_ceo_messages(membership):
        return CeoMessage.objects.none()
    return CeoMessage.objects.filter(organization=membership.organization_id)


def api_keys_seen_by(membership: Membership) -> QuerySet[ApiKey]:
    if not is_owner(membership):
        return ApiKey.objects.none()
    return ApiKey.objects.filter(organization=membership.organization_id).select_related(
        "organization"
    )


def join_invitations_seen_by(membership: Membership) -> QuerySet[JoinInvitation]:
    if not is_owner(membership):
        return JoinInvitation.objects.none()
    return JoinInvitation.objects.filter(organization=membership.organization_id).select_related(
        "organization"
    )


def audit_seen_by(membership: Membership) -> QuerySet[AuditEntry]:
    if not is_owner(membership):
        return AuditEntry.objects.none()
    return AuditEntry.objects.filter(organization=membership.organization_id)


def rounds_read_with(key: ApiKey) -> QuerySet[Round]:
    """What a program may know of: closed rounds of its own organization."""
    return Round.objects.filter(
        organization=key.organization_id, state=RoundState.CLOSED
    ).select_related("organization")


def peer_rounds_read_by(user: User, quarter: PeerQuarter) -> QuerySet[PeerRound]:
    """The rounds in the quartiles of several organizations whose results a person reads anyway."""
    return quarter.rounds.filter(round__organization__memberships__user=user)


def own_invitations(membership: Membership) -> QuerySet[Invitation]:
    """What a member is asked to fill in now; nothing after leaving the executive team.

    Two rounds are open when one was given more time: what waits for an answer comes first.
    """
    if not membership.on_executive_team:
        return Invitation.objects.none()
    return (
        Invitation.objects.filter(
            membership=membership, round__state=RoundState.OPEN, revoked_on=None
        )
        .select_related("round__organization", "sheet")
        .order_by(F("submitted_on").asc(nulls_first=True), "round__closes_at", "pk")
    )


def sees_participation(membership: Membership) -> bool:
    return membership.role in SEES_PARTICIPATION


def sees_executives_by_name(membership: Membership) -> bool:
    """Whom executives were told: the leadership team and the customer experience leads."""
    return membership.role in SEES_EXECUTIVES_BY_NAME


def runs_rounds(membership: Membership) -> bool:
    return membership.role in RUNS_ROUNDS


def is_owner(membership: Membership) -> bool:
    return membership.role == Role.OWNER


def packs_for(membership: Membership) -> tuple[Readers, ...]:
    """For which readers somebody may take a board pack: their own view, or a narrower one."""
    if sees_executives_by_name(membership) and sees_participation(membership):
        return (Readers.LEADERSHIP, Readers.VIEWERS)
    return (Readers.VIEWERS,)


def packs_seen_by(membership: Membership) -> QuerySet[BoardPack]:
    return BoardPack.objects.filter(
        round__organization=membership.organization_id,
        round__state=RoundState.CLOSED,
        readers__in=[readers.value for readers in packs_for(membership)],
    ).select_related("round__organization")


def sees_meetings(membership: Membership) -> bool:
    """The room and its minutes name people, so they are for those who may know the names."""
    return sees_executives_by_name(membership)


def meetings_seen_by(membership: Membership) -> QuerySet[Meeting]:
    if not sees_meetings(membership):
        return Meeting.objects.none()
    return Meeting.objects.filter(
        round__organization=membership.organization_id, round__state=RoundState.CLOSED
    ).select_related("round__organization", "started_by__user")


def minutes_files_seen_by(membership: Membership) -> QuerySet[MinutesFile]:
    return MinutesFile.objects.filter(meeting__in=meetings_seen_by(membership))


def makes_commitments(membership: Membership) -> bool:
    """Who sits at the table promises; viewers read what was promised."""
    return membership.role in MAKES_COMMITMENTS


def commitments_seen_by(membership: Membership) -> QuerySet[Commitment]:
    """All of the organization’s, for every role: a commitment that nobody reads binds nobody."""
    return Commitment.objects.filter(organization=membership.organization_id)


def may_change(membership: Membership, commitment: Commitment) -> bool:
    """Whoever owns or made a commitment, and those who run rounds, change and close it."""
    if membership.role in RUNS_ROUNDS:
        return membership.organization_id == commitment.organization_id
    own = membership.pk in (commitment.owner_id, commitment.made_by_id)
    return own and makes_commitments(membership)
