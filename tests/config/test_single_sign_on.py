"""What the environment may say about single sign-on."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.single_sign_on import SingleSignOn, read_single_sign_on


def read(
    server_url: str = "https://id.example.com/realms/office",
    client_id: str = "corner-office",
    client_secret: str = "a secret",  # noqa: S107 - of a test
    name: str = "",
    trusted_domains: tuple[str, ...] = (),
) -> SingleSignOn | None:
    return read_single_sign_on(
        name=name,
        server_url=server_url,
        client_id=client_id,
        client_secret=client_secret,
        trusted_domains=trusted_domains,
    )


def test_nothing_is_no_single_sign_on() -> None:
    assert read("", "", "") is None


def test_provider_is_named_and_asked_with_a_proof_key() -> None:
    found = read(name="Meridian ID", trusted_domains=(" Example.COM ", ""))

    assert found
    assert found.name == found.app["name"] == "Meridian ID"
    assert found.app["settings"] == {
        "server_url": "https://id.example.com/realms/office",
        "oauth_pkce_enabled": True,
        "verified_email": ["example.com"],
    }


def test_without_domains_only_the_provider_verifies() -> None:
    found = read()

    assert found
    assert "verified_email" not in found.app["settings"]


def test_what_is_missing_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match="OIDC_CLIENT_SECRET"):
        read(client_secret=" ")


@pytest.mark.parametrize("url", ["http://id.example.com", "id.example.com", "ftp://a", "https://"])
def test_address_has_to_be_https(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="https address"):
        read(url)


@pytest.mark.parametrize("directory", ["common", "organizations", "consumers"])
def test_directory_of_everybody_is_refused(directory: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="your own directory"):
        read(f"https://login.microsoftonline.com/{directory}/v2.0")
