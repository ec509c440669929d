"""Sixty people, what each of them answers, and what the dashboard must then say.

Worked out by hand:

Signs over five executives (yes, no, don't know): 5-0-0, 4-1-0, 3-2-0, 0-5-0, 4-0-1, 2-1-2,
1-4-0, 3-1-1. Yes in all 22, so 22/5 = 4.4 claimed. At least two thirds of five is four: signs
1, 2 and 5 are agreed, 3 of 8.

Checklist: l1a yes from all, 1; l1b means of 2, 2, 1, 1 and 0 hours, so 2 of 5 pass, 1/2, median 1;
l1c partly from all, 1/2; l1d all don't know, no score. Question 1: (1 + 1/2 + 1/2) / 3 = 2/3,
partly. Question 2: 0, 1, 1, so 2/3 with an item at 0, partly. Question 3: 1, 1, 1, yes.
Question 4: 1, 0, 0, so 1/3, no. One of four is yes; the lower of 1 and 2 is partly.

"Highly customer-centric": executives 3 of 4 (one don't know), managers 6 of 11 (one don't know),
so management 9 of 15, 60%. Customers 5 of 23 (two don't know), 21.7%. Gap 38.26 points. Twelve of
fifteen managers answered, so it is no census: Newcombe gives 6.72 to 61.77. Employees 2 of 8.
Management's predictions: 40 from each of four executives and six managers, 70 from the others;
the median of 17 is 40, and 40 - 21.74 = 18.26 points too high.
By unit: North management 3 of 6, customers 2 of 12; South 3 of 5 and 3 of 11.
"""

FIRST_EXECUTIVE = "executive1@lindholm.example"
EXECUTIVES = [f"executive{number}@lindholm.example" for number in range(1, 6)]
MANAGERS = [f"manager{number}@lindholm.example" for number in range(1, 16)]
EMPLOYEES = [f"employee{number}@lindholm.example" for number in range(1, 11)]
CUSTOMERS = [f"customer{number}@quay.example" for number in range(1, 31)]
PEOPLE = [*EXECUTIVES, *MANAGERS, *EMPLOYEES, *CUSTOMERS]

Y, N, D = "yes", "no", "dk"
SIGNS = (
    (Y, Y, Y, Y, Y),
    (Y, Y, Y, Y, N),
    (Y, Y, Y, N, N),
    (N, N, N, N, N),
    (Y, Y, Y, Y, D),
    (Y, Y, N, D, D),
    (Y, N, N, N, N),
    (Y, Y, Y, N, D),
)
SIGN_WORDS = (
    "Unanimous yes",
    "Mostly yes",
    "Contested 3–2",
    "Unanimous no",
    "Mostly yes",
    "Not known",
    "Mostly no",
    "Contested 3–1",
)
HOURS = ("2", "2", "1", "1", "0")
CHECKLIST = {
    "l1a": Y,
    "l1c": "partly",
    "l1d": D,
    "l2a": N,
    "l2b": Y,
    "l2c": Y,
    "l3a": Y,
    "l3b": Y,
    "l3c": Y,
    "l4a": Y,
    "l4b": N,
    "l4c": N,
    "t1": "partly",
    "t2": "cost-centre",
    "t3": N,
}
# p1 of those who answer, in order; the others of the audience stay silent.
P1 = {
    "executive": ("5", "5", "5", "4", "dk"),
    "manager": ("5", "5", "5", "4", "4", "4", "5", "5", "5", "3", "2", "dk"),
    "employee": ("5", "4", "4", "3", "5", "2", "2", "1"),
    "customer": (
        *("5", "5", *["3"] * 10, "dk"),
        *("5", "5", "5", *["2"] * 8, "dk"),
    ),
}
# The first managers, employees and customers of each list belong to North, the others to South.
NORTH = {"manager": 6, "employee": 4, "customer": 13}
ANSWERED = sum(len(answers) for answers in P1.values())

FINDINGS = (
    "Three of the eight signs are agreed.",
    "Customers see us 38 points lower than we see ourselves.",
    "This is the first round.",
    "answered by 5 of 5 executives, 12 of 15 managers, 8 of 10 employees, 25 of 30 customers",
    "3 of 8",
    "4.4 claimed on average",
    "Management 60% (9 of 15), customers 22% (5 of 23): gap 38 points, 95% interval 7 to 62",
    "Management expected 40 of 100 customers",
    "18 points too high",
    "1 of 4 yes",
    "2 of 5 executives at two hours or more a week; median 1 h",
    "50 of 60 people answered",
    "5 × Partly",
    "5 × A cost center to be managed",
)
TABLES = (
    (
        "How customer-centric is Lindholm Ferries today?",
        ("60% (9 of 15)", "22% (5 of 23)", "2 of 8"),
    ),
    ("North", ("3 of 6", "17% (2 of 12)", "fewer than 5 answers")),
    ("South", ("3 of 5", "27% (3 of 11)", "no detectable gap")),
    ("Do you have the right leadership?", ("0.67",)),
    ("Do you have the right incentives for that leadership?", ("0.67",)),
    ("Are you investing in the right skills and tools?", ("1.00",)),
    ("Are you taking steps to actively engage your customers?", ("0.33",)),
)

# On the page of the gap
AUDIENCES = (
    ("Executives", ("3 of 4",)),
    ("Managers", ("55% (6 of 11)",)),
    ("Employees", ("2 of 8",)),
    ("Customers", ("22% (5 of 23)",)),
)
GAP = ("60%", "9 of 15 · 95% interval", "22%", "5 of 23 · 95% interval", "38 points")


def audience_of(address: str) -> str:
    return address.partition("@")[0].rstrip("0123456789")


def place_of(address: str) -> int:
    """How far down the list of its audience an address stands, from 0."""
    return int(address.partition("@")[0].lstrip("abcdefghijklmnopqrstuvwxyz")) - 1


def csv() -> str:
    """The people as they are uploaded; the first executive was added by hand before."""
    lines = ["email,name,audience,unit,language"]
    for address in PEOPLE:
        audience, place = audience_of(address), place_of(address)
        unit = ""
        if audience != "executive":
            answering_north = NORTH[audience]
            silent = place >= len(P1[audience])
            unit = "North" if place < answering_north or (silent and place % 2) else "South"
        name = "Astrid Berg" if address == FIRST_EXECUTIVE else f"{audience.title()} {place + 1}"
        lines.append(f"{address},{name},{audience},{unit},en")
    return "\n".join(lines) + "\n"


def answers_of(address: str) -> dict[str, str] | None:
    """The fields that this person fills in; None for those who do not answer."""
    audience, place = audience_of(address), place_of(address)
    if place >= len(P1[audience]):
        return None
    answers = {"p1": P1[audience][place]}
    if audience == "executive":
        answers |= {f"s{number}": sign[place] for number, sign in enumerate(SIGNS, start=1)}
        answers |= CHECKLIST | {f"l1b-{week}": HOURS[place] for week in range(1, 5)}
    if audience in ("executive", "manager"):
        low = place < (4 if audience == "executive" else 6)
        answers["m1"] = "40" if low else "70"
    return answers
