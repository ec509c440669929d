"""The library of practices that comes with the product."""

from functools import lru_cache
from pathlib import Path

from assessment.domain.practices import Library, parse_practices

BUILT_IN = Path(__file__).resolve().parent.parent / "practices"


@lru_cache(maxsize=8)
def practices_for(questionnaire: str) -> Library:
    """Return what is advised on a questionnaire, kept in the process; it has no rows."""
    file = f"{questionnaire}.yaml"
    return parse_practices(file, (BUILT_IN / file).read_bytes())
