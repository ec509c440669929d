"""The tables of this app."""

from .answers import AnswerSheet
from .metrics import ServiceMetric
from .organizations import Organization, Strategy, Unit, validate_one_line, validate_time_zone
from .questionnaires import Question, Questionnaire, QuestionnaireVersion, QuestionWording
from .rounds import AUDIENCE_CHOICES, Population, Round
from .tallies import Tally
from .wordings import OwnWording

__all__ = [
    "AUDIENCE_CHOICES",
    "AnswerSheet",
    "Organization",
    "OwnWording",
    "Population",
    "Question",
    "QuestionWording",
    "Questionnaire",
    "QuestionnaireVersion",
    "Round",
    "ServiceMetric",
    "Strategy",
    "Tally",
    "Unit",
    "validate_one_line",
    "validate_time_zone",
]
