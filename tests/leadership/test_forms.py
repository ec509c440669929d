"""Characters that nobody sees, refused wherever a name or a text of a mail is typed."""

from collections.abc import Callable

import pytest
from django import forms

from leadership.forms import MemberForm, NewMemberForm, OrganizationForm
from leadership.settings_forms import SenderForm, SettingsForm
from leadership.text_forms import MailTextForm

UNSEEN = ["\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f"]
NAMES = [
    (MemberForm, "name"),
    (NewMemberForm, "name"),
    (SettingsForm, "name"),
    (SenderForm, "sender_name"),
    (OrganizationForm, "name"),
    (OrganizationForm, "owner_name"),
    (MailTextForm, "subject"),
]
PARAGRAPHS = [(MailTextForm, "opening"), (MailTextForm, "afterwards")]
MakeForm = Callable[[dict[str, str]], forms.Form]


@pytest.mark.parametrize("character", [*UNSEEN, "\n", "\r"])
@pytest.mark.parametrize(("form", "field"), NAMES)
def test_one_line_takes_no_unseen_character(form: MakeForm, field: str, character: str) -> None:
    errors = form({field: f"Anna{character}Berg"}).errors[field].as_text()

    assert f"Remove the invisible character U+{ord(character):04X}" in errors


@pytest.mark.parametrize("character", UNSEEN)
@pytest.mark.parametrize(("form", "field"), PARAGRAPHS)
def test_paragraph_takes_no_unseen_character(form: MakeForm, field: str, character: str) -> None:
    errors = form({field: f"Anna{character}Berg"}).errors[field].as_text()

    assert f"Remove the invisible character U+{ord(character):04X}." in errors
