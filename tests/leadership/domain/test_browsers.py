"""What a browser says of itself, in a few words."""

import pytest

from leadership.domain.browsers import browser_of

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        (CHROME, "Chrome · Windows"),
        (f"{CHROME} Edg/140.0", "Edge · Windows"),
        (SAFARI, "Safari · iPhone"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) Firefox/140.0",
            "Firefox · macOS",
        ),
        ("curl/8.0", ""),
    ],
)
def test_browser_is_recognised(user_agent: str, said: str) -> None:
    assert browser_of(user_agent) == said
