"""A mail as it would look with a text that is still being written."""

from dataclasses import replace
from enum import StrEnum

from django.utils.translation import gettext as _

from leadership.domain.mail_wording import Text, TextKey
from leadership.emails.asking import filled_mail, frame_of, make_letters
from leadership.emails.invitations import invented_recipient
from leadership.emails.letters import Mail, letterhead_of
from leadership.queries.texts import Sample


class Reader(StrEnum):
    """Whom the mail is shown to: names are what surprises in a text."""

    NAMED = "named"
    LONG = "long"
    NAMELESS = "nameless"

    @property
    def label(self) -> str:
        return {
            Reader.NAMED: "Anna Example",
            Reader.LONG: _("Somebody with a long name"),
            Reader.NAMELESS: _("Somebody without a name"),
        }[self]

    @property
    def called(self) -> str:
        return {
            Reader.NAMED: "Anna Example",
            Reader.LONG: "Maximiliane-Alexandra Freifrau von Hohenstein-Musterhausen",
            Reader.NAMELESS: "",
        }[self]


def preview_text(key: TextKey, text: Text, sample: Sample, reader: Reader, page: str) -> Mail:
    """The mail with this text to somebody invented; its links lead to `page`."""
    letterhead = replace(letterhead_of(sample.round), texts={key: text})
    frame = frame_of(key, sample.round, sample.questions, letterhead)
    recipient = invented_recipient(reader.called, page)
    return filled_mail(make_letters(frame, bool(recipient.name)), recipient, letterhead)
