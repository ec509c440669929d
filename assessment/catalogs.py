"""The translations in locale/: the catalogs that people write, and what is compiled from them.

A catalog (.po) is text and belongs to the code; Django reads what is compiled from it (.mo), which
does not: `manage.py compile_translations` writes it, without any gettext program.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def catalogs() -> Iterator[Path]:
    """Every catalog of ours, in the order of languages."""
    for folder in settings.LOCALE_PATHS:
        yield from sorted(Path(folder).glob("*/LC_MESSAGES/django.po"))


def compiled(catalog: Path) -> Path:
    return catalog.with_suffix(".mo")


def is_stale(catalog: Path) -> bool:
    """Whether a catalog was changed since it was compiled, or never was."""
    made = compiled(catalog)
    return not made.exists() or made.stat().st_mtime < catalog.stat().st_mtime


def catalogs_are_compiled(**_: Any) -> list[CheckMessage]:
    """Refuse to go on in English where somebody was promised another language."""
    stale = [catalog for catalog in catalogs() if is_stale(catalog)]
    if not stale:
        return []
    languages = ", ".join(catalog.parent.parent.name for catalog in stale)
    return [
        Error(
            f"The translations are not compiled, or were changed since: {languages}.",
            hint="Run: manage.py compile_translations",
            id="assessment.E001",
        )
    ]
