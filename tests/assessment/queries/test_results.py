"""A round in one object: what was asked, who answered, and the metrics test."""

from fractions import Fraction

from assessment.domain.disclosure import Hidden
from assessment.domain.language import speaking
from assessment.domain.metrics_test import MetricTag, Verdict
from assessment.models import Organization
from assessment.queries.commitment import Commitment
from assessment.queries.results import Participation, results_of
from assessment.services.metrics import add_metric
from tests.closed_rounds import CUSTOMER, EXECUTIVE, a_round, headline, signs


def test_results_of_an_open_round_show_participation_only(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: {**signs((9, 0)), **headline(9, 9)}, CUSTOMER: headline(30, 90)},
        asked={EXECUTIVE: 10, CUSTOMER: 300},
        closed=False,
    )

    results = results_of(round_)

    assert results.commitment is results.checklist is results.tone is Hidden.UNTIL_CLOSE
    assert results.perception is not None
    assert results.perception.headline.gap is None
    assert results.participation == (
        Participation(EXECUTIVE, asked=10, answered=9),
        Participation(CUSTOMER, asked=300, answered=90),
    )


def test_audience_that_was_asked_and_silent_counts_as_asked(organization: Organization) -> None:
    round_ = a_round(organization, {CUSTOMER: headline(1, 6)}, asked={EXECUTIVE: 4})

    assert results_of(round_).participation[0] == Participation(EXECUTIVE, asked=4, answered=0)


def test_metrics_test_compares_value_with_reduction_on_the_dashboard(
    organization: Organization,
) -> None:
    round_ = a_round(organization, {CUSTOMER: headline(1, 6)}, closed=False)
    for name, tag, on_dashboard, in_pay in (
        ("NPS per call", MetricTag.VALUE, True, True),
        ("Satisfaction", MetricTag.VALUE, True, False),
        ("Customers kept", MetricTag.VALUE, True, False),
        ("Time on a call", MetricTag.REDUCE, True, False),
        ("Calls per day", MetricTag.REDUCE, False, True),
        ("Calls", MetricTag.NEITHER, True, False),
    ):
        add_metric(round_=round_, name=name, tag=tag, on_dashboard=on_dashboard, in_pay=in_pay)

    metrics = results_of(round_).metrics

    assert metrics is not None
    assert metrics.value_share == Fraction(3, 4)
    assert metrics.verdict is Verdict.DRIVER


def test_metrics_test_is_none_while_the_inventory_is_empty(organization: Organization) -> None:
    assert results_of(a_round(organization, {CUSTOMER: headline(1, 6)})).metrics is None


def test_questions_and_labels_are_in_the_readers_language(organization: Organization) -> None:
    round_ = a_round(organization, {EXECUTIVE: signs((7, 2)), CUSTOMER: headline(9, 90)})

    with speaking("de"):
        found = results_of(round_)

    assert found.perception is not None
    assert found.perception.questions[0].topic == "Gesamturteil"
    assert found.perception.labels[0] != "Not at all"
    assert isinstance(found.commitment, Commitment)
    assert found.commitment.signs[6].dimension == "Anreize"
