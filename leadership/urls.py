"""The addresses of people, rounds, results and personal links."""

from django.urls import path

from leadership.views import (
    accessibility,
    answer_autosaves,
    answer_ceo,
    answer_evidence,
    answer_reviews,
    answer_steps,
    answering,
    api_guide,
    api_keys,
    audit,
    ceo_desk,
    ceo_messages,
    charts,
    commitment_calendar,
    commitment_pages,
    commitments,
    contact_bulk,
    contact_exports,
    contact_previews,
    contact_uploads,
    contacts,
    evidence,
    exports,
    first_start,
    gap,
    health,
    heard,
    home,
    immersion,
    inbox,
    joining,
    launched_rounds,
    leaving,
    logos,
    mailbox,
    meetings,
    members,
    metrics,
    minutes,
    news,
    notices,
    own_answers,
    packs,
    peers,
    people,
    preview_pages,
    previews,
    privacy,
    results,
    round_acts,
    rounds,
    schedules,
    settings,
    sign_in_links,
    signs,
    texts,
    units,
    unsubscribe,
    webhooks,
    wordings,
)

app_name = "leadership"

urlpatterns = [
    # answering, by personal link
    path("a/<str:token>/", answering.answer, name="answer"),
    path("a/<str:token>/privacy/", answering.answer_privacy, name="answer-privacy"),
    path("a/<str:token>/unsubscribe/", answering.answer_unsubscribe, name="answer-unsubscribe"),
    path("a/<str:token>/news/", news.answer_news, name="answer-news"),
    path("a/<str:token>/ceo/", answer_ceo.answer_ceo, name="answer-ceo"),
    path("a/<str:token>/mine/", own_answers.answer_mine, name="answer-mine"),
    path("a/<str:token>/withdraw/", own_answers.answer_withdraw, name="answer-withdraw"),
    path("a/<str:token>/review/", answer_reviews.answer_review, name="answer-review"),
    path("a/<str:token>/evidence/", answer_evidence.answer_evidence, name="answer-evidence"),
    path(
        "a/<str:token>/evidence/<slug:question>/",
        answer_evidence.answer_proof,
        name="answer-proof",
    ),
    path("a/<str:token>/<slug:questionnaire>/", answer_steps.answer_step, name="answer-step"),
    path(
        "a/<str:token>/<slug:questionnaire>/save/",
        answer_autosaves.answer_autosave,
        name="answer-autosave",
    ),
    # home and results
    path("", home.home, name="home"),
    path("o/<slug:slug>/", home.organization, name="organization"),
    path("o/<slug:slug>/results/", results.results, name="results"),
    path("o/<slug:slug>/results/<int:round_id>/", results.results_of_round, name="results-of"),
    path(
        "o/<slug:slug>/results/<int:round_id>/charts/<slug:chart>/",
        charts.chart,
        name="chart",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/charts/<slug:chart>.csv",
        charts.chart_table,
        name="chart-table",
    ),
    path("o/<slug:slug>/results/<int:round_id>/gap/", gap.gap, name="gap"),
    path(
        "o/<slug:slug>/results/<int:round_id>/signs/<slug:sign>/",
        signs.sign,
        name="sign",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/signs/<slug:sign>/chart/",
        signs.sign_chart,
        name="sign-chart",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/signs/<slug:sign>/chart.csv",
        signs.sign_table,
        name="sign-table",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/comments/",
        results.comments,
        name="comments",
    ),
    # beside other organizations
    path("o/<slug:slug>/results/<int:round_id>/compare/", peers.peers, name="peers"),
    path(
        "o/<slug:slug>/results/<int:round_id>/compare/<slug:chart>/",
        peers.peers_chart,
        name="peers-chart",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/compare/<slug:chart>.csv",
        peers.peers_table,
        name="peers-table",
    ),
    # taking results away
    path("o/<slug:slug>/results/<int:round_id>/exports/", exports.exports, name="exports"),
    path(
        "o/<slug:slug>/results/<int:round_id>/exports/workbook/",
        exports.export_workbook,
        name="export-workbook",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/exports/archive/",
        exports.export_archive,
        name="export-archive",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/exports/answers/",
        exports.export_raw_answers,
        name="export-answers",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/exports/tables/<slug:table>/",
        exports.export_table,
        name="export-table",
    ),
    # the board pack
    path("o/<slug:slug>/results/<int:round_id>/pack/", packs.pack, name="pack"),
    path(
        "o/<slug:slug>/results/<int:round_id>/pack/progress/",
        packs.pack_progress,
        name="pack-progress",
    ),
    path("o/<slug:slug>/results/<int:round_id>/pack/print/", packs.pack_print, name="pack-print"),
    path(
        "o/<slug:slug>/results/<int:round_id>/pack/<int:pack_id>/download/",
        packs.pack_download,
        name="pack-download",
    ),
    # the meeting about a closed round
    path("o/<slug:slug>/results/<int:round_id>/meeting/", meetings.meeting, name="meeting"),
    path(
        "o/<slug:slug>/results/<int:round_id>/meeting/news/",
        meetings.meeting_news,
        name="meeting-news",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/meeting/start/",
        meetings.meeting_start,
        name="meeting-start",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/meeting/signs/<slug:sign>/",
        meetings.meeting_decide,
        name="meeting-decide",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/meeting/commitments/",
        meetings.meeting_commit,
        name="meeting-commitment",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/meeting/commitments/<int:commitment_id>/",
        meetings.meeting_close,
        name="meeting-close",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/meeting/end/", minutes.meeting_end, name="meeting-end"
    ),
    path("o/<slug:slug>/results/<int:round_id>/minutes/", minutes.minutes, name="minutes"),
    path(
        "o/<slug:slug>/results/<int:round_id>/minutes/mail/",
        minutes.minutes_mail,
        name="minutes-mail",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/minutes/file/",
        minutes.minutes_file,
        name="minutes-file",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/minutes/progress/",
        minutes.minutes_progress,
        name="minutes-progress",
    ),
    path(
        "o/<slug:slug>/results/<int:round_id>/minutes/<int:file_id>/download/",
        minutes.minutes_download,
        name="minutes-download",
    ),
    # rounds
    path("o/<slug:slug>/rounds/", rounds.rounds, name="rounds"),
    path("o/<slug:slug>/rounds/add/", rounds.round_add, name="round-add"),
    path("o/<slug:slug>/rounds/schedule/", schedules.schedule, name="schedule"),
    path("o/<slug:slug>/rounds/texts/", texts.texts, name="texts"),
    path(
        "o/<slug:slug>/rounds/texts/<slug:kind>/<slug:audience>/<slug:language>/",
        texts.text,
        name="text",
    ),
    path(
        "o/<slug:slug>/rounds/texts/<slug:kind>/<slug:audience>/<slug:language>/preview/",
        texts.text_preview,
        name="text-preview",
    ),
    path(
        "o/<slug:slug>/rounds/texts/<slug:kind>/<slug:audience>/<slug:language>/ours/",
        texts.text_drop,
        name="text-drop",
    ),
    path("o/<slug:slug>/rounds/wordings/", wordings.wordings, name="wordings"),
    path("o/<slug:slug>/rounds/wordings/<slug:language>/", wordings.wordings, name="wordings-in"),
    path(
        "o/<slug:slug>/rounds/wordings/<slug:language>/<slug:question>/<slug:audience>/",
        wordings.wording,
        name="wording",
    ),
    path(
        "o/<slug:slug>/rounds/wordings/<slug:language>/<slug:question>/<slug:audience>/preview/",
        wordings.wording_preview,
        name="wording-preview",
    ),
    path(
        "o/<slug:slug>/rounds/wordings/<slug:language>/<slug:question>/<slug:audience>/ours/",
        wordings.wording_drop,
        name="wording-drop",
    ),
    path("o/<slug:slug>/rounds/<int:round_id>/", rounds.round_page, name="round"),
    path("o/<slug:slug>/rounds/<int:round_id>/change/", rounds.round_change, name="round-change"),
    path("o/<slug:slug>/rounds/<int:round_id>/launch/", rounds.round_launch, name="round-launch"),
    path("o/<slug:slug>/rounds/<int:round_id>/close/", round_acts.round_close, name="round-close"),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/closing/",
        round_acts.round_closing,
        name="round-closing",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/remind/", round_acts.round_remind, name="round-remind"
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/reminders/<int:reminder_id>/take-back/",
        round_acts.reminder_take_back,
        name="reminder-take-back",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/joiners/",
        round_acts.round_joiners,
        name="round-joiners",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/progress/",
        launched_rounds.round_progress,
        name="round-progress",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/unanswered/",
        launched_rounds.round_unanswered,
        name="round-unanswered",
    ),
    path("o/<slug:slug>/rounds/<int:round_id>/metrics/", metrics.metrics, name="metrics"),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/metrics/copy/",
        metrics.metrics_copy,
        name="metrics-copy",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/metrics/<int:metric_id>/remove/",
        metrics.metric_remove,
        name="metric-remove",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/preview/<slug:audience>/",
        previews.preview,
        name="preview",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/preview/<slug:audience>/mail/",
        previews.preview_mail,
        name="preview-mail",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/preview/<slug:audience>/page/",
        preview_pages.preview_page,
        name="preview-page",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/preview/<slug:audience>/page/privacy/",
        preview_pages.preview_privacy,
        name="preview-privacy",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/preview/<slug:audience>/page/<slug:questionnaire>/",
        preview_pages.preview_questionnaire,
        name="preview-questionnaire",
    ),
    # what a closed round taught
    path("o/<slug:slug>/rounds/<int:round_id>/heard/", heard.heard, name="heard"),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/heard/preview/",
        heard.heard_preview,
        name="heard-preview",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/heard/preview/mail/",
        heard.heard_preview_mail,
        name="heard-preview-mail",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/heard/preview/page/",
        heard.heard_preview_page,
        name="heard-preview-page",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/heard/publish/",
        heard.heard_publish,
        name="heard-publish",
    ),
    path(
        "o/<slug:slug>/rounds/<int:round_id>/heard/take-back/",
        heard.heard_take_back,
        name="heard-take-back",
    ),
    # settings
    path("o/<slug:slug>/settings/", settings.settings, name="settings"),
    path("o/<slug:slug>/settings/asking/", settings.asking, name="settings-asking"),
    path("o/<slug:slug>/settings/sender/", settings.sender, name="settings-sender"),
    path("o/<slug:slug>/settings/retention/", settings.retention, name="settings-retention"),
    path("o/<slug:slug>/settings/logo/", logos.settings_logo, name="settings-logo"),
    path("o/<slug:slug>/settings/logo/remove/", logos.logo_remove, name="logo-remove"),
    path("o/<slug:slug>/logo/", logos.logo, name="logo"),
    # members, and who is invited to become one
    path("o/<slug:slug>/settings/members/", members.members, name="settings-members"),
    path(
        "o/<slug:slug>/settings/members/invitations/<int:join_id>/again/",
        members.invitation_again,
        name="join-again",
    ),
    path(
        "o/<slug:slug>/settings/members/invitations/<int:join_id>/take-back/",
        members.invitation_take_back,
        name="join-take-back",
    ),
    path("o/<slug:slug>/leave/", leaving.leave, name="leave"),
    path("join/<str:token>/", joining.join, name="join"),
    # the first organization
    path("start/", first_start.start, name="start"),
    path("o/<slug:slug>/settings/compare/", peers.peers_consent, name="peers-consent"),
    # keys with which programs read results
    path("o/<slug:slug>/settings/keys/", api_keys.keys, name="keys"),
    path(
        "o/<slug:slug>/settings/keys/<int:key_id>/revoke/",
        api_keys.key_revoke,
        name="key-revoke",
    ),
    # who did what
    path("o/<slug:slug>/settings/audit/", audit.audit, name="audit"),
    path("o/<slug:slug>/settings/audit/export/", audit.audit_export, name="audit-export"),
    path("api/", api_guide.api_guide, name="api-guide"),
    # comments whose writers may be contacted
    # evidence
    path("o/<slug:slug>/evidence/", evidence.evidence, name="evidence"),
    path(
        "o/<slug:slug>/evidence/reviewers/",
        evidence.evidence_reviewer_name,
        name="evidence-reviewer-name",
    ),
    path(
        "o/<slug:slug>/evidence/reviewers/<int:member_id>/end/",
        evidence.evidence_reviewer_end,
        name="evidence-reviewer-end",
    ),
    path(
        "o/<slug:slug>/evidence/<int:round_id>/<slug:question>/",
        evidence.evidence_give,
        name="evidence-give",
    ),
    path(
        "o/<slug:slug>/evidence/<uuid:evidence_id>/",
        evidence.evidence_piece,
        name="evidence-piece",
    ),
    path(
        "o/<slug:slug>/evidence/<uuid:evidence_id>/review/",
        evidence.evidence_review,
        name="evidence-review",
    ),
    path(
        "o/<slug:slug>/evidence/<uuid:evidence_id>/retract/",
        evidence.evidence_retract,
        name="evidence-retract",
    ),
    path("o/<slug:slug>/inbox/", inbox.inbox, name="inbox"),
    path("o/<slug:slug>/inbox/<uuid:concern_id>/", inbox.concern, name="concern"),
    path("o/<slug:slug>/inbox/<uuid:concern_id>/owner/", inbox.concern_owner, name="concern-owner"),
    path("o/<slug:slug>/inbox/<uuid:concern_id>/close/", inbox.concern_close, name="concern-close"),
    # what was promised about the results
    path("o/<slug:slug>/commitments/", commitments.commitments, name="commitments"),
    path("o/<slug:slug>/commitments/add/", commitments.commitment_add, name="commitment-add"),
    path(
        "o/<slug:slug>/commitments/export/",
        commitments.commitments_export,
        name="commitments-export",
    ),
    path("o/<slug:slug>/commitments/calendar/", commitment_calendar.calendar, name="calendar"),
    path(
        "o/<slug:slug>/commitments/calendar/revoke/",
        commitment_calendar.calendar_revoke,
        name="calendar-revoke",
    ),
    path(
        "o/<slug:slug>/commitments/<int:commitment_id>/",
        commitment_pages.commitment,
        name="commitment",
    ),
    path(
        "o/<slug:slug>/commitments/<int:commitment_id>/change/",
        commitment_pages.commitment_change,
        name="commitment-change",
    ),
    path(
        "o/<slug:slug>/commitments/<int:commitment_id>/note/",
        commitment_pages.commitment_note,
        name="commitment-note",
    ),
    path(
        "o/<slug:slug>/commitments/<int:commitment_id>/close/",
        commitment_pages.commitment_close,
        name="commitment-close",
    ),
    path(
        "o/<slug:slug>/commitments/<int:commitment_id>/reopen/",
        commitment_pages.commitment_reopen,
        name="commitment-reopen",
    ),
    # a calendar that reads them, by a secret address
    path("c/<str:token>/commitments.ics", commitment_calendar.calendar_feed, name="calendar-feed"),
    # messages to the chief executive
    path("o/<slug:slug>/messages/", ceo_messages.ceo_messages, name="ceo-messages"),
    path(
        "o/<slug:slug>/messages/<uuid:ceo_message_id>/",
        ceo_messages.ceo_message,
        name="ceo-message",
    ),
    path(
        "o/<slug:slug>/messages/<uuid:ceo_message_id>/read/",
        ceo_messages.ceo_message_read,
        name="ceo-message-read",
    ),
    path(
        "o/<slug:slug>/messages/<uuid:ceo_message_id>/archive/",
        ceo_messages.ceo_message_archive,
        name="ceo-message-archive",
    ),
    path("o/<slug:slug>/settings/messages/", ceo_desk.ceo_desk, name="ceo-desk"),
    # an executive's own log of time with customers
    path("o/<slug:slug>/immersion/", immersion.immersion, name="immersion"),
    path("o/<slug:slug>/immersion/chart/", immersion.immersion_chart, name="immersion-chart"),
    path("o/<slug:slug>/immersion/chart.csv", immersion.immersion_table, name="immersion-table"),
    path(
        "o/<slug:slug>/immersion/<uuid:entry_id>/",
        immersion.immersion_entry,
        name="immersion-entry",
    ),
    path(
        "o/<slug:slug>/immersion/<uuid:entry_id>/delete/",
        immersion.immersion_delete,
        name="immersion-delete",
    ),
    # the local mailbox
    path("o/<slug:slug>/mailbox/", mailbox.mailbox, name="mailbox"),
    path("o/<slug:slug>/mailbox/<int:message_id>/", mailbox.message, name="mailbox-message"),
    path("o/<slug:slug>/mailbox/<int:message_id>/html/", mailbox.message_html, name="mailbox-html"),
    # who can use these pages
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    # what is done with people’s data
    path("o/<slug:slug>/settings/privacy/", privacy.privacy, name="privacy"),
    path(
        "o/<slug:slug>/people/members/<int:member_id>/download/",
        privacy.member_data,
        name="member-data",
    ),
    path(
        "o/<slug:slug>/people/members/<int:member_id>/erase/",
        privacy.member_erase,
        name="member-erase",
    ),
    path(
        "o/<slug:slug>/people/contacts/<int:contact_id>/download/",
        privacy.contact_data,
        name="contact-data",
    ),
    path(
        "o/<slug:slug>/people/contacts/<int:contact_id>/erase/",
        privacy.contact_erase,
        name="contact-erase",
    ),
    path("privacy/<str:token>/", notices.notice, name="notice"),
    # not being asked again
    path("u/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    # what mail providers report
    path("webhooks/<slug:provider>/", webhooks.webhook, name="webhook"),
    # monitoring
    path("healthz", health.healthz, name="healthz"),
    # signing in, by a link from the terminal
    path("sign-in/<str:token>/", sign_in_links.sign_in_by_link, name="sign-in-link"),
    # people
    path("o/<slug:slug>/people/", contacts.people, name="people"),
    path("o/<slug:slug>/people/members/", people.members, name="members"),
    path("o/<slug:slug>/people/members/add/", people.add_member, name="member-add"),
    path(
        "o/<slug:slug>/people/members/<int:member_id>/",
        people.member,
        name="member",
    ),
    path(
        "o/<slug:slug>/people/members/<int:member_id>/change/",
        people.change_member,
        name="member-change",
    ),
    path(
        "o/<slug:slug>/people/members/<int:member_id>/remove/",
        people.remove_member,
        name="member-remove",
    ),
    path("o/<slug:slug>/people/contacts/bulk/", contact_bulk.contacts_bulk, name="contacts-bulk"),
    path(
        "o/<slug:slug>/people/contacts/<int:contact_id>/",
        contacts.contact,
        name="contact",
    ),
    path(
        "o/<slug:slug>/people/contacts/<int:contact_id>/change/",
        contacts.change_contact,
        name="contact-change",
    ),
    path(
        "o/<slug:slug>/people/contacts/<int:contact_id>/pause/",
        contacts.pause_contact,
        name="contact-pause",
    ),
    path(
        "o/<slug:slug>/people/contacts/<int:contact_id>/remove/",
        contacts.remove_contact,
        name="contact-remove",
    ),
    path(
        "o/<slug:slug>/people/bounces/<int:bounce_id>/try-again/",
        contacts.try_address_again,
        name="bounce-try-again",
    ),
    # units
    path("o/<slug:slug>/people/units/", units.units, name="units"),
    path("o/<slug:slug>/people/units/add/", units.add_unit, name="unit-add"),
    path("o/<slug:slug>/people/units/<int:unit_id>/", units.change_unit, name="unit"),
    path(
        "o/<slug:slug>/people/units/<int:unit_id>/remove/",
        units.remove_unit,
        name="unit-remove",
    ),
    # contact uploads
    path(
        "o/<slug:slug>/people/contacts/upload/",
        contact_uploads.contact_upload,
        name="contact-upload",
    ),
    path(
        "o/<slug:slug>/people/contacts/columns/",
        contact_uploads.contact_columns,
        name="contact-columns",
    ),
    path(
        "o/<slug:slug>/people/contacts/preview/",
        contact_previews.contact_preview,
        name="contact-preview",
    ),
    path(
        "o/<slug:slug>/people/contacts/progress/",
        contact_previews.contact_progress,
        name="contact-progress",
    ),
    path(
        "o/<slug:slug>/people/contacts/rejected.csv",
        contact_previews.contact_rejected,
        name="contact-rejected",
    ),
    path(
        "o/<slug:slug>/people/contacts/confirm/",
        contact_previews.contact_confirm,
        name="contact-confirm",
    ),
    path(
        "o/<slug:slug>/people/contacts/cancel/",
        contact_previews.contact_cancel,
        name="contact-cancel",
    ),
    path(
        "o/<slug:slug>/people/contacts/export/",
        contact_exports.contact_export,
        name="contact-export",
    ),
    path(
        "o/<slug:slug>/people/contacts/sample.csv",
        contact_uploads.contact_sample,
        name="contact-sample",
    ),
]
