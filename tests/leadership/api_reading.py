"""A program that reads results with a key, and a round that has something to tell it."""

from collections.abc import Collection
from typing import Any

from django.test import Client
from model_bakery import baker

from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round, ServiceMetric
from leadership.domain.api_keys import Scope
from leadership.models import ApiKey, User
from leadership.services.api_keys import create_key
from tests.closed_rounds import (
    A_DAY,
    CUSTOMER,
    EMPLOYEE,
    EXECUTIVE,
    MANAGER,
    PARTNER,
    Cell,
    Choices,
    a_round,
    headline,
    signs,
)
from tests.leadership.conftest import NOW

API = "/api/v1"
CHECKED = {"l1a": {"yes": 5, "no": 2}, "l1b": {"16": 5, "0": 2}, "t1": {"yes": 3}}


def a_key(
    organization: Organization, *, name: str = "Workbook", scopes: Collection[Scope] = tuple(Scope)
) -> tuple[ApiKey, str]:
    owner, _ = User.objects.get_or_create(email="keys@example.com")
    return create_key(organization=organization, name=name, scopes=scopes, by=owner, now=NOW)


def ask(address: str, text: str, **options: Any) -> Any:
    """The response to GET with this key."""
    return Client().get(f"{API}{address}", headers={"Authorization": f"Bearer {text}"}, **options)


def read(address: str, text: str) -> Any:
    """What a request that is answered says."""
    response = ask(address, text)
    assert response.status_code == 200, response.content
    return response.json()


def a_full_round(organization: Organization, *, back: int = 0, shift: int = 0) -> Round:
    """Units large and small, a small audience of one mind, employees and partners too."""
    agreement: Choices = {"p2": {"5": 30, "4": 60, "dk": 4}}
    answers: dict[Cell, Choices] = {
        EXECUTIVE: {
            **signs((7, 0), (5, 2), (3, 4), (4, 2, 1)),
            **headline(3, 7),
            **CHECKED,
            "m1": {"40": 7},
        },
        (MANAGER, "North"): {**headline(12 + shift, 20), "p2": {"5": 10, "3": 10}},
        (MANAGER, "South"): {**headline(9, 16), "p2": {"5": 2, "3": 14}},
        (MANAGER, "West"): headline(2, 3),
        (EMPLOYEE, "North"): headline(6, 6),
        (EMPLOYEE, "South"): headline(20, 45, dont_know=12),
        (CUSTOMER, "North"): {**headline(20 + shift, 150), **agreement},
        (CUSTOMER, "South"): {**headline(30, 140), **agreement},
        (CUSTOMER, "West"): headline(4, 40),
        PARTNER: headline(7, 7),
    }
    quarter = quarter_of(A_DAY)
    for _ in range(back):
        quarter = quarter.previous()
    round_ = a_round(organization, answers, quarter=quarter)
    for name, tag in (("NPS", "value"), ("Handle time", "reduce"), ("Churn", "value")):
        baker.make(ServiceMetric, round=round_, name=name, tag=tag, on_dashboard=True, in_pay=False)
    return round_
