"""The addresses of people, rounds, results and personal links."""

from django.urls import path

from leadership.views import answer_steps, answering

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
]
