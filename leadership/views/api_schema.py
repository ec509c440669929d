"""The fields in which the interface for programs answers, as its description lists them."""

from datetime import date

from ninja import Field, Schema


class Problem(Schema):
    """Why there is no answer, and what to do."""

    detail: str


class RoundShape(Schema):
    """A closed round."""

    id: int
    label: str
    quarter_starts_on: date
    closed_on: date = Field(description="In the organization’s time zone.")
    promise: str = Field(description="What executives were told: attributed or totals_only.")
    k: int = Field(description="The smallest group that is published.")


class Rounds(Schema):
    organization: str
    rounds: list[RoundShape] = Field(description="Newest first.")


class ShareShape(Schema):
    """Who chose the strongest label, out of all valid answers."""

    count: int | None
    n: int | None = Field(description="Valid answers; don’t know is left out.")
    share: float | None = Field(
        description="0 to 1, four decimals; null below ten answers, where only counts are given."
    )
    text: str = Field(description="As the dashboard prints it; where count is null, the reason.")


class GapShape(Schema):
    """Management less customers, in percentage points."""

    points: float | None = Field(description="One decimal.")
    low: float | None = Field(description="Lower end of the 95 % interval, in whole points.")
    high: float | None = Field(description="Upper end of the 95 % interval, in whole points.")
    detectable: bool | None = Field(description="Whether the interval leaves out 0.")
    text: str = Field(description="As the dashboard prints it; where points is null, the reason.")


class ComparisonShape(Schema):
    """One question or one unit; employees and partners are null where they were not asked."""

    name: str
    management: ShareShape
    customers: ShareShape
    employees: ShareShape | None
    partners: ShareShape | None
    gap: GapShape


class SignShape(Schema):
    """One of the eight signs over the executives who answered."""

    number: int
    key: str
    dimension: str
    text: str
    yes: int
    no: int
    dont_know: int
    status: str = Field(description="From “unanimous yes” to “unanimous no”, or “not known”.")
    agreed: bool = Field(description="Whether two thirds of the executives say yes.")
    evidence: str | None = Field(
        description="What stands behind an agreed sign: “accepted”, “waiting” for review, “stale” "
        "(of an earlier quarter) or “none”. Null where it is not agreed or evidence is not counted."
    )
    disagreement: float | None = Field(description="0 of one mind, 1 evenly split; two decimals.")


class Signs(Schema):
    """The eight signs; where they are not shown, `rows` is empty and `hidden` says why."""

    agreed: int | None
    evidenced: int | None = Field(
        description="Agreed signs whose evidence was accepted; null before any ever was."
    )
    claimed: float | None = Field(description="Signs an executive says yes to on average.")
    band: str | None
    executives: int | None = Field(description="Executives who answered.")
    rows: list[SignShape]
    hidden: str | None


class PredictionShape(Schema):
    """What management expected customers to say, out of 100, and by how many points it was off."""

    median: int | None
    answers: int | None
    error: int | None = Field(description="Above 0, management expected more than customers say.")
    text: str


class GapPart(Schema):
    """The gap on “highly customer-centric”, by question and by unit; empty lists where hidden."""

    overall: ComparisonShape
    by_question: list[ComparisonShape]
    by_unit: list[ComparisonShape]
    prediction: PredictionShape


class ItemShape(Schema):
    """One item of the checklist; counts are null where they are hidden or do not apply."""

    key: str
    text: str
    yes: int | None
    partly: int | None
    no: int | None
    dont_know: int | None
    score: float | None = Field(description="Yes 1, partly ½, no 0, on average; two decimals.")
    hidden: str | None


class QuestionShape(Schema):
    """One of the four questions on leadership and incentives."""

    key: str
    title: str
    score: float | None
    answer: str
    items: list[ItemShape]


class ChecklistShape(Schema):
    """The four questions; where they are not shown, `questions` is empty and `hidden` says why."""

    questions: list[QuestionShape]
    hidden: str | None


class MetricShape(Schema):
    name: str
    purpose: str
    on_dashboard: bool
    in_pay: bool


class MetricsShape(Schema):
    """The metrics test: a cost centre, or a driver of value."""

    verdict: str
    value_share: float | None
    text: str
    metrics: list[MetricShape]


class Results(Schema):
    """A part is null where the round did not ask for it."""

    id: int
    label: str
    k: int
    headline: str
    change: str = Field(description="Since the round before; empty for the first.")
    signs: Signs | None
    gap: GapPart | None
    checklist: ChecklistShape | None
    metrics: MetricsShape | None


class Turnout(Schema):
    audience: str
    asked: int
    answered: int
    share: float | None = Field(description="Answered out of asked, 0 to 1, four decimals.")


class Participation(Schema):
    id: int
    label: str
    audiences: list[Turnout]


class TrendShape(Schema):
    """One round; `continues` is false where the scale changed, so that a line has to break."""

    id: int
    label: str
    claimed: float | None
    agreed: int | None
    evidenced: int | None
    executives: int | None
    management: ShareShape
    customers: ShareShape
    gap: GapShape
    continues: bool


class KeptRateShape(Schema):
    """How many of the commitments that were due in a quarter were kept by their day."""

    quarter: str
    is_over: bool = Field(description="Until then the numbers still change.")
    due: int = Field(description="Those that count: kept, kept late and not kept together.")
    kept: int
    kept_late: int
    not_kept: int
    share: float | None = Field(
        description="Kept out of due, 0 to 1, four decimals; null below ten, where only counts are "
        "given, and where none was due."
    )
    withdrawn: int = Field(description="Dropped by their day; they do not count.")
    not_due: int = Field(description="Open, with a day that is not over; they do not count yet.")
    signs_flipped: int = Field(
        description="Of the kept ones about a sign that was not agreed, how many were followed by "
        "a round in which it is."
    )
    signs_judged: int = Field(description="How many of them a later round has asked about.")
    text: str = Field(description="As the dashboard prints it.")


class CommitmentShape(Schema):
    """What somebody promised to do about an answer; whose it is stays on the pages."""

    id: int
    round_id: int = Field(description="The round whose answers it is about.")
    round_label: str
    question: str = Field(description="The key of the sign, item or question.")
    about: str
    what: str
    visible_in: str = Field(description="How it will be seen.")
    made_on: date
    due_on: date
    first_due_on: date = Field(description="Before the day was moved, if it was.")
    state: str = Field(description="open, kept, missed or dropped.")
    overdue: bool = Field(description="Open, and its day is over.")
    closed_on: date | None
    reason: str | None = Field(description="What shows that it was kept, or why it was not.")
    sign_since: str | None = Field(
        description="What the sign did in the first round after the closing: flipped (newly "
        "agreed), still-open, held or lost. Null where nobody knows or may know."
    )


class Commitments(Schema):
    organization: str
    as_of: date = Field(description="Today, in the organization’s time zone.")
    kept_rate: list[KeptRateShape] = Field(description="Oldest first, twelve quarters at most.")
    commitments: list[CommitmentShape] = Field(description="All, due first first.")


class Trend(Schema):
    organization: str
    points: list[TrendShape] = Field(description="Oldest first, twelve rounds at most.")
