"""Courses as the pages show them: what was read, how cases were rated, and who completed what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from appraisal.paging import CountedPage, counted_page
from organizations.models import Employee, Placement, Supervision
from reviews.rules.evaluation import RATING_LABELS, Rating

from ..access.course import own_completions, own_practice, own_steps
from ..courses import COURSES, RATING
from ..models import CourseCompletion, PracticeRating
from ..rules.course import Answer, Calibration, Course, CourseKey, calibration

PAGE = 50
HEADER = ("NAMA", "NIP", "UNIT", "SELESAI")


@dataclass(frozen=True)
class Entry:
    """A line of the list: a lesson or a case, as the component task_list draws it."""

    title: str
    hint: str
    href: str
    status: str
    kind: str


@dataclass(frozen=True)
class CourseCard:
    """One course of the list, with how far the person is."""

    course: Course
    entries: list[Entry]
    completed_at: datetime | None
    is_rating: bool


def last_attempt(user: Employee) -> tuple[int, int]:
    """Return the number of the last attempt and how many cases of it were rated; zeros before the first."""
    rows = own_practice(user).values("attempt").annotate(many=Count("pk")).order_by("-attempt")
    found = rows.values_list("attempt", "many").first()
    return found or (0, 0)


def course_cards(user: Employee) -> list[CourseCard]:
    """Return the courses with their parts (three queries)."""
    read = set(own_steps(user).values_list("course", "lesson"))
    done = dict(own_completions(user).values_list("course", "completed_at"))
    rated = set(own_practice(user).filter(attempt=1).values_list("case", flat=True))
    cards = []
    for course in COURSES.values():
        entries = [_lesson(course, lesson, read) for lesson in course.lessons]
        entries += [_case(number, case, rated) for number, case in enumerate(course.cases, start=1)]
        is_rating = course.key == CourseKey.RATING
        cards.append(CourseCard(course, entries, done.get(course.key.value), is_rating))
    return cards


def _lesson(course: Course, lesson: Any, read: set[tuple[str, str]]) -> Entry:
    href = reverse("development:course-step", args=[course.key.value, lesson.key])
    is_read = (course.key.value, lesson.key) in read
    return Entry(lesson.title, f"{lesson.minutes} menit", href, "Sudah" if is_read else "", "ok")


def _case(number: int, case: Any, rated: set[str]) -> Entry:
    href = reverse("development:course-case", args=[1, number])
    return Entry(case.title, "", href, "Sudah" if case.key in rated else "", "ok")


# --- Own calibration ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """One case of an attempt beside its reference, in words."""

    title: str
    results: str
    reference_results: str
    behaviour: str
    reference_behaviour: str
    is_equal: bool
    href: str


@dataclass(frozen=True)
class Attempt:
    """One whole attempt with its calibration."""

    number: int
    rated_at: datetime
    calibration: Calibration
    cases: list[Compared]


def own_attempts(user: Employee) -> list[Attempt]:
    """Return the whole attempts of a person, the latest first (one query)."""
    by_number: dict[int, list[PracticeRating]] = {}
    for row in own_practice(user).order_by("-attempt", "pk"):
        by_number.setdefault(row.attempt, []).append(row)
    whole = [(number, rows) for number, rows in by_number.items() if len(rows) == len(RATING.cases)]
    return [_attempt(number, rows) for number, rows in whole]


def _attempt(number: int, rows: list[PracticeRating]) -> Attempt:
    by_case = {row.case: row for row in rows}
    pairs = [(place, case, by_case[case.key]) for place, case in enumerate(RATING.cases, start=1)]
    answers = [
        Answer(Rating(row.results), Rating(row.behaviour), case.results, case.behaviour)
        for _, case, row in pairs
    ]
    compared = [
        Compared(
            title=case.title,
            results=RATING_LABELS[answer.results],
            reference_results=RATING_LABELS[case.results],
            behaviour=RATING_LABELS[answer.behaviour],
            reference_behaviour=RATING_LABELS[case.behaviour],
            is_equal=answer.steps == (0, 0),
            href=reverse("development:course-case", args=[number, place]),
        )
        for (place, case, _), answer in zip(pairs, answers, strict=True)
    ]
    return Attempt(number, max(row.rated_at for row in rows), calibration(answers), compared)


# --- For the BKD: completed or not, and nothing else ---------------------------------------------------


def superiors(on: date) -> QuerySet[Any]:
    """Return the active people who lead somebody on a day, by name, with unit and moment of completion."""
    leads = Supervision.objects.on(on).filter(superior=OuterRef("pk"), placement__employee__is_active=True)
    post = Placement.objects.on(on).definitive().filter(employee=OuterRef("pk")).order_by("pk")
    done = CourseCompletion.objects.filter(employee=OuterRef("pk"), course=CourseKey.RATING.value)
    rows = Employee.objects.filter(Exists(leads), is_active=True)
    rows = rows.annotate(
        unit_name=Subquery(post.values("unit__name")[:1]),
        completed_at=Subquery(done.values("completed_at")[:1]),
    )
    return rows.order_by("name", "pk")


@dataclass(frozen=True)
class UnitCount:
    """How many superiors of a unit completed the course."""

    unit: str
    total: int
    done: int


@dataclass(frozen=True)
class ProgressPage:
    """What the BKD sees: counts per unit, and who did not complete yet, both a page at a time."""

    units: list[UnitCount]
    total: int
    done: int
    others: int  # who leads nobody and completed it as well
    waiting: list[Any]  # people with `unit_name`
    links: CountedPage


def progress_page(on: date, number: str) -> ProgressPage:
    """Return the page for a day (four queries, whatever the size of the agency)."""
    rows = superiors(on)
    units = [
        UnitCount(unit or "Tanpa unit", total, done)
        for unit, total, done in rows.order_by("unit_name")
        .values("unit_name")
        .annotate(total=Count("pk"), done=Count("completed_at"))
        .values_list("unit_name", "total", "done")
    ]
    total, done = sum(unit.total for unit in units), sum(unit.done for unit in units)
    everybody = CourseCompletion.objects.filter(course=CourseKey.RATING.value).count()
    page = counted_page(number, max(total - done, len(units)), PAGE)
    waiting = list(rows.filter(completed_at=None)[page.part])
    return ProgressPage(units[page.part], total, done, max(0, everybody - done), waiting, page)


def progress_rows(on: date) -> Iterator[tuple[str, str, str, str]]:
    """Return the lines of the file: every superior, with the day of completion where there is one."""
    for person in superiors(on).iterator(chunk_size=1000):
        done = timezone.localdate(person.completed_at).isoformat() if person.completed_at else ""
        yield person.full_name, person.nip, person.unit_name or "", done
