"""Courses as pure rules: lessons and cases, when a course is done, the own calibration in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from reviews.rules.evaluation import Rating

LETTERS = "abcd"
NEW_DAYS = 90  # how long somebody is new (the issue names no figure; one quarter)
TENDENCY = 2  # so many more cases on one side than on the other before a direction is named
LEVELS = {Rating.BELOW: 0, Rating.MEETS: 1, Rating.ABOVE: 2}


class CourseKey(StrEnum):
    """Kursus: the value is part of the address."""

    RATING = "menilai"
    STARTING = "mulai"


@dataclass(frozen=True)
class Question:
    """A question with its options; which one fits, and why, is told kindly after any answer."""

    text: str
    options: tuple[str, ...]
    fits: str  # the letter of the option
    why: str

    @property
    def fitting(self) -> str:
        """The option that fits, in words."""
        return self.options[LETTERS.index(self.fits)]


@dataclass(frozen=True)
class Lesson:
    """A short text, with examples that help and that do not, and perhaps questions (pelajaran, kartu)."""

    key: str
    title: str
    minutes: int
    paragraphs: tuple[str, ...]
    examples: tuple[tuple[str, str], ...] = ()  # what, and what to say of it
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Case:
    """A fictional year of work with its evidence, and the rating that it carries (kasus latihan)."""

    key: str
    title: str
    story: str
    results_evidence: tuple[str, ...]
    behaviour_evidence: tuple[str, ...]
    results: Rating
    results_why: str
    behaviour: Rating
    behaviour_why: str


@dataclass(frozen=True)
class Course:
    """Lessons in their order, and cases to practise with (kursus)."""

    key: CourseKey
    title: str
    about: str
    minutes: int
    lessons: tuple[Lesson, ...]
    cases: tuple[Case, ...] = ()

    def lesson(self, key: str) -> Lesson | None:
        """Return a lesson by its key; None where there is none."""
        return next((lesson for lesson in self.lessons if lesson.key == key), None)

    def after(self, lesson: Lesson) -> Lesson | None:
        """Return the lesson after this one; None after the last."""
        place = self.lessons.index(lesson) + 1
        return self.lessons[place] if place < len(self.lessons) else None


def is_done(course: Course, lessons: Collection[str], answered: Collection[str]) -> bool:
    """Say whether all lessons were read, and all cases of one attempt answered. No answer has to be right."""
    return {lesson.key for lesson in course.lessons} <= set(lessons) and (
        {case.key for case in course.cases} <= set(answered)
    )


# --- Own calibration ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """How somebody rated a case, beside the reference."""

    results: Rating
    behaviour: Rating
    reference_results: Rating
    reference_behaviour: Rating

    @property
    def steps(self) -> tuple[int, int]:
        """How many levels each of the two lies above the reference, -2 to 2."""
        return (
            LEVELS[self.results] - LEVELS[self.reference_results],
            LEVELS[self.behaviour] - LEVELS[self.reference_behaviour],
        )


@dataclass(frozen=True)
class Calibration:
    """How often equal, and in which direction; read by the own person only."""

    total: int
    equal: int
    higher: int
    lower: int
    widest: int  # levels between an answer and its reference, 0 to 2

    @property
    def figure(self) -> str:
        """How often equal: "3 dari 6"."""
        return f"{self.equal} dari {self.total}"

    @property
    def words(self) -> str:
        """The direction in a sentence that says what to look at, and judges nobody."""
        level = "satu tingkat " if self.widest == 1 else ""
        if self.equal == self.total:
            return "Penilaian Anda sama dengan acuan pada semua kasus."
        if self.higher >= self.lower + TENDENCY:
            return f"Anda cenderung {level}lebih tinggi pada {self.higher} dari {self.total} kasus."
        if self.lower >= self.higher + TENDENCY:
            return f"Anda cenderung {level}lebih rendah pada {self.lower} dari {self.total} kasus."
        return "Perbedaannya tidak condong ke satu arah."

    @property
    def advice(self) -> str:
        """What helps next time, in one sentence."""
        if self.equal == self.total:
            return "Pertahankan kebiasaan membaca bukti sebelum memilih."
        if self.higher >= self.lower + TENDENCY:
            return "Sebelum memilih di atas ekspektasi, tanyakan: bukti mana yang melampaui target?"
        if self.lower >= self.higher + TENDENCY:
            return (
                "Sebelum memilih di bawah ekspektasi, tanyakan: target mana yang belum tercapai, dan mengapa?"
            )
        return "Baca lagi bukti pada kasus yang berbeda, lalu coba sekali lagi kapan pun Anda mau."


def calibration(answers: Iterable[Answer]) -> Calibration:
    """Return how ratings lie to their references. A case counts once: equal when both ratings are.

    A case is higher when its two differences sum up above zero, lower below; one up and one down is neither.
    Source: the issue ("own calibration against the reference rating"); the sum and TENDENCY are ours.
    """
    steps = [answer.steps for answer in answers]
    return Calibration(
        total=len(steps),
        equal=sum(step == (0, 0) for step in steps),
        higher=sum(sum(step) > 0 for step in steps),
        lower=sum(sum(step) < 0 for step in steps),
        widest=max((abs(part) for step in steps for part in step), default=0),
    )
