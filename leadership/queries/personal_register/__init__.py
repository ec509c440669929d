"""Where the database knows of a person: one entry a table, for the download and for the erasure.

A table is either in REGISTER or, with the reason, in NO_PERSON; a test reads every model and fails
until it is in one of them. What has to be done by hand when somebody is erased stands beside the
table’s name in leadership.services.erasing.
"""

from typing import Final

from leadership.queries.personal_register.acts import ACTS
from leadership.queries.personal_register.commitments import COMMITMENTS
from leadership.queries.personal_register.held import Fate, Held
from leadership.queries.personal_register.mail import MAIL
from leadership.queries.personal_register.messages import MESSAGES
from leadership.queries.personal_register.nobody import NO_PERSON, NOT_OF_A_PERSON
from leadership.queries.personal_register.people import PEOPLE
from leadership.queries.personal_register.signing_in import SIGNING_IN, sessions_of
from leadership.queries.persons import Person

__all__ = ["NOT_OF_A_PERSON", "NO_PERSON", "REGISTER", "Fate", "Held", "is_known", "sessions_of"]

# In this order in the download; an erasure begins at the end, so what leads to others goes last.
REGISTER: Final[tuple[Held, ...]] = (
    *PEOPLE,
    *MESSAGES,
    *COMMITMENTS,
    *MAIL,
    *ACTS,
    *SIGNING_IN,
)


def is_known(person: Person) -> bool:
    """Whether anything is held that an erasure would take away, if only in an old entry."""
    return any(held.rows(person).exists() for held in REGISTER if held.fate is not Fate.KEPT)
