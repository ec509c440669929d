"""Every address asks for sign-in unless it stands in the list below."""

from tools.routes import all_routes

# The only pages that somebody who has not signed in can open, and why.
PUBLIC = {
    # signing in
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_inactive",
    "account_signup",
    "account_password_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "mfa_login_webauthn",
    "mfa_authenticate",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "leadership:sign-in-link",
    "leadership:join",  # says whom it invites; accepting needs the invited address signed in
    "leadership:start",  # 404 once somebody was here; until then a setup code is the authority
    "account_logout",  # asks whether to, and sends those who did already to sign in
    # the personal link is the authority
    "leadership:answer",
    "leadership:answer-review",
    "leadership:answer-ceo",
    "leadership:answer-mine",
    "leadership:answer-withdraw",
    "leadership:answer-evidence",
    "leadership:answer-proof",
    "leadership:answer-step",
    "leadership:answer-autosave",
    "leadership:answer-privacy",
    "leadership:answer-news",
    "leadership:answer-unsubscribe",
    "leadership:unsubscribe",
    "leadership:calendar-feed",  # calendar programs cannot sign in
    # whose questions these are and how the numbers are made
    "assessment:instruments",
    "assessment:instrument",
    "assessment:instrument-in",
    "assessment:method",
    # who can use these pages
    "leadership:accessibility",
    # an address that cannot be guessed, of the notice that everybody asked may read
    "leadership:notice",
    # a secret is the authority
    "leadership:webhook",
    "api:rounds",
    "api:results",
    "api:participation",
    "api:trend",
    "api:commitments",
    # describes what programs may read, and tells them of a wrong address
    "leadership:api-guide",
    "api:openapi-json",
    "api:api-root",
    "api:nothing",
    # asked by load balancers
    "leadership:healthz",
}


def test_only_listed_pages_are_open_without_sign_in() -> None:
    open_pages = {route.name for route in all_routes() if route.is_public}

    assert open_pages - PUBLIC == set(), "behind sign-in, or into the list with a reason"


def test_list_of_public_pages_names_no_page_that_is_gone() -> None:
    open_pages = {route.name for route in all_routes() if route.is_public}

    assert PUBLIC - open_pages == set()
