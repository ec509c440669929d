"""What becomes of the minutes of a meeting: mailed to the team, made as a file, names taken out."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from leadership.domain.minutes import Minutes, as_json, fingerprint_of_minutes, without
from leadership.domain.packs import Paper
from leadership.emails.letters import new_message_id
from leadership.minutes_files import pdf_of_minutes
from leadership.models import Meeting, Membership, MinutesFile, OutgoingEmail
from leadership.pack_files import PdfNotPossible
from leadership.queries.minutes import KIND, is_under_way, minutes_of, without_minutes_mail
from leadership.services.audit import record
from leadership.services.holds import hold_organization


def mail_minutes(*, meeting: Meeting, by: Membership, now: datetime) -> int:
    """Write one mail to everybody of the team and to the leads; returns to how many.

    Once is for ever: whoever was written to before, by whomever, is left out.
    """
    round_ = meeting.round
    with transaction.atomic():
        hold_organization(round_.organization_id)
        members = without_minutes_mail(meeting)
        OutgoingEmail.objects.bulk_create(
            OutgoingEmail(
                organization_id=round_.organization_id,
                round=round_,
                membership=member,
                kind=KIND,
                dedupe_key=f"{KIND}:{meeting.pk}:{member.pk}",
                due_at=now,
                message_id=new_message_id(),
            )
            for member in members
        )
        if members:
            record(
                organization=round_.organization,
                by=by.user,
                act="minutes mailed",
                about=f"{round_.label}: to {len(members)}",
                now=now,
            )
    return len(members)


def request_minutes_file(
    *, meeting: Meeting, paper: Paper, by: Membership, now: datetime
) -> MinutesFile:
    """Have the file made; one that was made or is under way already is left alone."""
    with transaction.atomic():
        hold_organization(meeting.round.organization_id)
        file, is_new = MinutesFile.objects.get_or_create(
            meeting=meeting, paper=paper.value, defaults={"asked_at": now}
        )
        if not is_new and (file.made_at or is_under_way(file)):
            return file
        file.asked_at, file.problem = now, ""
        file.task_id = str(make_minutes_file.enqueue(file.pk).id)
        file.save()
    return file


@task()
def make_minutes_file(file_id: int) -> None:
    """Make it. What is missing on this machine is written down, for a second try helps not."""
    wished = MinutesFile.objects.filter(pk=file_id, made_at=None).select_related("meeting")
    if (row := wished.first()) is None or (minutes := minutes_of(row.meeting)) is None:
        return
    try:
        content = pdf_of_minutes(minutes, Paper(row.paper), row.meeting.fingerprint)
    except PdfNotPossible as error:
        wished.update(problem=str(error))
        return
    unchanged = wished.filter(meeting__fingerprint=row.meeting.fingerprint)
    unchanged.update(content=content, made_at=timezone.now(), problem="")


def forget_in_minutes(*, member: Membership) -> None:
    """Take the name of an erased member out of all minutes, and drop the files that show it.

    What people typed in their own words stays as it is. Belongs into the erasure’s transaction.
    """
    _forget(member.organization_id, lambda _: {member.pk})


def forget_former_in_minutes(*, organization_id: int, name: str) -> None:
    """The same for somebody of this name who was removed as a member before."""
    members = set(
        Membership.objects.filter(organization=organization_id).values_list("pk", flat=True)
    )

    def left(minutes: Minutes) -> set[int]:
        found = {one.member for one in minutes.people if one.member and one.name == name}
        return found - members

    _forget(organization_id, left)


def _forget(organization_id: int, whom: Callable[[Minutes], set[int]]) -> None:
    held = Meeting.objects.select_for_update(of=("self",)).filter(
        round__organization=organization_id, minutes__isnull=False
    )
    for meeting in held:
        if (minutes := minutes_of(meeting)) is None:
            continue
        spared = minutes
        for member in whom(minutes):
            spared = without(spared, member)
        if spared == minutes:
            continue
        meeting.minutes, meeting.fingerprint = as_json(spared), fingerprint_of_minutes(spared)
        meeting.save(update_fields=["minutes", "fingerprint"])
        MinutesFile.objects.filter(meeting=meeting).delete()
