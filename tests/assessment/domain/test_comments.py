"""Comments are shown from ten up, in an order of their own, and without addresses."""

import random
from collections import Counter
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.comments import Comment, cleaned, grouped_by_unit, publishable_comments
from assessment.domain.errors import ImpossibleCounts

TEN = [f"Answer letters within {number} days" for number in range(10)]
PROSE = st.text(
    st.characters(categories=["L", "Nd", "P", "Zs", "Cc", "Cf"]) | st.sampled_from(" @.:/-+()1w"),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Write to ann@example.com.", "Write to [address removed]."),
        ("<Ann.O'Neil+cx@mail.example.co.uk>", "<[address removed]>"),
        ("mailto:ann@example.com", "mailto:[address removed]"),
        ("jörg@müller.example, she knows", "[address removed], she knows"),
        ("ann＠example.com", "[address removed]"),
        ("ann@intranet", "[address removed]"),
        ("ann\u200b@exam\u00adple.com", "[address removed]"),
        ("ann (at) example (dot) com", "[address removed]"),
        ("ann[AT]example.com", "[address removed]"),
        ("ann.com@example.org", "[address removed]"),
        ("See https://example.com/a?b=c#d.", "See [address removed]."),
        ("(see www.example.com)", "(see [address removed])"),
        ("https://ann:secret@example.com/x", "[address removed]"),
        ("My page is example.com. Look!", "My page is [address removed]. Look!"),
        ("linkedin.com/in/ann-smith, ask her", "[address removed], ask her"),
        ("medium.com/@ann", "[address removed]"),
        ("beispiel.de/ann", "[address removed]"),
    ],
)
def test_addresses_are_masked(text: str, shown: str) -> None:
    assert cleaned(text) == Comment(shown, masked=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Call +44 (0)20 7946 0958 now", "Call [number removed] now"),
        ("Call (555) 123-4567.", "Call [number removed]."),
        ("+1 555.123.4567", "[number removed]"),
        ("+49 170 / 123 45 67", "[number removed]"),
        ("0049–170–1234567", "[number removed]"),
        ("(call 5551234)", "(call [number removed])"),
        ("(5551234)", "([number removed])"),
        ("\u202a+49\u00a0170\u202f1234567\u202c", "[number removed]"),
        ("٠١٢٣٤٥٦٧٨", "[number removed]"),
        ("１２３-４５６７", "[number removed]"),
        ("०१२ ३४५ ६७८", "[number removed]"),
        ("order 1234567", "order [number removed]"),
        ("on 2026-03-14", "on [number removed]"),
        ("+44 20 7946 0958, ann@example.com", "[number removed], [address removed]"),
    ],
)
def test_numbers_of_seven_digits_are_masked(text: str, shown: str) -> None:
    assert cleaned(text) == Comment(shown, masked=True)


