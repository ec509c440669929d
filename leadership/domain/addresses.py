"""The one spelling under which an email address is stored, compared and hashed."""

import hashlib
import hmac
import re
import unicodedata

import idna

from assessment.domain.language import translate
from leadership.domain.errors import LeadershipError

_LONGEST = 254  # RFC 5321 with its erratum: what fits into a mail server's envelope
_LONGEST_TYPED = 1000  # with invisible characters; more is not even looked through
_LONGEST_LOCAL_PART = 64
_LOCAL_PART = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z0-9-]*[a-z]){_LABEL}")


class AddressInvalid(LeadershipError):
    """What was written is not an email address that a mail server would take."""


def canonical(address: str) -> str:
    """Return the address in lower case ASCII, without invisible characters.

    Compatibility forms are folded (NFKC), so that a full-width “＠” is an @, and an
    international domain becomes its ASCII form (IDNA 2008 with the mapping of UTS 46):
    "\\u200bAnna@BÜCHER.example " → "anna@xn--bcher-kva.example".
    Raises AddressInvalid, with a text that says what to correct.
    """
    if len(address) > _LONGEST_TYPED:
        raise _too_long()
    visible = "".join(c for c in address if unicodedata.category(c) != "Cf")
    folded = unicodedata.normalize("NFKC", visible).strip().lower()
    if not folded:
        raise AddressInvalid(translate("Write an email address."))
    local_part, at, domain = folded.rpartition("@")
    if not at or not local_part or not domain or "@" in local_part:
        raise AddressInvalid(
            translate(
                "“{address}” is not an email address. Write one such as anna@example.com."
            ).format(address=_shown(folded))
        )
    written = f"{_checked_local_part(local_part)}@{_ascii_domain(domain)}"
    if len(written) > _LONGEST:
        raise _too_long()
    return written


def address_hash(key: str, address: str) -> str:
    """The keyed hash under which an opt-out is remembered; 64 hexadecimal digits.

    Nobody without the key can test whether an address is among the opt-outs.
    """
    message = f"opt-out\0{canonical(address)}".encode()
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()


def _checked_local_part(local_part: str) -> str:
    if len(local_part) > _LONGEST_LOCAL_PART or not _LOCAL_PART.fullmatch(local_part):
        raise AddressInvalid(
            translate(
                "“{name}” cannot stand before the @ of an email address. Use up to 64 plain "
                "letters, digits, and signs such as a dot, a hyphen or a plus."
            ).format(name=_shown(local_part))
        )
    return local_part


def _ascii_domain(domain: str) -> str:
    domain = domain.removesuffix(".")
    # Nearly every domain is plain; only the others need the slow mapping.
    if not domain.isascii() or "xn--" in domain:
        try:
            domain = idna.encode(domain, uts46=True).decode()
        except idna.IDNAError:
            raise _domain_invalid(domain) from None
    if not _DOMAIN.fullmatch(domain):
        raise _domain_invalid(domain)
    return domain


def _domain_invalid(domain: str) -> AddressInvalid:
    return AddressInvalid(
        translate(
            "“{domain}” is not the name of a mail domain. Write one such as example.com."
        ).format(domain=_shown(domain))
    )


def _too_long() -> AddressInvalid:
    return AddressInvalid(
        translate("An email address has at most {number} characters.").format(number=_LONGEST)
    )


def _shown(text: str) -> str:
    """At most 80 characters on one line, so that a message stays readable."""
    line = "".join(c if c.isprintable() else "�" for c in text)
    return line if len(line) <= 80 else f"{line[:79]}…"
