"""What somebody learned: lessons read, practice cases rated, courses completed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from organizations.models import Employee, choices, one_of
from reviews.rules.evaluation import Rating

from ..rules.course import CourseKey


class CourseStep(models.Model):
    """A lesson or card that somebody read, with what was answered (pelajaran selesai); the person's own."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="course_steps")
    course = models.CharField("kursus", max_length=10, choices=choices(CourseKey))
    lesson = models.CharField("pelajaran", max_length=20)
    answers = models.CharField("jawaban", max_length=10, blank=True)  # a letter per question
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("course", CourseKey, "course_step_course_known"),
            models.CheckConstraint(condition=~Q(lesson=""), name="course_step_names_lesson"),
            models.UniqueConstraint(fields=["employee", "course", "lesson"], name="course_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.lesson}"


class PracticeRating(models.Model):
    """How somebody rated a practice case in one attempt (penilaian latihan); read by nobody else."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="practice_ratings")
    attempt = models.PositiveSmallIntegerField("percobaan")
    case = models.CharField("kasus", max_length=20)
    results = models.CharField("hasil kerja", max_length=10, choices=choices(Rating))
    behaviour = models.CharField("perilaku kerja", max_length=10, choices=choices(Rating))
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("results", Rating, "practice_results_known"),
            one_of("behaviour", Rating, "practice_behaviour_known"),
            models.CheckConstraint(condition=Q(attempt__gte=1), name="practice_attempt_from_one"),
            models.CheckConstraint(condition=~Q(case=""), name="practice_names_case"),
            models.UniqueConstraint(fields=["employee", "attempt", "case"], name="practice_case_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt} {self.case}"


class CourseCompletion(models.Model):
    """That somebody completed a course, and when (kursus selesai): all that others read."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="course_completions")
    course = models.CharField("kursus", max_length=10, choices=choices(CourseKey))
    completed_at = models.DateTimeField("selesai")

    class Meta:
        constraints = [
            one_of("course", CourseKey, "course_completion_course_known"),
            models.UniqueConstraint(fields=["employee", "course"], name="course_completed_once"),
        ]

    def __str__(self) -> str:
        return self.course