@pytest.mark.parametrize(
    "text",
    [
        "order 123456",
        "1,250,000 customers, 12 % more than in 2019",
        "From 2019 until 2024, 24/7",
        "I waited 3 hours, then 2 days, then 5 weeks, then 12 months, then 2 years",
        "We meet @ noon, e.g. on Mondays; yes/no questions. And/or both",
        "Service is slow.It was better",
        "meet me (at) noon",
        "C++, a.m., i.e. … “quoted” – ‘so’",
        "👩‍👩‍👧 می‌خواهم",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert cleaned(text) == Comment(text, masked=False)


def test_control_characters_go_and_blanks_become_one() -> None:
    text = "  Call\x00 me\x1b[31m\u202eback \r\n\r\n\t in\u2028the\x0bmorning\ud800\ufeff "

    assert cleaned(text) == Comment("Call me[31mback in the morning")


def test_long_comment_stays_whole() -> None:
    text = "word " * 20_000

    assert cleaned(text).text == text.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a.",
        "1 ",
        "1.",
        "123456 - ",
        "www.",
        "a@",
        "@",
        "(at)",
        "a (at) ",
        "http://",
        "a.b/",
        "-",
    ],
)
def test_masking_a_long_comment_made_to_be_slow_is_fast(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    start = perf_counter()

    cleaned(text)

    assert perf_counter() - start < 2


@given(PROSE)
def test_masking_leaves_nothing_to_mask(text: str) -> None:
    once = cleaned(text)

    assert cleaned(once.text).text == once.text


def test_ten_comments_are_published_and_nine_are_not() -> None:
    published = publishable_comments(TEN, seed="Q3")

    assert published is not None
    assert sorted(published, key=lambda comment: comment.text) == [Comment(text) for text in TEN]
    assert publishable_comments(TEN[:9], seed="Q3") is None
    assert publishable_comments([], seed="Q3") is None


def test_what_says_nothing_does_not_count() -> None:
    empty = ["", "  \n", "\x00", "-", "…", "?!", "\u200d"]

    assert publishable_comments([*TEN[:9], *empty], seed="Q3") is None
    assert len(publishable_comments([*TEN, *empty], seed="Q3") or ()) == 10
    assert len(publishable_comments([*TEN[:9], "👍"], seed="Q3") or ()) == 10


def test_equal_comments_of_two_people_are_two() -> None:
    assert publishable_comments(["Be faster"] * 10, seed="Q3") == (Comment("Be faster"),) * 10


def test_minimum_is_the_rounds() -> None:
    assert publishable_comments(TEN[:3], minimum=3, seed="Q3") is not None
    with pytest.raises(ImpossibleCounts, match="1 or more"):
        publishable_comments(TEN, minimum=0, seed="Q3")


def test_another_seed_gives_another_order() -> None:
    orders = {publishable_comments(TEN, seed=f"round {number}") for number in range(20)}

    assert len(orders) == 20
    assert tuple(map(Comment, TEN)) not in orders


@given(st.lists(PROSE, min_size=10, max_size=20), st.text(max_size=5), st.randoms())
def test_order_given_does_not_matter(texts: list[str], word: str, chance: random.Random) -> None:
    seed = word.encode("utf-8", "ignore").decode()

    shuffled = publishable_comments(chance.sample(texts, len(texts)), seed=seed)

    assert shuffled == publishable_comments(texts, seed=seed)


def test_equal_words_typed_and_masked_keep_one_order() -> None:
    texts = [*TEN, "[address removed]", "ann@example.com"]

    assert publishable_comments(texts, seed="Q3") == publishable_comments(texts[::-1], seed="Q3")


def comments(unit: str, count: int) -> list[str]:
    return [f"{unit} says {number}" for number in range(count)]


def sizes(groups: dict[str | None, tuple[Comment, ...]] | None) -> dict[str | None, int] | None:
    return None if groups is None else {unit: len(found) for unit, found in groups.items()}


@pytest.mark.parametrize(
    ("given_sizes", "shown"),
    [
        ({"North": 30, "South": 12, "West": 3}, {"North": 30, None: 15}),
        ({"North": 30, "South": 12}, {"North": 30, "South": 12}),
        ({"North": 30, "West": 3}, {None: 33}),
        ({"North": 30, "West": 9, "East": 1}, {"North": 30, None: 10}),
        ({"North": 6, "West": 4}, {None: 10}),
        ({"North": 6, "West": 3}, None),
        ({"North": 10, "West": 0}, {"North": 10}),
        ({"North": 30, "South": 30, "West": 1}, {"South": 30, None: 31}),
        ({}, None),
    ],
)
def test_unit_is_named_from_ten_comments_on_and_never_by_exclusion(
    given_sizes: dict[str, int], shown: dict[str | None, int] | None
) -> None:
    texts = {unit: comments(unit, count) for unit, count in given_sizes.items()}

    assert sizes(grouped_by_unit(texts, seed="Q3")) == shown


def test_people_without_a_unit_are_never_named() -> None:
    groups = grouped_by_unit({None: comments("We", 20), "South": comments("South", 12)}, seed="Q3")

    assert sizes(groups) == {"South": 12, None: 20}


@given(
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers(min_value=0, max_value=30)),
    st.integers(min_value=1, max_value=12),
)
def test_no_group_of_comments_is_smaller_than_the_minimum(
    given_sizes: dict[str, int], minimum: int
) -> None:
    texts = {unit: comments(unit, count) for unit, count in given_sizes.items()}

    groups = grouped_by_unit(texts, minimum=minimum, seed="Q3")

    if groups is None:
        assert sum(given_sizes.values()) < minimum
        return
    assert all(len(found) >= minimum for found in groups.values())
    published = Counter(comment.text for found in groups.values() for comment in found)
    assert published == Counter(text for of_unit in texts.values() for text in of_unit)
