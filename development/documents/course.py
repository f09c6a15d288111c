"""The certificate of the course of raters: who completed what, when; nothing of how."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from appraisal.templatetags.ui import tanggal
from reviews.documents.payload import Person, Sheet
from reviews.documents.people import letterhead, party_of
from reviews.rules.document import DOCUMENT_LABELS, DocumentKind

from ..courses import COURSES
from ..models import CourseCompletion


@dataclass(frozen=True)
class CertificateSheet(Sheet):
    """Sertifikat belajar."""

    owner: Person
    course: str
    lessons: tuple[str, ...]
    cases: int
    minutes: int
    completed_on: str


def certificate_sheet(completion: CourseCompletion) -> CertificateSheet:
    """Return the certificate of a completion, with the post of that day."""
    day, course = timezone.localdate(completion.completed_at), COURSES[completion.course]
    return CertificateSheet(
        kind=DocumentKind.COURSE.value,
        title=DOCUMENT_LABELS[DocumentKind.COURSE],
        year=day.year,
        span=tanggal(day),
        letterhead=letterhead(),
        owner=party_of(completion.employee, day),
        course=course.title,
        lessons=tuple(lesson.title for lesson in course.lessons),
        cases=len(course.cases),
        minutes=course.minutes,
        completed_on=tanggal(day),
    )
