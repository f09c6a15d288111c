"""Learning: courses, lessons, practice cases, the own calibration; for the BKD who completed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, download
from appraisal.sheets import write_xlsx
from reviews.rules.document import DocumentKind
from reviews.rules.evaluation import RATING_LABELS, Rating
from reviews.views.document import hand_over

from ..access import course as access
from ..courses import COURSES, RATING, case_numbered
from ..forms.course import CaseForm, LessonForm
from ..operations import course as operations
from ..queries.course import HEADER, course_cards, own_attempts, progress_page, progress_rows
from ..rules.course import LETTERS, Course, CourseKey, Lesson


@require_safe
def course_list(request: Request) -> HttpResponse:
    """Show both courses with how far the person is."""
    context = {"cards": course_cards(request.user), "attempts": own_attempts(request.user)[:1]}
    return TemplateResponse(request, "development/course_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def course_step(request: Request, course: str, step: str) -> HttpResponse:
    """Show a lesson or card; take the answers, and explain them afterwards."""
    found, lesson = _lesson(course, step)
    form = LessonForm(request.POST if request.method == "POST" else None, lesson=lesson)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.read(
                course=found, lesson=lesson, answers=form.answers, by=request.user, at=timezone.now()
            )
            return redirect(*_onwards(request, found, lesson))
    row = access.own_steps(request.user).filter(course=found.key.value, lesson=lesson.key).first()
    context = {"course": found, "lesson": lesson, "form": form, "row": row, "after": found.after(lesson)}
    context |= {"explained": _explained(lesson, row.answers) if row else [], "is_rating": bool(found.cases)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "development/course_step.html", context, status=status)


def _lesson(course: str, step: str) -> tuple[Course, Lesson]:
    found = COURSES.get(course)
    lesson = found.lesson(step) if found else None
    if found is None or lesson is None:
        raise Http404
    return found, lesson


def _onwards(request: Request, course: Course, lesson: Lesson) -> tuple[str, ...]:
    """Return where one goes on: a lesson explains its questions, a card leads to the next."""
    if lesson.questions:
        return "development:course-step", course.key.value, lesson.key
    if after := course.after(lesson):
        return "development:course-step", course.key.value, after.key
    messages.success(request, "Selesai. Selamat bekerja; kartu ini bisa dibaca lagi kapan saja.")
    return ("development:course-list",)


def _explained(lesson: Lesson, answers: str) -> list[dict[str, object]]:
    return [
        {
            "question": question,
            "chosen": question.options[LETTERS.index(letter)],
            "fits": letter == question.fits,
        }
        for question, letter in zip(lesson.questions, answers, strict=False)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def course_case(request: Request, attempt: int, number: int) -> HttpResponse:
    """Show a practice case; take the two ratings, and show the reference afterwards."""
    case = case_numbered(number)
    if case is None or attempt not in operations.open_attempts(request.user):
        raise Http404
    form = CaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.rate(attempt=attempt, case=case, by=request.user, at=timezone.now(), **form.ratings())
            return redirect("development:course-case", attempt, number)
    row = access.own_practice(request.user).filter(attempt=attempt, case=case.key).first()
    context = {
        "case": case,
        "attempt": attempt,
        "number": number,
        "total": len(RATING.cases),
        "form": form,
        "row": row,
        "next": number + 1 if number < len(RATING.cases) else 0,
        "words": _words(case.results, case.behaviour, row) if row else {},
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "development/course_case.html", context, status=status)


def _words(results: Rating, behaviour: Rating, row: object) -> dict[str, object]:
    chosen = Rating(row.results), Rating(row.behaviour)  # type: ignore[attr-defined]
    return {
        "results": RATING_LABELS[chosen[0]],
        "behaviour": RATING_LABELS[chosen[1]],
        "reference_results": RATING_LABELS[results],
        "reference_behaviour": RATING_LABELS[behaviour],
        "same_results": chosen[0] == results,
        "same_behaviour": chosen[1] == behaviour,
    }


@require_safe
def course_calibration(request: Request) -> HttpResponse:
    """Show the own calibration in words, for every whole attempt; nobody else has this page."""
    attempts = own_attempts(request.user)
    context = {
        "attempts": attempts,
        "again": operations.open_attempts(request.user)[-1],
        "completion": access.own_completions(request.user).filter(course=CourseKey.RATING.value).first(),
    }
    return TemplateResponse(request, "development/course_calibration.html", context)


@require_POST
def course_certificate(request: Request) -> HttpResponse:
    """Issue the own certificate and hand it over."""
    completion = get_object_or_404(access.own_completions(request.user), course=CourseKey.RATING.value)
    return hand_over(request, DocumentKind.COURSE, target=completion)


@require_safe
def course_progress(request: Request) -> HttpResponse:
    """Show the BKD how many superiors of each unit completed the course, and who did not yet."""
    today = timezone.localdate()
    require(access.may_see_progress(request.user, today))
    context = {"page": progress_page(today, request.GET.get("halaman", "")), "today": today}
    return TemplateResponse(request, "development/course_progress.html", context)


@require_safe
def course_progress_file(request: Request) -> HttpResponse:
    """Hand over every superior with the day of completion as XLSX."""
    today = timezone.localdate()
    require(access.may_see_progress(request.user, today))
    return download(write_xlsx(HEADER, progress_rows(today), "Belajar menilai"), "belajar-menilai.xlsx")
