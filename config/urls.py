"""Every address of the installation."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("leadership.account_urls")),
    path("api/v1/", include("leadership.api_urls")),
    path("", include("assessment.urls")),
    path("", include("leadership.urls")),
]
