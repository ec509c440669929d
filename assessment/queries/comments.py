"""What people wrote, as it may be shown: from ten comments of an audience up, never by unit."""

from collections import Counter

from assessment.domain.audiences import Audience
from assessment.domain.comments import FEWEST_COMMENTS, Comment, publishable_comments
from assessment.models import AnswerSheet, Round

COMMENT = "c1"
MOST = 1000


def comments_of(round_: Round, audience: Audience) -> dict[Comment, int] | None:
    """The comments of one audience of a closed round, shuffled; None below ten of them.

    Each with how many people wrote just that. At most a thousand: sheets have random ids, so the
    first thousand by id are a fair draw. Executives' comments are not shown: their few words would
    be known by their style.
    """
    if not round_.is_closed or audience is Audience.EXECUTIVE:
        return None
    sheets = AnswerSheet.objects.filter(
        round=round_, audience=audience.value, is_submitted=True, answers__has_key=COMMENT
    )
    texts = sheets.order_by("pk").values_list(f"answers__{COMMENT}", flat=True)[:MOST]
    published = publishable_comments(
        [str(text) for text in texts],
        minimum=max(FEWEST_COMMENTS, round_.minimum_group),
        seed=f"{round_.pk} {audience}",
    )
    return None if published is None else dict(Counter(published))
