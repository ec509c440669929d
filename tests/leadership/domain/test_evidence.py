"""Links that are only shown, and the words of states."""

import pytest

from leadership.domain.evidence import EvidenceState, LinkRefused, Step, checked_link, host_of


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("https://intranet.example.com/plan?page=3#top", "intranet.example.com"),
        ("http://EXAMPLE.com:8080/", "example.com"),
        ("  https://example.com  ", "example.com"),
        ("https://bücher.example/ü", "bücher.example"),
        ("https://[2001:db8::1]/plan", "2001:db8::1"),
    ],
)
def test_address_of_a_page_is_taken_with_its_host(typed: str, host: str) -> None:
    assert host_of(checked_link(typed)) == host


@pytest.mark.parametrize("typed", ["", "   "])
def test_no_link_is_no_link(typed: str) -> None:
    assert checked_link(typed) == ""
    assert host_of("") == ""


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "ftp://example.com/plan",
        "file:///etc/passwd",
        "//example.com/plan",
        "example.com/plan",
        "https://",
        "https:///plan",
        "https://bank.example@elsewhere.example/",
        "https://name:secret@example.com/",
        "https://example.com/a b",
        "https://example.com/\nx",
        "https://example.com/\u202egnp.exe",
        "https://example.com\\@elsewhere.example",
        "https://example.com:port/",
        "https://[2001:db8::1/plan",
    ],
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(LinkRefused):
        checked_link(typed)


def test_stored_text_that_is_no_link_has_no_host() -> None:
    assert host_of("javascript:alert(1)//example.com") == ""


def test_every_state_and_step_has_words() -> None:
    assert EvidenceState.SENT_BACK.label == "Sent back"
    assert all(one.label for one in (*EvidenceState, *Step))
