"""The values in the entries of the audit, each said as its name demands."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from assessment.domain.audiences import Audience
from assessment.domain.language import (
    apart,
    listed,
    long_date,
    mid_sentence,
    translatable,
    translate,
    whole_number,
)
from leadership.domain.kept_words import values_in
from leadership.domain.languages import LANGUAGES
from leadership.domain.people_words import audience_of_one, language_name
from leadership.domain.roles import Role


def value_in_words(name: str, value: str) -> str:
    """In the reader’s language; a value that is nobody’s word, such as an address, as it is."""
    return _SAYING[name](value) if name in _SAYING else value


_WAYS: Final = {
    "an emailed code": translatable("emailed code"),
    "a password": translatable("password"),
    "a passkey": translatable("passkey"),
    "single sign-on": translatable("single sign-on"),
    "a link from the terminal": translatable("link from the terminal"),
    "an authenticator app": translatable("authenticator app"),
    "a recovery code": translatable("recovery code"),
}
_LAUNCHES: Final = {
    "launches by itself": translatable("launches by itself"),
    "waits for a yes": translatable("waits for a yes"),
}
_READERS: Final = {
    "the leadership team": translatable("the leadership team"),
    "readers beyond the leadership team": translatable("readers beyond the leadership team"),
}
_MAILS: Final = {
    "invitation": translatable("invitation"),
    "reminder": translatable("reminder"),
}
_CHANGES: Final = {
    "paused": translatable("paused"),
    "asked again": translatable("asked again"),
}
_DELETED: Final = {
    "contacts": translatable("contacts: {count}"),
    "mailbox": translatable("mails in the mailbox: {count}"),
    "mails": translatable("mails: {count}"),
    "audit": translatable("entries of the audit: {count}"),
    "joins": translatable("invitations to join: {count}"),
}
_SETTINGS: Final = {
    "name": translatable("Name"),
    "time zone": translatable("Time zone"),
    "fiscal year starts in": translatable("Month the fiscal year starts in"),
    "strategy": translatable("Strategy"),
    "language": translatable("Whose language is not known"),
    "languages": translatable("Languages"),
    "minimum group": translatable("Smallest group whose answers are shown"),
    "sender name": translatable("Name of the sender"),
    "sender address": translatable("Address of the sender"),
    "reply to": translatable("Address for replies"),
    "contact months": translatable("Months that contacts are kept who are not asked any more"),
    "mail months": translatable("Months that mail is kept which went out"),
    "audit months": translatable("Months that entries of the audit are kept"),
}
_SET: Final = {
    "none": translatable("no value"),
    "all": translatable("all"),
    "product": translatable("Product leadership"),
    "price": translatable("Lower price"),
    "intimacy": translatable("Customer intimacy"),
}


def _one_of(known: Mapping[str, str]) -> Callable[[str], str]:
    return lambda value: translate(known[value]) if value in known else value


def _count(value: str) -> str:
    return whole_number(int(value.replace(",", "")))


def _day(value: str) -> str:
    return long_date(date.fromisoformat(value))


def _place(value: str) -> str:
    """Such as "lead, on the executive team"."""
    role, comma, team = value.partition(", on the executive team")
    if role not in list(Role) or team:
        return value
    name = mid_sentence(Role(role).label)
    return translate("{role}, on the executive team").format(role=name) if comma else name


def _audience(value: str) -> str:
    return mid_sentence(audience_of_one(value)) if value in list(Audience) else value


def _audiences(value: str) -> str:
    """Such as "managers, employees and customers", by itself or between semicolons."""
    words = value.replace(" and ", ", ").split(", ")
    known = {audience.value + "s": audience for audience in Audience}
    if not set(words) <= known.keys():
        return value
    return listed([known[word].plural for word in words])


def _language(value: str) -> str:
    code = next((code for code, name in LANGUAGES.items() if name == value), "")
    return language_name(code) if code else value


def _change(value: str) -> str:
    """What was done to many contacts at once, such as "unit → Nord"."""
    field, _, to = value.partition(" → ")
    if field == "unit":
        unit = translate(_SET["none"]) if to == "none" else to
        return translate("unit → {unit}").format(unit=unit)
    if field == "language":
        language = language_name(to if to in LANGUAGES else "")
        return translate("language → {language}").format(language=language)
    if field == "audience":
        return translate("audience → {audience}").format(audience=_audience(to))
    return _one_of(_CHANGES)(value)


def _deleted(value: str) -> str:
    return apart([_deleted_of_a_kind(one) for one in value.split(", ")])


def _deleted_of_a_kind(value: str) -> str:
    """Such as "1,203 contacts"."""
    count, _, kind = value.partition(" ")
    if kind not in _DELETED:
        return value
    return translate(_DELETED[kind]).format(count=_count(count))


def _settings(value: str) -> str:
    return apart([_setting(one) for one in value.split("; ")])


def _setting(value: str) -> str:
    found = values_in("{field}: {before} → {after}", value)
    if found is None or found["field"] not in _SETTINGS:
        return value
    said = _one_of(_SET)
    return translate("{field}: {before} → {after}").format(
        field=translate(_SETTINGS[found["field"]]),
        before=said(found["before"]),
        after=said(found["after"]),
    )


_SAYING: Final[Mapping[str, Callable[[str], str]]] = {
    **dict.fromkeys(("count", "new", "changed", "same", "gone"), _count),
    **dict.fromkeys(("day", "other_day"), _day),
    **dict.fromkeys(("place", "other_place"), _place),
    **dict.fromkeys(("way", "second_way"), _one_of(_WAYS)),
    "audience": _audience,
    "audiences": _audiences,
    "change": _change,
    "deleted": _deleted,
    "language": _language,
    "launch": _one_of(_LAUNCHES),
    "readers": _one_of(_READERS),
    "settings": _settings,
    "what": _one_of(_MAILS),
}
