"""How a log line reads: nobody who reads the log can open anything by it."""

import logging
import re

# What follows answers, unsubscribes, joins or signs somebody in, for as long as it works.
_LINK = re.compile(r"(/(?:a|c|u|sign-in|join)/)[^/\s'\"]+")
# What a program presents: a key of ours, and whatever else stands in the header for it.
_KEY = re.compile(r"\b(co_)[A-Za-z0-9_-]{20,}")
_HEADER = re.compile(r"\b((?:Bearer|Basic|Token)\s+)[^\s'\",]{16,}", re.IGNORECASE)


class LineWithoutLinks(logging.Formatter):
    """Cuts tokens and keys out of every line, whoever logs it: "/a/…/privacy/", "Bearer …"."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in (_LINK, _HEADER, _KEY):
            line = secret.sub(r"\1…", line)
        return line
