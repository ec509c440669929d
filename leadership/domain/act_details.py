"""What an entry of the audit says beside its act, for readers of other languages than English.

Entries are written in English, whoever acts: many people read them, for years. A template finds
the values of an entry again, and each value is said as its name demands. What fits no template,
such as the label of a round or an address, is read by everybody as it stands.
"""

from collections.abc import Mapping
from typing import Final

from assessment.domain.language import readers_language, translatable, translate
from leadership.domain.act_values import value_in_words
from leadership.domain.kept_words import values_in
from leadership.domain.languages import DEFAULT_LANGUAGE

Form = tuple[str, str]  # as an entry holds it, and as it is said; the same where it needs no count


def _alike(*templates: str) -> tuple[Form, ...]:
    return tuple((template, template) for template in templates)


_IN_PLACE: Final = _alike(translatable("{address}: {place}"))
_AS_CSV: Final = _alike(translatable("as CSV"))
_ABOUT_PROOF: Final = _alike(translatable("{round}, question {question}"))
_ABOUT_COMMITMENT: Final = _alike(translatable("{round}, {question}, commitment {reference}"))
_ABOUT_COMMENT: Final = _alike(
    translatable("{round}, comment {reference}: {address}"),
    translatable("{round}, comment {reference}"),
)
_ABOUT_MESSAGE: Final = _alike(translatable("message {reference}"))
_CALENDAR: Final = _alike(translatable("one’s own commitments"))
_WORDED: Final = (
    ("{what} to {audiences} in {language}", translatable("{what} ({audiences}, {language})")),
)
_FACTORS: Final = _alike(
    translatable("authenticator app"), translatable("passkey"), translatable("recovery codes")
)

