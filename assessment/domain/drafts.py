"""A page of answers that meets what was stored meanwhile, perhaps from another device."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assessment.domain.answers import Answer

# What a page knew to be stored when it was filled in, by question; None: no answer. A question
# that is left out is not spoken of at all.
Seen = Mapping[str, Answer | None]


@dataclass(frozen=True, slots=True)
class Merged:
    """`answers` is the draft as it becomes.

    `elsewhere` holds what is stored for questions that were answered here and there since the
    page was filled in, and differently (None: taken back there). They keep what is stored.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    elsewhere: dict[str, Answer | None] = field(default_factory=dict)


def merged(
    stored: Mapping[str, Answer],
    given: Mapping[str, Answer],
    page: Iterable[str],
    seen: Seen | None = None,
) -> Merged:
    """Put the answers to the questions of a page into a draft, none over one that it never saw.

    With seen = {s1: yes}, stored = {s1: no} and given = {s1: dk}, s1 stays no and is reported;
    given = {s1: yes} changes nothing, because this page did not touch it. Without `seen` the
    page is taken to know everything.
    """
    result = Merged(dict(stored))
    for key in page:
        if seen is not None and key not in seen:
            continue
        ours, theirs = given.get(key), stored.get(key)
        base = theirs if seen is None else seen[key]
        if ours in (base, theirs):
            continue
        if theirs != base:
            result.elsewhere[key] = theirs
        elif ours is None:
            del result.answers[key]
        else:
            result.answers[key] = ours
    return result


def seen_in(text: str) -> Seen | None:
    """Read what a page said it knew; None where it said nothing that can be read."""
    try:
        seen = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return seen if isinstance(seen, dict) else None


def as_seen(keys: Iterable[str], stored: Mapping[str, Answer]) -> str:
    """Write down for a page what is stored for its questions."""
    return json.dumps({key: stored.get(key) for key in keys}, ensure_ascii=False)


def fingerprint(answers: Mapping[str, Answer]) -> str:
    """Tell two states of a draft apart without repeating the answers."""
    written = json.dumps(answers, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
