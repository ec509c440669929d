"""Letting what changes an organization wait for each other, in one order, so that none deadlock.

The order is organization, schedule, round, and then what belongs to a round: a meeting, and then
commitments and evidence.
"""

from assessment.models import Organization


def hold_organization(organization_id: int) -> None:
    """Keep others from holding it until the caller's transaction ends.

    Rows that only belong to the organization, such as what became of a mail, do not wait.
    """
    Organization.objects.select_for_update(no_key=True).get(pk=organization_id)
