"""Single sign-on against a provider that answers over HTTP and signs what it says."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from assessment.models import Organization
from config.single_sign_on import read_single_sign_on
from leadership.domain.roles import Role
from leadership.links import join_token
from leadership.models import AuditEntry, JoinInvitation, Membership, User
from leadership.services.joining import invite_to_join
from tests.leadership.fake_provider import CLIENT, SECRET, FakeProvider, serving
from tests.leadership.mailing import a_member, an_organization
from tests.leadership.sign_ins import by_code, is_signed_in, with_authenticator, with_password

pytestmark = pytest.mark.django_db

LEAD = "lead@meridian.example"
VERIFIED = {"email": LEAD, "email_verified": True}


@pytest.fixture
def provider(settings: Settings) -> Iterator[FakeProvider]:
    with serving() as started:
        use(settings, started)
        yield started


@pytest.fixture(autouse=True)
def member() -> Membership:
    cache.clear()
    return a_member(an_organization(), LEAD)


def use(settings: Settings, provider: FakeProvider, *trusted_domains: str) -> None:
    found = read_single_sign_on(
        name="Meridian ID",
        server_url=provider.url,
        client_id=CLIENT,
        client_secret=SECRET,
        trusted_domains=trusted_domains,
    )
    assert found
    settings.SSO = found
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [found.app]}}


def go(client: Client, **asked: str) -> dict[str, str]:
    """To the provider; what it is asked."""
    answer = client.get("/accounts/login/single/", asked)
    parts = urlsplit(answer["Location"])
    assert parts.path == "/authorize"
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def come_back(client: Client, **asked: str) -> Any:
    state = go(client, **asked)["state"]
    return client.get("/accounts/login/single/back/", {"code": "a code", "state": state})


def test_provider_is_asked_for_the_address_and_answers_to_our_own_host(
    provider: FakeProvider, client: Client
) -> None:
    asked = go(client)

    assert asked["redirect_uri"] == "http://office.example/accounts/login/single/back/"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == "S256"
    assert asked["client_id"] == CLIENT


@pytest.mark.parametrize("written", [LEAD, "Lead@MERIDIAN.example"])
def test_member_comes_in(provider: FakeProvider, client: Client, written: str) -> None:
    provider.claims = VERIFIED | {"email": written}

    answer = come_back(client, next="/o/meridian/rounds/")

    assert answer["Location"] == "/o/meridian/rounds/"
    assert is_signed_in(client)
    assert AuditEntry.objects.get().about == "by single sign-on"
    assert provider.asked_for_token[0]["code_verifier"]
    assert not SocialAccount.objects.exists()


def test_way_back_is_never_to_another_host(provider: FakeProvider, client: Client) -> None:
    provider.claims = VERIFIED

    assert come_back(client, next="https://evil.example/")["Location"] == "/"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": LEAD},
        {"email": LEAD, "email_verified": False},
        {"email": LEAD, "email_verified": "false"},
        {"email": "stranger@meridian.example", "email_verified": True},
        {"email": "no address", "email_verified": True},
        {"email_verified": True},
    ],
)
def test_others_stay_outside(
    provider: FakeProvider, client: Client, claims: dict[str, Any]
) -> None:
    provider.claims = claims

    answer = come_back(client)

    assert answer.status_code == 403
    assert "no verified address that belongs to a member" in answer.content.decode()
    assert not is_signed_in(client)
    assert User.objects.count() == 1


def test_people_who_left_stay_outside(provider: FakeProvider, client: Client) -> None:
    provider.claims = VERIFIED
    Membership.objects.all().delete()

    assert come_back(client).status_code == 403


def test_invited_person_comes_in_to_accept(provider: FakeProvider, client: Client) -> None:
    invitation = an_invitation()
    provider.claims = VERIFIED | {"email": invitation.email}
    assert come_back(client).status_code == 403  # nobody has opened the mail yet

    client.post(f"/join/{join_token(invitation)}/")
    answer = come_back(client, next=f"/join/{join_token(invitation)}/")
    client.post(answer["Location"])

    assert Membership.objects.filter(user__email=invitation.email).exists()


@pytest.mark.parametrize("ended", ["revoked_at", "expires_at"])
def test_who_is_invited_no_more_stays_outside(
    provider: FakeProvider, client: Client, ended: str
) -> None:
    invitation = an_invitation()
    provider.claims = VERIFIED | {"email": invitation.email}
    client.post(f"/join/{join_token(invitation)}/")
    JoinInvitation.objects.update(**{ended: timezone.now()})

    assert come_back(client).status_code == 403


def an_invitation() -> JoinInvitation:
    by = a_member(Organization.objects.get(), "owner@meridian.example")
    return invite_to_join(
        organization=by.organization,
        email="anna@meridian.example",
        name="Anna Berg",
        role=Role.EXECUTIVE,
        on_executive_team=True,
        language="en",
        by=by.user,
        now=timezone.now(),
    )


def test_domain_can_be_trusted_where_the_provider_says_nothing(
    provider: FakeProvider, client: Client, settings: Settings
) -> None:
    use(settings, provider, "meridian.example")
    provider.claims = {"email": LEAD}

    come_back(client)

    assert is_signed_in(client)


def _stranger(provider: FakeProvider) -> None:
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _other_audience(provider: FakeProvider) -> None:
    provider.audience = "another application"


def _other_issuer(provider: FakeProvider) -> None:
    provider.issuer = "https://evil.example"


def _over(provider: FakeProvider) -> None:
    provider.claims = {**VERIFIED, "exp": 1}


def _of_somebody_else(provider: FakeProvider) -> None:
    provider.userinfo = {**VERIFIED, "sub": "somebody else"}


@pytest.mark.parametrize(
    "wrong", [_stranger, _other_audience, _other_issuer, _over, _of_somebody_else]
)
def test_answer_that_is_not_sound_is_refused(
    provider: FakeProvider, client: Client, wrong: Any
) -> None:
    provider.claims = VERIFIED
    wrong(provider)

    answer = come_back(client)

    assert answer.status_code == 401
    assert "Single sign-on was stopped or did not work." in answer.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("algorithm", ["none", "HS256", "HS384", "HS512"])
def test_answer_that_anybody_could_sign_is_refused_by_its_algorithm(
    provider: FakeProvider, client: Client, algorithm: str, caplog: pytest.LogCaptureFixture
) -> None:
    provider.claims = VERIFIED
    provider.algorithm = algorithm
    provider.signs_with = "" if algorithm == "none" else "a secret that everybody knows" * 3

    come_back(client)

    assert not is_signed_in(client)
    assert "carries no signature of its own" in caplog.text


def test_answer_without_our_question_is_refused(provider: FakeProvider, client: Client) -> None:
    provider.claims = VERIFIED
    state = go(Client())["state"]

    answer = client.get("/accounts/login/single/back/", {"code": "a code", "state": state})

    assert answer.status_code == 401
    assert not is_signed_in(client)


def test_provider_that_is_away_is_said(client: Client, settings: Settings) -> None:
    with serving() as gone:
        use(settings, gone)

    answer = client.get("/accounts/login/single/")

    assert answer.status_code == 401
    assert "Single sign-on was stopped or did not work." in answer.text


def test_somebody_who_stops_at_the_provider_is_told(provider: FakeProvider, client: Client) -> None:
    state = go(client)["state"]

    answer = client.get(
        "/accounts/login/single/back/", {"error": "access_denied", "state": state}, follow=True
    )

    assert "Single sign-on was stopped or did not work." in answer.text


def test_second_factor_is_the_matter_of_the_provider(
    provider: FakeProvider, client: Client, member: Membership, settings: Settings
) -> None:
    provider.claims, settings.MFA_REQUIRED = VERIFIED, True
    with_authenticator(member.user)

    come_back(client)

    assert client.get("/o/meridian/").status_code == 200


def test_without_a_provider_there_is_no_such_page(client: Client) -> None:
    assert client.get("/accounts/login/single/").status_code == 404
    assert "Continue with" not in client.get("/accounts/login/").text


# Single sign-on only


@pytest.fixture
def only(provider: FakeProvider, settings: Settings) -> FakeProvider:
    settings.SSO_ONLY = True
    return provider


def test_page_offers_the_provider_and_nothing_else(only: FakeProvider, client: Client) -> None:
    page = client.get("/accounts/login/").text

    assert "Your organization signs in with Meridian ID." in page
    assert "<form" not in page


@pytest.mark.parametrize(
    "path", ["", "code/", "code/confirm/", "password/", "passkey/", "../password/reset/"]
)
def test_other_ways_in_are_refused(only: FakeProvider, client: Client, path: str) -> None:
    answer = client.post(f"/accounts/login/{path}".replace("login/../", ""), {"email": LEAD})

    assert answer.status_code == 403


def test_sign_in_that_was_begun_otherwise_does_not_end(
    provider: FakeProvider, client: Client, settings: Settings, member: Membership
) -> None:
    with_authenticator(with_password(member.user))
    by_code(client, LEAD)
    settings.SSO_ONLY = True

    answer = client.post("/accounts/login/second/", {"code": "000000"})

    assert answer.status_code == 403
    assert not is_signed_in(client)


def test_member_comes_in_and_sees_where(only: FakeProvider, client: Client) -> None:
    only.claims = VERIFIED

    come_back(client)

    page = client.get("/accounts/").text
    assert "Where you are signed in" in page
    assert "Set a password" not in page
    assert client.post("/accounts/password/set/").status_code == 403
