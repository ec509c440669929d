"""What journeys under personal links do and look at: choosing, widths, the rules of axe."""

from pathlib import Path

from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"

# 1280 × 1024 at 400 %, the measure of WCAG 1.4.10, and at 200 %
ZOOMED = [{"width": 320, "height": 256}, {"width": 640, "height": 512}]
# What is pressed and smaller; links inside a sentence may be.
SMALLER_THAN = """minimum => [...document.querySelectorAll(
    "a, button, summary, input:not([type=hidden]), textarea")]
  .filter(target => target.checkVisibility())
  .filter(target => target.tagName !== "A" || getComputedStyle(target).display !== "inline")
  .map(target => target.closest(".scale label") ?? target)
  .filter(target => Math.min(target.offsetWidth, target.offsetHeight) < minimum)
  .map(target => target.outerHTML.slice(0, 80))"""
# The focused element, where something lies over it.
COVERED = """() => {
  const focused = document.activeElement, box = focused.getBoundingClientRect();
  const target = focused.closest(".scale label") ?? focused;
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return target.contains(top) || top?.contains(focused) ? [] : [target.outerHTML.slice(0, 80)];
}"""


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
