"""Takes a picture of every page of a demo of its own and says what is wrong at first sight.

    python -m tools.screenshots [--only PATTERN] [--widths 360,1280] [--roles lead]

The pictures lie in var/screenshots; index.html there shows them side by side.
"""

import argparse
import asyncio
import re
import shutil
import sys
from typing import TYPE_CHECKING

from tools import chromium
from tools.processes import CannotStart
from tools.serving import VAR, demo

if TYPE_CHECKING:
    from tools.pages import Page

FOLDER = VAR / "screenshots"


def main() -> None:
    arguments = parse_arguments()
    try:
        chromium.check_driver()
        with demo() as address:
            take_pictures(address, arguments)
    except (CannotStart, chromium.ChromiumMissing) as problem:
        sys.exit(str(problem))


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Take a picture of every page.")
    parser.add_argument("--only", default="", metavar="PATTERN", help="matched in role/page")
    parser.add_argument("--widths", default="360,768,1280,1600")
    parser.add_argument("--schemes", default="light,dark")
    parser.add_argument("--roles", default="", help="such as lead,link; all when left out")
    return parser.parse_args()


def take_pictures(address: str, arguments: argparse.Namespace) -> None:
    from tools import pages, picture_index  # noqa: PLC0415 - they need Django
    from tools.camera import Camera  # noqa: PLC0415

    organization = pages.demo_organization()
    wanted = [page for page in pages.all_pages(organization) if is_wanted(page, arguments)]
    camera = Camera(
        address,
        {role: pages.session_of(organization, role) for role in pages.roles(organization)},
        FOLDER,
        tuple(int(width) for width in arguments.widths.split(",")),
        tuple(arguments.schemes.split(",")),
    )
    shutil.rmtree(FOLDER, ignore_errors=True)
    print("Taking pictures", flush=True)
    shots = asyncio.run(camera.take(wanted))
    print(picture_index.write(FOLDER, shots))


def is_wanted(page: "Page", arguments: argparse.Namespace) -> bool:
    roles = arguments.roles.split(",") if arguments.roles else [page.role]
    return page.role in roles and re.search(arguments.only, f"{page.role}/{page.name}") is not None


if __name__ == "__main__":
    main()
