"""By which way somebody signed in."""

import pytest

from leadership.domain.sign_in_ways import way_of

CODE, PASSWORD = {"method": "code"}, {"method": "password"}
APP = {"method": "mfa", "type": "totp"}


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([], "by a link from the terminal"),
        ([CODE], "by an emailed code"),
        ([PASSWORD, APP], "by a password and an authenticator app"),
        ([CODE, {"method": "mfa", "type": "webauthn"}], "by an emailed code and a passkey"),
        ([{"method": "mfa", "type": "webauthn", "passwordless": True}], "by a passkey"),
        ([{"method": "socialaccount"}], "by single sign-on"),
        ([PASSWORD, APP, CODE], "by an emailed code"),
        ([CODE, {**PASSWORD, "reauthenticated": True}], "by an emailed code"),
    ],
)
def test_way_is_the_last_that_was_taken(steps: list[dict[str, object]], said: str) -> None:
    assert str(way_of(steps)) == said
