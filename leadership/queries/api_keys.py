"""The keys of an organization, and the one that a program presents."""

from hmac import compare_digest

from leadership.domain.api_keys import hash_of_key, is_key
from leadership.models import ApiKey


def key_of(text: str) -> ApiKey | None:
    """The key that works under this text, in one query that finds by hash; else None.

    How long the search takes may depend on the hash, from which nobody learns the text.
    """
    if not is_key(text):
        return None
    found_by = hash_of_key(text)
    keys = ApiKey.objects.filter(key_hash=found_by, revoked_at=None)
    key = keys.select_related("organization").first()
    return key if key and compare_digest(key.key_hash, found_by) else None
