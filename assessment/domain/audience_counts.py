"""How many of an audience, in words: each audience has whole texts of its own.

A language may bend the noun with the number or with the words around it, so a number is never put
before a word by itself.
"""

from assessment.domain.audiences import Audience
from assessment.domain.language import translate, translate_plural, whole_number


def counted(audience: Audience, count: int) -> str:
    """Such as "1 executive", "1,210 employees" or "No customers"."""
    return _counted(audience, count).format(count=whole_number(count)) if count else _none(audience)


def answered_of(audience: Audience, *, answered: int, asked: int) -> str:
    """Such as "3 of 5 executives"."""
    of_asked = _of_asked(audience, asked)
    return of_asked.format(answered=whole_number(answered), count=whole_number(asked))


def _counted(audience: Audience, count: int) -> str:
    match audience:
        case Audience.EXECUTIVE:
            return translate_plural("{count} executive", "{count} executives", count)
        case Audience.MANAGER:
            return translate_plural("{count} manager", "{count} managers", count)
        case Audience.EMPLOYEE:
            return translate_plural("{count} employee", "{count} employees", count)
        case Audience.CUSTOMER:
            return translate_plural("{count} customer", "{count} customers", count)
        case Audience.PARTNER:
            return translate_plural("{count} partner", "{count} partners", count)


def _none(audience: Audience) -> str:
    match audience:
        case Audience.EXECUTIVE:
            return translate("No executives")
        case Audience.MANAGER:
            return translate("No managers")
        case Audience.EMPLOYEE:
            return translate("No employees")
        case Audience.CUSTOMER:
            return translate("No customers")
        case Audience.PARTNER:
            return translate("No partners")


def _of_asked(audience: Audience, asked: int) -> str:
    match audience:
        case Audience.EXECUTIVE:
            return translate_plural(
                "{answered} of {count} executive", "{answered} of {count} executives", asked
            )
        case Audience.MANAGER:
            return translate_plural(
                "{answered} of {count} manager", "{answered} of {count} managers", asked
            )
        case Audience.EMPLOYEE:
            return translate_plural(
                "{answered} of {count} employee", "{answered} of {count} employees", asked
            )
        case Audience.CUSTOMER:
            return translate_plural(
                "{answered} of {count} customer", "{answered} of {count} customers", asked
            )
        case Audience.PARTNER:
            return translate_plural(
                "{answered} of {count} partner", "{answered} of {count} partners", asked
            )
