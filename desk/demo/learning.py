"""Who of the demo learned to rate: half of the superiors all of it, some are on their way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from appraisal import audit
from development.courses import RATING
from development.models import CourseCompletion, CourseStep, PracticeRating
from development.rules.course import LETTERS
from organizations.models import Employee, Supervision
from reviews.rules.evaluation import Rating

from .clock import YEAR, moment
from .insert import insert
from .people import NIPS

FROM = date(YEAR, 9, 7)
MOST = 1000  # superiors
SURE = 0.7  # how often a practice rating equals the reference
ON_THE_WAY = "198108092006042011"  # who leads twelve people in the demo


def write_learning(rng: Random) -> None:
    """Let every second superior, and most named ones, complete the course of raters."""
    led = Supervision.objects.filter(ended_on=None).values("superior")
    people = Employee.objects.filter(pk__in=led, is_active=True).order_by("pk")[:MOST]
    chosen = [one for number, one in enumerate(people) if number % 2 or one.nip in NIPS]
    begun = [one for one in chosen if one.nip == ON_THE_WAY]
    done = [one for one in chosen if one.nip != ON_THE_WAY]
    insert(step for number, one in enumerate(done) for step in _steps(one, number, rng))
    insert(step for one in begun for step in list(_steps(one, 0, rng))[:2])
    insert(row for number, one in enumerate(done) for row in _practice(one, number, rng))
    rows = CourseCompletion.objects.bulk_create(
        CourseCompletion(employee=one, course=RATING.key.value, completed_at=_at(number, 30))
        for number, one in enumerate(done)
    )
    insert(
        audit.entry(
            action="course.completed",
            by=row.employee,
            at=row.completed_at,
            target=row,
            after={"course": RATING.title},
        )
        for row in rows
    )


def _at(number: int, minute: int) -> datetime:
    return moment(FROM + timedelta(days=number % 45), minute + number % 200)


def _steps(person: Employee, number: int, rng: Random) -> Iterator[CourseStep]:
    for place, lesson in enumerate(RATING.lessons):
        answers = "".join(
            question.fits if rng.random() < SURE else rng.choice(LETTERS[: len(question.options)])
            for question in lesson.questions
        )
        yield CourseStep(
            employee=person,
            course=RATING.key.value,
            lesson=lesson.key,
            answers=answers,
            done_at=_at(number, place * 3),
        )


def _practice(person: Employee, number: int, rng: Random) -> Iterator[PracticeRating]:
    for place, case in enumerate(RATING.cases):
        results, behaviour = (
            reference if rng.random() < SURE else rng.choice(list(Rating))
            for reference in (case.results, case.behaviour)
        )
        yield PracticeRating(
            employee=person,
            attempt=1,
            case=case.key,
            results=results.value,
            behaviour=behaviour.value,
            rated_at=_at(number, 14 + 2 * place),
        )
