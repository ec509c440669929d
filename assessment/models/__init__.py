"""The rows of what is asked, when, the answers and what they add up to."""

from .questionnaires import Question, Questionnaire, QuestionnaireVersion, QuestionWording

__all__ = ["Question", "QuestionWording", "Questionnaire", "QuestionnaireVersion"]
