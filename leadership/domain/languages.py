"""The languages a person can be written to in; the code is what is stored."""

from typing import Final

LANGUAGES: Final = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "ja": "Japanese",
    "ar": "Arabic",
}
DEFAULT_LANGUAGE: Final = "en"
