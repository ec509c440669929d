"""Single sign-on by OpenID Connect, read from the environment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PROVIDER_ID: Final = "company"  # part of the address that the provider calls back
_LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}
# At these addresses of Microsoft Entra, anybody’s directory may vouch for anybody’s address.
_OF_EVERYBODY: Final = {"common", "organizations", "consumers"}


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """The one provider of an installation, as people and as django-allauth know it."""

    name: str
    app: dict[str, Any]


def read_single_sign_on(
    *,
    name: str,
    server_url: str,
    client_id: str,
    client_secret: str,
    trusted_domains: Sequence[str],
) -> SingleSignOn | None:
    """None without any of it; raises ImproperlyConfigured when a part is missing or unsafe."""
    needed = {
        "OIDC_SERVER_URL": server_url.strip(),
        "OIDC_CLIENT_ID": client_id.strip(),
        "OIDC_CLIENT_SECRET": client_secret.strip(),
    }
    if not any(needed.values()):
        return None
    if missing := [variable for variable, value in needed.items() if not value]:
        raise ImproperlyConfigured(f"Single sign-on also needs {' and '.join(missing)}.")
    settings: dict[str, Any] = {
        "server_url": _checked(needed["OIDC_SERVER_URL"]),
        "oauth_pkce_enabled": True,
    }
    if domains := [domain.strip().lower() for domain in trusted_domains if domain.strip()]:
        settings["verified_email"] = domains
    shown = name.strip() or "single sign-on"
    app = {
        "provider_id": PROVIDER_ID,
        "name": shown,
        "client_id": needed["OIDC_CLIENT_ID"],
        "secret": needed["OIDC_CLIENT_SECRET"],
        "settings": settings,
    }
    return SingleSignOn(name=shown, app=app)


def _checked(server_url: str) -> str:
    parts = urlsplit(server_url)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not is_safe or not parts.hostname:
        raise ImproperlyConfigured(
            "OIDC_SERVER_URL must be the https address of your provider, "
            "such as https://accounts.google.com."
        )
    if parts.path.strip("/").partition("/")[0] in _OF_EVERYBODY:
        raise ImproperlyConfigured(
            "OIDC_SERVER_URL must name your own directory, such as "
            "https://login.microsoftonline.com/DIRECTORY-ID/v2.0: at the address that it names "
            "now, somebody else’s directory could vouch for your members."
        )
    return server_url.rstrip("/")
