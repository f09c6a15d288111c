"""What helped whom, told without telling of anybody: hidden groups cannot be found by subtraction."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from development.rules.helped import Post, Said, counted_until, helpful, post_of, tenths
from development.rules.small_counts import FEWEST

L, F, E = Post


def said(people: int, yes: int = 0) -> Said:
    """Everybody had it once and answered."""
    return Said(done=people, reached=people, people=people, answers=people, yes=yes)


@pytest.mark.parametrize(
    ("kind", "post"),
    [
        ("JPT_PRATAMA", L),
        ("ADMINISTRATOR", L),
        ("PENGAWAS", L),
        ("FUNGSIONAL", F),
        ("PELAKSANA", E),
        ("PEJABAT_POLITIK", E),
        ("", E),
        (None, E),
    ],
)
def test_everybody_is_in_one_group(kind: str | None, post: Post) -> None:
    assert post_of(kind) == post


@pytest.mark.parametrize(
    ("yes", "answers", "words"),
    [
        (0, 5, "paling banyak 1 dari 10"),  # not: nobody
        (1, 20, "1 dari 10"),  # 0.5 is rounded up
        (3, 5, "6 dari 10"),
        (2, 3, "7 dari 10"),
        (9, 11, "8 dari 10"),
        (18, 20, "9 dari 10"),
        (19, 20, "paling sedikit 9 dari 10"),
        (7, 7, "paling sedikit 9 dari 10"),  # not: everybody
    ],
)
def test_a_share_is_told_in_tenths_and_never_as_all_or_none(yes: int, answers: int, words: str) -> None:
    assert tenths(Said(answers=answers, yes=yes)) == words


@pytest.mark.parametrize(
    ("people", "is_told", "shown"),
    [  # people of the three groups
        ((0, 0, 4), False, set()),
        ((0, 0, 5), True, set()),  # one group is the whole, and nought tells of the others
        ((5, 6, 7), True, {L, F, E}),
        ((5, 6, 4), True, {F}),  # four would be the whole less two
        ((1, 9, 30), True, {E}),
        ((2, 3, 30), True, {E}),  # the two are five people together
        ((2, 2, 30), True, set()),  # four together: the third goes with them
    ],
)
def test_no_group_below_five_is_told_or_left_over(
    people: tuple[int, int, int], is_told: bool, shown: set[Post]
) -> None:
    told = helpful(dict(zip(Post, map(said, people), strict=True)))

    assert (told.answers is not None, bool(told.share)) == (is_told, is_told)
    assert {post for post, share in told.by_post.items() if share} == shown
    assert [label for label, _ in told.told] == [
        "Pimpinan unit",
        "Jabatan fungsional",
        "Pelaksana dan lainnya",
    ]


def test_what_was_done_for_few_is_not_counted_even_if_it_was_done_often() -> None:
    told = helpful({E: Said(done=12, reached=4, people=4, answers=12, yes=12)})

    assert (told.done, told.answers, told.share) == (None, None, "")
    assert helpful({E: Said(done=12, reached=5)}).done == 12


def test_the_whole_is_the_sum_of_its_groups() -> None:
    assert Said() == Said(0, 0, 0, 0, 0)
    told = helpful({L: said(5, yes=5), F: said(6, yes=0), E: said(9, yes=9)})

    assert (told.done, told.answers, told.share) == (20, 20, "7 dari 10")


def test_the_whole_less_what_is_shown_is_nobody_or_five_people() -> None:
    source = Random(11)
    for _ in range(400):
        counts = {post: source.choice((0, 1, 2, 4, 5, 6, 9, 40)) for post in Post}
        told = helpful({post: said(count, count // 2) for post, count in counts.items()})
        hidden = [post for post, share in told.by_post.items() if not share]
        if told.answers is not None and hidden:
            assert len(hidden) > 1
            assert sum(counts[post] for post in hidden) >= FEWEST


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 11, 22), date(2026, 10, 1)),
    ],
)
def test_only_quarters_that_are_over_are_counted(on: date, day: date) -> None:
    assert counted_until(on) == day
