"""How many requests and bytes a page under a personal link costs, per audience and language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from assessment.domain.audiences import Audience
from leadership.domain.languages import LANGUAGES, OWN_NAMES
from leadership.models import Invitation
from tests.leadership.self_assessments import PAGES
from tests.respondents import an_invitation, an_open_round, link

ONE_PAGE = [audience for audience in Audience if audience is not Audience.EXECUTIVE]
SURVEY = 14_000  # one round trip of a new connection
# A page of the self-assessment → its requests, and the most bytes; its scripts count uncompressed.
SELF_ASSESSMENT = {
    "": (3, 11_000),
    **dict.fromkeys((f"{key}/" for key in PAGES), (5, 23_000)),
    "review/": (3, 12_500),
}


@dataclass
class Scales:
    """Weighs pages as Chromium receives them, headers included, with nothing in its cache."""

    page: Page
    requests: int = 0
    finished: int = 0
    received: int = 0

    def __post_init__(self) -> None:
        network = self.page.context.new_cdp_session(self.page)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        network.on("Network.loadingFinished", self._add)
        self.page.on("request", lambda _: self._count())

    def weigh(self, address: str) -> tuple[int, int]:
        self.requests = self.finished = self.received = 0
        self.page.goto(address)
        while self.finished < self.requests:
            self.page.wait_for_timeout(10)
        return self.requests, self.received

    def _add(self, finished: dict[str, float]) -> None:
        self.finished += 1
        self.received += int(finished["encodedDataLength"])

    def _count(self) -> None:
        self.requests += 1


@pytest.fixture(autouse=True)
def _ten_languages(transactional_db: None, settings: Settings) -> None:
    settings.LANGUAGES = list(OWN_NAMES.items())


@pytest.fixture
def scales(new_context: Callable[..., BrowserContext]) -> Scales:
    return Scales(new_context().new_page())


def in_each_language(invitation: Invitation) -> Iterator[str]:
    for language in LANGUAGES:
        invitation.language = language
        invitation.save()
        yield language


@pytest.mark.parametrize("audience", ONE_PAGE)
def test_survey_is_one_light_request_in_each_language(
    live_server: LiveServer, scales: Scales, audience: Audience
) -> None:
    invitation = an_invitation(an_open_round(), audience)
    weighed = {}

    for language in in_each_language(invitation):
        weighed[language] = scales.weigh(live_server.url + link(invitation, "?p1=5"))
        assert scales.page.locator("html").get_attribute("lang") == language

    assert {
        language: one for language, one in weighed.items() if not 1_000 < one[1] <= SURVEY
    } == {}
    assert {requests for requests, _ in weighed.values()} == {1}
    assert scales.page.context.cookies() == []


@pytest.mark.parametrize("rest", SELF_ASSESSMENT)
def test_page_of_a_self_assessment_is_a_few_light_requests_in_each_language(
    live_server: LiveServer, scales: Scales, rest: str
) -> None:
    invitation = an_invitation(an_open_round(), Audience.EXECUTIVE)
    requests, most = SELF_ASSESSMENT[rest]
    weighed = {}

    for language in in_each_language(invitation):
        weighed[language] = scales.weigh(live_server.url + link(invitation, rest))

    assert {one[0] for one in weighed.values()} == {requests}
    assert {language: one for language, one in weighed.items() if not 1_000 < one[1] <= most} == {}
    assert scales.page.context.cookies() == []
