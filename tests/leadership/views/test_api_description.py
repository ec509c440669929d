"""What programs and people are told about the interface: openapi.json, and a page in words."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.asserts import assertContains

from assessment.models import Organization
from leadership.services.api_keys import REQUESTS_A_MINUTE
from leadership.views.api_guide import ADDRESSES
from tests.leadership.api_reading import a_full_round, a_key, read
from tests.leadership.commitments import a_commitment
from tests.leadership.conftest import Join

pytestmark = pytest.mark.django_db

URL = re.compile(r"https?://[^\s\"'<\\]+")
TYPES: dict[str, type[Any]] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
}


@pytest.fixture
def description(client: Client) -> Any:
    return client.get("/api/v1/openapi.json").json()


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from references(one)


def fits(value: Any, schema: Any, known: Any) -> bool:
    """Whether a value is of the described shape; as much of JSON Schema as we write."""
    if "$ref" in schema:
        return fits(value, known[schema["$ref"].rpartition("/")[2]], known)
    if "anyOf" in schema:
        return any(fits(value, one, known) for one in schema["anyOf"])
    if schema["type"] == "null":
        return value is None
    if schema["type"] == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(value, TYPES[schema["type"]]):
        return False
    if schema["type"] == "array":
        return all(fits(one, schema["items"], known) for one in value)
    if schema["type"] == "object":
        parts = schema["properties"]
        assert set(schema["required"]) == set(parts) == set(value)
        return all(fits(value[name], parts[name], known) for name in parts)
    return True


def test_description_lists_the_addresses_and_their_refusals(description: Any) -> None:
    assert description["openapi"].startswith("3.")
    assert set(description["paths"]) == {
        "/api/v1/rounds",
        "/api/v1/rounds/{round_id}/results",
        "/api/v1/rounds/{round_id}/participation",
        "/api/v1/trend",
        "/api/v1/commitments",
    }
    refusals = {
        path: set(described["get"]["responses"]) for path, described in description["paths"].items()
    }
    assert refusals["/api/v1/rounds"] == {"200", "401", "429", "500"}
    assert refusals["/api/v1/trend"] == refusals["/api/v1/commitments"]
    assert refusals["/api/v1/trend"] == {"200", "401", "403", "429", "500"}
    of_a_round = {"200", "401", "403", "404", "429", "500"}
    assert refusals["/api/v1/rounds/{round_id}/results"] == of_a_round
    assert refusals["/api/v1/rounds/{round_id}/participation"] == of_a_round
    for described in description["paths"].values():
        assert set(described) == {"get"}
        [security] = described["get"]["security"]
        [scheme] = [description["components"]["securitySchemes"][name] for name in security]
        assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")


def test_every_reference_leads_somewhere(description: Any) -> None:
    known = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}

    assert set(references(description)) == known


def test_answers_have_the_described_shape(
    organization: Organization, description: Any, join: Join
) -> None:
    round_ = a_full_round(organization)
    a_commitment(join(organization, name="Ann Berg"), round_)
    _, text = a_key(organization)
    known = description["components"]["schemas"]

    for path, described in description["paths"].items():
        answer = read(path.removeprefix("/api/v1").format(round_id=round_.pk), text)
        content = described["get"]["responses"]["200"]["content"]["application/json"]
        assert fits(answer, content["schema"], known), path


def test_neither_names_another_host(client: Client) -> None:
    description = client.get("/api/v1/openapi.json").content.decode()
    guide = client.get("/api/").content.decode()

    for text in (description, guide):
        named = URL.findall(text)
        assert named
        assert all(url.startswith(settings.PUBLIC_URL) for url in named)


def test_guide_is_public_and_names_every_address_and_limit(
    client: Client, description: Any
) -> None:
    page = client.get("/api/")

    for address, _, _ in ADDRESSES:
        assertContains(page, address)
    assert {address.replace("{id}", "{round_id}") for address, _, _ in ADDRESSES} == set(
        description["paths"]
    )
    assertContains(page, f"more than {REQUESTS_A_MINUTE} times in a minute")
    assertContains(page, 'href="/api/v1/openapi.json"')
