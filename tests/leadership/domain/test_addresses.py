"""One spelling for every address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership.domain.addresses import AddressInvalid, address_hash, canonical


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("anna@example.com", "anna@example.com"),
        ("  Anna.Smith+cx@Example.COM\n", "anna.smith+cx@example.com"),
        ("\ufeffan\u200bna@exam\u00adple.com\u200f", "anna@example.com"),
        ("anna＠example．com", "anna@example.com"),
        ("Anna@BÜCHER.example", "anna@xn--bcher-kva.example"),
        ("anna@xn--bcher-kva.example", "anna@xn--bcher-kva.example"),
        ("anna@straße.de", "anna@xn--strae-oqa.de"),
        ("anna@例え。jp", "anna@xn--r8jz45g.jp"),
        ("anna@example.com.", "anna@example.com"),
        ("o'neil@mail.example.co.uk", "o'neil@mail.example.co.uk"),
    ],
)
def test_canonical_gives_one_spelling(written: str, stored: str) -> None:
    assert canonical(written) == stored


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "Write an email address."),
        (" \u200b ", "Write an email address."),
        ("anna", "is not an email address"),
        ("@example.com", "is not an email address"),
        ("anna@", "is not an email address"),
        ("anna@b@example.com", "is not an email address"),
        ("Anna <anna@example.com>", "cannot stand before the @"),
        ("anna smith@example.com", "cannot stand before the @"),
        ("anna\x00b@example.com", "cannot stand before the @"),
        ("a\r\nBcc: x@example.com", "cannot stand before the @"),
        (".anna@example.com", "cannot stand before the @"),
        ("änna@example.com", "cannot stand before the @"),
        ("a" * 65 + "@example.com", "cannot stand before the @"),
        ("anna@example", "is not the name of a mail domain"),
        ("anna@-example.com", "is not the name of a mail domain"),
        ("anna@exa_mple.com", "is not the name of a mail domain"),
        ("anna@example..com", "is not the name of a mail domain"),
        ("anna@127.0.0.1", "is not the name of a mail domain"),
        ("anna@[127.0.0.1]", "is not the name of a mail domain"),
        ("anna@xn--a.com", "is not the name of a mail domain"),
        ("anna@☃️\u0020.com", "is not the name of a mail domain"),
        ("anna@" + ".".join(["a" * 60] * 5), "at most 254"),
    ],
)
def test_canonical_refuses_with_a_reason(written: str, reason: str) -> None:
    with pytest.raises(AddressInvalid, match=reason):
        canonical(written)


def test_canonical_message_is_one_readable_line() -> None:
    with pytest.raises(AddressInvalid) as caught:
        canonical("\x0b".join("x" * 500) + "@example.com")

    assert "\x0b" not in str(caught.value)
    assert len(str(caught.value)) < 250


@given(st.text(max_size=40), st.text(max_size=40))
def test_canonical_is_stable_or_refuses(local_part: str, domain: str) -> None:
    try:
        once = canonical(f"{local_part}@{domain}.com")
    except AddressInvalid:
        return

    assert canonical(once) == once
    assert once.isascii()


def test_address_hash_is_the_same_in_any_spelling() -> None:
    plain = address_hash("key", "anna@xn--bcher-kva.example")

    assert address_hash("key", " ANNA@Bücher.example\u200b") == plain
    assert len(plain) == 64


def test_address_hash_depends_on_the_key() -> None:
    assert address_hash("one", "anna@example.com") != address_hash("two", "anna@example.com")
