"""What is held about a person as a file: a page to read, and the same for programs, in a ZIP."""

import io
import json
import zipfile
from datetime import UTC, date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import formats, translation
from django.utils.translation import gettext as _

from leadership.queries.personal_data import Answered, Fact, PersonalData
from leadership.views.answers_in_words import in_words


def archive_of_person(held: PersonalData) -> bytes:
    """A ZIP archive in the present reader’s language; the page needs nothing but itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("data.html", page_of(held)), ("data.json", json_of(held))):
            entry = zipfile.ZipInfo(name, held.made_at.astimezone(UTC).timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, text.encode())
    return out.getvalue()


def page_of(held: PersonalData) -> str:
    sections = [
        {
            "title": section.title,
            "rows": [
                [(fact.label, lines) for fact in row if (lines := _lines(fact))]
                for row in section.rows
            ],
        }
        for section in held.sections
    ]
    context = {
        "held": held,
        "sections": sections,
        "language": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    return render_to_string("leadership/people/own_data.html", context)


def json_of(held: PersonalData) -> str:
    """Keys are the names of tables and columns, times are UTC, answers are codes with the words."""
    told = {
        "address": held.address,
        "organization": held.organization,
        "made_at": held.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "data": {
            section.key: [{fact.key: _plain(fact.value) for fact in row} for row in section.rows]
            for section in held.sections
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _lines(fact: Fact) -> list[str]:
    """A value as people read it: one line, or one for each answer."""
    if isinstance(fact.value, tuple):
        return [_answered(one) for one in fact.value]
    return [fact.words or _told(fact.value)]


def _answered(one: Answered) -> str:
    words = in_words(one.question, one.answer, translation.get_language() or "en")
    return f"{one.wording} – {words}"


def _told(value: object) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            at = formats.date_format(value.astimezone(UTC), "DATETIME_FORMAT")
            return _("%(time)s UTC") % {"time": at}
        case date():
            return formats.date_format(value, "DATE_FORMAT")
    return str(value)


def _plain(value: object) -> Any:
    match value:
        case tuple():
            return [_plain(one) for one in value]
        case Answered():
            words = in_words(value.question, value.answer, "en")
            return {
                "question": value.question.key,
                "wording": value.wording,
                "answer": value.answer,
                "in_words": words,
            }
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case bool() | int() | float():
            return value
    return str(value)
