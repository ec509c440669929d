"""The errors of this app; each message is fit for the person who reads it."""


class LeadershipError(Exception):
    """Base of every rule of this app that somebody can break."""
