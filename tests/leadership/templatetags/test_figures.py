import pytest

from leadership.templatetags.figures import counts_together


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("17% (66 of 382)", '17% <span class="counts">(66 of 382)</span>'),
        (
            "no detectable gap (−8 to 25)",
            'no detectable gap <span class="counts">(−8 to 25)</span>',
        ),
        ("fewer than 5 answers", "fewer than 5 answers"),
        ("(66 of 382)", "(66 of 382)"),
        ("a (b) c", "a (b) c"),
        ("<b> (1)", '&lt;b&gt; <span class="counts">(1)</span>'),
        ("17%（382人中66人）", '17%<span class="counts">（382人中66人）</span>'),
        (32, "32"),
        (None, ""),
    ],
)
def test_counts_stay_in_one_piece(text: str | int | None, html: str) -> None:
    assert counts_together(text) == html
