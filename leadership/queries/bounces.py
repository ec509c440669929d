"""Which addresses do not work."""

from collections.abc import Collection, Mapping

from leadership.models import Bounce

Bounced = Mapping[tuple[int, str], str]
"""What the server said, by an organization's id and a canonical address."""


def bounced_among(organization_ids: Collection[int], addresses: Collection[str]) -> Bounced:
    """Which of these addresses do not work, in one query."""
    found = Bounce.objects.filter(organization__in=organization_ids, email__in=addresses)
    return {
        (organization, email): words
        for organization, email, words in found.values_list("organization_id", "email", "words")
    }
