"""Agreeing to be compared with other organizations, taking it back, and making the quartiles."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction

from assessment.models import Organization, Round
from leadership.domain.peers import Measure, Withheld, quartiles_of
from leadership.models import PeerConsent, PeerQuarter, PeerRound, User
from leadership.queries.dashboards import dashboard_for
from leadership.queries.peers import latest_rounds_of, measured, peer_quarter_of
from leadership.services.audit import record

Measured = Mapping[Measure, Fraction]


def agree_to_be_compared(*, organization: Organization, by: User, now: datetime) -> None:
    """From the next quartiles on the organization’s numbers are in them; twice is once."""
    with transaction.atomic():
        _, is_new = PeerConsent.objects.get_or_create(
            organization=organization, defaults={"given_at": now}
        )
        if is_new:
            record(organization=organization, by=by, act="comparison agreed", about="", now=now)


def stop_being_compared(*, organization: Organization, by: User, now: datetime) -> None:
    """No quartiles that are made from now on hold its numbers; those that are made stay."""
    with transaction.atomic():
        deleted, _ = PeerConsent.objects.filter(organization=organization).delete()
        if deleted:
            record(organization=organization, by=by, act="comparison stopped", about="", now=now)


def make_due_quartiles(*, now: datetime) -> bool:
    """Make the quartiles of the calendar quarter that is over, once; whether that was now.

    They are made even when nobody takes part, so that a late consent never makes them.
    """
    quarter = peer_quarter_of(now).previous()
    if PeerQuarter.objects.filter(quarter_starts_on=quarter.starts_on).exists():
        return False
    with transaction.atomic():
        # Whoever takes a consent back meanwhile waits, and leaves with the next quarter.
        list(PeerConsent.objects.select_for_update())
        found = {
            round_: measured(dashboard_for(round_, named=False))
            for round_ in latest_rounds_of(quarter)
        }
        made, is_new = PeerQuarter.objects.get_or_create(
            quarter_starts_on=quarter.starts_on,
            defaults={"made_at": now, "measures": _measures(list(found.values()))},
        )
        if is_new:
            _keep_rounds(made, found, quarter.label, now)
    return is_new


def _measures(numbers: list[Measured]) -> dict[str, Any]:
    return {
        measure.value: _made([one[measure] for one in numbers if measure in one], measure)
        for measure in Measure
    }


def _made(values: list[Fraction], measure: Measure) -> dict[str, Any]:
    found = quartiles_of(values, step=measure.step)
    if isinstance(found, Withheld):
        return {"of": len(values), "quartiles": None}
    numbers = [float(one) for one in (found.lower, found.middle, found.upper)]
    return {"of": len(values), "quartiles": numbers}


def _keep_rounds(
    made: PeerQuarter, found: Mapping[Round, Measured], label: str, now: datetime
) -> None:
    """Note which rounds are in the quartiles, for their organizations to see them."""
    PeerRound.objects.bulk_create(
        PeerRound(peer_quarter=made, round=round_, measures=[one.value for one in numbers])
        for round_, numbers in found.items()
    )
    for round_ in found:
        about = f"{round_.label}, in the quartiles of {label}"
        record(organization=round_.organization, by=None, act="compared", about=about, now=now)
