"""A list from its upload to its result: read, previewed, imported all or nothing, forgotten."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from assessment.domain.audiences import Audience
from assessment.models import Organization, Unit
from leadership.domain.contact_columns import Columns, Field
from leadership.domain.import_states import ImportState
from leadership.domain.roles import Role
from leadership.models import (
    AuditEntry,
    Bounce,
    ColumnChoice,
    Contact,
    Membership,
    PendingImport,
    ReadRows,
    UploadPart,
)
from leadership.queries.contact_imports import import_plan
from leadership.queries.contact_uploads import (
    preview_of,
    progress_of,
    rejected_file,
    rejected_rows,
    upload_of,
)
from leadership.services import contact_imports, contact_reading, contact_uploads
from leadership.services.contact_imports import ImportRunsAlready, import_upload, start_import
from leadership.services.contact_reading import read_upload, start_reading
from leadership.services.contact_uploads import (
    UploadGone,
    UploadIsImported,
    choose_columns,
    forget_old_uploads,
    give_up_upload,
    keep_upload,
    uploaded_file,
)
from leadership.services.opting_out import opt_out_address
from leadership.services.people import import_contacts, import_some
from leadership.tasks import do_tasks, watch_clock
from leadership.uploads import tables
from leadership.uploads.tables import opening_of
from tests.database import at_once
from tests.leadership.conftest import NOW, Join
from tests.leadership.uploaded_lists import HEADER, people_workbook

CONTENT = HEADER + "anna@example.com,Anna,customer,North,\nx,,,,\n"
MAILS_ONLY = Columns({Field.EMAIL: 0}, Audience.CUSTOMER)


def keep(by: Membership, content: str | bytes = CONTENT, name: str = "p.csv") -> PendingImport:
    raw = content.encode() if isinstance(content, str) else content
    return keep_upload(
        organization=by.organization,
        file_name=name,
        opening=opening_of(BytesIO(raw)),
        content=[raw[:10], raw[10:]],
        by=by.user,
        now=NOW,
    )


def previewed(by: Membership, content: str | bytes = CONTENT) -> PendingImport:
    pending = keep(by, content)
    start_reading(pending=pending, now=NOW)
    return pending


def work() -> None:
    """What workers do with every upload that waits for one."""
    for pending in PendingImport.objects.all():
        read_upload(pending_id=pending.pk, now=NOW)
        import_upload(pending_id=pending.pk, now=NOW)


def waiting(membership: Membership, **passed: Any) -> PendingImport | None:
    return upload_of(
        organization=membership.organization, user=membership.user, now=NOW + timedelta(**passed)
    )


def people() -> list[tuple[Any, ...]]:
    found = Contact.objects.order_by("email")
    return list(found.values_list("email", "name", "audience", "unit__name", "language"))


@pytest.fixture
def by_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as long, so that workers read and import it."""
    monkeypatch.setattr(tables, "SMALL", 0)
    monkeypatch.setattr(contact_imports, "AT_ONCE", 0)


