"""Compiles the translations, so that Django can read them."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.core.management.base import BaseCommand

from assessment.catalogs import catalogs, compiled, is_stale


class Command(BaseCommand):
    help = "Compiles the catalogs in locale/ that changed; needed once after each installation."
    requires_system_checks = ()  # one of them asks for this very command

    def handle(self, *args: Any, **options: Any) -> None:
        stale = [catalog for catalog in catalogs() if is_stale(catalog)]
        for catalog in stale:
            _compile(catalog)
        if options["verbosity"]:
            self.stdout.write(f"{len(stale)} compiled.")


def _compile(catalog: Path) -> None:
    """Write the file at once, because processes that read it may be starting meanwhile."""
    with catalog.open("rb") as text:
        messages = read_po(text)
    with NamedTemporaryFile(dir=catalog.parent, suffix=".new", delete=False) as new:
        write_mo(new, messages)
    Path(new.name).chmod(0o644)
    os.replace(new.name, compiled(catalog))
