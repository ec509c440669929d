"""What the minutes of a meeting say, as a value that is written down once and read for ever."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from leadership.domain.commitments import Standing
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.domain.meetings import Outcome, decision_sentence
from leadership.domain.packs import fingerprint_of

FORMAT: Final = 1  # of what is written down; a later one reads the earlier ones too


@dataclass(frozen=True, slots=True)
class Person:
    """A member of that time; `name` is "" once they were erased."""

    member: int | None
    name: str


@dataclass(frozen=True, slots=True)
class FigureMinute:
    """One of the few numbers under the headline."""

    label: str
    strong: str
    note: str


@dataclass(frozen=True, slots=True)
class SignMinute:
    """A contested sign with its split, and what was decided about it."""

    key: str
    number: int
    text: str
    marks: tuple[str, ...]
    answers: str
    status: str
    outcome: Outcome
    note: str
    who: Person | None
    due_on: date | None

    @property
    def sentence(self) -> str:
        return decision_sentence(self.outcome, self.who.name if self.who else "", self.due_on)


@dataclass(frozen=True, slots=True)
class CommitmentMinute:
    """A commitment as it stood when the meeting ended; `standing` is a `Standing`’s value."""

    what: str
    about: str
    owner: Person | None
    due_on: date
    visible_in: str
    standing: str
    reason: str

    @property
    def standing_label(self) -> str:
        return Standing(self.standing).label


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything that the minutes print; `signs_missing` says why there are no signs.

    `language` is that in which the results stand in them.
    """

    organization: str
    round_label: str
    closed_on: date | None
    held_on: date
    attendees: tuple[Person, ...]
    headline: str
    change: str
    figures: tuple[FigureMinute, ...]
    signs_missing: str
    signs: tuple[SignMinute, ...]
    promised: tuple[CommitmentMinute, ...]
    closed: tuple[CommitmentMinute, ...]
    open: tuple[CommitmentMinute, ...]
    language: str = DEFAULT_LANGUAGE

    @property
    def settled(self) -> tuple[SignMinute, ...]:
        return tuple(sign for sign in self.signs if sign.outcome.settles)

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who is named in a place of its own, as often as they are."""
        owners = (one.owner for one in (*self.promised, *self.closed, *self.open))
        named = (*self.attendees, *(one.who for one in self.signs), *owners)
        return tuple(person for person in named if person)

    @property
    def names(self) -> tuple[str, ...]:
        """Of those who were there, as far as they are still to be named."""
        return tuple(person.name for person in self.attendees if person.name)


def as_json(minutes: Minutes) -> dict[str, Any]:
    """What the database keeps."""
    written: dict[str, Any] = json.loads(
        json.dumps({"format": FORMAT, **asdict(minutes)}, default=date.isoformat)
    )
    return written


def from_json(written: Mapping[str, Any]) -> Minutes:
    """What `as_json` wrote down. Raises KeyError for what it cannot have written."""
    rest = {key: written[key] for key in ("organization", "round_label", "headline", "change")}
    return Minutes(
        **rest,
        signs_missing=written["signs_missing"],
        closed_on=_day(written["closed_on"]),
        held_on=date.fromisoformat(written["held_on"]),
        attendees=tuple(Person(**one) for one in written["attendees"]),
        figures=tuple(FigureMinute(**one) for one in written["figures"]),
        signs=tuple(_sign(one) for one in written["signs"]),
        promised=tuple(_commitment(one) for one in written["promised"]),
        closed=tuple(_commitment(one) for one in written["closed"]),
        language=written.get("language", DEFAULT_LANGUAGE),
        open=tuple(_commitment(one) for one in written["open"]),
    )


def fingerprint_of_minutes(minutes: Minutes) -> str:
    """The SHA-256 of everything that they say."""
    return fingerprint_of(json.dumps(as_json(minutes), sort_keys=True))


def without(minutes: Minutes, member: int) -> Minutes:
    """The same minutes with the name of an erased member taken out, wherever it stands."""

    def spared(person: Person | None) -> Person | None:
        return Person(None, "") if person and person.member == member else person

    def commitments(rows: tuple[CommitmentMinute, ...]) -> tuple[CommitmentMinute, ...]:
        return tuple(replace(one, owner=spared(one.owner)) for one in rows)

    return replace(
        minutes,
        attendees=tuple(one for one in minutes.attendees if one.member != member),
        signs=tuple(replace(one, who=spared(one.who)) for one in minutes.signs),
        promised=commitments(minutes.promised),
        closed=commitments(minutes.closed),
        open=commitments(minutes.open),
    )


def _sign(written: Mapping[str, Any]) -> SignMinute:
    return SignMinute(
        **{
            **written,
            "marks": tuple(written["marks"]),
            "outcome": Outcome(written["outcome"]),
            "who": _person(written["who"]),
            "due_on": _day(written["due_on"]),
        }
    )


def _commitment(written: Mapping[str, Any]) -> CommitmentMinute:
    return CommitmentMinute(
        **{
            **written,
            "owner": _person(written["owner"]),
            "due_on": date.fromisoformat(written["due_on"]),
        }
    )


def _person(written: Mapping[str, Any] | None) -> Person | None:
    return Person(**written) if written else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
