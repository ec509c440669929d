"""A schedule of rounds, reminders, mail to members, bounces, own texts, and what was heard."""

import django.db.models.deletion
from django.db import migrations, models

import assessment.models.organizations
import leadership.models.schedules


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0004_round_protected"),
        ("leadership", "0002_cache_table"),
    ]

    operations = [
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_on", models.BooleanField(default=False)),
                ("launches_by_itself", models.BooleanField(default=False)),
                ("months", models.JSONField(default=leadership.models.schedules.first_months)),
                ("opening_day", models.PositiveSmallIntegerField(default=5)),
                ("opening_hour", models.PositiveSmallIntegerField(default=9)),
                ("days_open", models.PositiveSmallIntegerField(default=14)),
                ("first_reminder_day", models.PositiveSmallIntegerField(default=5, null=True)),
                ("second_reminder_day", models.PositiveSmallIntegerField(default=12, null=True)),
                (
                    "last_reminder_days_before",
                    models.PositiveSmallIntegerField(default=2, null=True),
                ),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WhatWeHeard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("heard", models.TextField(max_length=3000, verbose_name="what we heard")),
                ("will_do", models.TextField(max_length=3000, verbose_name="what we will do")),
                ("changed_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="invitation",
            name="wants_news",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="outgoingemail",
            name="membership",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="emails",
                to="leadership.membership",
            ),
        ),
        migrations.AddField(
            model_name="outgoingemail",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "not reported"),
                    ("delivered", "delivered"),
                    ("bounced", "bounced"),
                    ("complained", "marked as spam"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="outgoingemail",
            name="provider_id",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="outgoingemail",
            name="round",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="emails",
                to="assessment.round",
            ),
        ),
        migrations.AlterField(
            model_name="outgoingemail",
            name="invitation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="emails",
                to="leadership.invitation",
            ),
        ),
        migrations.AlterField(
            model_name="outgoingemail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("invitation", "invitation"),
                    ("reminder", "reminder"),
                    ("news", "what we heard"),
                    ("results", "results"),
                    ("round-waits", "a round waits for a yes"),
                    ("round-opened", "a round has opened"),
                    ("round-stuck", "a round could not open"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="AskedAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address_hash", models.CharField(max_length=64)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked_addresses",
                        to="assessment.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bounce",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("bounced_on", models.DateField()),
                ("words", models.CharField(max_length=500)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bounces",
                        to="assessment.organization",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InvitationRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by", models.CharField(max_length=320)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("total", models.PositiveIntegerField()),
                ("seen", models.PositiveIntegerField(default=0)),
                ("invited", models.PositiveIntegerField(default=0)),
                ("after_member", models.BigIntegerField(default=0)),
                ("after_contact", models.BigIntegerField(default=0)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitation_runs",
                        to="assessment.round",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="MailText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("invitation", "invitation"), ("reminder", "reminder")],
                        max_length=10,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("executive", "Executive"),
                            ("manager", "Manager"),
                            ("employee", "Employee"),
                            ("customer", "Customer"),
                            ("partner", "Partner"),
                        ],
                        max_length=9,
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                (
                    "subject",
                    models.CharField(
                        max_length=150,
                        validators=[assessment.models.organizations.validate_one_line],
                        verbose_name="subject",
                    ),
                ),
                ("opening", models.TextField(max_length=1000, verbose_name="first paragraph")),
                ("afterwards", models.TextField(max_length=1000, verbose_name="second paragraph")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_texts",
                        to="assessment.organization",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slot", models.CharField(max_length=40)),
                ("by", models.CharField(max_length=320)),
                ("audiences", models.JSONField()),
                ("decided_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("after_invitation", models.BigIntegerField(default=0)),
                ("queued", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="assessment.round",
                    ),
                ),
            ],
            options={
                "ordering": ("-due_at", "-pk"),
            },
        ),
        migrations.AddField(
            model_name="outgoingemail",
            name="reminder",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="emails",
                to="leadership.reminder",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingemail",
            index=models.Index(
                models.F("provider_id"),
                condition=models.Q(("provider_id", ""), _negated=True),
                name="email_by_provider_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingemail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("invitation", None), ("membership__isnull", False)),
                    models.Q(("invitation__isnull", False), ("membership", None)),
                    _connector="OR",
                ),
                name="email_goes_to_one_person",
                violation_error_message="A mail goes to an invited person or to a member.",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="organization",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="schedule",
                to="assessment.organization",
            ),
        ),
        migrations.AddField(
            model_name="whatweheard",
            name="round",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="what_we_heard",
                to="assessment.round",
            ),
        ),
        migrations.AddConstraint(
            model_name="askedaddress",
            constraint=models.UniqueConstraint(
                models.F("round"),
                models.F("address_hash"),
                name="address_is_asked_once_a_round",
                violation_error_message="This address was asked in this round already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bounce",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                models.F("email"),
                name="address_bounces_once",
                violation_error_message="This address is known not to work.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitationrun",
            constraint=models.UniqueConstraint(
                models.F("round"),
                condition=models.Q(("finished_at", None)),
                name="round_is_walked_once_at_a_time",
                violation_error_message="The people of this round are being invited already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mailtext",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                models.F("kind"),
                models.F("audience"),
                models.F("language"),
                name="mail_text_is_written_once",
                violation_error_message="There is a text of your own for this mail already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                models.F("round"),
                models.F("slot"),
                name="round_reminds_once_a_slot",
                violation_error_message="This reminder was sent already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("opening_day__range", (1, 28))),
                name="schedule_opens_on_a_day_of_every_month",
                violation_error_message="A round opens on one of the days 1 to 28.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("opening_hour__range", (0, 23))),
                name="schedule_opens_at_an_hour",
                violation_error_message="A round opens at one of the hours 0 to 23.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("days_open__range", (3, 60))),
                name="schedule_leaves_time_to_answer",
                violation_error_message="A round stays open for 3 to 60 days.",
            ),
        ),
    ]
