"""Meridian Freight and its people: invented names under domains that cannot exist."""

from random import Random

from assessment.domain.audiences import Audience
from leadership.domain.contact_lists import Accepted

NAME = "Meridian Freight"
TIME_ZONE = "Europe/Amsterdam"
OWNER = ("jonas.weber@meridian.example", "Jonas Weber")
LEAD = ("mara.lindqvist@meridian.example", "Mara Lindqvist")
VIEWER = ("board@meridian.example", "Ines Duarte")
INVITED = ("chair@meridian.example", "Ulla Brandt")
EXECUTIVE = ("dana.reyes@meridian.example", "Dana Reyes")
# The executive team besides the owner, who is the chief executive.
EXECUTIVES = (
    EXECUTIVE,
    ("tomas.novak@meridian.example", "Tomáš Novák"),
    ("amara.okafor@meridian.example", "Amara Okafor"),
    ("henrik.dahl@meridian.example", "Henrik Dahl"),
    ("lucia.ferrari@meridian.example", "Lucia Ferrari"),
    ("kenji.mori@meridian.example", "Kenji Mori"),
    ("sofie.janssen@meridian.example", "Sofie Janssen"),
    ("omar.haddad@meridian.example", "Omar Haddad"),
)
# Unit: managers, employees, customers.
UNITS = {
    "Air freight": (10, 90, 290),
    "Customs and storage": (9, 80, 230),
    "Ocean freight": (11, 100, 370),
    "Road freight": (10, 90, 290),
}

# The unit above these, which has no people of its own.
ABOVE = {"Transport": ("Air freight", "Ocean freight", "Road freight")}

_FIRST = """
Ada Aisha Anton Bram Carla Chen Clara David Elena Emeka Erik Fatima Femke Greta Hanna Hugo Ida
Ivan Jana Jamal Joris Karin Lars Leila Lotte Luca Maja Marco Mina Nadia Nils Nora Oskar Paula
Pim Priya Rafael Rosa Samir Sanne Silvia Sven Tariq Tessa Ugo Vera Viktor Wanda Yara Zoe
"""
_LAST = """
Acker Almeida Bakker Baumann Bianchi Costa Dekker Diallo Eriksen Fischer Garcia Haas Hansen
Ivanova Jansen Kaya Keller Kowalski Laurent Lindgren Lopez Martin Meyer Moreau Nguyen Nowak
Olsen Patel Peeters Petrov Pinto Rossi Santos Schmidt Silva Smit Sousa Tan Vos Weiss Wolf Yilmaz
"""
_FIRMS = """
alder birch cedar delta elm fjord grove harbor iris juniper kestrel larch maple north oak pine
quartz reed spruce tide union vale willow yarrow
"""


def contacts(random: Random) -> list[Accepted]:
    """Forty managers, 360 employees and 1,180 customers, as rows of an uploaded list."""
    rows: list[Accepted] = []
    for unit, counts in UNITS.items():
        audiences = (Audience.MANAGER, Audience.EMPLOYEE, Audience.CUSTOMER)
        for audience, count in zip(audiences, counts, strict=True):
            rows += [_person(random, audience, unit, len(rows) + at) for at in range(count)]
    return rows


def newcomers(random: Random, count: int) -> list[Accepted]:
    """Customers who were not on the list yet."""
    known = sum(sum(counts) for counts in UNITS.values())
    units = list(UNITS)
    return [
        _person(random, Audience.CUSTOMER, units[at % len(units)], known + random.randrange(9000))
        for at in range(count)
    ]


def _person(random: Random, audience: Audience, unit: str, number: int) -> Accepted:
    first, last = random.choice(_FIRST.split()), random.choice(_LAST.split())
    firm = random.choice(_FIRMS.split()) if audience is Audience.CUSTOMER else "meridian"
    return Accepted(
        line=number + 2,
        email=f"{first}.{last}.{number}@{firm}.example".lower(),
        name=f"{first} {last}",
        audience=audience,
        unit=unit,
        language="en",
    )
