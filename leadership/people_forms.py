"""What is looked for among people, and what is typed about a contact, a unit, or many contacts."""

# Where a type is ignored below: `fields` holds choice fields, which only the class of a form knows.

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.domain.audiences import Audience
from assessment.domain.unit_trees import Node, UnitTree
from assessment.models import validate_one_line
from leadership.domain.contact_changes import Act, Change
from leadership.domain.languages import LANGUAGES
from leadership.domain.people_words import (
    CONTACT_AUDIENCES,
    NOT_KNOWN,
    Status,
    audience_of_many,
    audience_of_one,
    language_name,
    role_name,
)
from leadership.domain.roles import Role
from leadership.queries.contacts import SORTS, Selection, Sought
from leadership.queries.people import MEMBER_SORTS, SoughtMembers

_MOST_TICKED = 500
Choices = list[tuple[str, Any]]


class _ListForm(forms.Form):
    """A search in the address of a page; its choices are worded for the reader of the moment."""

    search = forms.CharField(label=_("Name or address"), max_length=120, required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    sort = forms.ChoiceField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("status", _("Any status"), [(one.value, one.label) for one in Status])
        self._offer("language", _("Any language"), _languages())

    def _offer(self, field: str, everything: Any, choices: Choices) -> None:
        self.fields[field].choices = [("", everything), *choices]  # type: ignore[attr-defined]

    def _sortable(self, columns: Iterable[str]) -> None:
        self.fields["sort"].choices = [  # type: ignore[attr-defined]
            (word, word) for column in columns for word in (column, f"-{column}")
        ]


class ContactsForm(_ListForm):
    """Which contacts are looked for."""

    audience = forms.ChoiceField(label=_("Audience"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    field_order = ("search", "audience", "unit", "language", "status")

    def __init__(self, *args: Any, tree: UnitTree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = [(one.value, audience_of_many(one)) for one in CONTACT_AUDIENCES]
        self._offer("audience", _("Everybody"), everybody)
        units = [*unit_choices(tree.nodes), (NOT_KNOWN, _("Without a unit"))]
        self._offer("unit", _("All units"), units)
        self._offer("language", _("Any language"), [*_languages(), (NOT_KNOWN, _("Not known"))])
        self._sortable(SORTS)

    @property
    def sought(self) -> Sought:
        """What a valid form looks for."""
        typed = self.cleaned_data
        return Sought(
            search=typed["search"],
            audience=typed["audience"],
            unit=typed["unit"],
            language=typed["language"],
            status=typed["status"],
        )


class MembersForm(_ListForm):
    """Which members are looked for."""

    role = forms.ChoiceField(label=_("Role"), required=False)
    on_team = forms.BooleanField(label=_("On the executive team"), required=False)
    field_order = ("search", "role", "language", "status", "on_team")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("role", _("Any role"), [(one.value, role_name(one)) for one in Role])
        self._sortable(MEMBER_SORTS)

    @property
    def sought(self) -> SoughtMembers:
        """What a valid form looks for."""
        typed = self.cleaned_data
        return SoughtMembers(
            search=typed["search"],
            role=typed["role"],
            language=typed["language"],
            status=typed["status"],
            on_team=typed["on_team"],
        )


class ContactForm(forms.Form):
    """What is known about a contact; the address is who they are, so it stays."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        validators=[validate_one_line],
        help_text=_("For the greeting; may be empty."),
    )
    audience = forms.ChoiceField(label=_("Audience"))
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        help_text=_(
            "When it is not known, mail is in English and the questions follow the browser."
        ),
    )

    def __init__(self, *args: Any, tree: UnitTree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "audience", _audiences())
        _choose(self, "unit", [("", _("No unit")), *unit_choices(tree.nodes)])
        _choose(self, "language", [("", _("Not known")), *_languages()])

    def clean_audience(self) -> Audience:
        return Audience(self.cleaned_data["audience"])


class UnitForm(forms.Form):
    """The name of a unit, and below which one it stands; `parents` are the places it may have."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[validate_one_line],
        error_messages={"required": _("Write what the unit is called.")},
    )
    parent = forms.TypedChoiceField(
        label=_("Stands below"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, parents: Sequence[Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "parent", [("", _("No other unit")), *unit_choices(parents)])


class SelectionForm(ContactsForm):
    """Which contacts a change is about: those that are ticked, or all that are found."""

    chosen = forms.TypedMultipleChoiceField(required=False, coerce=int)
    everybody = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = self.fields["chosen"].widget.value_from_datadict(self.data, self.files, "chosen")
        ticked = [one for one in typed or () if one.isdecimal() and len(one) < 19]
        _choose(self, "chosen", [(one, one) for one in ticked[:_MOST_TICKED]])

    @property
    def selection(self) -> Selection:
        """Who a valid form is about; nobody when nobody was ticked."""
        if self.cleaned_data["everybody"]:
            return Selection(sought=self.sought)
        return Selection(ids=tuple(self.cleaned_data["chosen"]))


class ChangeForm(forms.Form):
    """One act with what it sets; its button says which, so only that one’s choice counts."""

    act = forms.ChoiceField(choices=[(one.value, one.value) for one in Act])
    to_unit = forms.ChoiceField(label=_("Unit"), required=False)
    to_audience = forms.ChoiceField(label=_("Audience"), required=False)
    to_language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, tree: UnitTree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "to_unit", [(NOT_KNOWN, _("No unit")), *unit_choices(tree.nodes)])
        _choose(self, "to_audience", _audiences())
        _choose(self, "to_language", [*_languages(), (NOT_KNOWN, _("Not known"))])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        needed = _NEEDED.get(cleaned.get("act", ""))
        if needed and not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Choose one."))
        return cleaned

    @property
    def change(self) -> Change:
        """What a valid form changes."""
        act = Act(self.cleaned_data["act"])
        if act in (Act.PAUSE, Act.RESUME):
            return Change(act, act is Act.RESUME, "")
        field = _NEEDED[act]
        chosen = self.cleaned_data[field]
        said = str(dict(self.fields[field].choices)[chosen])  # type: ignore[attr-defined]
        if act is Act.MOVE:
            return Change(act, None if chosen == NOT_KNOWN else int(chosen), said)
        return Change(act, "" if chosen == NOT_KNOWN else chosen, said)


_NEEDED = {Act.MOVE: "to_unit", Act.AUDIENCE: "to_audience", Act.LANGUAGE: "to_language"}


def unit_choices(nodes: Iterable[Node]) -> Choices:
    """Units by the way to them, so that a name below another reads by itself."""
    return [(str(node.pk), " › ".join(node.path)) for node in nodes]


def _languages() -> Choices:
    return [(code, language_name(code)) for code in LANGUAGES]


def _audiences() -> Choices:
    return [(one.value, audience_of_one(one)) for one in CONTACT_AUDIENCES]


def _choose(form: forms.Form, field: str, choices: Choices) -> None:
    form.fields[field].choices = choices  # type: ignore[attr-defined]
