"""Rounds with given counts: as many sheets, and as many of each choice, as a test says."""

import json
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta

from django.db.models import F

from assessment.domain.audiences import Audience
from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round, Tally, Unit
from assessment.queries.definitions import latest_versions
from assessment.services.rounds import close_round, create_round, open_round

EXECUTIVE, MANAGER, EMPLOYEE, CUSTOMER, PARTNER = Audience

# Question → choice → how often, for the people of one audience and unit.
Choices = Mapping[str, Mapping[str, int]]
Cell = Audience | tuple[Audience, str]

A_DAY = date(2026, 2, 10)
AT = datetime(2026, 2, 10, 9, tzinfo=UTC)
SIGN_KEYS = tuple(f"s{number}" for number in range(1, 9))


def a_round(
    organization: Organization,
    answers: Mapping[Cell, Choices],
    *,
    asked: Mapping[Cell, int] | None = None,
    audiences: Collection[Audience] | None = None,
    promise: Promise = Promise.ATTRIBUTED,
    minimum_group: int = 5,
    quarter: Quarter | None = None,
    closed: bool = True,
) -> Round:
    """A round with these answers; everybody asked has sent a sheet unless `asked` says more.

    A cell is an audience, or an audience and the name of a unit; the number of its sheets is
    that of the question most of them answered.
    """
    sheets = {cell: _sheets(choices) for cell, choices in answers.items()}
    people = {cell: max(sheets.get(cell, 0), (asked or {}).get(cell, 0)) for cell in sheets}
    people |= {cell: count for cell, count in (asked or {}).items() if cell not in sheets}
    quarter = quarter or quarter_of(A_DAY)
    launched_at = datetime.combine(quarter.starts_on, datetime.min.time(), UTC)
    round_ = create_round(
        organization=organization,
        quarter=quarter,
        closes_at=launched_at + timedelta(days=14),
        promise=promise,
        audiences=audiences or {_audience(cell) for cell in people},
        version_ids=latest_versions().values(),
        minimum_group=minimum_group,
    )
    units = {cell: _unit(organization, cell) for cell in people}
    open_round(
        round_=round_,
        asked={(_audience(cell), units[cell]): count for cell, count in people.items()},
        now=launched_at,
    )
    for cell, choices in answers.items():
        _count(round_, cell, units[cell], {**choices, "sheets": {"submitted": sheets[cell]}})
    if closed:
        close_round(round_=round_, now=launched_at + timedelta(days=14))
    return round_


def signs(*splits: tuple[int, int] | tuple[int, int, int]) -> dict[str, dict[str, int]]:
    """Yes, no and don't know of signs 1, 2, …; the last one given holds for all that follow."""
    rows = [*splits, *[splits[-1]] * (8 - len(splits))]
    return {
        key: dict(zip(("yes", "no", "dk"), row, strict=False))
        for key, row in zip(SIGN_KEYS, rows, strict=True)
    }


def headline(top: int, of: int, dont_know: int = 0) -> dict[str, dict[str, int]]:
    """p1: so many of so many valid answers take the strongest label, the others the next one."""
    return {"p1": {"5": top, "4": of - top, "dk": dont_know}}


def times(factor: int, round_: Round) -> None:
    """As if every answer had been given so many times."""
    Tally.objects.filter(round=round_).update(count=F("count") * factor)
    round_.populations.update(asked=F("asked") * factor)


def numbers_in(chart: object) -> list[float]:
    """Every number that stands in the data of a chart's JSON, wherever it is nested."""
    if isinstance(chart, Mapping):
        return [number for value in chart.values() for number in numbers_in(value)]
    if isinstance(chart, list):
        return [number for value in chart for number in numbers_in(value)]
    return [float(chart)] if isinstance(chart, int | float) and chart is not True else []


def as_json(chart: object) -> str:
    return json.dumps(chart, ensure_ascii=False, allow_nan=False)


def _sheets(choices: Choices) -> int:
    return max((sum(counts.values()) for counts in choices.values()), default=0)


def _audience(cell: Cell) -> Audience:
    return cell if isinstance(cell, Audience) else cell[0]


def _unit(organization: Organization, cell: Cell) -> int | None:
    if isinstance(cell, Audience):
        return None
    return Unit.objects.get_or_create(organization=organization, name=cell[1])[0].pk


def _count(round_: Round, cell: Cell, unit: int | None, choices: Choices) -> None:
    """Spread over two slots, as real counts are over several."""
    Tally.objects.bulk_create(
        Tally(
            round=round_,
            question=question,
            audience=_audience(cell).value,
            unit_id=unit,
            choice=choice,
            slot=slot,
            count=part,
        )
        for question, counts in choices.items()
        for choice, count in counts.items()
        for slot, part in enumerate((count // 2, count - count // 2))
        if part
    )
