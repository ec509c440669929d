"""What a member of an organization is there."""

from enum import StrEnum
from typing import Final

from assessment.domain.language import translatable, translate


class Role(StrEnum):
    OWNER = "owner"
    LEAD = "lead"
    EXECUTIVE = "executive"
    VIEWER = "viewer"

    @property
    def label(self) -> str:
        return translate(_LABELS[self])


_LABELS: Final = {
    Role.OWNER: translatable("Owner"),
    Role.LEAD: translatable("Customer experience lead"),
    Role.EXECUTIVE: translatable("Executive"),
    Role.VIEWER: translatable("Viewer"),
}
EVERYBODY = frozenset(Role)
RUNS_ROUNDS = frozenset({Role.OWNER, Role.LEAD})
SEES_PARTICIPATION = frozenset({Role.OWNER, Role.LEAD, Role.EXECUTIVE})
SEES_EXECUTIVES_BY_NAME = frozenset({Role.OWNER, Role.LEAD, Role.EXECUTIVE})
MAKES_COMMITMENTS = frozenset({Role.OWNER, Role.LEAD, Role.EXECUTIVE})
OWNS = frozenset({Role.OWNER})
