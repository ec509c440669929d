"""Stored parts come back equal, and the fingerprint changes when people would see a change."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.domain.audiences import Audience
from assessment.domain.definition_json import (
    fingerprint,
    groups_as_json,
    groups_from_json,
    scales_as_json,
    scales_from_json,
)
from assessment.domain.definitions import (
    Choice,
    Definition,
    Group,
    Kind,
    Origin,
    Question,
    Scale,
    Source,
    Wording,
)

YES_NO = Scale(
    "yes-no",
    Kind.CHOICE,
    choices=(Choice("yes", {"en": "Yes", "de": "Ja"}), Choice("no", {"en": "No"})),
)
WEEKS = Scale("weeks", Kind.HOURS, minimum=0, maximum=40, step=Fraction(1, 2), values=4)
GROUP = Group("g1", {"en": "A group"}, Origin.VERBATIM)
QUESTION = Question(
    key="s1",
    dimension="Governance",
    group="g1",
    scale=YES_NO,
    origin=Origin.VERBATIM,
    required=True,
    shuffled=False,
    evidence="An agenda",
    wordings={
        (Audience.EXECUTIVE, "en"): Wording("Do you meet?", "Any meeting."),
        (Audience.CUSTOMER, "en"): Wording("Do they meet?"),
    },
)
WHOLE = Definition(
    key="small",
    title="Small",
    intro="",
    source=Source("Ann Author", "An article", "", ""),
    attribution="",
    audiences=(Audience.EXECUTIVE, Audience.CUSTOMER),
    scales=(YES_NO, WEEKS),
    groups=(GROUP,),
    questions=(QUESTION,),
)


def test_scales_come_back_equal() -> None:
    assert scales_from_json(scales_as_json([YES_NO, WEEKS])) == (YES_NO, WEEKS)


def test_scale_is_stored_in_a_fixed_shape() -> None:
    assert scales_as_json([WEEKS]) == [
        {
            "key": "weeks",
            "kind": "hours",
            "choices": [],
            "minimum": 0,
            "maximum": 40,
            "step": "1/2",
            "values": 4,
        }
    ]


def test_groups_come_back_equal() -> None:
    assert groups_from_json(groups_as_json([GROUP])) == (GROUP,)


def test_fingerprint_is_64_hexadecimal_digits() -> None:
    assert len(bytes.fromhex(fingerprint(WHOLE))) == 32


def test_fingerprint_does_not_depend_on_the_order_of_wordings() -> None:
    turned = dict(reversed(list(QUESTION.wordings.items())))
    same = replace(WHOLE, questions=(replace(QUESTION, wordings=turned),))

    assert fingerprint(same) == fingerprint(WHOLE)


@pytest.mark.parametrize(
    "other",
    [
        replace(WHOLE, title="Smaller"),
        replace(WHOLE, intro="Hello."),
        replace(WHOLE, attribution="After Ann Author."),
        replace(WHOLE, source=replace(WHOLE.source, note="Read it.")),
        replace(WHOLE, audiences=(Audience.CUSTOMER,)),
        replace(WHOLE, scales=(WEEKS, YES_NO)),
        replace(WHOLE, groups=()),
        replace(WHOLE, questions=()),
        replace(WHOLE, questions=(replace(QUESTION, key="s2"),)),
        replace(WHOLE, questions=(replace(QUESTION, required=False),)),
        replace(WHOLE, questions=(replace(QUESTION, shuffled=True),)),
        replace(WHOLE, questions=(replace(QUESTION, evidence=""),)),
        replace(WHOLE, questions=(replace(QUESTION, scale=WEEKS),)),
        replace(WHOLE, questions=(replace(QUESTION, wordings={}),)),
    ],
)
def test_fingerprint_differs_where_the_definition_differs(other: Definition) -> None:
    assert fingerprint(other) != fingerprint(WHOLE)
