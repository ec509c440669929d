"""What the people of the demo answer: a story over five quarters, drawn with a seeded generator.

Signs are won one after the other, pay stays contested, customers' view rises and then stalls.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.metrics_test import MetricTag

QUARTERS = 5  # four closed ones and the open one

# Yes, no, don't know of the executives who answered, by quarter and sign.
SIGNS = (
    ((6, 3, 0), (5, 4, 0), (3, 5, 1), (7, 2, 0), (4, 4, 1), (3, 5, 1), (2, 6, 1), (2, 3, 4)),
    ((7, 1, 0), (6, 2, 0), (3, 4, 1), (7, 1, 0), (5, 3, 0), (4, 3, 1), (3, 5, 0), (2, 3, 3)),
    ((9, 0, 0), (7, 2, 0), (5, 3, 1), (8, 1, 0), (6, 3, 0), (5, 3, 1), (4, 5, 0), (3, 3, 3)),
    ((9, 0, 0), (8, 1, 0), (7, 1, 1), (9, 0, 0), (7, 2, 0), (6, 2, 1), (5, 4, 0), (3, 2, 4)),
    ((9, 0, 0), (8, 1, 0), (8, 1, 0), (9, 0, 0), (7, 2, 0), (7, 2, 0), (5, 4, 0), (4, 2, 3)),
)

# The part of people who see the company as highly customer-centric (p1 = 5), by quarter.
STRONGEST = {
    Audience.EXECUTIVE: (0.67, 0.63, 0.67, 0.67, 0.67),
    Audience.MANAGER: (0.59, 0.59, 0.58, 0.57, 0.56),
    Audience.EMPLOYEE: (0.28, 0.29, 0.31, 0.31, 0.32),
    Audience.CUSTOMER: (0.09, 0.13, 0.18, 0.18, 0.18),
}
# How much easier or harder each statement is than the headline, for management and the others.
EASE = {
    "p2": (0.12, 0.15),
    "p3": (0.07, 0.22),
    "p4": (-0.02, 0.10),
    "p5": (0.20, 0.42),
    "p6": (-0.04, 0.27),
    "p7": (0.10, 0.05),
    "e8": (0.0, -0.10),
}
UNIT_EASE = {"Customs and storage": -0.08, "Air freight": 0.05, "Ocean freight": -0.01}

# The part that answers, by quarter.
RESPONSE = {
    Audience.MANAGER: (0.72, 0.78, 0.80, 0.82, 0.40),
    Audience.EMPLOYEE: (0.44, 0.47, 0.50, 0.51, 0.22),
    Audience.CUSTOMER: (0.29, 0.32, 0.34, 0.35, 0.12),
}
EXECUTIVES_ANSWERING = (9, 8, 9, 9, 4)
HABITS = (2, -1, 0, 1, -2, 3, 0, -1, 1)
WEEKS = (0, 1, -1, 0)
HOURS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
# The part of executives who say yes to an item of the checklist, first and last quarter.
CHECKLIST = {
    "l1a": (0.4, 0.8),
    "l1c": (0.3, 0.7),
    "l1d": (0.4, 0.6),
    "l2a": (0.1, 0.3),
    "l2b": (0.8, 1.0),
    "l2c": (0.3, 0.5),
    "l3a": (0.3, 0.8),
    "l3b": (0.5, 0.9),
    "l3c": (0.2, 0.8),
    "l4a": (0.1, 0.9),
    "l4b": (0.4, 0.8),
    "l4c": (0.2, 0.6),
}
METRICS = (
    ("Average handling time", MetricTag.REDUCE, True, True),
    ("Contacts per shipment", MetricTag.REDUCE, True, False),
    ("Satisfaction after contact", MetricTag.VALUE, True, False),
    ("Promised delivery kept", MetricTag.VALUE, True, True),
    ("Customers retained", MetricTag.VALUE, True, False),
    ("Calls answered", MetricTag.NEITHER, True, False),
)
FROM_CUSTOMERS = (
    "Tell us about a delay before we have to ask.",
    "One person to talk to, not five departments.",
    "Invoices that match the quote.",
    "Answer the phone in the evening, when our lorries are on the road.",
    "Keep doing what the Rotterdam team does.",
    "Stop charging for corrections of your own mistakes.",
    "A portal that shows where the container really is.",
    "Let the dispatcher decide; she knows our freight.",
    "Explain customs fees in plain words.",
    "Ask us before you change the pick-up times.",
    "Pay claims within a month. We waited eleven weeks last time.",
    "Nothing, I am happy with the service.",
    "When a truck is late, call. An email at midnight helps nobody.",
    "Your night desk is excellent. Your billing department is not.",
    "Give us the same contact for air and ocean.",
    "Tell the truth about arrival times. We can plan around late, not around wrong.",
    "Fewer surveys, more answers to the last one.",
    "The surcharge of March was never explained.",
)
FROM_STAFF = (
    "Let us refund small amounts without three signatures.",
    "Show customer feedback in the weekly meeting, not once a year.",
    "Judge us by what customers say, not by calls per hour.",
    "Managers should sit at the service desk for a day.",
    "One system for all branches; customers hear “not my department” too often.",
    "Tell us why a price rises before customers ask us.",
    "Hire for the night desk. We cannot call back whom we cannot reach.",
    "Stop promising delivery times that operations never agreed to.",
    "Let dispatchers speak to customers directly.",
    "Celebrate problems that were solved, not only deals that were won.",
)

# What the lead published after each closed quarter: what was heard, and what will be done.
HEARD = (
    (
        "Two of three executives here call us highly customer-centric; fewer than one in ten of "
        "you do. We did not expect that.\n\nYou asked for two things above all: word of a delay "
        "before you have to ask, and one person to talk to instead of five departments.",
        "From next quarter the dispatcher of your shipment calls you when it runs more than two "
        "hours late. Jonas Weber, our chief executive, reports here how often we managed.",
    ),
    (
        "More of you see us as customer-centric than a quarter ago, and most of you still do "
        "not. The calls about delays came late at night and from people you do not know.",
        "The dispatcher who knows your freight now makes the call, by day.\n\nThe executive team "
        "sits at the service desk for one day each quarter, beginning with this one.",
    ),
    (
        "Calls about delays help, you say: they come in time. Invoices do not: they do not match "
        "the quote, and nobody explains why.",
        "Until the end of next quarter every invoice shows the quote beside it and gives the "
        "reason for a difference. Corrections of our own mistakes cost nothing from today.",
    ),
    (
        "Nearly one in five of you see us as highly customer-centric, as in the quarter before. "
        "We have stopped getting better, although we ourselves believe we did.\n\nThe invoices "
        "are clearer. What wears you out now is the portal, which shows where a container should "
        "be and not where it is.",
        "Two things, by the end of next quarter:\n"
        "– The portal shows the last place where somebody saw your container.\n"
        "– Claims are paid within a month.\n\n"
        "One thing stays as it is for now: how managers are paid. The executive team does not "
        "agree on it, and we will say so here until it does.",
    ),
)


@dataclass(slots=True)
class Teller:
    """Answers of one quarter, 0 the oldest.

    `due` carries over what is left of a share from person to person, so that the strongest
    answer comes as often as the story says, without the luck of a small number.
    """

    quarter: int
    random: Random
    due: dict[Audience, float] = field(default_factory=dict)

    def executives(self) -> list[dict[str, Answer]]:
        """The sheets of the executives who answer, in the order in which they joined."""
        count = EXECUTIVES_ANSWERING[self.quarter]
        sheets: list[dict[str, Answer]] = [self._executive(place) for place in range(count)]
        for number, (yes, no, dont_know) in enumerate(SIGNS[self.quarter], start=1):
            codes = ["yes"] * yes + ["no"] * no + ["dk"] * dont_know
            for place, sheet in enumerate(sheets):
                # Each sign has its own doubters, who are the same people in every quarter.
                sheet[f"s{number}"] = codes[(place + 2 * number) % len(codes)]
        return sheets

    def answers(self, audience: Audience, unit: str | None) -> dict[str, Answer]:
        """The perception survey of one person."""
        base = STRONGEST[audience][self.quarter] + UNIT_EASE.get(unit or "", 0.0)
        side = 1 if audience in (Audience.CUSTOMER, Audience.EMPLOYEE) else 0
        given: dict[str, Answer] = {"p1": self._headline(audience, base)}
        for key, ease in EASE.items():
            if (key != "e8" or audience is Audience.EMPLOYEE) and self.random.random() < 0.97:
                given[key] = self._level(base + ease[side], dont_know=0.06)
        if audience in (Audience.EXECUTIVE, Audience.MANAGER):
            given["m1"] = min(95, max(10, 5 * round(self.random.gauss(11, 2.4))))
        if self.random.random() < 0.15:
            written = FROM_CUSTOMERS if audience is Audience.CUSTOMER else FROM_STAFF
            given["c1"] = self.random.choice(written)
        return given

    def responds(self, audience: Audience) -> bool:
        return self.random.random() < RESPONSE[audience][self.quarter]

    def _executive(self, place: int) -> dict[str, Answer]:
        given = self.answers(Audience.EXECUTIVE, None)
        progress = self.quarter / (QUARTERS - 1)
        for key, (first, last) in CHECKLIST.items():
            yes = first + (last - first) * progress
            given[key] = self._weighted(
                ("yes", "partly", "no", "dk"), (yes, 0.6 * (1 - yes), 0.4 * (1 - yes), 0.03)
            )
        # From one hour a week at first to two, more for some and less for others.
        usual = 2 + 2.5 * progress + HABITS[place % len(HABITS)]
        given["l1b"] = [HOURS[min(len(HOURS) - 1, max(0, round(usual + week)))] for week in WEEKS]
        given["t1"] = self._weighted(
            ("yes", "partly", "no", "dk"), (0.2 + 0.3 * progress, 0.4, 0.2, 0.1)
        )
        given["t2"] = self._weighted(
            ("cost-centre", "top-of-agenda", "dk"),
            (0.6 - 0.3 * progress, 0.4 + 0.3 * progress, 0.05),
        )
        given["t3"] = self._weighted(
            ("yes", "no", "dk"), (0.2 + 0.6 * progress, 0.6 - 0.4 * progress, 0.2)
        )
        return given

    def _headline(self, audience: Audience, share: float) -> str:
        if self.random.random() < 0.04:
            return "dk"
        due = self.due.get(audience, 0.5) + share
        self.due[audience] = due % 1
        return "5" if due >= 1 else self._level(0, dont_know=0)

    def _level(self, strongest: float, *, dont_know: float) -> str:
        top = min(0.95, max(0.0, strongest))
        rest = 1 - top
        return self._weighted(
            ("5", "4", "3", "2", "1", "dk"),
            (top, rest * 0.45, rest * 0.30, rest * 0.17, rest * 0.08, dont_know),
        )

    def _weighted(self, codes: Sequence[str], weights: Sequence[float]) -> str:
        return self.random.choices(codes, weights)[0]
