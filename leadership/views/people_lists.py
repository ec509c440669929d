"""What the lists of people share: headings that sort, and the state of a list in its address."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict


@dataclass(frozen=True, slots=True)
class Heading:
    """A column; `sort` is what its link asks for, `direction` how the list is sorted by it now.

    `direction` is a word of aria-sort, or "" for a column by which it is not sorted.
    """

    column: str
    label: str
    sort: str
    direction: str


def headings_of(sort: str, columns: Iterable[tuple[str, str]]) -> tuple[Heading, ...]:
    return tuple(_heading(sort, column, label) for column, label in columns)


def _heading(sort: str, column: str, label: str) -> Heading:
    if sort == column:
        return Heading(column, label, f"-{column}", "ascending")
    return Heading(column, label, column, "descending" if sort == f"-{column}" else "")


def kept_fields(
    asked: QueryDict, *leaving_out: str, keeping: Collection[str] = ()
) -> tuple[tuple[str, str], ...]:
    """The filled fields of a form for the hidden ones of another: all of them, or `keeping`."""
    never = {"page", "csrfmiddlewaretoken", *leaving_out}
    return tuple(
        (name, value)
        for name, values in asked.lists()
        for value in values
        if value and name not in never and (not keeping or name in keeping)
    )


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty POST has errors, a GET has none."""
    return request.POST if request.method == "POST" else None
