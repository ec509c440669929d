"""Fixtures for the tests of what is read."""

import pytest

from assessment.models import Organization
from tests.closed_rounds import AT


@pytest.fixture
def organization(db: None) -> Organization:
    return Organization.objects.create(name="Acme", slug="acme", created_at=AT)
