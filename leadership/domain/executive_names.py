"""Executives as pages and files name them: never by an address."""

from collections.abc import Collection, Mapping

from assessment.domain.language import translate


def names_shown(given: Mapping[int, str], *, asked: Collection[int] = ()) -> dict[int, str]:
    """Each member’s name; somebody without one gets a number: "Executive 2, no name given".

    An address typed as a name counts as none. The numbers follow the members’ own; those
    `asked` come first, so that they stay the same beside whatever else is shown.
    """
    nameless = sorted(
        (member for member, name in given.items() if not name or "@" in name),
        key=lambda member: (member not in asked, member),
    )
    numbered = {
        member: translate("Executive {number}, no name given").format(number=place)
        for place, member in enumerate(nameless, start=1)
    }
    return {**given, **numbered}