def test_upload_is_kept_in_parts_and_comes_back_whole(
    lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_uploads, "PART", 16)

    pending = keep(lead)

    assert [len(part.content) for part in pending.parts.all()][:-1] == [16] * (len(CONTENT) // 16)
    with uploaded_file(pending) as file:
        assert file.read() == CONTENT.encode()


def test_kept_upload_counts_for_a_day_and_is_its_uploaders_alone(
    lead: Membership, owner: Membership, other_organization: Organization
) -> None:
    pending = keep(lead)

    assert waiting(lead, hours=24) == pending
    assert waiting(lead, hours=24, seconds=1) is None
    assert waiting(owner) is None
    assert upload_of(organization=other_organization, user=lead.user, now=NOW) is None


def test_second_upload_replaces_the_first(lead: Membership) -> None:
    previewed(lead)

    second = keep(lead)

    assert list(PendingImport.objects.all()) == [second]
    assert not ReadRows.objects.exists()


def test_clock_forgets_uploads_after_a_day(lead: Membership, owner: Membership) -> None:
    old, young = previewed(owner), keep(lead)
    PendingImport.objects.filter(pk=old.pk).update(uploaded_at=NOW - timedelta(hours=25))

    watch_clock(now=NOW, worker="one")

    assert list(PendingImport.objects.all()) == [young]
    assert set(UploadPart.objects.values_list("pending", flat=True)) == {young.pk}
    assert forget_old_uploads(now=NOW) == 0


def test_our_own_columns_need_no_choice(lead: Membership) -> None:
    pending = keep(lead)

    assert pending.places == {
        "email": 0,
        "name": 1,
        "audience": 2,
        "unit": 3,
        "language": 4,
    }


def test_other_columns_wait_for_a_choice_that_is_remembered(lead: Membership) -> None:
    text = "E-Mail;Kategorie\na@example.com;Gold\n"
    pending = keep(lead, text)
    assert pending.places == {}

    choose_columns(pending=pending, columns=MAILS_ONLY, now=NOW)
    start_reading(pending=pending, now=NOW)
    again = keep(lead, "e_mail,KATEGORIE,line,reason\nb@example.com,Silver,2,because\n")

    assert preview_of(pending).new == 1
    assert (again.is_remembered, again.places, again.audience) == (True, {"email": 0}, "customer")
    assert ColumnChoice.objects.count() == 1


def test_columns_are_remembered_for_one_organization(
    lead: Membership, other_organization: Organization, join: Join
) -> None:
    text = "E-Mail;Kategorie\na@example.com;Gold\n"
    choose_columns(pending=keep(lead, text), columns=MAILS_ONLY, now=NOW)

    other = keep(join(other_organization, Role.LEAD), text)

    assert not other.is_remembered
    assert other.places == {}


def test_columns_can_be_chosen_again_after_the_preview(lead: Membership) -> None:
    pending = previewed(lead)

    choose_columns(pending=pending, columns=MAILS_ONLY, now=NOW)
    start_reading(pending=pending, now=NOW)

    preview = preview_of(pending)
    assert (preview.new, preview.rejected) == (1, 1)
    assert preview.first_new[0].unit is None


def test_preview_counts_and_shows_each_kind_and_writes_nobody(lead: Membership) -> None:
    organization = lead.organization
    north = Unit.objects.create(organization=organization, name="North")
    for email in ("same@example.com", "moved@example.com"):
        Contact.objects.create(
            organization=organization, email=email, audience="customer", unit=north, language=""
        )
    before = people()

    pending = previewed(
        lead,
        HEADER + "same@example.com,,customer,North,\nmoved@example.com,Mo,manager,South,de\n"
        "new@example.com,Nina,partner,,\nbad,,customer,,\neve@example.com,Eve,executive,,\n",
    )

    preview = preview_of(pending)
    assert (preview.new, preview.changed, preview.unchanged, preview.rejected) == (1, 1, 1, 2)
    assert preview.new_units == ("South",)
    (changed,) = preview.first_changed
    assert [(one.field, one.before, one.after) for one in changed.differences] == [
        (Field.NAME, None, "Mo"),
        (Field.AUDIENCE, "customer", "manager"),
        (Field.UNIT, "North", "South"),
        (Field.LANGUAGE, None, "de"),
    ]
    assert [(row.line, row.cells[0]) for row in preview.first_rejected] == [
        (5, "bad"),
        (6, "eve@example.com"),
    ]
    assert people() == before
    assert Unit.objects.count() == 1


def test_preview_counts_those_who_get_no_mail(lead: Membership) -> None:
    opt_out_address(organization=lead.organization, address="b@example.com", now=NOW)
    for email in ("a@example.com", "b@example.com"):
        Bounce.objects.create(
            organization=lead.organization, email=email, bounced_on=NOW, words="550"
        )

    preview = preview_of(
        previewed(lead, HEADER + "".join(f"{x}@example.com,,customer,,\n" for x in "ABC"))
    )

    assert (preview.bounced, preview.opted_out) == (1, 1)


def test_import_writes_once_and_forgets_the_file(lead: Membership) -> None:
    pending = previewed(lead)

    start_import(pending=pending, now=NOW)

    assert people() == [("anna@example.com", "Anna", "customer", "North", "")]
    assert pending.state == ImportState.DONE
    assert pending.summary == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 1}
    assert not UploadPart.objects.exists()
    assert [row.line for row in rejected_rows(pending)] == [3]
    with pytest.raises(UploadGone):
        start_import(pending=pending, now=NOW)
    assert list(AuditEntry.objects.values_list("act", "about")) == [
        ("people imported", "1 new, 0 changed, 0 unchanged")
    ]


