"""Who reads what about learning: the own person everything, the BKD only that a course was completed."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from organizations.access import may_administer
from organizations.models import Employee

from ..models import CourseCompletion, CourseStep, PracticeRating
from ..rules.course import CourseKey


def own_steps(user: Employee) -> QuerySet[CourseStep]:
    """Return the lessons this person read; nobody else reads the answers."""
    return CourseStep.objects.filter(employee=user)


def own_practice(user: Employee) -> QuerySet[PracticeRating]:
    """Return the practice ratings of this person, of all attempts; nobody else reads them."""
    return PracticeRating.objects.filter(employee=user)


def own_completions(user: Employee) -> QuerySet[CourseCompletion]:
    """Return the courses this person completed."""
    return CourseCompletion.objects.filter(employee=user)


def may_see_progress(user: Employee, on: date) -> Decision:
    """BKD admins over the whole agency see who completed the course of raters, and when; never how."""
    return may_administer(user, on)


def may_issue_certificate(user: Employee, completion: CourseCompletion, on: date) -> Decision:
    """The person who completed the course of raters has the certificate made."""
    if completion.employee_id == user.pk and completion.course == CourseKey.RATING:
        return ALLOW
    return deny("Sertifikat dibuat oleh orang yang menyelesaikan kursusnya.")


def certificates(user: Employee, on: date) -> Q:
    """Return which certificates this person opens: the own one, and the BKD of the agency all."""
    return Q() if may_administer(user, on) else Q(subject=user)
