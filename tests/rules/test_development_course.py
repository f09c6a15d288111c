"""Courses: the own calibration by a table, when a course is done, and the texts themselves."""

from __future__ import annotations

import pytest

from development.courses import COURSES, RATING, STARTING, case_numbered
from development.rules.course import LETTERS, NEW_DAYS, Answer, Calibration, calibration, is_done
from reviews.rules.evaluation import Rating

A, M, B = Rating.ABOVE, Rating.MEETS, Rating.BELOW
SAME, UP, DOWN = Answer(M, M, M, M), Answer(A, M, M, M), Answer(M, B, M, M)
FAR, MIXED, BOTH = Answer(A, M, B, M), Answer(A, B, M, M), Answer(A, A, M, M)

# Source of every row: the issue ("own calibration against the reference rating"); the threshold is ours.
TABLE = [
    # answers, equal, higher, lower, words
    ([SAME] * 6, "6 dari 6", 0, 0, "Penilaian Anda sama dengan acuan pada semua kasus."),
    (
        [UP] * 3 + [SAME] * 3,
        "3 dari 6",
        3,
        0,
        "Anda cenderung satu tingkat lebih tinggi pada 3 dari 6 kasus.",
    ),
    (
        [DOWN] * 2 + [SAME] * 4,
        "4 dari 6",
        0,
        2,
        "Anda cenderung satu tingkat lebih rendah pada 2 dari 6 kasus.",
    ),
    ([FAR, UP] + [SAME] * 4, "4 dari 6", 2, 0, "Anda cenderung lebih tinggi pada 2 dari 6 kasus."),
    ([UP] + [SAME] * 5, "5 dari 6", 1, 0, "Perbedaannya tidak condong ke satu arah."),
    ([UP] * 2 + [DOWN] + [SAME] * 3, "3 dari 6", 2, 1, "Perbedaannya tidak condong ke satu arah."),
    (
        [UP] * 3 + [DOWN] + [SAME] * 2,
        "2 dari 6",
        3,
        1,
        "Anda cenderung satu tingkat lebih tinggi pada 3 dari 6 kasus.",
    ),
    ([MIXED] * 6, "0 dari 6", 0, 0, "Perbedaannya tidak condong ke satu arah."),
    (
        [BOTH] * 2 + [SAME] * 4,
        "4 dari 6",
        2,
        0,
        "Anda cenderung satu tingkat lebih tinggi pada 2 dari 6 kasus.",
    ),
]


@pytest.mark.parametrize(("answers", "figure", "higher", "lower", "words"), TABLE)
def test_own_calibration_says_how_often_equal_and_the_direction(
    answers: list[Answer], figure: str, higher: int, lower: int, words: str
) -> None:
    found = calibration(answers)

    assert (found.figure, found.higher, found.lower, found.words) == (figure, higher, lower, words)
    assert found.advice.endswith((".", "?"))


def test_nothing_was_rated_and_nothing_is_wide() -> None:
    assert calibration([]) == Calibration(total=0, equal=0, higher=0, lower=0, widest=0)


def test_each_lesson_leads_to_the_next() -> None:
    keys = [lesson.key for lesson in RATING.lessons]
    following = [RATING.after(lesson) for lesson in RATING.lessons]

    assert [lesson.key if lesson else None for lesson in following] == [*keys[1:], None]
    assert [RATING.lesson(key) for key in (keys[0], "lain")] == [RATING.lessons[0], None]
    assert NEW_DAYS == 90


def test_every_direction_has_advice_of_its_own() -> None:
    kinds = ([SAME] * 2, [UP] * 2, [DOWN] * 2, [MIXED] * 2)

    assert len({calibration(kind).advice for kind in kinds}) == len(kinds)


def test_a_course_is_done_with_all_lessons_and_one_whole_attempt() -> None:
    lessons, cases = [each.key for each in RATING.lessons], [each.key for each in RATING.cases]

    assert is_done(RATING, lessons, cases)
    assert not is_done(RATING, lessons, cases[1:])
    assert not is_done(RATING, lessons[1:], cases)
    assert is_done(STARTING, [each.key for each in STARTING.lessons], [])


def test_texts_are_short_and_their_keys_and_answers_fit() -> None:
    """Three minutes of careful reading are about 450 words; a card is a third of it."""
    assert (len(RATING.lessons), len(RATING.cases), len(STARTING.lessons)) == (4, 6, 5)
    for course in COURSES.values():
        assert len({lesson.key for lesson in course.lessons}) == len(course.lessons)
        for lesson in course.lessons:
            words = " ".join((*lesson.paragraphs, *(part for pair in lesson.examples for part in pair)))
            assert lesson.minutes <= 3
            assert len(words.split()) <= 150 * lesson.minutes
            assert all(question.fits in LETTERS[: len(question.options)] for question in lesson.questions)
            assert bool(lesson.questions) == bool(course.cases)
            assert course.lesson(lesson.key) is lesson
    assert RATING.after(RATING.lessons[0]) is RATING.lessons[1]
    assert RATING.after(RATING.lessons[-1]) is None
    assert RATING.lesson("lain") is None
    assert case_numbered(6) is RATING.cases[5]
    assert case_numbered(0) is case_numbered(7) is None


def test_references_use_every_rating_so_that_one_habit_never_fits_all() -> None:
    assert {case.results for case in RATING.cases} == {A, M, B}
    assert {case.behaviour for case in RATING.cases} == {A, M, B}
