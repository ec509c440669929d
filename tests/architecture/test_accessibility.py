"""What the statement of accessibility claims has been tested, by tests that exist."""

import ast
from pathlib import Path

import pytest

from leadership.domain.accessibility import CLAIMS

TESTS = Path(__file__).resolve().parents[1]
ANSWERING = "journeys/test_answering.py"
STATES = "journeys/test_self_assessment_states.py"
OFFLINE = "journeys/test_self_assessment_offline.py"
EVERYBODY = "journeys/test_for_everybody.py"
LANGUAGES = "journeys/test_languages.py"
VIEW = "leadership/views/test_answering.py"
STEP = "leadership/views/test_answer_steps.py"

# A claim → the tests that fail when it is no longer true.
TESTED: dict[str, list[tuple[str, str]]] = {
    "rules": [
        (ANSWERING, "test_accessibility_rules_hold_in_every_state"),
        (STATES, "test_every_state_keeps_the_rules_and_fits"),
        (STATES, "test_own_result_that_is_shown_once_keeps_the_rules"),
        (LANGUAGES, "test_customer_keeps_the_picked_language_to_the_thanks"),
        (EVERYBODY, "test_statement_of_accessibility_keeps_the_rules"),
    ],
    "keyboard": [
        (ANSWERING, "test_customer_answers_with_the_keyboard_alone"),
        (STATES, "test_self_assessment_is_filled_in_with_the_keyboard_alone"),
        (EVERYBODY, "test_focus_of_a_survey_is_drawn_and_never_covered"),
    ],
    "zoom": [
        (ANSWERING, "test_no_page_is_wider_than_a_phone"),
        (STATES, "test_zoomed_page_needs_no_sideways_scrolling_and_hides_no_focus"),
        (EVERYBODY, "test_focus_of_a_survey_is_drawn_and_never_covered"),
    ],
    "colours": [
        (STATES, "test_nothing_moves_and_chosen_answers_show_in_forced_colours"),
        (EVERYBODY, "test_chosen_answers_of_a_survey_show_in_forced_colours_and_nothing_moves"),
    ],
    "motion": [
        (STATES, "test_nothing_moves_and_chosen_answers_show_in_forced_colours"),
        (EVERYBODY, "test_chosen_answers_of_a_survey_show_in_forced_colours_and_nothing_moves"),
    ],
    "targets": [
        (STATES, "test_every_state_keeps_the_rules_and_fits"),
        (EVERYBODY, "test_targets_of_a_survey_are_large_enough"),
    ],
    "errors": [
        (ANSWERING, "test_customer_is_led_to_the_answer_that_is_missing"),
        (VIEW, "test_every_link_of_an_error_summary_leads_to_its_question"),
        (STEP, "test_page_with_an_error_keeps_what_was_typed_and_saves_the_rest"),
    ],
    "time": [
        ("leadership/views/test_accessibility.py", "test_page_that_was_open_for_days_is_sent"),
        (VIEW, "test_missing_answer_is_pointed_at_and_everything_typed_stays"),
        (VIEW, "test_answers_that_cannot_be_stored_stay_on_the_page"),
        (VIEW, "test_answers_sent_while_the_database_is_away_stay_in_the_page"),
        (STEP, "test_page_that_cannot_be_saved_keeps_what_was_typed"),
    ],
    "network": [
        (OFFLINE, "test_answers_typed_without_a_network_are_sent_when_it_returns"),
        (OFFLINE, "test_answers_typed_without_a_network_survive_a_reload_of_the_tab"),
        (LANGUAGES, "test_executive_keeps_language_and_answers_without_a_network"),
    ],
    "script": [
        (ANSWERING, "test_customer_answers_with_the_keyboard_alone"),
        (
            "journeys/test_self_assessment.py",
            "test_executive_answers_every_page_reviews_sends_and_reads_the_own_result",
        ),
        ("leadership/test_text_browser.py", "test_survey_is_answered_in_a_text_browser"),
        ("leadership/test_text_browser.py", "test_self_assessment_is_answered_in_a_text_browser"),
    ],
    "languages": [
        (LANGUAGES, "test_customer_keeps_the_picked_language_to_the_thanks"),
        (LANGUAGES, "test_executive_keeps_language_and_answers_without_a_network"),
        ("leadership/views/test_languages.py", "test_arabic_is_read_from_the_right"),
    ],
}


def test_each_claim_has_tests() -> None:
    assert TESTED.keys() == CLAIMS.keys()
    assert all(TESTED.values())


@pytest.mark.parametrize("claim", TESTED)
def test_tests_of_a_claim_exist(claim: str) -> None:
    missing = [
        f"{file}::{name}" for file, name in TESTED[claim] if name not in named_in(TESTS / file)
    ]

    assert missing == []


def named_in(file: Path) -> set[str]:
    return {
        node.name for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)
    }
