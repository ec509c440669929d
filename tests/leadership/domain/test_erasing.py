"""What is cut short stays findable."""

import pytest

from leadership.domain.erasing import shortened


@pytest.mark.parametrize(
    ("text", "longest", "cut"),
    [
        ("Q1 2026", 7, "Q1 2026"),
        ("Q1 2026 again", 8, "Q1 2026…"),
        ("Quarter", 5, "Quar…"),
        ("reply to: anna@example.com", 26, "reply to: anna@example.com"),
        ("reply to: anna@example.com, more", 27, "reply to:…"),
        ("reply to: anna@example.com more", 27, "reply to: anna@example.com…"),
        ("reply to: anna@example.com", 12, "reply to:…"),
        ("anna@example.com, bo@example.com", 20, "anna@example.com,…"),
        ("anna@example.com", 9, "…"),
    ],
)
def test_text_is_never_cut_within_an_address(text: str, longest: int, cut: str) -> None:
    assert shortened(text, longest) == cut
    assert len(cut) <= longest
