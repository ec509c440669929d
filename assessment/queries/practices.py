"""The library of practices that comes with the product."""

from functools import lru_cache
from pathlib import Path

from assessment.domain.practices import Library, parse_practices

BUILT_IN = Path(__file__).resolve().parent.parent / "practices"


def practices_for(questionnaire: str) -> Library:
    """Return what is advised on a questionnaire, in the reader's language."""
    return _practices(questionnaire).translated()


@lru_cache(maxsize=8)
def _practices(questionnaire: str) -> Library:
    """Kept in the process, in English; it has no rows."""
    file = f"{questionnaire}.yaml"
    return parse_practices(file, (BUILT_IN / file).read_bytes())
