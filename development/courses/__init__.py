"""The texts of the courses: one file per lesson, in plain Indonesian."""

from __future__ import annotations

from ..rules.course import Case, Course, CourseKey
from . import cases, evidence, fairness, sentences, start, usual_errors

RATING = Course(
    key=CourseKey.RATING,
    title="Menilai dengan adil",
    about="Untuk atasan; siapa pun boleh ikut. Empat pelajaran pendek, lalu enam kasus latihan.",
    minutes=15,
    lessons=(evidence.LESSON, usual_errors.LESSON, sentences.LESSON, fairness.LESSON),
    cases=cases.CASES,
)
STARTING = Course(
    key=CourseKey.STARTING,
    title="Mulai di sini",
    about="Untuk pegawai baru: lima kartu pendek tentang kinerja di kantor ini.",
    minutes=5,
    lessons=start.CARDS,
)
COURSES: dict[str, Course] = {course.key.value: course for course in (RATING, STARTING)}


def case_numbered(number: int) -> Case | None:
    """Return a practice case by its number from 1; None where there is none."""
    return RATING.cases[number - 1] if 0 < number <= len(RATING.cases) else None
