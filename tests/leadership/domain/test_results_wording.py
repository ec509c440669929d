"""The words of the results mail: a finding, nobody, and nothing that may be shown."""

from leadership.domain.results_wording import Outcome, results_wording

HEADLINE = "All eight signs are agreed. Customers see us 57 points lower than we see ourselves."


def test_finding_is_the_heading_and_what_changed_follows() -> None:
    outcome = Outcome(HEADLINE, "This is the first round.", True, asked=1200, answered=310)

    wording = results_wording("Acme", "Q2 2026", outcome)

    assert wording.subject == "Acme: what Q2 2026 found"
    assert wording.heading == wording.preheader == HEADLINE
    assert wording.paragraphs == (
        "That is what Q2 2026 found. It has closed, and 310 of the 1,200 people asked answered.",
        "This is the first round.",
    )


def test_headline_that_only_says_why_nothing_is_shown_is_not_called_a_finding() -> None:
    hidden = "Fewer than 5 executives answered, so the signs are not shown."
    outcome = Outcome(hidden, "This is the first round.", False, asked=9, answered=3)

    wording = results_wording("Acme", "Q2 2026", outcome)

    assert wording.subject == "Acme: Q2 2026 has closed"
    assert wording.heading == hidden
    assert "found" not in " ".join(wording.paragraphs)
    assert "3 of the 9 people asked answered." in wording.paragraphs[0]


def test_round_without_any_headline_still_has_a_heading() -> None:
    outcome = Outcome("", "This is the first round.", False, asked=9, answered=3)

    assert results_wording("Acme", "Q2 2026", outcome).heading == (
        "Q2 2026 has closed without a finding"
    )


def test_round_that_nobody_answered_promises_no_results() -> None:
    outcome = Outcome("No executive has answered.", "", False, asked=9, answered=0)

    wording = results_wording("Acme", "Q2 2026", outcome)

    assert wording.subject == "Acme: nobody answered Q2 2026"
    assert wording.heading == "Q2 2026 has closed, and nobody answered"
    assert wording.paragraphs == ("None of the 9 people asked answered, so there are no results.",)
