"""How a log line reads: nobody who reads the log can open somebody's personal link."""

import logging
import re

# What follows answers, unsubscribes or signs somebody in, for as long as it works.
_LINK = re.compile(r"(/(?:a|u|sign-in)/)[^/\s'\"]+")


class LineWithoutLinks(logging.Formatter):
    """Cuts the token out of every address in a line, whoever logs it: "/a/…/privacy/"."""

    def format(self, record: logging.LogRecord) -> str:
        return _LINK.sub(r"\1…", super().format(record))
