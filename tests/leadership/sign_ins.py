"""Signing in as people do it, for tests: by code, by password, with an authenticator app."""

import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from leadership.models import User

PASSWORD = "a quiet corner of the office"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def mailed_code() -> str:
    found = re.search(r"^    (\S{6,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def by_code(client: Client, email: str, **more: str) -> Any:
    client.post("/accounts/login/", {"email": email, **more})
    return client.post("/accounts/login/code/confirm/", {"code": mailed_code(), **more})


def by_password(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post("/accounts/login/password/", {"login": email, "password": password})


def is_signed_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def with_authenticator(user: User) -> Authenticator:
    added: Authenticator = TOTP.activate(user, SECRET).instance
    return added


def app_code() -> str:
    """What the app shows now."""
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))