_FORMS: Final[Mapping[str, tuple[Form, ...]]] = {
    # Signing in
    "language chosen": (*_alike(translatable("as the browser asks")), ("{language}", "{language}")),
    "password set": _alike(translatable("their own")),
    "second factor added": _FACTORS,
    "second factor removed": _FACTORS,
    "sign-in ended": (
        ("{count} other browser", translatable("other browsers: {count}")),
        ("{count} other browsers", translatable("other browsers: {count}")),
    ),
    "signed in": (
        # Translators: two steps of signing in, such as “password and authenticator app”.
        ("by {way} and {second_way}", translatable("{way} and {second_way}")),
        ("by {way}", "{way}"),
    ),
    # People
    "contact changed": _alike(translatable("{address}: {audience}")),
    "contact removed": _alike(translatable("{address}: {audience}")),
    "contacts changed": (
        (
            "{changed} of {count} contacts: {change}",
            translatable("{change}; contacts: {changed} of {count}"),
        ),
    ),
    "contacts exported": (("{count} as {format}", translatable("{format}; contacts: {count}")),),
    "invitation accepted": _alike(translatable("{address}: {place}, invited by {other}")),
    "member added": _IN_PLACE,
    "member changed": _alike(translatable("{address}: {place} → {other_place}")),
    "member invited": _IN_PLACE,
    "member left": _IN_PLACE,
    "member removed": _IN_PLACE,
    "people imported": (
        (
            "{new} new, {changed} changed, {same} unchanged",
            translatable("new: {new}, changed: {changed}, unchanged: {same}"),
        ),
    ),
    "person erased": _alike(
        translatable("a contact"), translatable("a member"), translatable("somebody")
    ),
    "personal data handed over": _alike(translatable("their own"), translatable("of {address}")),
    "retention applied": (("{deleted}", "{deleted}"),),
    # Rounds
    "closing changed": (
        (
            "{round}: last day to answer {day} → {other_day}",
            translatable("{round}; last day to answer: {day} → {other_day}"),
        ),
    ),
    "people who joined asked": (
        ("{round}: {count} people", translatable("{round}; people asked: {count}")),
    ),
    "round launched": (
        ("{round}: {count} people asked", translatable("{round}; people asked: {count}")),
    ),
    "schedule changed": (
        ("off", translatable("off")),
        (
            "on, {launch}; month {months} of the quarters, day {number} at {hour}, open {count} "
            "days",
            translatable(
                "on, {launch}; months of the quarters: {months}, day: {number}, hour: {hour}, days "
                "open: {count}"
            ),
        ),
    ),
    # Texts and mail
    "comment answered": _ABOUT_COMMENT,
    "comment closed": _ABOUT_COMMENT,
    "comment taken": _ABOUT_COMMENT,
    "message answered": _ABOUT_MESSAGE,
    "message archived": _ABOUT_MESSAGE,
    "message taken out of the archive": _ABOUT_MESSAGE,
    "mail text dropped": _WORDED,
    "mail text saved": _WORDED,
    "minutes mailed": (("{round}: to {count}", translatable("{round}; recipients: {count}")),),
    "own words dropped": _WORDED,
    "question worded": _WORDED,
    "reminder sent": (
        (
            "{round}: {audiences}; mail to up to {count}",
            translatable("{round}: {audiences}; mails, at most: {count}"),
        ),
        (
            "{round}: {audiences}; mail to {count}",
            translatable("{round}: {audiences}; mails: {count}"),
        ),
    ),
    "reminder taken back": (
        (
            "{round}: {count} mails, after {gone} had gone out",
            translatable("{round}; mails taken back: {count}, sent before: {gone}"),
        ),
    ),
    "what we heard published": (
        (
            "{round}: {count} to be told by mail",
            translatable("{round}; to be told by mail: {count}"),
        ),
    ),
    # Evidence
    "evidence accepted": _ABOUT_PROOF,
    "evidence given": _ABOUT_PROOF,
    "evidence retracted": _ABOUT_PROOF,
    "evidence sent back": _ABOUT_PROOF,
    # Results that left
    "answers exported": _alike(translatable("{round}: executives’ answers by name")),
    "audit exported": _AS_CSV,
    "board pack made": (
        (
            "{round}: for {readers}, {paper}, in {language}",
            translatable("{round}: {readers}, {paper}, {language}"),
        ),
        ("{round}: for {readers}, {paper}", translatable("{round}: {readers}, {paper}")),
    ),
    "compared": _alike(translatable("{round}, in the quartiles of {quarter}")),
    "results exported": (
        *_alike(translatable("{round}: minutes of the meeting, {paper}")),
        (
            "{round}: board pack for {readers}, {paper}, in {language}",
            translatable("{round}: board pack, {readers}, {paper}, {language}"),
        ),
        (
            "{round}: board pack for {readers}, {paper}",
            translatable("{round}: board pack, {readers}, {paper}"),
        ),
        *_alike(
            translatable("{round}: workbook"),
            translatable("{round}: all tables as CSV"),
            translatable("{round}: {table} as CSV"),
        ),
    ),
    # Commitments
    "calendar address made": _CALENDAR,
    "calendar address revoked": _CALENDAR,
    "commitment changed": _ABOUT_COMMITMENT,
    "commitment dropped": _ABOUT_COMMITMENT,
    "commitment kept": _ABOUT_COMMITMENT,
    "commitment made": _ABOUT_COMMITMENT,
    "commitment missed": _ABOUT_COMMITMENT,
    "commitment reopened": _ABOUT_COMMITMENT,
    "commitments exported": _AS_CSV,
    # Settings and keys
    "logo changed": _alike(translatable("{width} × {height} pixels")),
    "reader of messages named": _alike(translatable("nobody")),
    "organization created": _alike(translatable("{name}, owned by {address}")),
    "settings changed": (("{settings}", "{settings}"),),
}


def details_in_words(act: str, about: str) -> str:
    """What an entry holds beside its act, in the reader’s language as far as it is our words."""
    if readers_language() == DEFAULT_LANGUAGE:
        return about
    for stored, said in _FORMS.get(act, ()):
        values = values_in(stored, about)
        if values is not None:
            shown = {name: value_in_words(name, value) for name, value in values.items()}
            return translate(said).format(**shown)
    return about


def doer_in_words(by: str) -> str:
    """The address of whoever did it, or what did it by itself."""
    return translate(_NOBODY[by]) if by in _NOBODY else by


_NOBODY: Final = {
    "the clock": translatable("the clock"),
    "the terminal": translatable("the terminal"),
    "the erasure journal": translatable("the erasure journal"),
}
