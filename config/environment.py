"""Values of the environment that need a word when they are wrong."""

from django.core.exceptions import ImproperlyConfigured


def whole_number(variable: str, value: str, *, least: int = 0) -> int:
    """Raises ImproperlyConfigured, which names the variable and what it takes."""
    written = value.strip()
    if not written.isascii() or not written.isdigit() or int(written) < least:
        raise ImproperlyConfigured(
            f"{variable} must be a whole number of at least {least}, such as 20."
        )
    return int(written)
