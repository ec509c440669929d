"""Somebody of whom every table knows something, and a look for them in all of the database."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from model_bakery import baker

from assessment.domain.audiences import Audience
from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Population, Round
from assessment.queries.rounds import questions_for
from assessment.services.rounds import close_round
from leadership.domain.roles import Role
from leadership.models import (
    ApiKey,
    AskedAddress,
    AuditEntry,
    BoardPack,
    Bounce,
    CalendarAddress,
    CeoDesk,
    CeoMessage,
    CommitmentNote,
    CommitmentReminder,
    Contact,
    Decision,
    Evidence,
    EvidenceReviewer,
    EvidenceStep,
    Immersion,
    Invitation,
    InvitationRun,
    JoinInvitation,
    MailboxMessage,
    Membership,
    MinutesFile,
    OptOut,
    OrganizationSettings,
    OutgoingEmail,
    PendingImport,
    ReadRows,
    Reminder,
    UploadPart,
    User,
)
from leadership.queries.opt_outs import hash_of
from leadership.services import concerns
from leadership.services.answering import save_page, submit_answers
from leadership.services.commitments import make_commitment
from leadership.services.meetings import end_meeting, start_meeting
from tests.respondents import an_invitation, an_open_round, invited_member, submit

MEMBER_IDS = (918_273_645_001, 827_364_591_002)
CONTACT_ID = 736_459_182_003
EARLIER = quarter_of(date(2025, 2, 1))
WROTE = "I would have said this aloud, and more."


@dataclass(frozen=True)
class Known:
    """The ids are such that no other row has them by chance."""

    address: str
    name: str
    organization: Organization
    closed: Round
    open: Round

    @property
    def tells(self) -> tuple[str, ...]:
        """What would lead to the person, wherever it stood."""
        ids = map(str, (*MEMBER_IDS, CONTACT_ID))
        return (self.address, self.name, self.name.replace("'", "&#x27;"), WROTE, *ids)


def somebody(chance: random.Random) -> tuple[str, str]:
    """An address and a name of two words."""
    first = chance.choice(["Anna", "Łukasz", "Siân", "José", "D'Arcy", "Jo-Ann", "文"])
    last = chance.choice(["Berg", "O'Neil", "van der Berg", "Müller", "García y Vega"])
    local = chance.choice(["a", "a.berg", "anna+news", "ann_b", "x-1"])
    return f"{local}@{chance.choice(['b.example', 'mail.b.example', 'xn--bcher-kva.example'])}", (
        f"{first} {last}"
    )


def a_member_known_everywhere(
    organization: Organization, address: str, name: str, *, role: Role = Role.LEAD
) -> Known:
    """A lead on the executive team, with an attributed round behind them and a draft in another."""
    now = timezone.now()
    user = User.objects.create(pk=MEMBER_IDS[0], email=address, name=name, last_login=now)
    member = Membership.objects.create(
        pk=MEMBER_IDS[1],
        user=user,
        organization=organization,
        role=role,
        on_executive_team=True,
        joined_at=now,
    )
    before = _an_answered_round(organization, member)
    open_ = an_open_round(organization, promise=Promise.ATTRIBUTED)
    drafted = invited_member(open_, member)
    executives = questions_for(open_, Audience.EXECUTIVE)
    save_page(invitation=drafted, answers={"s1": "no", "c1": WROTE}, page=executives, now=now)
    _what_they_did(organization, open_, user, member)
    _mail_of(organization, open_, drafted, address, name)
    _upload_of(organization, user)
    _evidence_of(before, member)
    _meeting_of(before, member)
    _tone_of(organization, member)
    _message_of(organization, address, reader=member)
    _sign_in_of(user)
    return Known(address, name, organization, before, open_)


def _an_answered_round(organization: Organization, member: Membership) -> Round:
    round_ = an_open_round(organization, promise=Promise.ATTRIBUTED, quarter=EARLIER)
    for audience in (Audience.EXECUTIVE, Audience.CUSTOMER):
        Population.objects.create(round=round_, audience=audience, asked=9)
    theirs = invited_member(round_, member)
    submit(theirs)
    theirs.refresh_from_db()
    assert theirs.sheet is not None
    theirs.sheet.answers["c1"] = WROTE
    theirs.sheet.save()
    for _ in range(6):
        submit(an_invitation(round_, Audience.EXECUTIVE))
        submit(an_invitation(round_, Audience.CUSTOMER))
    close_round(round_=round_, now=timezone.now())
    baker.make(
        BoardPack,
        round=round_,
        readers="leadership",
        paper="A4",
        content=None,
        made_at=None,
        fingerprint="",
        problem=f"of {member.user.name}",
    )
    round_.refresh_from_db()
    return round_


def _what_they_did(
    organization: Organization, round_: Round, user: User, member: Membership
) -> None:
    now = timezone.now()
    baker.make(ApiKey, organization=organization, created_by=user.email, scopes=[])
    baker.make(Reminder, round=round_, by=user.email, audiences=[])
    baker.make(InvitationRun, round=round_, by=user.email, finished_at=now)
    for email, by in ((user.email, "owner@example.com"), ("new@example.com", user.email)):
        baker.make(
            JoinInvitation,
            organization=organization,
            email=email,
            name=user.name if email == user.email else "New",
            invited_by=by,
            role="viewer",
            on_executive_team=False,
            expires_at=now + timedelta(days=3),
        )
    OrganizationSettings.objects.create(
        organization=organization,
        reply_to=user.email,
        sender_address=user.email,
        sender_name=user.name,
    )
    settings = f"sender name: none → {user.name}; sender address: none → {user.email}"
    for by, act, about in (
        (user.email, "member changed", "Q1 2026"),
        ("owner@example.com", "member changed", f"{user.email}: lead → owner"),
        ("owner@example.com", "settings changed", f"{settings}; reply to: none → {user.email}"),
        (user.email, "key created", f"{user.name} (co_12345678…): results"),
    ):
        AuditEntry.objects.create(organization=organization, by=by, act=act, about=about, at=now)
    customer = an_invitation(round_, Audience.CUSTOMER)
    submit_answers(
        invitation=customer,
        answers={"p1": "1", "p2": "4", "c1": "Call me."},
        questions=questions_for(round_, Audience.CUSTOMER),
        now=now,
        may_be_contacted=True,
    )
    concerns.give_concern(concern=customer.concern, to=member, by=member, now=now)
    concerns.answer_concern(concern=customer.concern, text="We will call.", by=member, now=now)


def _upload_of(organization: Organization, user: User) -> None:
    pending = baker.make(
        PendingImport,
        organization=organization,
        uploaded_by=user,
        file_name=f"{user.name}.csv",
        header=["email"],
        samples=[[user.email]],
        state="preview",
    )
    line = f"{user.email},{user.name}"
    UploadPart.objects.create(pending=pending, number=0, content=line.encode())
    ReadRows.objects.create(pending=pending, number=0, are_rejected=True, rows=line)


def _evidence_of(round_: Round, member: Membership) -> None:
    """Given by the member and accepted, waiting or unseen; and somebody else’s, reviewed."""
    today = timezone.now().date()
    colleague: Membership = baker.make(
        Membership,
        user=User.objects.create(email="eve@example.com", name="Eve Other"),
        organization=round_.organization,
        role=Role.EXECUTIVE.value,
        on_executive_team=True,
    )
    EvidenceReviewer.objects.create(membership=member, named_on=today)
    for question, state, giver in (
        ("s1", "accepted", member),
        ("s2", "waiting", member),
        ("s3", "waiting", member),
        ("s1", "accepted", colleague),
    ):
        reviewer = colleague if giver is member else member
        accepted = state == "accepted"
        piece = Evidence.objects.create(
            organization=round_.organization,
            round=round_,
            question=question,
            giver=giver,
            text=WROTE if giver is member else "Look at the agendas.",
            link=f"https://b.example/{WROTE}" if giver is member else "",
            dated_on=today,
            state=state,
            can_be_reviewed=question != "s3",
            reviewer=reviewer if accepted else None,
            reviewed_on=today if accepted else None,
            given_on=today,
        )
        note = WROTE if giver is member else "Which agendas?"
        for by in (member, colleague):
            EvidenceStep.objects.create(
                evidence=piece, step="given", by=by, note=note, taken_on=today
            )


def _meeting_of(round_: Round, member: Membership) -> None:
    """The member held it, was there, promised something, and has to find something out."""
    now = timezone.now()
    meeting = start_meeting(round_=round_, by=member, now=now)
    due_on = now.date() + timedelta(days=30)
    commitment = make_commitment(
        round_=round_,
        question="s1",
        what="Draft a bonus",
        owner=member,
        due_on=due_on,
        visible_in="On the agenda",
        by=member,
        now=now,
    )
    Decision.objects.create(
        meeting=meeting,
        question="s1",
        number=1,
        outcome="find-out",
        member=member,
        due_on=due_on,
        commitment=commitment,
        decided_at=now,
        decided_by=member,
    )
    end_meeting(meeting=meeting, held_on=now.date(), attendees=[member], by=member, now=now)
    MinutesFile.objects.create(
        meeting=meeting,
        paper="A4",
        asked_at=now,
        made_at=now,
        content=member.user.name.encode(),
    )
    CommitmentNote.objects.create(
        commitment=commitment, text="It is drafted.", by=member, written_at=now
    )
    mail = baker.make(
        OutgoingEmail,
        organization=round_.organization,
        round=round_,
        membership=member,
        kind="commitment",
        dedupe_key=f"commitment:{commitment.pk}:{member.pk}",
    )
    CommitmentReminder.objects.create(
        commitment=commitment, moment="week", due_on=due_on, email=mail
    )
    CalendarAddress.objects.create(membership=member, made_at=now)


def _tone_of(organization: Organization, member: Membership) -> None:
    """The member reads what is written to the chief executive, and keeps a log."""
    today = timezone.now().date()
    Immersion.objects.create(
        membership=member, spent_on=today, half_hours=3, kind="call", note=WROTE
    )
    CeoDesk.objects.create(organization=organization, membership=member)
    CeoMessage.objects.create(
        organization=organization,
        text="Nobody calls back.",
        address="bo@customer.example",
        received_on=today,
        is_read=True,
        answer="We will.",
        answered_on=today,
        answered_by=member,
    )


def _message_of(organization: Organization, address: str, *, reader: Membership) -> None:
    """Written to the chief executive and answered; beside it a message that nobody signed."""
    today = timezone.now().date()
    CeoMessage.objects.create(
        organization=organization, text="Good work.", received_on=today.replace(day=1)
    )
    message = CeoMessage.objects.create(
        organization=organization,
        text=WROTE,
        address=address,
        language="en",
        received_on=today,
        is_read=True,
        answer="Thank you.",
        answered_on=today,
    )
    baker.make(
        OutgoingEmail,
        organization=organization,
        ceo_message=message,
        kind="ceo-answer",
        dedupe_key=f"ceo-answer:{message.pk}",
        error=f"{address}: no",
    )
    baker.make(
        MailboxMessage,
        organization=organization,
        reader=reader,
        recipient=address,
        subject="An answer for you alone",
        text=WROTE,
    )


def _mail_of(
    organization: Organization, round_: Round, invitation: Invitation, address: str, name: str
) -> None:
    baker.make(
        OutgoingEmail,
        organization=organization,
        round=round_,
        invitation=invitation,
        membership=None,
        join_invitation=None,
        reminder=None,
        kind="reminder",
        dedupe_key=f"test {address}",
        error=f"{address}: no",
    )
    html = name.replace("'", "&#x27;")
    for recipient in (f"{name} <{address}>", "Bo Lind <bo@customer.example>"):
        baker.make(
            MailboxMessage,
            organization=organization,
            recipient=recipient,
            subject=f"For {name}",
            text=f"Hello, it reaches {name}, {address}.",
            html=f"<p>it reaches {html}</p>",
        )
    baker.make(Bounce, organization=organization, email=address, words=f"no {address} here")
    baker.make(OptOut, organization=organization, address_hash=hash_of(address))
    baker.make(AskedAddress, round=round_, address_hash=hash_of(address))


def _sign_in_of(user: User) -> None:
    now = timezone.now()
    baker.make(Session, session_key="k" * 32, session_data="x", expire_date=now)
    baker.make(UserSession, user=user, session_key="k" * 32, ip="192.0.2.7", user_agent="Firefox")
    baker.make(Authenticator, user=user, type="webauthn", data={"name": user.name})
    known = baker.make(EmailAddress, user=user, email=user.email)
    baker.make(EmailConfirmation, email_address=known, key="k")
    account = baker.make(SocialAccount, user=user, uid=user.email, extra_data={"name": user.name})
    baker.make(SocialToken, account=account, app=baker.make(SocialApp), token=user.email)
    user.groups.add(baker.make(Group))
    user.user_permissions.add(Permission.objects.earliest("pk"))
    baker.make(
        DBTaskResult,
        traceback=f"Key (email)=({user.email}) exists",
        worker_ids=[],
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        status="FAILED",
        exception_class_path="x.Y",
        run_after=now,
    )


def a_contact_known_everywhere(organization: Organization, address: str, name: str) -> Known:
    """A customer who answered one round with a comment to be answered, and is asked in the next."""
    now = timezone.now()
    before = an_open_round(organization, quarter=EARLIER)
    Population.objects.create(round=before, audience=Audience.CUSTOMER, asked=9)
    contact = Contact.objects.create(
        pk=CONTACT_ID, organization=organization, email=address, name=name, audience="customer"
    )
    for _ in range(6):
        submit(an_invitation(before, Audience.CUSTOMER))
    answered = Invitation.objects.create(
        round=before, contact=contact, audience="customer", invited_on=now.date()
    )
    submit_answers(
        invitation=answered,
        answers={"p1": "1", "p2": "4", "c1": WROTE},
        questions=questions_for(before, Audience.CUSTOMER),
        now=now,
        may_be_contacted=True,
    )
    close_round(round_=before, now=now)
    open_ = an_open_round(organization)
    asked = Invitation.objects.create(
        round=open_, contact=contact, audience="customer", invited_on=now.date()
    )
    _mail_of(organization, open_, asked, address, name)
    reader = Membership.objects.filter(organization=organization).earliest("pk")
    _message_of(organization, address, reader=reader)
    AuditEntry.objects.create(
        organization=organization,
        by="lead@example.com",
        act="address tried again",
        about=address,
        at=now,
    )
    before.refresh_from_db()
    return Known(address, name, organization, before, open_)


def found_in_database(texts: tuple[str, ...]) -> list[str]:
    """Every table and column whose rows, read as text, hold one of these."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - only names of our own tables
            columns = [one[0] for one in cursor.description]
            found += [
                f"{table}.{column}: {text}"
                for row in cursor.fetchall()
                for column, value in zip(columns, row, strict=True)
                for text in texts
                if text in _as_text(value)
            ]
    return found


def _as_text(value: object) -> str:
    return (
        bytes(value).decode("utf-8", "replace")
        if isinstance(value, bytes | memoryview)
        else str(value)
    )
