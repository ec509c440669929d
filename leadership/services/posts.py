"""The connection over which mail goes out, kept from one batch to the next."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from leadership.smtp import Letter

log = logging.getLogger(__name__)


class Post:
    """Whatever EMAIL_URL names: a mail server, a provider or the local mailbox."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend = get_connection()

    def open(self) -> None:
        """Connect, unless it is done already. Raises OSError."""
        self._backend.open()

    def send(self, letter: Letter, *, meanwhile: Callable[[], None]) -> None:
        """Send one letter; a mail server is waited for with `meanwhile`, which is called often."""
        self._backend.meanwhile = meanwhile  # type: ignore[attr-defined]
        self._backend.send_messages([letter])

    def close(self) -> None:
        try:
            self._backend.close()
        except OSError as error:  # everything is recorded already
            log.info("The mail server did not say goodbye: %s", error)


@contextmanager
def posting() -> Iterator[Post]:
    """A post that is closed in the end."""
    post = Post()
    try:
        yield post
    finally:
        post.close()
