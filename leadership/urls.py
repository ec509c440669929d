"""The addresses of people, rounds, results and personal links."""

from django.urls import path

from leadership.views import (
    answer_steps,
    answering,
    contact_uploads,
    health,
    mailbox,
    people,
    sign_in_links,
    unsubscribe,
)

app_name = "leadership"

urlpatterns = [
    # answering, by personal link
    path("a/<str:token>/", answering.answer, name="answer"),
    path("a/<str:token>/privacy/", answering.answer_privacy, name="answer-privacy"),
    path("a/<str:token>/unsubscribe/", answering.answer_unsubscribe, name="answer-unsubscribe"),
    path("a/<str:token>/<slug:questionnaire>/", answer_steps.answer_step, name="answer-step"),
    path(
        "a/<str:token>/<slug:questionnaire>/save/",
        answer_steps.answer_autosave,
        name="answer-autosave",
    ),
    # the local mailbox
    path("o/<slug:slug>/mailbox/", mailbox.mailbox, name="mailbox"),
    path("o/<slug:slug>/mailbox/<int:message_id>/", mailbox.message, name="mailbox-message"),
    path("o/<slug:slug>/mailbox/<int:message_id>/html/", mailbox.message_html, name="mailbox-html"),
    # not being asked again
    path("u/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    # monitoring
    path("healthz", health.healthz, name="healthz"),
    # signing in, by a link from the terminal
    path("sign-in/<str:token>/", sign_in_links.sign_in_by_link, name="sign-in-link"),
    # people
    path("o/<slug:slug>/people/", people.people, name="people"),
    path("o/<slug:slug>/people/members/add/", people.add_member, name="member-add"),
    path(
        "o/<slug:slug>/people/members/<int:member_id>/",
        people.change_member,
        name="member-change",
    ),
    path(
        "o/<slug:slug>/people/members/<int:member_id>/remove/",
        people.remove_member,
        name="member-remove",
    ),
    path(
        "o/<slug:slug>/people/contacts/<int:contact_id>/remove/",
        people.remove_contact,
        name="contact-remove",
    ),
    # contact uploads
    path(
        "o/<slug:slug>/people/contacts/upload/",
        contact_uploads.contact_upload,
        name="contact-upload",
    ),
    path(
        "o/<slug:slug>/people/contacts/preview/",
        contact_uploads.contact_preview,
        name="contact-preview",
    ),
    path(
        "o/<slug:slug>/people/contacts/confirm/",
        contact_uploads.contact_confirm,
        name="contact-confirm",
    ),
    path(
        "o/<slug:slug>/people/contacts/sample.csv",
        contact_uploads.contact_sample,
        name="contact-sample",
    ),
]
