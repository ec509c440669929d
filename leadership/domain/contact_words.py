"""Words for audiences and languages that stand in people’s files, beside our own codes."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from assessment.domain.audiences import Audience
from leadership.domain.languages import LANGUAGES, OWN_NAMES

# In English, German, French and Spanish.
_AUDIENCES: Final[Mapping[Audience, frozenset[str]]] = {
    Audience.EXECUTIVE: frozenset(
        {"executives", "geschäftsleitung", "vorstand", "dirigeant", "directivo", "directiva"}
    ),
    Audience.MANAGER: frozenset(
        {
            *("managers", "führungskraft", "führungskräfte", "cadre", "cadres", "responsable"),
            *("gerente", "gerentes", "mando"),
        }
    ),
    Audience.EMPLOYEE: frozenset(
        {
            *("employees", "staff", "mitarbeiter", "mitarbeiterin", "mitarbeitende", "employé"),
            *("employée", "employés", "salarié", "salariée", "empleado", "empleada", "empleados"),
        }
    ),
    Audience.CUSTOMER: frozenset(
        {
            *("customers", "client", "clients", "kunde", "kundin", "kunden", "cliente", "clientes"),
            *("cliente final", "cliente/a"),
        }
    ),
    Audience.PARTNER: frozenset(
        {"partners", "partnerin", "partenaire", "partenaires", "socio", "socia", "socios"}
    ),
}
_LANGUAGES: Final[Mapping[str, frozenset[str]]] = {
    "en": frozenset({"englisch", "anglais", "inglés", "ingles"}),
    "de": frozenset({"allemand", "alemán", "aleman"}),
    "fr": frozenset({"französisch", "francés", "frances", "francais"}),
    "es": frozenset({"spanisch", "espagnol", "espanol", "castellano"}),
    "pt": frozenset({"portugiesisch", "portugais", "portugués", "portugues"}),
    "it": frozenset({"italienisch", "italien"}),
    "nl": frozenset({"niederländisch", "néerlandais", "neerlandés", "holandés"}),
    "pl": frozenset({"polnisch", "polonais", "polaco"}),
    "ja": frozenset({"japanisch", "japonais", "japonés"}),
    "ar": frozenset({"arabisch", "arabe", "árabe"}),
}


def audience_of(word: str) -> Audience | None:
    """The audience that a cell names, in any case; None for any other word."""
    return _AUDIENCE_BY_WORD.get(_plain(word))


def language_of(word: str) -> str | None:
    """The code of the language that a cell names: "de", "de-AT", "German", "Deutsch"."""
    plain = _plain(word)
    code = plain.replace("_", "-").partition("-")[0]
    return code if code in LANGUAGES else _LANGUAGE_BY_WORD.get(plain)


def _plain(word: str) -> str:
    visible = "".join(c for c in word if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", visible).casefold().split())


_AUDIENCE_BY_WORD: Final = {
    word: audience for audience in Audience for word in (audience.value, *_AUDIENCES[audience])
}
_LANGUAGE_BY_WORD: Final = {
    _plain(word): code
    for code in LANGUAGES
    for word in (LANGUAGES[code], OWN_NAMES[code], *_LANGUAGES[code])
}