def test_import_leaves_opt_outs_alone(lead: Membership) -> None:
    opt_out_address(organization=lead.organization, address="anna@example.com", now=NOW)

    start_import(pending=previewed(lead), now=NOW)

    assert lead.organization.opt_outs.count() == 1


def test_import_decides_by_the_people_of_its_moment(lead: Membership, join: Join) -> None:
    pending = previewed(lead)
    join(lead.organization, Role.EXECUTIVE, "anna@example.com", on_executive_team=True)

    start_import(pending=pending, now=NOW)

    assert people() == []
    assert pending.summary["rejected"] == 2
    assert [row.line for row in rejected_rows(pending)] == [3, 2]
    assert "asked twice" in "".join(rejected_file(pending))


@pytest.mark.django_db(transaction=True)
def test_worker_reads_and_imports_what_is_long(lead: Membership, by_worker: None) -> None:
    pending = previewed(lead, people_workbook(("a@example.com", "Anna", "customer", "North")))
    assert pending.state == ImportState.READING

    do_tasks(worker="one", stopping=lambda: False)
    pending.refresh_from_db()
    assert pending.state == ImportState.READY
    start_import(pending=pending, now=NOW)
    assert pending.state == ImportState.IMPORTING
    assert people() == []
    do_tasks(worker="one", stopping=lambda: False)

    pending.refresh_from_db()
    assert pending.state == ImportState.DONE
    assert people() == [("a@example.com", "Anna", "customer", "North", "")]


def test_reading_tells_how_far_it_is(
    lead: Membership, by_worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_reading, "BATCH", 2)
    seen: list[tuple[int, int]] = []
    plan = import_plan

    def watched(**passed: Any) -> Any:
        seen.append((progress_of(pending).seen, progress_of(pending).total))
        pending.refresh_from_db()
        return plan(**passed)

    pending = previewed(lead, HEADER + "".join(f"p{n}@example.com,,partner,,\n" for n in range(5)))
    monkeypatch.setattr(contact_reading, "import_plan", watched)
    read_upload(pending_id=pending.pk, now=NOW)

    assert seen == [(0, 5), (0, 5), (2, 5)]


def test_reading_that_a_worker_did_not_finish_begins_anew(
    lead: Membership, by_worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_reading, "BATCH", 2)
    pending = previewed(lead, HEADER + "".join(f"p{n}@example.com,,partner,,\n" for n in range(5)))
    plan = import_plan
    calls = iter(range(9))

    def dies(**passed: Any) -> Any:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return plan(**passed)

    monkeypatch.setattr(contact_reading, "import_plan", dies)
    with pytest.raises(KeyboardInterrupt):
        read_upload(pending_id=pending.pk, now=NOW)
    assert ReadRows.objects.count() == 1

    read_upload(pending_id=pending.pk, now=NOW)

    pending.refresh_from_db()
    assert (preview_of(pending).new, pending.seen, pending.attempt) == (5, 5, 2)
    assert ReadRows.objects.count() == 3


