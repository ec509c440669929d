"""What is told about the accessibility of the respondents' pages, and of what it is not true.

tests/architecture/test_accessibility.py names the tests behind each claim; one without fails.
"""

from datetime import date
from typing import Final

from assessment.domain.language import translatable

STATED_ON: Final = date(2026, 11, 22)

CLAIMS: Final = {
    "rules": translatable(
        "Automatic rules (axe-core, for WCAG 2.2 A and AA) find nothing wrong in any state of "
        "these pages: empty, with errors, saved, without a connection, sent, light and dark."
    ),
    "keyboard": translatable(
        "Everything can be done with the keyboard alone, and what is focused can be seen."
    ),
    "zoom": translatable(
        "At 200% and 400% zoom, and on a screen of 320 pixels, nothing has to be scrolled sideways."
    ),
    "colours": translatable("Chosen answers can be told when your system sets the colours."),
    "motion": translatable("Nothing moves or blinks."),
    "targets": translatable("Everything that is pressed is at least 24 pixels wide and high."),
    "errors": translatable(
        "When an answer is missing, a list at the top says so first and leads to each question."
    ),
    "time": translatable(
        "No page runs out while you answer, until the day on which the survey ends. What you typed "
        "is not lost when an answer is missing or when the server fails."
    ),
    "network": translatable(
        "A self-assessment keeps what you answer without a connection and sends it when the "
        "connection is back."
    ),
    "script": translatable(
        "These pages work without JavaScript, and in a browser that shows nothing but text."
    ),
    "languages": translatable(
        "Each page names its language and its reading direction, so that it is read out rightly."
    ),
}
LIMITS: Final = (
    translatable(
        "These pages were not tried with screen readers or by people with disabilities, and in no "
        "browser but Chromium."
    ),
    translatable(
        "What an organization wrote itself, such as what it heard, can be in another language than "
        "the page around it."
    ),
    translatable(
        "The pages for those who sign in are tested with the same rules by a program, each of them "
        "wide and on a phone, and not each by hand."
    ),
)
