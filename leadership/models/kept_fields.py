"""Columns that follow from others of their row, kept so that a database can look in them."""

from typing import Any

from django.db import models

from leadership.address_keys import hash_of
from leadership.domain.addresses import AddressInvalid
from leadership.domain.folding import sought_in


class SoughtField(models.CharField[str, str]):
    """Name and address of a person as searches compare them; short enough for an index."""

    def __init__(self, max_length: int = 460, **kwargs: Any) -> None:
        kwargs |= {"editable": False, "default": ""}
        super().__init__(max_length=max_length, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        person: Any = model_instance
        person.sought = sought_in(person.name, person.email)
        return str(person.sought)


class AddressHashField(models.CharField[str, str]):
    """The hash under which an opt-out of the address would be kept; "" for an address that is none.

    It tells nothing that the address beside it does not tell to whoever has the key.
    """

    def __init__(self, max_length: int = 64, **kwargs: Any) -> None:
        kwargs |= {"editable": False, "default": ""}
        super().__init__(max_length=max_length, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        person: Any = model_instance
        try:
            person.address_hash = hash_of(person.email)
        except AddressInvalid:
            person.address_hash = ""
        return str(person.address_hash)
