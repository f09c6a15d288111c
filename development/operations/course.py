"""Learning: a lesson read, a practice case rated, and with the last of them the course completed.

Practice leaves no event: how somebody learns is nobody else's business. That a course was completed is one.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from appraisal import audit
from appraisal.errors import Refused
from organizations.models import Employee
from reviews.rules.evaluation import Rating

from ..access.course import own_practice, own_steps
from ..courses import RATING
from ..models import CourseCompletion, CourseStep, PracticeRating
from ..queries.course import last_attempt
from ..rules.course import LETTERS, Case, Course, Lesson, is_done

ANSWERED = "Kasus ini sudah Anda nilai pada percobaan ini. Acuannya ada di bawah."
NOT_YET = "Selesaikan dulu enam kasus pada percobaan sebelumnya."
NO_OPTION = "Pilih satu jawaban. Tidak ada nilai, hanya penjelasan."


def read(*, course: Course, lesson: Lesson, answers: str, by: Employee, at: datetime) -> CourseStep:
    """Note that a lesson was read, with a letter per question, and return it; the first answers stay.

    Raise Refused when an answer is missing or none of the options.
    """
    fit = all(
        letter in LETTERS[: len(question.options)]
        for letter, question in zip(answers, lesson.questions, strict=False)
    )
    if len(answers) != len(lesson.questions) or not fit:
        raise Refused(NO_OPTION)
    with transaction.atomic():
        step, _ = CourseStep.objects.get_or_create(
            employee=by,
            course=course.key.value,
            lesson=lesson.key,
            defaults={"answers": answers, "done_at": at},
        )
        _complete(course, by, at)
    return step


def rate(
    *, attempt: int, case: Case, results: Rating, behaviour: Rating, by: Employee, at: datetime
) -> PracticeRating:
    """Rate a practice case once in an attempt and return it; afterwards the reference is shown.

    Raise Refused for a case that was rated otherwise in this attempt, and for an attempt that comes after
    an unfinished one.
    """
    if attempt not in open_attempts(by):
        raise Refused(NOT_YET)
    try:
        with transaction.atomic():
            row = PracticeRating.objects.create(
                employee=by,
                attempt=attempt,
                case=case.key,
                results=results.value,
                behaviour=behaviour.value,
                rated_at=at,
            )
            _complete(RATING, by, at)
    except IntegrityError:
        row = own_practice(by).get(attempt=attempt, case=case.key)
        if (row.results, row.behaviour) != (results.value, behaviour.value):
            raise Refused(ANSWERED) from None
    return row


def open_attempts(user: Employee) -> range:
    """Return the attempts that a person looks at or rates in: all so far, and the next after a whole one."""
    last, rated = last_attempt(user)
    return range(1, (last + 1 if rated == len(RATING.cases) else max(last, 1)) + 1)


def _complete(course: Course, by: Employee, at: datetime) -> None:
    """Note the completion, once, when the last part is done."""
    lessons = own_steps(by).filter(course=course.key.value).values_list("lesson", flat=True)
    rated = own_practice(by).filter(attempt=1).values_list("case", flat=True)
    if not is_done(course, set(lessons), set(rated)):
        return
    row, is_new = CourseCompletion.objects.get_or_create(
        employee=by, course=course.key.value, defaults={"completed_at": at}
    )
    if is_new:
        audit.record(action="course.completed", by=by, at=at, target=row, after={"course": course.title})
