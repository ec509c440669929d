"""Takes the pictures: one browser, a few pages at once."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, async_playwright
from playwright.async_api import Page as Tab

from tools.chromium import launch_options
from tools.pages import Page

AT_ONCE = 3
MOST_OF_A_ROUTE = 6  # pictures of one route that differ only in what its address names
HEIGHT = 900
OVERFLOW = "() => document.documentElement.scrollWidth - window.innerWidth"


@dataclass(frozen=True, slots=True)
class Shot:
    page: Page
    width: int
    scheme: str
    problems: tuple[str, ...]

    @property
    def file(self) -> str:
        return f"{self.page.role}/{self.page.name}-{self.width}-{self.scheme}.png"


@dataclass(frozen=True, slots=True)
class Camera:
    address: str
    sessions: dict[str, str]  # role → session cookie
    folder: Path
    widths: tuple[int, ...]
    schemes: tuple[str, ...]

    async def take(self, pages: list[Page]) -> list[Shot]:
        few = asyncio.Semaphore(AT_ONCE)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(**launch_options())

            async def shots(page: Page, scheme: str) -> list[Shot]:
                async with few, await self.new_context(browser, page.role, scheme) as context:
                    return [await self.shot(context, page, scheme, w) for w in self.widths]

            shown = await self.shown(browser, pages)
            wanted = [shots(page, scheme) for page in shown for scheme in self.schemes]
            taken = await asyncio.gather(*wanted)
            await browser.close()
        return [shot for shots in taken for shot in shots]

    async def shown(self, browser: Browser, pages: list[Page]) -> list[Page]:
        """The pages that are there: not every combination of values in an address is."""
        contexts = {page.role: await self.new_context(browser, page.role) for page in pages}
        counts: Counter[tuple[str, str]] = Counter()
        shown = []
        for page in pages:
            if counts[page.role, page.route] == MOST_OF_A_ROUTE:
                continue
            answer = await contexts[page.role].request.get(page.path)
            is_page = "html" in answer.headers.get("content-type", "")
            if is_page and answer.status not in {404, 405} - {page.status}:
                counts[page.role, page.route] += 1
                shown.append(page)
        return shown

    async def new_context(
        self, browser: Browser, role: str, scheme: str = "light"
    ) -> BrowserContext:
        context = await browser.new_context(
            base_url=self.address,
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        if session := self.sessions.get(role):
            await context.add_cookies(
                [{"name": "sessionid", "value": session, "url": self.address}]
            )
        return context

    async def shot(self, context: BrowserContext, page: Page, scheme: str, width: int) -> Shot:
        tab = await context.new_page()
        await tab.set_viewport_size({"width": width, "height": HEIGHT})
        said = listen(tab)
        answer = await tab.goto(page.path)
        if page.is_sent_empty:
            await tab.locator("form button").last.click()
            await tab.wait_for_load_state()
        if await tab.locator("canvas").count():
            await tab.wait_for_load_state("networkidle")
        overflow = await tab.evaluate(OVERFLOW)
        status = answer.status if answer else 0
        problems = [*said, *([f"{overflow} px too wide"] if overflow > 0 else [])]
        if status != page.status:
            problems.append(f"answers {status} instead of {page.status}")
        shot = Shot(page, width, scheme, tuple(problems))
        await tab.screenshot(path=self.folder / shot.file, full_page=True)
        await tab.close()
        return shot


def listen(tab: Tab) -> list[str]:
    """What the page complains about, the Content-Security-Policy's refusals included."""
    said: list[str] = []

    def note(kind: str, text: str) -> None:
        # The status of the page itself is looked at separately.
        if kind == "error" and "Failed to load resource" not in text:
            said.append(text)

    tab.on("console", lambda message: note(message.type, message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("requestfailed", lambda request: said.append(f"could not load {request.url}"))
    return said
