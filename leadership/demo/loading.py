"""Living five quarters of the demo organization through the services of real use."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from assessment.domain.audiences import Audience
from assessment.domain.quarters import Quarter, local_day, quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round, Strategy
from assessment.queries.rounds import pages_for, questions_for
from assessment.services.metrics import add_metric
from leadership.demo import company, story
from leadership.demo.inbox import HEARD, Ticks, see_to
from leadership.demo.mail import bounce, deliver, remind, welcome
from leadership.domain.rhythm import Rhythm
from leadership.domain.roles import Role
from leadership.models import Invitation, Membership, User
from leadership.services import programme
from leadership.services.answering import save_page, submit_answers
from leadership.services.hearing import publish_what_we_heard, write_what_we_heard
from leadership.services.inviting import invite_next
from leadership.services.joining import invite_to_join
from leadership.services.organizations import create_organization
from leadership.services.people import add_member, change_member, import_contacts
from leadership.services.schedules import change_schedule
from leadership.services.units import add_unit, change_unit

SEED = 2007  # the year of the study that asked both sides first
DAYS_OPEN = 14
DAYS_SINCE_LAUNCH = 8
UNTIL_REMINDED = timedelta(days=5)
DAYS_UNTIL_TOLD = timedelta(days=10)
WISHES_ONE_IN = 6
RHYTHM = Rhythm(months=(2, 2, 2, 2), opening_day=10, days_open=DAYS_OPEN)
AUDIENCES = (Audience.EXECUTIVE, Audience.MANAGER, Audience.EMPLOYEE, Audience.CUSTOMER)


def load_demo(*, now: datetime) -> Organization:
    """Found the demo organization and live its quarters up to `now`; one transaction."""
    random = Random(SEED)  # noqa: S311 - a story, not a secret
    with transaction.atomic():
        this = quarter_of(local_day(now, company.TIME_ZONE))
        quarters = _last_quarters(this)
        zone = ZoneInfo(company.TIME_ZONE)
        founded_at = datetime.combine(quarters[0].starts_on, time(9), tzinfo=zone)
        owner = _found(random, founded_at)
        for number, quarter in enumerate(quarters):
            _live(owner, quarter, story.Teller(number, random), now)
        _invite_to_join(owner, now)
        change_schedule(
            organization=owner.organization,
            rhythm=RHYTHM,
            is_on=True,
            launches_by_itself=False,
            by=User.objects.get(email=company.LEAD[0]),
            now=now,
        )
    return owner.organization


def _invite_to_join(owner: Membership, now: datetime) -> None:
    """Somebody new, who has not accepted yet."""
    email, name = company.INVITED
    invite_to_join(
        organization=owner.organization,
        email=email,
        name=name,
        role=Role.VIEWER,
        on_executive_team=False,
        language="en",
        by=owner.user,
        now=now,
    )


def _found(random: Random, now: datetime) -> Membership:
    owner = create_organization(
        name=company.NAME,
        time_zone=company.TIME_ZONE,
        fiscal_year_starts_in=1,
        owner_email=company.OWNER[0],
        owner_name=company.OWNER[1],
        now=now,
    )
    organization = owner.organization
    Organization.objects.filter(pk=organization.pk).update(strategy=Strategy.INTIMACY)
    organization.refresh_from_db()
    change_member(
        membership=owner,
        name=company.OWNER[1],
        role=Role.OWNER,
        on_executive_team=True,
        language="en",
        by=owner.user,
        now=now,
    )
    owner.refresh_from_db()
    members = [(person, Role.EXECUTIVE, True) for person in company.EXECUTIVES]
    members += [(company.LEAD, Role.LEAD, False), (company.VIEWER, Role.VIEWER, False)]
    for (email, name), role, on_team in members:
        add_member(
            organization=organization,
            email=email,
            name=name,
            role=role,
            on_executive_team=on_team,
            by=owner.user,
            now=now,
        )
    import_contacts(
        organization=organization, accepted=company.contacts(random), by=owner.user, now=now
    )
    _put_units_below(owner, now)
    return owner


def _put_units_below(owner: Membership, now: datetime) -> None:
    organization = owner.organization
    for name, below in company.ABOVE.items():
        above = add_unit(organization=organization, name=name, parent=None, by=owner.user, now=now)
        for unit in organization.units.filter(name__in=below):
            change_unit(unit=unit, name=unit.name, parent=above.pk, by=owner.user, now=now)


def _last_quarters(this: Quarter) -> list[Quarter]:
    quarters = [this]
    while len(quarters) < story.QUARTERS:
        quarters.insert(0, quarters[0].previous())
    return quarters


def _live(owner: Membership, quarter: Quarter, teller: story.Teller, now: datetime) -> None:
    """One quarter: draft, launch, answers, and its close unless it is the current one."""
    organization = owner.organization
    is_current = teller.quarter == story.QUARTERS - 1
    launched_at = _launch(organization, quarter, now, is_current=is_current)
    closes_at = _end_of_day(organization, launched_at.date() + timedelta(days=DAYS_OPEN))
    lead = User.objects.get(email=company.LEAD[0])
    round_ = programme.draft_round(
        organization=organization,
        quarter=quarter,
        closes_at=closes_at,
        promise=Promise.ATTRIBUTED,
        audiences=AUDIENCES,
        minimum_group=5,
        by=lead,
        now=launched_at,
    )
    programme.launch_round(round_=round_, by=lead, now=launched_at)
    for run in round_.invitation_runs.all():
        while invite_next(run_id=run.pk, now=launched_at):
            pass
    for name, tag, on_dashboard, in_pay in story.METRICS[: 4 + teller.quarter]:
        add_metric(round_=round_, name=name, tag=tag, on_dashboard=on_dashboard, in_pay=in_pay)
    _answer(round_, teller, launched_at, now if is_current else closes_at)
    deliver(round_, launched_at)
    if is_current:
        bounce(round_, launched_at)
        remind(round_, launched_at, now)
        welcome(round_, teller.random, lead, now)
        see_to(round_, now)
    else:
        programme.close_round(round_=round_, by=None, now=closes_at)
        deliver(round_, closes_at)
        _tell(round_, teller, lead, closes_at + DAYS_UNTIL_TOLD)


def _launch(
    organization: Organization, quarter: Quarter, now: datetime, *, is_current: bool
) -> datetime:
    """In the sixth week of a past quarter; in the current one a few days ago."""
    if not is_current:
        return datetime.combine(
            quarter.starts_on + timedelta(days=40), time(9), tzinfo=organization.zone
        )
    starts_at = datetime.combine(quarter.starts_on, time(0, 1), tzinfo=organization.zone)
    return max(starts_at, now - timedelta(days=DAYS_SINCE_LAUNCH))


def _end_of_day(organization: Organization, day: date) -> datetime:
    return datetime.combine(day, time(23, 59), tzinfo=organization.zone)


def _answer(round_: Round, teller: story.Teller, opens_at: datetime, until: datetime) -> None:
    """Everybody who answers does, spread over the time until then."""
    sheets = iter(teller.executives())
    ticks = Ticks(HEARD if teller.quarter == story.QUARTERS - 1 else 0)
    questions = {audience: questions_for(round_, audience) for audience in AUDIENCES}
    invitations = Invitation.objects.filter(round=round_).select_related(
        "round__organization", "unit", "membership__user"
    )
    for invitation in invitations.order_by("pk"):
        audience = Audience(invitation.audience)
        at = _moment(opens_at, until, teller.random.random())
        if audience is Audience.EXECUTIVE:
            if _waits(invitation, teller) or (answers := next(sheets, None)) is None:
                continue
        elif teller.responds(audience):
            unit = invitation.unit.name if invitation.unit else None
            answers = teller.answers(audience, unit)
        else:
            continue
        submit_answers(
            invitation=invitation,
            answers=answers,
            questions=questions[audience],
            now=at,
            may_be_contacted=ticks.of(audience, answers),
        )
    if teller.quarter == story.QUARTERS - 1:
        _begin_one(round_, teller, until)


def _moment(opens_at: datetime, until: datetime, chance: float) -> datetime:
    """When somebody answers: most soon after the first mail, others soon after the reminder."""
    if until - opens_at <= UNTIL_REMINDED:
        return opens_at + (until - opens_at) * chance**2
    if chance < 0.6:
        return opens_at + UNTIL_REMINDED * (chance / 0.6) ** 2
    reminded_at = opens_at + UNTIL_REMINDED
    return reminded_at + (until - reminded_at) * ((chance - 0.6) / 0.4) ** 2


def _waits(invitation: Invitation, teller: story.Teller) -> bool:
    """The executive whose link the demo prints has not begun in the open round."""
    email = invitation.membership.user.email if invitation.membership else ""
    return teller.quarter == story.QUARTERS - 1 and email == company.EXECUTIVE[0]


def _begin_one(round_: Round, teller: story.Teller, now: datetime) -> None:
    """One more executive has filled in the first page and not sent it."""
    waiting = Invitation.objects.filter(
        round=round_, audience=Audience.EXECUTIVE, submitted_on=None
    ).select_related("round__organization")
    begun = waiting.exclude(membership__user__email=company.EXECUTIVE[0]).order_by("pk").first()
    if begun:
        page = pages_for(round_, Audience.EXECUTIVE)[0].questions
        answers = {question.key: "yes" for question in page}
        save_page(invitation=begun, answers=answers, page=page, now=now)


def _tell(round_: Round, teller: story.Teller, lead: User, at: datetime) -> None:
    """The lead publishes what was heard, and those who wished get it by mail."""
    answered = Invitation.objects.filter(round=round_, submitted_on__isnull=False)
    wishing = answered.order_by("pk").values_list("pk", flat=True)[::WISHES_ONE_IN]
    Invitation.objects.filter(pk__in=list(wishing)).update(wants_news=True)
    heard, will_do = story.HEARD[teller.quarter]
    write_what_we_heard(round_=round_, heard=heard, will_do=will_do, by=lead, now=at)
    publish_what_we_heard(round_=round_, by=lead, now=at)
    deliver(round_, at)
