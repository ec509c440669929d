"""What is kept beside contacts, so that a database finds them."""

import pytest

from assessment.models import Organization
from leadership.models import Contact
from leadership.queries.opt_outs import hash_of
from tests.leadership.contact_lists import make_contacts


def test_search_text_and_hash_are_kept_however_contacts_are_written(
    organization: Organization,
) -> None:
    make_contacts(organization, 1, name="Zoë")
    one = Contact.objects.create(
        organization=organization, email="b@example.com", name="Åse", audience="partner"
    )
    one.name = "Øyvind"
    one.save()

    assert sorted(Contact.objects.values_list("sought", "address_hash")) == [
        ("oyvind b@example.com", hash_of("b@example.com")),
        ("zoe p000@example.com", hash_of("p000@example.com")),
    ]


def test_search_text_follows_an_upsert(organization: Organization) -> None:
    make_contacts(organization, 1, name="Zoë")

    Contact.objects.bulk_create(
        [
            Contact(
                organization=organization, email="p000@example.com", name="Åse", audience="partner"
            )
        ],
        update_conflicts=True,
        unique_fields=["organization", "email"],
        update_fields=["name", "sought"],
    )

    assert Contact.objects.get().sought == "ase p000@example.com"


@pytest.mark.parametrize("email", ["not an address", "a@b@c.example"])
def test_contact_without_a_real_address_has_no_hash(organization: Organization, email: str) -> None:
    make_contacts(organization, 1, email=email)

    assert Contact.objects.get().address_hash == ""
