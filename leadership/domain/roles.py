"""What a member of an organization is there."""

from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    LEAD = "lead"
    EXECUTIVE = "executive"
    VIEWER = "viewer"

    @property
    def label(self) -> str:
        return {
            Role.OWNER: "Owner",
            Role.LEAD: "Customer experience lead",
            Role.EXECUTIVE: "Executive",
            Role.VIEWER: "Viewer",
        }[self]


EVERYBODY = frozenset(Role)
RUNS_ROUNDS = frozenset({Role.OWNER, Role.LEAD})
SEES_PARTICIPATION = frozenset({Role.OWNER, Role.LEAD, Role.EXECUTIVE})
SEES_EXECUTIVES_BY_NAME = frozenset({Role.OWNER, Role.LEAD, Role.EXECUTIVE})
MAKES_COMMITMENTS = frozenset({Role.OWNER, Role.LEAD, Role.EXECUTIVE})
OWNS = frozenset({Role.OWNER})
