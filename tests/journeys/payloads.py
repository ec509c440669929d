"""Script payloads, and how they get into every text that the database holds."""

import json
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction

SHORTEST = "<script>alert(1)</script>"
PAYLOADS = (
    SHORTEST,
    "<script>alert(document.domain)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<body onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<iframe src=javascript:alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<object data=javascript:alert(1)>",
    "<a href=javascript:alert(1)>here</a>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "{{ 7|add:7 }}{% debug %}${alert(1)}",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;<base href=//evil.example>",
    '<link rel=stylesheet href="//evil.example/x.css"><meta http-equiv=refresh content=0>',
    '=HYPERLINK("https://evil.example","here")<script>alert(1)</script>',
)
# What code compares or opens, and nobody writes.
CODES = {
    *("slug", "key", "code", "token", "fingerprint", "digest", "hash", "dedupe_key", "password"),
    *("email", "email_hash", "address_key", "language", "time_zone", "label", "message_id"),
    *("sender_address", "reply_to"),
    *("act", "address_hash", "choice", "months", "provider_id", "question", "slot"),
}


def write_everywhere() -> dict[str, int]:
    """Put a payload into each text of each row; returns how many texts of each field took one.

    Codes and addresses keep what they hold, and so does what the database refuses to change.
    """
    payload = cycle(PAYLOADS)
    taken: dict[str, int] = {}
    for model in apps.get_models():
        if model._meta.app_label not in {"assessment", "leadership"}:
            continue
        for field in _texts_of(model):
            name = f"{model.__name__}.{field.name}"
            for key, before in model._base_manager.values_list("pk", field.name):
                taken[name] = taken.get(name, 0) + _write(model, key, field, before, payload)
    return taken


def _texts_of(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, (models.CharField, models.TextField, models.JSONField))
        if is_text and not field.choices and not field.primary_key and field.name not in CODES:
            yield field


def _write(
    model: type[models.Model],
    key: Any,
    field: models.Field[Any, Any],
    before: Any,
    payload: Iterator[str],
) -> bool:
    if not before:
        return False
    after = _within(before, payload) if isinstance(field, models.JSONField) else next(payload)
    if isinstance(after, str) and field.max_length and len(after) > field.max_length:
        after = SHORTEST[: field.max_length]
    if json.dumps(after, default=str) == json.dumps(before, default=str):
        return False
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=key).update(**{field.name: after})
    except DatabaseError:
        return False
    return True


def _within(value: Any, payload: Iterator[str]) -> Any:
    """The same structure, with a payload for each text of several words."""
    if isinstance(value, dict):
        return {key: _within(one, payload) for key, one in value.items()}
    if isinstance(value, list):
        return [_within(one, payload) for one in value]
    return next(payload) if isinstance(value, str) and " " in value else value
