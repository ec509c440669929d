"""From which addresses an organization may send."""

import pytest

from leadership.domain.senders import may_send_from


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("cx@example.com", True),
        ("cx@mail.example.com", False),
        ("cx@notexample.com", False),
        ("cx@bank.example", False),
        ("", False),
    ],
)
def test_only_the_domain_itself_counts(address: str, may: bool) -> None:
    assert may_send_from(address, ["example.com"]) is may