def test_worker_that_was_overtaken_writes_nothing_more(
    lead: Membership, by_worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = previewed(lead)
    plan = import_plan

    def overtaken(**passed: Any) -> Any:
        monkeypatch.setattr(contact_reading, "import_plan", plan)
        read_upload(pending_id=pending.pk, now=NOW)
        return plan(**passed)

    monkeypatch.setattr(contact_reading, "import_plan", overtaken)
    read_upload(pending_id=pending.pk, now=NOW)

    pending.refresh_from_db()
    assert (pending.state, pending.attempt) == (ImportState.READY, 2)
    assert ReadRows.objects.count() == 2  # one of rows taken, one of rows rejected


def test_upload_that_is_given_up_while_it_is_read_is_gone(
    lead: Membership, by_worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = previewed(lead)
    plan = import_plan

    def given_up(**passed: Any) -> Any:
        give_up_upload(pending=pending)
        return plan(**passed)

    monkeypatch.setattr(contact_reading, "import_plan", given_up)
    read_upload(pending_id=pending.pk, now=NOW)

    assert not PendingImport.objects.exists()
    assert not ReadRows.objects.exists()


def test_upload_that_is_given_up_while_it_is_imported_leaves_nobody(
    lead: Membership, by_worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = previewed(lead)
    work()
    pending.refresh_from_db()
    start_import(pending=pending, now=NOW)
    write = import_some

    def given_up(**passed: Any) -> Any:
        done = write(**passed)
        give_up_upload(pending=pending)
        return done

    monkeypatch.setattr(contact_imports, "import_some", given_up)
    import_upload(pending_id=pending.pk, now=NOW)

    assert people() == []
    assert not AuditEntry.objects.exists()


def test_import_that_breaks_leaves_nobody_and_is_done_by_another_try(
    lead: Membership, by_worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_reading, "BATCH", 2)
    pending = previewed(lead, HEADER + "".join(f"p{n}@example.com,,partner,,\n" for n in range(5)))
    work()
    pending.refresh_from_db()
    start_import(pending=pending, now=NOW)
    write = import_some
    calls = iter(range(9))

    def breaks(**passed: Any) -> Any:
        if next(calls) == 2:
            raise ZeroDivisionError
        return write(**passed)

    with monkeypatch.context() as patched:
        patched.setattr(contact_imports, "import_some", breaks)
        with pytest.raises(ZeroDivisionError):
            import_upload(pending_id=pending.pk, now=NOW)
    assert people() == []

    for _ in range(2):  # at least once
        import_upload(pending_id=pending.pk, now=NOW)

    assert len(people()) == 5
    assert AuditEntry.objects.count() == 1


def test_task_that_failed_is_told(lead: Membership, by_worker: None) -> None:
    pending = previewed(lead)
    assert not progress_of(pending).is_stuck

    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, worker_ids=["one"])
    assert (progress_of(pending).is_stuck, progress_of(pending).is_given_up) == (True, False)

    DBTaskResult.objects.update(worker_ids=["one"] * 8)
    assert progress_of(pending).is_given_up


def test_second_import_of_an_organization_waits_for_the_first(
    lead: Membership, owner: Membership, by_worker: None
) -> None:
    first, second = previewed(lead), previewed(owner)
    work()
    for pending in (first, second):
        pending.refresh_from_db()
    start_import(pending=first, now=NOW)

    with pytest.raises(ImportRunsAlready, match="A list of Leo Lead is being imported"):
        start_import(pending=second, now=NOW)

    work()
    start_import(pending=second, now=NOW)
    second.refresh_from_db()
    assert second.state == ImportState.IMPORTING


def test_database_itself_refuses_two_imports_at_once(lead: Membership, owner: Membership) -> None:
    keep(lead)
    keep(owner)

    with pytest.raises(IntegrityError), transaction.atomic():
        PendingImport.objects.update(state=ImportState.IMPORTING)


def test_file_is_not_replaced_while_it_is_imported(lead: Membership, by_worker: None) -> None:
    pending = previewed(lead)
    work()
    pending.refresh_from_db()
    start_import(pending=pending, now=NOW)

    with pytest.raises(UploadIsImported, match="Wait until it is done, or cancel it"):
        keep(lead)
    with pytest.raises(UploadIsImported):
        choose_columns(pending=pending, columns=MAILS_ONLY, now=NOW)


def test_imported_list_cannot_be_cancelled(lead: Membership) -> None:
    pending = previewed(lead)
    start_import(pending=pending, now=NOW)

    with pytest.raises(UploadIsImported, match="too late"):
        give_up_upload(pending=pending)


def test_import_needs_its_uploader_to_run_rounds_still(lead: Membership, by_worker: None) -> None:
    pending = previewed(lead)
    work()
    pending.refresh_from_db()
    start_import(pending=pending, now=NOW)
    Membership.objects.update(role=Role.VIEWER)

    work()

    pending.refresh_from_db()
    assert (pending.state, pending.problem) == (
        ImportState.FAILED,
        "You no longer run rounds here, so nothing was imported.",
    )
    assert people() == []


def test_fault_in_the_middle_of_a_file_is_told(lead: Membership) -> None:
    rows = "".join(f"p{number}@example.com,,customer,,\n" for number in range(30))

    pending = previewed(lead, HEADER + rows + 'x@example.com,"never closed,customer,,\n')

    assert pending.state == ImportState.FAILED
    assert "opens on line 32 or after it is never closed" in pending.problem
    assert not ReadRows.objects.exists()


def test_column_that_makes_a_unit_of_everybody_is_refused(
    lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_reading, "MOST_NEW_UNITS", 2)

    pending = previewed(
        lead, HEADER + "".join(f"p{n}@example.com,,customer,U{n},\n" for n in range(3))
    )

    assert "more than 2 units that are not there yet" in pending.problem


def test_too_many_rows_are_refused(lead: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 20)
    rows = "".join(f"p{number}@example.com,,customer,,\n" for number in range(21))

    pending = previewed(lead, HEADER + rows)

    assert "The file has more than 100,000 rows." in pending.problem


def test_rejected_rows_leave_as_a_file_that_runs_nothing(lead: Membership) -> None:
    pending = keep(lead, "=c,email,audience\n=1+1,bad,customer\n+2,x@y,\n")
    choose_columns(pending=pending, columns=Columns({Field.EMAIL: 1, Field.AUDIENCE: 2}), now=NOW)
    start_reading(pending=pending, now=NOW)

    lines = "".join(rejected_file(pending)).lstrip("\ufeff").splitlines()

    assert lines[0] == "'=c,email,audience,line,reason"
    assert lines[1].startswith("'=1+1,bad,customer,2,“bad” is not an email address.")
    assert lines[2].startswith("'+2,x@y,,3,")


@pytest.mark.parametrize("text", ["Nu\ufffel", "a\u2028b", "\U0001f600", "a\x07b"])
def test_any_text_of_a_rejected_row_is_kept_by_both_databases(lead: Membership, text: str) -> None:
    pending = previewed(lead, f"{HEADER}bad,{text},customer,,\n")

    assert [row.cells[1] for row in rejected_rows(pending)] == [text]


def test_name_of_a_file_is_kept_as_one_line_of_text(lead: Membership) -> None:
    pending = keep(lead, name="<img src=x onerror=alert(1)>\0\n\u202excod.csv" + "x" * 500)

    assert pending.file_name.startswith("<img src=x onerror=alert(1)> xcod.csv")
    assert len(pending.file_name) == 200


def test_list_imported_twice_changes_nothing(lead: Membership) -> None:
    start_import(pending=previewed(lead), now=NOW)

    preview = preview_of(previewed(lead))

    assert (preview.new, preview.changed, preview.unchanged) == (0, 0, 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_import_a_list_once(lead: Membership, by_worker: None) -> None:
    pending = previewed(lead)
    work()
    pending.refresh_from_db()
    start_import(pending=pending, now=NOW)

    at_once(2, lambda _: import_upload(pending_id=pending.pk, now=NOW))

    assert len(people()) == 1
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, whatever it locks")
def test_cancelling_and_importing_at_once_do_not_wait_for_each_other_for_ever(
    lead: Membership, by_worker: None
) -> None:
    pending = previewed(lead)
    work()
    pending.refresh_from_db()
    start_import(pending=pending, now=NOW)

    def press(number: int) -> str:
        if number:
            import_upload(pending_id=pending.pk, now=NOW)
            return "imported"
        try:
            give_up_upload(pending=pending)
        except UploadIsImported:
            return "too late"
        return "cancelled"

    outcome = at_once(2, press)[0]

    assert len(people()) == (1 if outcome == "too late" else 0)


def test_list_is_compared_with_units_however_their_letters_are_written(lead: Membership) -> None:
    unit = Unit.objects.create(organization=lead.organization, name="Zu\u0308rich")
    Contact.objects.create(
        organization=lead.organization,
        email="a@example.com",
        name="Ju\u0308rgen",
        audience="customer",
        unit=unit,
        language="",
    )

    preview = preview_of(previewed(lead, f"{HEADER}a@example.com,Jürgen,customer,Zürich,\n"))

    assert (preview.unchanged, preview.new_units) == (1, ())


def test_import_of_one_organization_leaves_the_other_alone(
    lead: Membership, other_organization: Organization, join: Join
) -> None:
    import_contacts(
        organization=other_organization,
        accepted=[],
        by=join(other_organization, Role.OWNER).user,
        now=NOW,
    )

    start_import(pending=previewed(lead), now=NOW)

    assert not other_organization.contacts.exists()
