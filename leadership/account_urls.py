"""The pages of django-allauth that this product uses: signing in by an emailed code."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from leadership.views.entrance import entrance

urlpatterns = [
    path("login/", login_not_required(entrance), name="account_login"),
    path(
        "login/code/",
        login_not_required(entrance),
        name="account_request_login_code",
    ),
    path(
        "login/code/confirm/",
        login_not_required(views.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("logout/", login_not_required(views.logout), name="account_logout"),
    path("inactive/", login_not_required(views.account_inactive), name="account_inactive"),
    path("signup/", login_not_required(views.signup), name="account_signup"),
]
