"""The pages of signing in: django-allauth's views, behind our own addresses and rules."""

from allauth.account import views
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as authenticator
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_not_required
from django.urls import path, reverse_lazy

from leadership.views import own_language
from leadership.views import own_privacy as privacy
from leadership.views import own_sign_in as own
from leadership.views import single_sign_on as sso
from leadership.views.entrance import entrance, password_entrance
from leadership.views.own_sign_in import freshly, unless_sso_only

_reset = views.PasswordResetView.as_view()
_reset_done = views.PasswordResetDoneView.as_view()
_new_password = views.PasswordResetFromKeyView.as_view(success_url=reverse_lazy("account_login"))


ways_in = [
    path("login/", login_not_required(entrance), name="account_login"),
    path("login/code/", login_not_required(entrance), name="account_request_login_code"),
    path(
        "login/code/confirm/",
        login_not_required(unless_sso_only(views.confirm_login_code)),
        name="account_confirm_login_code",
    ),
    path(
        "login/password/",
        login_not_required(unless_sso_only(password_entrance)),
        name="account_password_login",
    ),
    path(
        "login/passkey/",
        login_not_required(unless_sso_only(passkeys.login_webauthn)),
        name="mfa_login_webauthn",
    ),
    path(
        "login/second/",
        login_not_required(unless_sso_only(factors.authenticate)),
        name="mfa_authenticate",
    ),
    path("login/single/", sso.to_provider, name="openid_connect_login"),
    path("login/single/back/", sso.from_provider, name="openid_connect_callback"),
    path("login/single/stopped/", sso.gave_up, name="socialaccount_login_cancelled"),
    path("logout/", login_not_required(views.logout), name="account_logout"),
    path("inactive/", login_not_required(views.account_inactive), name="account_inactive"),
    path("signup/", login_not_required(views.signup), name="account_signup"),
    path(
        "password/reset/",
        login_not_required(unless_sso_only(_reset)),
        name="account_reset_password",
    ),
    path(
        "password/reset/sent/",
        login_not_required(unless_sso_only(_reset_done)),
        name="account_reset_password_done",
    ),
    path(
        "password/reset/<uidb36>/<key>/",
        login_not_required(unless_sso_only(_new_password)),
        name="account_reset_password_from_key",
    ),
]

once_more = [
    path("again/", own.sign_in_again, name="account_again"),
    path("again/password/", views.reauthenticate, name="account_reauthenticate"),
    path("again/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path(
        "again/passkey/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
]

own_sign_in = [
    path("", own.overview, name="account_overview"),
    # What django-allauth calls the pages to go back to.
    path("", own.overview, name="mfa_index"),
    path("", own.overview, name="mfa_list_webauthn"),
    path("language/", own_language.choose, name="account_language"),
    path("sign-ins/end/", own.end_others, name="account_end_others"),
    path("sign-ins/<int:session_id>/end/", own.end_one, name="account_end_one"),
    path(
        "password/change/",
        unless_sso_only(views.password_change),
        name="account_change_password",
    ),
    path(
        "password/set/",
        unless_sso_only(freshly(views.password_set)),
        name="account_set_password",
    ),
    path(
        "authenticator/add/",
        unless_sso_only(freshly(authenticator.activate_totp)),
        name="mfa_activate_totp",
    ),
    path(
        "authenticator/remove/",
        unless_sso_only(freshly(authenticator.deactivate_totp)),
        name="mfa_deactivate_totp",
    ),
    path(
        "passkeys/add/",
        unless_sso_only(freshly(own.AddPasskeyView.as_view())),
        name="mfa_add_webauthn",
    ),
    path(
        "passkeys/<int:pk>/remove/",
        unless_sso_only(freshly(own.RemovePasskeyView.as_view())),
        name="mfa_remove_webauthn",
    ),
    path(
        "recovery-codes/",
        unless_sso_only(freshly(recovery_codes.view_recovery_codes)),
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/make/",
        unless_sso_only(freshly(recovery_codes.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recovery-codes/download/",
        unless_sso_only(freshly(recovery_codes.download_recovery_codes)),
        name="mfa_download_recovery_codes",
    ),
]

own_data = [
    path("privacy/", privacy.own_privacy, name="account_privacy"),
    path("privacy/download/", privacy.own_data, name="account_own_data"),
    path(
        "privacy/erase/",
        freshly(reauthentication_required(privacy.own_erasure)),
        name="account_erase",
    ),
]

urlpatterns = [*ways_in, *once_more, *own_sign_in, *own_data]
