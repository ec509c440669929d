"""One person as the database knows them: an address, and the rows that it leads to."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model, Q, QuerySet

from leadership.models import Contact, Invitation, JoinInvitation, Membership, User


@dataclass(frozen=True)
class Person:
    """Somebody known by an address, in one organization or, where that is None, in all.

    `own` is true when the person looks at themself.
    """

    address: str
    organization_id: int | None = None
    own: bool = False

    def within(self, path: str = "organization") -> Q:
        """The rows that belong to the organizations looked at, by the path that leads to one."""
        return Q() if self.organization_id is None else Q(**{path: self.organization_id})

    @cached_property
    def user(self) -> User | None:
        return User.objects.filter(email=self.address).first()

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name under which they are known: lists and invitations call people as they like."""
        signs_in = {self.user.name} if self.user else set()
        listed = self.contacts.values_list("name", flat=True)
        invited = JoinInvitation.objects.filter(self.within(), email=self.address)
        return frozenset({*signs_in, *listed, *invited.values_list("name", flat=True)} - {""})

    @property
    def memberships(self) -> QuerySet[Membership]:
        return Membership.objects.filter(self.within(), user__email=self.address)

    @property
    def contacts(self) -> QuerySet[Contact]:
        return Contact.objects.filter(self.within(), email=self.address)

    @property
    def invitations(self) -> QuerySet[Invitation]:
        mine = Q(membership__user__email=self.address) | Q(contact__email=self.address)
        return Invitation.objects.filter(mine, self.within("round__organization"))

    @property
    def leaves_altogether(self) -> bool:
        """Whether no other organization knows the person as a member."""
        if self.organization_id is None or self.user is None:
            return True
        return not self.user.memberships.exclude(organization=self.organization_id).exists()

    def of_user(self, model: type[Model], path: str = "user") -> QuerySet[Model]:
        """What hangs on the sign-in itself: only where it is the person’s own or goes with them."""
        rows = model._default_manager.filter(**{f"{path}__email": self.address})
        return rows if self.organization_id is None else rows.none()
