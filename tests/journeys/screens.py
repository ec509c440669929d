"""What journeys under personal links do and look at: choosing, widths, the rules of axe."""

from pathlib import Path

from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"


def choose(page: Page, question: str, choice: str) -> None:
    page.locator(f"input[name={question}][value='{choice}']").check()


def overflow(page: Page) -> int:
    wider: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider


def broken_rules(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA; it is put in past the page's own policy."""
    page.evaluate(AXE.read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run({runOnly: tags})", tags)
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]
