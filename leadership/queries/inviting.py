"""Whom a round asks, how far the asking has come, and who joined since."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Exists, Max, OuterRef, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from assessment.domain.audiences import Audience
from assessment.models import Round
from leadership.domain.addresses import AddressInvalid
from leadership.domain.retries import MOST_ATTEMPTS
from leadership.models import AskedAddress, Contact, Invitation, InvitationRun, Membership
from leadership.queries.bounces import bounced_among
from leadership.queries.opt_outs import hash_of, opted_out_among

TASK_OF_RUNS: Final = "leadership.services.inviting.invite_in_background"
_MOST_LOOKED_AT = 1000


def members_to_ask(round_: Round) -> QuerySet[Membership]:
    """Those of the executive team who have no invitation yet, if the round asks executives."""
    if Audience.EXECUTIVE not in round_.asks:
        return Membership.objects.none()
    team = Membership.objects.filter(
        organization=round_.organization_id, on_executive_team=True, user__is_active=True
    )
    invited = Invitation.objects.filter(round=round_, membership=OuterRef("pk"))
    return team.exclude(Exists(invited)).select_related("user").order_by("pk")


def contacts_to_ask(round_: Round) -> QuerySet[Contact]:
    """The active contacts of the round’s audiences without an invitation, opted out or not."""
    others = [audience.value for audience in round_.asks if audience is not Audience.EXECUTIVE]
    contacts = Contact.objects.filter(
        organization=round_.organization_id, audience__in=others, is_active=True
    )
    invited = Invitation.objects.filter(round=round_, contact=OuterRef("pk"))
    return contacts.exclude(Exists(invited)).order_by("pk")


def run_under_way(round_: Round) -> InvitationRun | None:
    """The run that is inviting people of this round right now, or will in a while."""
    run, is_stopped = unfinished_run(round_)
    return None if is_stopped else run


def unfinished_run(round_: Round) -> tuple[InvitationRun | None, bool]:
    """The run that has not asked everybody yet, and whether it stopped before its time.

    That is when its task failed more often than it is tried.
    """
    run = InvitationRun.objects.filter(round=round_, finished_at=None).first()
    return run, run is not None and _is_given_up(run)


def _is_given_up(run: InvitationRun) -> bool:
    tasks = DBTaskResult.objects.filter(
        task_path=TASK_OF_RUNS, args_kwargs={"args": [run.pk], "kwargs": {}}
    ).exclude(status=TaskResultStatus.SUCCESSFUL)
    return not any(
        task.status != TaskResultStatus.FAILED or len(task.worker_ids) < MOST_ATTEMPTS
        for task in tasks
    )


def joined_since(round_: Round) -> int:
    """How many people could be asked who came after the round's people were invited.

    Contacts who opted out or bounced and whoever was asked under the same address do not count.
    Of very many newcomers only the first thousand are looked at: there are at least so many.
    """
    if not round_.is_open or run_under_way(round_):
        return 0
    runs = InvitationRun.objects.filter(round=round_)
    reached = runs.aggregate(reached=Max("after_contact"))["reached"] or 0
    contacts = contacts_to_ask(round_).filter(pk__gt=reached)
    members = _hashes(one.user.email for one in members_to_ask(round_))
    newcomers = list(contacts.values_list("email", flat=True)[:_MOST_LOOKED_AT])
    bounced = bounced_among([round_.organization_id], newcomers)
    hashes = _hashes(one for one in newcomers if (round_.organization_id, one) not in bounced)
    hashes -= {hash_ for _, hash_ in opted_out_among([round_.organization_id], hashes)}
    asked = AskedAddress.objects.filter(round=round_, address_hash__in=members | hashes)
    return len((members | hashes) - set(asked.values_list("address_hash", flat=True)))


def _hashes(addresses: Iterable[str]) -> set[str]:
    return {hash_ for one in addresses if (hash_ := _hash(one))}


def _hash(address: str) -> str | None:
    try:
        return hash_of(address)
    except AddressInvalid:
        return None
