"""The public pages about the instruments and the numbers."""

from django.urls import path

from assessment.views import instruments

app_name = "assessment"

urlpatterns = [
    path("instruments/", instruments.instruments, name="instruments"),
    path("instruments/<slug:key>/", instruments.instrument, name="instrument"),
    path(
        "instruments/<slug:key>/<slug:language>/", instruments.instrument_in, name="instrument-in"
    ),
    path("method/", instruments.method, name="method"),
]
